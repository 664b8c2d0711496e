"""`bulletin check --base REV --author ACCOUNT`: nobody changes what is another's to change."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from bulletin.cli import cli
from bulletin.commands.check import CheckRequest, check
from bulletin.pipeline.check import ReadingOptions
from tests.check.small_boards import BOARD, PARTNER, VENUE, event
from tests.commands.boards import at as clock
from tests.load.repositories import Repository, at

FORMS = ("text", "github", "json", "summary", "comment")
OAK = PARTNER + "github: [oak-account, '@Second']\nagreement: {since: 2026-09-01}\n"
FILES = {
    "board.yaml": f"{BOARD.rstrip()}\nlibrary: town\n",
    "partners/town.yaml": PARTNER.replace("Oak", "Town") + "github: librarian\n",
    "partners/oak.yaml": OAK,
    "partners/elm.yaml": PARTNER.replace("Oak", "Elm") + "github: elm-account\n",
    "partners/ash.yaml": PARTNER.replace("Oak", "Ash"),
    "venues/hall.yaml": VENUE,
    "events/oak/knitting.yaml": event(title="Knitting", room="blue"),
    "events/elm/chess.yaml": event(title="Chess", room="red"),
}
OWN = {"events/oak/talk.yaml": event(title="Talk", start="2027-03-04 18:00", end="19:00")}
OTHERS = {"events/elm/chess.yaml": event(title="Chess is off", room="red")}
SITE = {"themes/ours/theme.css": "a {}\n"}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A board that is published, and we stand beside it."""
    found = Repository(tmp_path)
    found.commit(at(0), {f"content/{path}": text.lstrip("\n") for path, text in FILES.items()})
    monkeypatch.chdir(tmp_path)
    return found


def answer(repository: Repository, files: Mapping[str, str | None], author: str, form: str = "json") -> str:
    """What is said of a commit with these files; those of `themes/` and the like lie beside the content."""
    base = repository.git("rev-parse", "HEAD")
    placed = {
        path if path.startswith(("themes/", ".github/", "bulletin/")) else f"content/{path}": text
        for path, text in files.items()
    }
    repository.commit(at(1), placed)
    stream = io.StringIO()
    reading = ReadingOptions(clock=clock("2027-01-15"), today=date(2027, 1, 15))
    asked = CheckRequest(content=Path("content"), reading=reading, base=base, author=author)
    check(asked, form, stream)
    return stream.getvalue()


def refused(repository: Repository, files: Mapping[str, str | None], author: str) -> list[tuple[str, str]]:
    rows = json.loads(answer(repository, files, author))
    return [(row["rule"], row["path"].removeprefix("content/")) for row in rows if row["severity"] == "error"]


NOT_OWN = "not-own-folder"
GRAB = {"partners/oak.yaml": OAK.replace("[oak-account", "[stranger, oak-account")}
BIRCH = PARTNER.replace("Oak", "Birch")
NEW = {"partners/birch.yaml": BIRCH, "events/birch/a.yaml": OWN["events/oak/talk.yaml"]}
BOTH = {**NEW, "events/ash/b.yaml": OWN["events/oak/talk.yaml"]}
MANY = {
    **OWN,
    **OTHERS,
    **SITE,
    "events/ash/a.yaml": OWN["events/oak/talk.yaml"],
    "partners/oak.yaml": OAK + "url: https://oak.example/\n",
    "partners/elm.yaml": FILES["partners/elm.yaml"] + "url: https://elm.example/\n",
    "venues/hall.yaml": VENUE + "transit: bus 4\n",
    "board.yaml": FILES["board.yaml"] + "tagline: Ours\n",
    "pages/policy.md": "---\ntitle: Rules\n---\nAll.\n",
    "calendars/off.yaml": "name: Off\ndates: 2027-02-15\n",
    "decisions/2027.csv": "a\n",
    ".github/workflows/x.yml": "on: push\n",
}
LIBRARYS = [".github/workflows/x.yml", "board.yaml", "calendars/off.yaml", "decisions/2027.csv"]
LIBRARYS += ["pages/policy.md"]


