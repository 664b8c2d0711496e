"""Nothing on a board leads nowhere, and nothing on it asks another host for anything."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from tests.site.crawling import ADDRESSES, Crawled, crawl, file_at, read_page, resolve

OUTSIDE = re.compile(r"^(https?|mailto|tel|sms|webcal|data):", re.IGNORECASE)
OWN = {"full": "board.oakbend.example/town/", "town": "board.alder-crossing.example/"}
LOST = "404.html"
BY_SCRIPT = re.compile(r"(?:event|partner)=[a-z0-9/-]+(?:&as=[a-z]+)?")
"""Behind # in an address of the form: what its script begins with."""

Pages = dict[str, Crawled]


@pytest.fixture(scope="session", params=["full", "town"])
def site(request: pytest.FixtureRequest) -> tuple[str, Path]:
    return request.param, request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def pages(site: tuple[str, Path]) -> Pages:
    return crawl(site[1])


@pytest.fixture(scope="session")
def files(site: tuple[str, Path]) -> frozenset[str]:
    folder = site[1]
    return frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_every_link_leads_to_a_page_and_its_anchor_even_in_somebody_elses_folder(
    pages: Pages, files: frozenset[str]
) -> None:
    anchors = {path: frozenset(page.ids) for path, page in pages.items()}
    dead = Counter[str]()
    for page in pages.values():
        if page.path == LOST:
            continue
        for address in page.links():
            if OUTSIDE.match(address):
                continue
            url, anchor = resolve(page.url, address)
            target = file_at(url)
            if target not in files:
                dead[f"{page.path}: {address}"] += 1
            elif BY_SCRIPT.fullmatch(anchor) and target.endswith("submit/index.html"):
                continue
            elif anchor and anchor not in anchors.get(target, ()):
                dead[f"{page.path}: {address} has no such anchor"] += 1
    assert list(dead)[:20] == []


def test_no_link_stands_for_an_address_that_is_missing(pages: Pages) -> None:
    """What may not be linked becomes "#", which leads back to the top of the page."""
    assert [page.path for page in pages.values() if "#" in page.links()][:20] == []


def test_what_a_page_fetches_lies_beside_it_and_is_there(pages: Pages, files: frozenset[str]) -> None:
    missing = set()
    for page in pages.values():
        if page.path == LOST:
            continue
        for address in page.fetched():
            if OUTSIDE.match(address) or file_at(resolve(page.url, address)[0]) not in files:
                missing.add(f"{page.path}: {address}")
    assert sorted(missing)[:20] == []


def test_addresses_on_pages_are_relative_but_for_the_lost_page_where_they_are_absolute(
    site: tuple[str, Path], pages: Pages, files: frozenset[str]
) -> None:
    rooted = {
        f"{page.path}: {value}"
        for page in pages.values()
        for tag in page.tags
        for name, value in tag.attributes.items()
        if name in ADDRESSES and value.startswith("/") and page.path != LOST
    }
    assert sorted(rooted)[:20] == []
    prefix = "/" + OWN[site[0]].partition("/")[2]
    written = [*pages[LOST].links(), *pages[LOST].fetched()]
    found = [address for address in written if not OUTSIDE.match(address) and not address.startswith("#")]
    assert found
    for address in found:
        assert address.startswith(prefix), address
        assert file_at(address.partition("#")[0].partition("?")[0], prefix) in files, address


def test_every_address_of_our_own_in_any_file_is_there(site: tuple[str, Path], files: frozenset[str]) -> None:
    """In feeds, calendars, sitemaps, linked data, canonical links: wherever the whole address stands."""
    own = re.compile(
        rf"(?:https|webcal)://{re.escape(OWN[site[0]])}((?:(?!&#3[49];)[^\s\"'<>)\\\u2066-\u2069])*)"
    )
    anchors: dict[str, frozenset[str]] = {}
    dead = set()
    for name in files:
        if name.rsplit(".", 1)[-1] not in ("html", "ics", "rss", "atom", "json", "xml", "txt"):
            continue
        text = (site[1] / name).read_bytes().replace(b"\r\n ", b"").decode()
        for written in set(own.findall(text)):
            path, _, anchor = unescape(written).partition("#")
            target = f"{path}index.html" if path == "" or path.endswith("/") else path
            if target not in files:
                dead.add(f"{name}: {written}")
            elif anchor:
                if target not in anchors:
                    page = read_page(target, (site[1] / target).read_text(encoding="utf-8"))
                    anchors[target] = frozenset(page.ids)
                if anchor not in anchors[target]:
                    dead.add(f"{name}: {written} has no such anchor")
    assert sorted(dead)[:20] == []


