"""`bulletin combine`: a duplicate becomes one event of two partners, found under both addresses."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.commands.boards import FILES, write_board
from tests.commands.test_rename import build, entries
from tests.commands.test_withdraw import PICTURE
from tests.load.repositories import Repository
from tests.load.repositories import at as commit_at
from tests.site.publishing import call_bulletin

TODAY = "2027-01-15"
FAIR = "title: Winter fair\nstart: 2027-02-20 10:00\nend: 16:00\nvenue: main-library\ncost: free\n"
BOARD: Mapping[str, str] = {
    **FILES,
    "board.yaml": f"{FILES['board.yaml']}publish: [translations, ics, venues]\n",
    "partners/elm.yaml": f"{FILES['partners/elm.yaml']}accept: oak\n",
    "events/oak/winter-fair.yaml": f"# Ours\n{FAIR}",
    "events/elm/fair.yaml": f"{FAIR.replace('Winter fair', 'The fair')}image: fair.png\nimage_alt: Stalls\n"
    "was_at: elm/old-fair\n",
    "events/elm/fair.fr.md": "---\ntitle: La foire\n---\n",
    "events/elm/stall.yaml": f"{FAIR.replace('Winter fair', 'A stall')}part_of: elm/fair\n",
}


def board(folder: Path, *, committed: bool = False, **more: str) -> Path:
    repository = Repository(folder / "town") if committed else None
    content = write_board(folder / "town", BOARD, **more)
    (content / "events/elm/fair.png").write_bytes(PICTURE)
    if repository:
        repository.commit(commit_at(0))
    return content


def combine(content: Path, *what: str, yes: bool = True) -> tuple[int, str]:
    options = ["--yes"] if yes else []
    ran = call_bulletin("combine", *what, "--content", content, "--today", TODAY, *options)
    return ran.code, ran.said


@pytest.mark.parametrize("committed", [True, False])
def test_both_addresses_and_all_calendars_lead_to_the_one_that_stays(tmp_path: Path, committed: bool) -> None:
    content = board(tmp_path, committed=committed)
    before = build(content, "before")
    code, said = combine(content, "elm/fair", "into", "oak/winter-fair")
    assert code == 0, said
    if committed:
        Repository(content.parent, init=False).commit(commit_at(1))
        ran = call_bulletin("check", "--content", content, "--base", "HEAD~1", "--today", TODAY)
        assert ran.code == 0, ran.said
    after = build(content, "after")
    for page in before.rglob("*.html"):
        assert (after / page.relative_to(before)).is_file(), page
    gone, kept = "elm/fair@oak.example", "oak/winter-fair@oak.example"
    for calendar in before.rglob("*.ics"):
        was, found = entries(calendar), entries(after / calendar.relative_to(before))
        assert gone not in found
        for uid in was.keys() - {gone}:
            assert found[uid] == was[uid]
        if gone in was and "categories" not in calendar.parts:  # the one that stays may be of another kind
            assert found[kept][0][1:] == was[gone][0][1:]
    for address in ("elm/fair", "elm/old-fair"):
        assert "oak/winter-fair" in (after / f"events/{address}/index.html").read_text("utf-8")
    again = build(content, "before")
    assert "elm/fair" not in (again / "events/calendar.ics").read_text("utf-8")


def test_the_records_say_so_in_their_own_lines(tmp_path: Path) -> None:
    content = board(tmp_path)
    assert combine(content, "elm/fair", "into", "oak/winter-fair")[0] == 0
    fair = (content / "events/oak/winter-fair.yaml").read_text("utf-8")
    assert fair.startswith("# Ours\ntitle: Winter fair\n")
    assert "\nhosts: elm\n" in fair
    assert "elm/fair" in fair
    assert "elm/old-fair" in fair
    assert "part_of: oak/winter-fair" in (content / "events/elm/stall.yaml").read_text("utf-8")
    assert sorted(path.name for path in (content / "events/elm").iterdir()) == ["stall.yaml"]


def test_what_differs_is_shown_before_and_nothing_done_without_a_yes(tmp_path: Path) -> None:
    content = board(tmp_path)
    code, said = combine(content, "elm/fair", "INTO", "oak/winter-fair", yes=False)
    assert code == 2
    assert "“The fair” (elm/fair) becomes part of “Winter fair” (oak/winter-fair)." in said
    assert "Title: stays “Winter fair”; goes “The fair”." in said
    assert "Deleted here: events/elm/fair.fr.md" in said
    assert "not called cancelled" in said
    assert (content / "events/elm/fair.yaml").is_file()


def test_a_partner_that_has_not_accepted_is_asked_first(tmp_path: Path) -> None:
    content = board(tmp_path, **{"partners/elm.yaml": FILES["partners/elm.yaml"]})
    code, said = combine(content, "elm/fair", "into", "oak/winter-fair")
    assert code == 2
    assert "Elm School has not accepted Oak Street Club as a co-host." in said
    code, said = combine(content, "elm/fair", "into", "oak/winter-fair", "--accept")
    assert code == 0
    assert "Elm School accepts Oak Street Club as a co-host from now on." in said
    assert "\naccept: oak\n" in (content / "partners/elm.yaml").read_text("utf-8")


def test_a_partner_that_accepts_nobody_is_not_made_a_host(tmp_path: Path) -> None:
    none = f"{FILES['partners/elm.yaml']}cohosts: none\n"
    content = board(tmp_path, **{"partners/elm.yaml": none})
    code, said = combine(content, "elm/fair", "into", "oak/winter-fair", "--accept")
    assert code == 2
    assert "accepts no co-hosts" in said


def test_two_of_one_partner_become_one_without_a_host(tmp_path: Path) -> None:
    content = board(tmp_path, **{"events/oak/fair-again.yaml": FAIR})
    before = build(content, "before")
    assert combine(content, "oak/fair-again", "into", "oak/winter-fair")[0] == 0
    assert "hosts" not in (content / "events/oak/winter-fair.yaml").read_text("utf-8")
    after = build(content, "after")
    assert (before / "events/oak/fair-again/event.ics").is_file()
    assert (after / "events/oak/fair-again/event.ics").is_file()


@pytest.mark.parametrize(
    ("what", "answer"),
    [
        (("oak/winter-fair", "into", "oak/winter-fair"), "are one event already."),
        (("oak/nothing", "into", "oak/winter-fair"), "There is no event “oak/nothing”"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(tmp_path: Path, what: tuple[str, ...], answer: str) -> None:
    code, said = combine(board(tmp_path), *what)
    assert code == 2
    assert answer in said
