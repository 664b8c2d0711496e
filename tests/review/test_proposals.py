"""Proposals are somebody's version of the files: read out of the history, judged upon the board of today."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from bulletin.commands.review import review as run_review
from bulletin.load.events import batches
from bulletin.model.review import Review
from bulletin.pipeline.review import MOST_TOUCHED, ReviewRequest, review_proposals
from bulletin.problems import UnusableHistory
from tests.load.repositories import Repository, at
from tests.review.town import CHOIR, COURSE, FAIR, FILES, REQUEST, event, facts

TALK = event("Talk", "2027-03-04 18:00", venue="barn")
COURSE_AT, FAIR_AT = "events/oak/drawing-course.yaml", "events/elm/seed-fair.yaml"
Change = Mapping[str, str | bytes | None]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The town, committed on main; tests add branches and leave main alone."""
    found = Repository(tmp_path_factory.mktemp("town"))
    found.commit(at(0), {f"content/{path}": text for path, text in FILES.items()})
    return found


@pytest.fixture
def propose(town: Repository) -> Iterator[Callable[..., str]]:
    """Commits a change to the content on a branch of its own, whose name it gives."""

    def propose(name: str, change: Change, base: str = "main") -> str:
        town.git("checkout", "--quiet", "-b", name, base)
        town.commit(at(1), {f"content/{path}": data for path, data in change.items()})
        town.git("checkout", "--quiet", "main")
        return name

    yield propose
    town.git("checkout", "--quiet", "--force", "main")


def asked(town: Repository, *names: str, base: str = "main") -> ReviewRequest:
    return ReviewRequest(content=town.folder / "content", reading=REQUEST.reading, proposals=names, base=base)


def review(town: Repository, name: str, base: str = "main") -> Review:
    (found,) = review_proposals(asked(town, name, base=base))
    return found


def test_nothing_is_checked_out_and_each_proposal_is_judged_alone(
    town: Repository, propose: Callable[..., str]
) -> None:
    one = propose("one", {"events/oak/talk.yaml": TALK})
    two = propose("two", {COURSE_AT: COURSE + "status: cancelled\n"})

    first, second = review_proposals(asked(town, one, two))

    assert list(facts(first)) == ["adds"]
    assert list(facts(second)) == ["cancels"]
    assert not (town.folder / "content/events/oak/talk.yaml").exists()


