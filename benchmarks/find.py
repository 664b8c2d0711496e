"""`python -m benchmarks.find [--dates 10000] [--slower 6]`

Builds a town of about so many dates ahead, opens its list of all events in Chromium, its processor slowed so
many times, types words letter by letter and ticks boxes, and prints how long it takes until the first slips
stand there.
"""

from __future__ import annotations

import argparse
import gzip
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import CDPSession, Page, sync_playwright

from benchmarks.corpus import TODAY
from benchmarks.town import write_town
from benchmarks.tree import measure

TYPED = ("story time", "resume help", "free food", "skateing", "kids robot", "lawyer", "tax clinic", "yoga")
TICKED = ("free=1", "age=0-5", "when=weeks", "when=weekend&free=1", "age=0-5&free=1&when=weeks", "rare=1")

MEASURE = """async ({ typed, hash }) => {
    const box = document.querySelector(".search input"), results = document.querySelector(".results");
    const body = results.querySelector("h2 ~ div");
    const started = performance.now();
    const changed = new Promise((done) => {
        const watch = new MutationObserver(() => { watch.disconnect(); done(performance.now()); });
        watch.observe(body, { childList: true });
    });
    if (typed === undefined) location.hash = hash;
    else { box.value = typed; box.dispatchEvent(new Event("input", { bubbles: true })); }
    const took = (await changed) - started;
    await new Promise((done) => setTimeout(done, 400));
    return took;
}"""
_DATES_OF_ONE = 19
"""How many dates ahead an event of such a town has on average."""

_WARNED = 3
"""The exit code of a build that left a file out."""

READY = "() => document.querySelector('.results h2')?.textContent"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dates", type=int, default=10_000)
    parser.add_argument("--slower", type=int, default=6)
    parser.add_argument("--site", type=Path, help="a site that is built already")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = given.site or _build(Path(folder), given.dates)
        for name in ("find-index.js", "find-dates.js"):
            print(
                f"{name}: {len(gzip.compress((site / 'events' / name).read_bytes())) / 1000:.1f} KB gzipped"
            )
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(args=["--no-sandbox"], executable_path="/usr/bin/chromium")
            page = browser.new_page(timezone_id="America/Toronto")
            _measure(page, site, given.slower)
            browser.close()


def _build(folder: Path, dates: int) -> Path:
    content, public = write_town(folder / "town", dates // _DATES_OF_ONE), folder / "public"
    command = [sys.executable, "-m", "bulletin", "build", "--today", str(TODAY)]
    try:
        measure([*command, "--content", str(content), "--out", str(public)])
    except subprocess.CalledProcessError as error:
        if error.returncode != _WARNED:
            raise
    return public


def _measure(page: Page, site: Path, slower: int) -> None:
    page.goto((site / "events/index.html").as_uri())
    session: CDPSession = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.evaluate("location.hash = 'q=zzzz'")
    page.wait_for_function(READY)
    typed = [_ask(page, {"typed": word[:length]}) for word in TYPED for length in range(1, len(word) + 1)]
    ticked = [_ask(page, {"hash": state}) for _ in range(3) for state in TICKED]
    for name, took in (("a keystroke", typed), ("a choice", ticked)):
        took.sort()
        most, nearly = took[-1], took[int(len(took) * 0.95)]
        print(f"{name}: median {median(took):.0f} ms, p95 {nearly:.0f} ms, most {most:.0f} ms")


def _ask(page: Page, what: dict[str, str]) -> float:
    return float(page.evaluate(MEASURE, what))


if __name__ == "__main__":
    main()
