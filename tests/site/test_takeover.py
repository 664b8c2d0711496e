"""A file that is added takes nothing over: not the address, not the id, not a translation of an event."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.load.uniqueness import Seniority
from bulletin.pipeline.check import CheckedBoard, ReadingOptions, publishable_board
from tests.commands.boards import FILES
from tests.load.repositories import at
from tests.site.publishing import QUIZ, Publisher

FOLDER = "content/events/oak/"
INTRUDER = "title: Something else\nstart: 2027-02-20 18:00\nend: 19:00\nvenue: hall\ncost: free\n"
MARKDOWN = f"---\n{INTRUDER}---\nTaken over.\n"
FRENCH = "---\ntitle: Soirée quiz\n---\nComme d’habitude.\n"
SAYS_ALREADY = "That name is already another event, quiz-night.yaml, which stays as it is."
INTRUDERS = {
    "quiz-night.md": MARKDOWN,
    "quiz-night.yml": INTRUDER,
    "Quiz Night.yaml": INTRUDER,
    "Quiz-Night.yaml": INTRUDER,
    "QUIZ_NIGHT.md": MARKDOWN,
    "quíz night.yaml": INTRUDER,
    "a-new-one.yaml": f"{INTRUDER}id: oak/quiz-night\n",
    "quiz-night.fr.yaml": "title: Rien de cela\n",
    "Quiz-Night.fr.md": FRENCH.replace("Soirée", "Fausse"),
}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Publisher:
    """The small board, published from its history, with a quiz that is translated."""
    made = Publisher(tmp_path_factory.mktemp("takeover") / "board")
    made.replace("content/board.yaml", "languages: en", "languages: [en, fr]")
    made.repository.write({f"{FOLDER}quiz-night.fr.md": FRENCH})
    made.repository.commit(at(0))
    return made


def shown(publisher: Publisher) -> dict[str, bytes]:
    """The pages and the entry of the quiz, in every language."""
    files = publisher.out.rglob("*quiz-night/*")
    return {path.relative_to(publisher.out).as_posix(): path.read_bytes() for path in files if path.is_file()}


def on_board(publisher: Publisher) -> CheckedBoard:
    reading = ReadingOptions(clock=lambda: at(0), today=date(2027, 1, 15))
    return publishable_board(publisher.content, reading)


@pytest.mark.parametrize("name", INTRUDERS)
def test_the_event_that_was_there_stays_and_the_new_file_is_marked(name: str, before: Publisher) -> None:
    quiz = on_board(before).board
    assert quiz is not None
    before.repository.write({f"{FOLDER}{name}": INTRUDERS[name]})
    try:
        for is_committed in (False, True):
            if is_committed:
                before.repository.commit(at(1))
            checked = on_board(before)
            assert {each.ref.path for each in checked.problems if each.is_error} == {f"events/oak/{name}"}
            assert checked.board is not None
            assert checked.board.events == quiz.events
        for narrow in ([], [before.content / "events/oak" / name], ["--base", "HEAD~1"]):
            (told,) = (line for line in before.check(*narrow).said.splitlines() if "error[" in line)
            assert f"/{name}:" in told
    finally:
        before.repository.git("reset", "--quiet", "--hard", "HEAD~1")


def test_not_a_byte_of_it_changes_in_any_language(before: Publisher) -> None:
    assert before.build().code == 0
    as_it_was = shown(before)
    assert {path.split("/")[0] for path in as_it_was} == {"events", "fr"}
    new = {name: text for name, text in INTRUDERS.items() if name.startswith("quiz-night.")}
    before.repository.write({f"{FOLDER}{name}": text for name, text in new.items()})
    built = before.build()
    for name in new:
        (before.content / "events/oak" / name).unlink()
    assert built.code == 3
    assert shown(before) == as_it_was


def test_the_answer_says_what_to_do(before: Publisher) -> None:
    before.repository.write({f"{FOLDER}quiz-night.md": MARKDOWN})
    said = before.check(before.content / "events/oak/quiz-night.md").said
    (before.content / "events/oak/quiz-night.md").unlink()
    assert SAYS_ALREADY in said
    assert "Choose another file name, as in quiz-night-2.md." in said


def test_an_event_may_change_its_notation(before: Publisher) -> None:
    text = (before.content / "events/oak/quiz-night.yaml").read_text()
    before.repository.write({QUIZ: None, f"{FOLDER}quiz-night.md": f"---\n{text}---\nBring friends.\n"})
    built = before.build()
    before.repository.git("checkout", "--quiet", ".")
    (before.content / "events/oak/quiz-night.md").unlink()
    assert built.code == 0, built.said


def test_an_id_that_an_event_kept_when_it_was_renamed_is_not_free_again(tmp_path: Path) -> None:
    made = Publisher(tmp_path / "board")
    made.repository.commit(at(0))
    made.repository.rename(QUIZ, f"{FOLDER}trivia.yaml")
    made.replace(f"{FOLDER}trivia.yaml", "title:", "id: oak/quiz-night\ntitle:")
    made.repository.commit(at(1))
    entry = made.publish()["oak/quiz-night@oakbend.example"].to_ical()
    made.repository.write({QUIZ: INTRUDER})
    for commit in (False, True):
        if commit:
            made.repository.commit(at(2))
        built = made.build()
        assert built.code == 3
        assert "quiz-night.yaml:1: error[same-id]" in built.said
        assert made.entries()["oak/quiz-night@oakbend.example"].to_ical() == entry


def test_a_later_edit_cannot_claim_an_id_that_is_there(tmp_path: Path) -> None:
    made = Publisher(tmp_path / "board")
    made.repository.commit(at(0))
    made.repository.write({f"{FOLDER}a-new-one.yaml": INTRUDER})
    made.repository.commit(at(1))
    made.replace(QUIZ, "title:", "id: oak/a-new-one\ntitle:")
    made.repository.commit(at(2))
    built = made.build()
    assert built.code == 3
    assert "quiz-night.yaml:1: error[same-id]" in built.said
    assert "quiz-night.yaml: its last good version" in built.said


def test_without_history_the_last_publication_knows_who_was_there(tmp_path: Path) -> None:
    made = Publisher(tmp_path / "board", committed=False)
    made.repository.rename(QUIZ, f"{FOLDER}Quiz Night.yaml")
    assert made.build().code == 0
    as_it_was = shown(made)
    made.repository.write({f"{FOLDER}quiz-night.md": MARKDOWN})
    built = made.build()
    assert built.code == 3
    assert "quiz-night.md:1: error[same-address]" in built.said
    assert shown(made) == as_it_was


def test_where_nothing_is_known_the_name_that_is_the_address_comes_first() -> None:
    event = f"{INTRUDER}categories: books\n".replace("hall", "main-library").encode()
    records = {path: text.encode() for path, text in FILES.items()}
    for folder in ("events/oak", "events/elm"):
        both = {f"{folder}/A Walk.yaml": event, f"{folder}/a-walk.yaml": event}
        loaded = load_board(Sources({**records, **both}))
        assert loaded.board is not None
        assert loaded.board.events[f"{folder.split('/')[1]}/a-walk"].ref.path == f"{folder}/a-walk.yaml"


def test_what_is_handed_in_comes_after_what_was_there() -> None:
    records = {path: text.encode() for path, text in FILES.items()}
    venue = records["venues/main-library.yaml"]
    new = {
        "venues/Main-Library.yaml": venue,
        "venues/main library.yaml": venue,
        "partners/Oak.yaml": b"name: X\n",
    }
    loaded = load_board(Sources({**records, **new}), Seniority(paths=frozenset(records)))
    assert {problem.ref.path for problem in loaded.problems if problem.is_error} == set(new)
    assert loaded.board is not None
    assert loaded.board.partners["oak"].name == "Oak Street Club"


def test_a_confidential_event_is_not_named_to_another_partner() -> None:
    records = {path: text.encode() for path, text in FILES.items()}
    secret = "title: Circle\nlocation: confidential\nstart: 2027-02-20 18:00\ncost: free\ncategories: books\n"
    claim = secret.replace("location: confidential", "venue: main-library") + "id: oak/secret-circle\n"
    both = {"events/oak/secret-circle.yaml": secret.encode(), "events/elm/other.yaml": claim.encode()}
    loaded = load_board(Sources({**records, **both}))
    (problem,) = (problem for problem in loaded.problems if problem.is_error)
    assert problem.ref.path == "events/elm/other.yaml"
    assert "secret-circle.yaml" not in problem.message