def test_six_proposals_read_the_board_once(
    town: Repository, propose: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [propose(f"six-{n}", {f"events/oak/talk-{n}.yaml": TALK}) for n in range(6)]
    read: list[str] = []
    usual = batches.load_event
    monkeypatch.setattr(
        batches,
        "load_event",
        lambda *given: read.append(given[0].path) or usual(*given),  # type: ignore[func-returns-value]
    )

    assert all(facts(each)["adds"] for each in review_proposals(asked(town, *names)))
    assert sorted(read) == sorted(
        [
            *(path for path in FILES if path.startswith("events/")),
            *(f"events/oak/talk-{n}.yaml" for n in range(6)),
        ]
    )


def test_what_others_changed_since_is_neither_told_of_a_proposal_nor_undone_by_it(
    town: Repository, propose: Callable[..., str]
) -> None:
    late = propose("late", {"events/oak/talk.yaml": event("Talk", "2027-04-10 11:00", room="stage")})
    ahead = propose("ahead", {FAIR_AT: FAIR.replace("room: stage", "room: attic"), COURSE_AT: None})

    found = review(town, late, base=ahead)

    assert list(facts(found)) == ["adds"], "neither the course that went, nor a clash with a fair that moved"
    assert found.errors == 0


def test_a_file_that_both_changed_is_said_to_be_put_together(
    town: Repository, propose: Callable[..., str]
) -> None:
    late = propose("late-too", {FAIR_AT: FAIR.replace("cost: free", "cost: $5")})
    ahead = propose("ahead-too", {FAIR_AT: FAIR.replace("Spring Seed Fair", "Seeds and Soup")})

    found = review(town, late, base=ahead)

    assert found.stale == (FAIR_AT,)
    assert not found.is_clean
    assert facts(found) == {}, "the title is not what this proposal changes"


def test_what_is_on_the_board_already_is_no_news(town: Repository, propose: Callable[..., str]) -> None:
    name = propose("taken", {"events/oak/talk.yaml": TALK})

    assert facts(review(town, name, base=name)) == {}


def test_without_a_name_the_folder_is_looked_at_as_it_stands(town: Repository) -> None:
    file = town.folder / "content/events/oak/draft.yaml"
    file.write_text(TALK, encoding="utf-8")
    try:
        (found,) = review_proposals(asked(town))
    finally:
        file.unlink()

    assert facts(found)["adds"] == [{"id": "oak/draft", "first": "2027-03-04 18:00", "dates": 1}]


def test_the_published_version_is_found_by_itself(town: Repository, propose: Callable[..., str]) -> None:
    name = propose("usual", {"events/oak/talk.yaml": TALK})

    assert list(facts(review(town, name, base=""))) == ["adds"]


@pytest.mark.parametrize("name", ["nowhere", "--upload-pack=x", "main:content"])
def test_a_name_that_is_no_version_is_one_line(town: Repository, name: str) -> None:
    with pytest.raises(UnusableHistory, match="there is no such version here"):
        review_proposals(asked(town, name))


def test_files_outside_the_content_are_named(town: Repository) -> None:
    town.git("checkout", "--quiet", "-b", "outside")
    town.commit(at(1), {".github/workflows/own.yml": "on: push\n"})
    town.git("checkout", "--quiet", "main")

    found = review(town, "outside")

    assert found.change is not None
    assert found.change.outside == (".github/workflows/own.yml",)
    assert not found.is_clean


def test_proposals_are_told_by_their_first_dates(town: Repository, propose: Callable[..., str]) -> None:
    later = propose("a-later", {"events/oak/talk.yaml": TALK})
    sooner = propose("b-sooner", {COURSE_AT: COURSE.replace("18:00", "18:30")})
    told = io.StringIO()
    with redirect_stdout(told):
        run_review(asked(town, later, sooner), "json", Path("themes"))

    rows = json.loads(told.getvalue())
    assert [row["proposal"] for row in rows] == [sooner, later]
    assert rows[1]["adds"] == [{"id": "oak/talk", "first": "2027-03-04 18:00", "dates": 1}]
    assert (rows[1]["errors"], rows[1]["clean"], rows[1]["removes"]) == (0, True, [])
    assert rows[1]["text"].startswith("a-later\nAdds 1 event: “Talk”")


def entry(town: Repository, mode: str, data: bytes, path: str) -> None:
    """Put something into the index that could not be written on every disk."""
    oid = "1" * 40 if mode == "160000" else town.git("hash-object", "-w", "--stdin", text=data)
    town.git("update-index", "--add", "--cacheinfo", f"{mode},{oid},{path}")


HOSTILE: dict[str, tuple[tuple[str, bytes, str], ...]] = {
    "links": (
        ("120000", b"/etc/passwd", "content/events/oak/link.yaml"),
        ("120000", b"../board.yaml", "content/partners/oak.yaml"),
    ),
    "a submodule": (("160000", b"", "content/events/oak/other"),),
    "names": tuple(
        ("100644", TALK.encode(), f"content/events/oak/{name}.yaml")
        for name in ("a`b", "a\nb", "\u202ex", "-rf", "::error::x", "[a](http:x)")
    ),
    "capitals": (("100644", TALK.encode(), "content/events/Oak/talk.yaml"),),
    "a huge file": (("100644", b"x" * 11_000_000, "content/events/oak/huge.yaml"),),
    "bytes": (("100644", bytes(range(256)), "content/events/oak/bytes.yaml"),),
    "a program": (("100755", b"#!/bin/sh\n", "content/events/oak/run.sh"),),
    "no settings": (("100644", b"- a\n", "content/board.yaml"),),
    "markup": (
        (
            "100644",
            event('"[x](https://evil.example) <img src=x> **Clean** @team"', "2027-03-04 18:00").encode(),
            "content/events/oak/markup.yaml",
        ),
    ),
}


@pytest.fixture(scope="module")
def hostile(town: Repository) -> list[str]:
    """A branch for each of them."""
    branches = []
    for number, entries in enumerate(HOSTILE.values()):
        branches.append(f"hostile-{number}")
        town.git("checkout", "--quiet", "-b", branches[-1], "main")
        for mode, data, path in entries:
            entry(town, mode, data, path)
        town.git("commit", "--quiet", "--message=x")
        town.git("checkout", "--quiet", "--force", "main")
    return branches


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_hostile_proposals_break_nothing_and_speak_in_nobodys_voice(
    town: Repository, hostile: list[str], form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_review(asked(town, *hostile), form, Path("themes")) == 0
    told = capsys.readouterr().out

    assert all(name in told for name in hostile)
    assert "mistake of ours" not in told
    assert not {"\u202e", "\x1b", "\x00"} & set(told)
    assert "root:" not in told
    if form == "markdown":
        told = re.sub("`[^`\n]*`", "", told)  # what stands in code is shown as it is
        assert "](http" not in told.replace("\\]", "")
        assert not any(text in told for text in ("<img", "**Clean**", "@team"))
    if form == "html":
        assert "<img src=x" not in told
        assert "<script" not in told


def test_a_flood_of_files_is_counted_not_read(town: Repository) -> None:
    oid = town.git("hash-object", "-w", "--stdin", text=TALK.encode())
    town.git("checkout", "--quiet", "-b", "flood")
    lines = (f"100644 {oid}\tcontent/events/oak/e{n}.yaml\n" for n in range(MOST_TOUCHED + 1))
    town.git("update-index", "--index-info", text="".join(lines).encode())
    town.git("commit", "--quiet", "--message=x")
    town.git("checkout", "--quiet", "--force", "main")

    found = review(town, "flood")

    assert found.change is None
    assert found.fault == f"Touches {MOST_TOUCHED + 1} files, too many to look at here."
    assert not found.is_clean


def test_the_page_shows_only_what_changes_in_the_boards_own_look(
    town: Repository, propose: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    name = propose(
        "page",
        {
            "events/oak/talk.yaml": TALK,
            "events/oak/open-choir.yaml": CHOIR + "changes: {2027-02-02: {start: 2027-02-03 19:00}}\n",
        },
    )
    run_review(asked(town, name), "html", Path("themes"))
    page = capsys.readouterr().out

    assert "Talk" in page
    assert "Drawing Course" not in page
    old, new = page.index("As it is now"), page.index("Tue 2 February")
    assert old < new < page.index("Wed 3 February")
    assert 'class="slip' in page
    assert "default-src 'none'" in page
    assert "<link" not in page