def test_every_page_has_one_heading_of_the_first_order_and_no_id_twice(pages: Pages) -> None:
    assert [page.path for page in pages.values() if page.headings != 1] == []
    twice = {page.path: [n for n, k in Counter(page.ids).items() if k > 1] for page in pages.values()}
    assert {path: names for path, names in twice.items() if names} == {}


def test_every_page_begins_with_its_content_policy_and_keeps_to_it(pages: Pages) -> None:
    for page in pages.values():
        head = page.text.partition("<head>")[2].lstrip()
        assert head.startswith('<meta http-equiv="Content-Security-Policy" content="default-src '), page.path
        assert not re.search(r"<style|<[a-z][^<>]*\sstyle=|<[a-z][^<>]*\son[a-z]+=", page.text), page.path
        scripts = [tag.attributes for tag in page.tags if tag.name == "script"]
        assert all("src" in attributes for attributes in scripts), page.path


def test_style_sheets_and_scripts_name_no_other_host(site: tuple[str, Path]) -> None:
    for file in (site[1] / "static").iterdir():
        if file.suffix in (".css", ".js"):
            text = file.read_text(encoding="utf-8")
            assert not re.search(r"url\(|@import|https?:|//[a-z]+\.", text), file.name


def test_translated_pages_say_their_language_and_lead_to_each_other(pages: Pages) -> None:
    for page in pages.values():
        folder = page.path.split("/", 1)[0]
        language = folder if folder in ("fr", "ar") else "en"
        direction = "rtl" if language == "ar" else "ltr"
        assert f'<html lang="{language}" dir="{direction}">' in page.text, page.path


def test_every_page_of_one_language_has_its_counterpart_in_the_others(
    site: tuple[str, Path], pages: Pages
) -> None:
    others = {"full": ("fr",), "town": ("fr", "ar")}[site[0]]
    moved = {page.path for page in pages.values() if 'http-equiv="refresh"' in page.text}
    main = {path for path in pages if path.split("/", 1)[0] not in others} - moved - {LOST}
    for language in others:
        counterparts = {
            path.removeprefix(f"{language}/") for path in pages if path.startswith(f"{language}/")
        }
        assert sorted(main ^ (counterparts - moved)) == []


@pytest.mark.parametrize("first", ["index.html", "fr/index.html", "ar/index.html"])
def test_the_first_page_without_its_pictures_is_light_enough_for_an_old_phone(town: Path, first: str) -> None:
    page = read_page(first, (town / first).read_text(encoding="utf-8"))
    fetched = {resolve(page.url, address)[0] for address in page.fetched()}
    names = [
        first,
        *(name for name in _existing(fetched) if name.endswith((".css", ".js"))),
    ]
    assert {"static/style.css", "static/today.js"} <= set(names)
    assert (town / first).stat().st_size <= 200 * 1024
    assert sum(len(gzip.compress((town / name).read_bytes())) for name in names) <= 15 * 1024


def _existing(urls: set[str]) -> Iterator[str]:
    for url in sorted(urls):
        name = file_at(url)
        assert name is not None
        yield name


def test_every_page_is_two_steps_from_the_first_and_those_of_events_and_days_three(
    site: tuple[str, Path], pages: Pages
) -> None:
    """Of one language; the others are a step away from each page."""
    prefixes = ("fr/", "ar/")
    main = {path: page for path, page in pages.items() if not path.startswith(prefixes)}
    reached, steps = {"index.html": 0}, ["index.html"]
    for path in steps:
        for address in main[path].links():
            target = "" if OUTSIDE.match(address) else file_at(resolve(main[path].url, address)[0])
            if target in main and target not in reached:
                reached[target] = reached[path] + 1
                steps.append(target)
    moved = {path for path, page in main.items() if 'http-equiv="refresh"' in page.text} | {LOST}
    past = {path for path, page in main.items() if 'content="noindex"' in page.text}
    far = {
        path: reached.get(path)
        for path in main.keys() - moved - past
        if reached.get(path, 9) > (3 if re.match(r"events/[^/]+/.", path) else 2)
    }
    assert far == {}