@pytest.mark.parametrize(
    ("files", "author", "expected"),
    [
        (OWN, "OAK-Account", []),
        (OWN, "@second", []),
        (OWN, "elm-account", ["events/oak/talk.yaml"]),
        (OWN, "oak", ["events/oak/talk.yaml"]),
        (MANY, "oak-account", [*LIBRARYS, "events/ash/a.yaml", "events/elm/chess.yaml"]),
        (MANY, "librarian", []),
        ({"events/elm/chess.yaml": None}, "oak-account", ["events/elm/chess.yaml"]),
        ({"events/elm/chess.pdf": "x"}, "oak-account", ["events/elm/chess.pdf"]),
        (SITE, "stranger", ["themes/ours/theme.css"]),
        ({"events/ash/a.yaml": OWN["events/oak/talk.yaml"]}, "stranger", []),
        (NEW, "stranger", []),
        (NEW, "oak-account", ["events/birch/a.yaml"]),
        (BOTH, "stranger", ["events/ash/b.yaml", "events/birch/a.yaml"]),
    ],
)
def test_an_account_changes_what_is_its_own(
    repository: Repository, files: Mapping[str, str | None], author: str, expected: list[str]
) -> None:
    found = refused(repository, files, author)
    assert sorted(path for rule, path in found if rule == NOT_OWN) == sorted(expected)
    assert "staff-only" not in {rule for rule, _ in found}


def test_a_change_gives_itself_no_right(repository: Repository) -> None:
    assert refused(repository, {**GRAB, **OWN}, "stranger") == [
        (NOT_OWN, "events/oak/talk.yaml"),
        ("staff-only", "partners/oak.yaml"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "GitHub: friend",
        "trusted: dates",
        "agreement: {since: 2026-10-01}",
        "submits_by: {channel: mail}",
        "",
    ],
)
def test_what_only_the_library_writes_a_partner_leaves_as_it_is(repository: Repository, line: str) -> None:
    name = line.partition(":")[0].lower()
    kept = [each for each in OAK.splitlines() if each.partition(":")[0] != (name or "github")]
    text = "\n".join([*kept, line, ""])
    assert ("staff-only", "partners/oak.yaml") in refused(
        repository, {"partners/oak.yaml": text}, "oak-account"
    )


@pytest.mark.parametrize("author", ["librarian", ""])
def test_the_library_writes_them(repository: Repository, author: str) -> None:
    assert refused(repository, GRAB, author) == []


def test_the_same_accounts_written_in_another_way_are_no_change(repository: Repository) -> None:
    moved = {
        "partners/oak.yaml": None,
        "partners/oak.md": f"---\n{OAK}---\nWe knit.\n",
    }
    assert refused(repository, moved, "oak-account") == []


def test_a_new_partner_writes_down_no_account(repository: Repository) -> None:
    new = {"partners/birch.yaml": NEW["partners/birch.yaml"] + "github: stranger\n"}
    assert refused(repository, new, "stranger") == [("staff-only", "partners/birch.yaml")]


@pytest.mark.parametrize("form", FORMS)
def test_it_is_said_in_words_and_with_what_to_do(repository: Repository, form: str) -> None:
    told = answer(repository, {**OWN, **OTHERS, **SITE, **GRAB}, "oak-account", form)
    plain = " ".join(told.replace("\\", "").replace("%0A", " ").split())
    assert "Elm" in plain
    assert "the account oak-account speaks for" in plain
    assert "or the library decides what changes there." in plain
    assert "only the library changes programs and looks." in plain
    assert "Only the library writes `github`." in plain


def test_who_proposes_says_nothing_without_a_version_to_compare_with() -> None:
    done = CliRunner().invoke(cli, ["check", "--author", "oak"])
    assert "--author goes with --base" in done.output


def test_without_the_published_board_nobody_has_a_right(repository: Repository) -> None:
    repository.commit(at(1), {"content/board.yaml": "title: [\n"})
    found = refused(repository, {"board.yaml": FILES["board.yaml"]}, "oak-account")
    assert found == [(NOT_OWN, "board.yaml")]


def test_where_nobody_wrote_down_the_librarys_accounts_it_is_told_how(repository: Repository) -> None:
    repository.commit(at(1), {"content/partners/town.yaml": PARTNER.replace("Oak", "Town")})
    told = answer(repository, {"board.yaml": FILES["board.yaml"] + "tagline: Ours\n"}, "librarian")
    assert "write your accounts into partners/town.yaml yourself, as `github`" in told
