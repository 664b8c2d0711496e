"""Who keeps an id that two events claim."""

from __future__ import annotations

from bulletin.load import load_board
from bulletin.load.sources import Sources
from tests.commands.boards import FILES

EVENT = "title: Swim\nvenue: main-library\ncategories: storytime\ncost: free\nstart: 2027-01-20\n"


def test_a_renamed_event_keeps_its_id_whichever_other_event_names_it() -> None:
    claim = f"{EVENT}id: oak/old-name\n".encode()
    records = {path: text.encode() for path, text in FILES.items()}
    both = {"events/elm/thief.yaml": claim, "events/oak/new-name.yaml": claim}
    loaded = load_board(Sources({**records, **both}))
    assert loaded.board is not None
    assert loaded.board.events["oak/old-name"].ref.path == "events/oak/new-name.yaml"
    assert {problem.ref.path for problem in loaded.problems if problem.is_error} == {"events/elm/thief.yaml"}


def test_the_event_at_the_address_of_an_id_comes_first_of_all() -> None:
    records = {path: text.encode() for path, text in FILES.items()}
    renamed = f"{EVENT}id: oak/story-time\n".encode()
    loaded = load_board(Sources({**records, "events/oak/a-copy.yaml": renamed}))
    assert loaded.board is not None
    assert loaded.board.events["oak/story-time"].ref.path == "events/oak/story-time.md"
