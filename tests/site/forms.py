"""The form of a small board in a folder, its states, and a page of the browser that fills it in."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bulletin.check import CheckDay, check_board
from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.model.event import Event
from bulletin.plan import plan_site
from bulletin.problems import Problem
from bulletin.render import Renderer
from tests.check.small_boards import TODAY
from tests.plain_theme import plain_theme

BOARD = """\
title: Oak Street Board
url: https://board.oak.example/
uid_domain: oak.example
timezone: America/Toronto
languages: [en, fr, ar, es]
locales: {en: en-CA}
library: oak
contact: {phone: 555-0100, email: board@oak.example}
repository: {url: "https://github.com/oak/board", kind: github}
"""
FILES = {
    "board.yaml": BOARD,
    "partners/oak.yaml": "name: Oak Club\ncontact: {phone: 555-0101}\n",
    "partners/elm.yaml": "name: Elm Players\ncohosts: anyone\n",
    "partners/quiet.yaml": "name: Quiet House\nsensitive: yes\ncontact: {phone: 555-0103}\n",
    "venues/hall.yaml": "name: Hall\naliases: [Old school]\nrooms: {red: {name: Red room}}\n",
    "venues/library.yaml": "name: Library\nlibrary_site: yes\naddress: 1 Main Street\n",
}
PICTURE = "leaf.png"

Answers = Mapping[str, object]
"""What is typed and ticked, by the names of boxes: a text, or the values that are ticked."""

FILL = """([answers, partner]) => {
    const form = document.getElementById("submit");
    form.reset();
    for (const [name, value] of Object.entries(answers)) {
        const boxes = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
        if (!boxes.length) throw new Error(name);
        for (const box of boxes) {
            const isTicked = [value].flat().includes(box.value);
            if (box.type === "radio" || box.type === "checkbox") box.checked = isTicked;
            else box.value = value;
        }
    }
    form.elements.partner.value = partner;
    form.dispatchEvent(new Event("input", { bubbles: true }));
    let made = null;
    const download = boardSubmission.download;
    boardSubmission.download = (name, text) => { made = { name, text }; };
    document.getElementById("download").click();
    boardSubmission.download = download;
    const wrong = [...document.querySelectorAll("#errors li")].map((line) => line.textContent);
    return [made, document.getElementById("errors").hidden ? [] : wrong];
}"""
"""Answers the form and asks for the file; gives it, and what was wrong."""


def write_form(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    """The pages of the form in every language, with all they load."""
    board = load_board(Sources({path: text.encode() for path, text in files.items()})).board
    assert board is not None
    site = plan_site(board, TODAY)
    renderer = Renderer(plain_theme(), site.layouts)
    for asset in plain_theme().assets:
        _write(folder / asset.path, asset.data)
    for page in site.pages:
        if page.kind == "submit":
            for plan in (page, *page.beside):
                _write(folder / plan.path, renderer.render(plan.make()))
    return folder


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def read_record(name: str, text: str, picture: bytes) -> tuple[Event | None, list[Problem]]:
    """The event of a file that the form made, handed in by a partner, and all that `check` says of it."""
    path = f"events/oak/{name}"
    records = {each: said.encode() for each, said in FILES.items()} | {path: text.encode()}
    pictures = {f"events/oak/{PICTURE}": picture} if PICTURE in text else {}
    loaded = load_board(Sources(records, pictures))
    assert loaded.board is not None
    said = list(loaded.problems)
    event = next(iter(loaded.board.events.values()), None)
    if event is not None:
        said += check_board(loaded.board, CheckDay(TODAY, frozenset({path})))
    return event, said


LEVELS: Mapping[str, Sequence[object]] = {
    "title": ("Tea: and “cake” #1", "Café d’été", "نادي الشاي", "- yes", "x" * 200),
    "day": ("2027-01-30", "2027-02-28", "2028-02-29", "2027-03-31"),
    "from": ("", "10:15", "19:00"),
    "until": ("", "20:30", "23:59"),
    "repeat": ("once", "week", "weeks", "nth", "last", "day", "words", "dates"),
    "ends": ("day", "times", "open"),
    "weeks": ("2", "8"),
    "venue": ("Hall", "Hall, Red room", "old  school", "12 King Street, Oak", "https://meet.oak.example/tea"),
    "contact": ("555-0122", "tea@oak.example", "555-0122, tea@oak.example", "https://oak.example/tea"),
    "cost": ("", "free", "donation", "pay what you can", "amount"),
    "categories": ((), ("books",), ("books", "food", "arts")),
    "audience": ("", "6-11", "all ages"),
    "ages": ("", "ages 6 to 9"),
    "needs": ((), ("eat", "people")),
    "welcome": ((), ("newcomers", "seniors")),
    "languages": ((), ("en",), ("fr", "ar")),
    "languages.others": ("", "Tigrinya, Polish"),
    "interpretation": ("", "French"),
    "text_language": ("en", "fr", "ar"),
    "access_note": ("", "Two steps: ring.\n\nThen wait"),
    "access.step_free": ("", "yes", "no"),
    "access.hearing_loop": ("", "yes"),
    "registration": ("", "none", "drop-in", "recommended", "required"),
    "registration.url": ("", "https://oak.example/sign-up"),
    "registration.phone": ("", "555-0123"),
    "registration.email": ("", "join@oak.example"),
    "registration.closes": ("", "2027-01-29"),
    "registration.capacity": ("", "12"),
    "registration.waitlist": ((), ("on",)),
    "bring": ("", "a cup\na chair: folding"),
    "documents": ("", "No ID needed"),
    "image": ("", PICTURE),
    "skip": ("", "a date"),
    "rain_date": ("", "2028-03-05"),
    "online": ("", "https://meet.oak.example/tea"),
    "location": ((), ("on",)),
    "contact.text": ("", "555-0124"),
    "contact.url": ("", "https://oak.example/more"),
    "hosts": ("", "Elm Players"),
    "summary": ("", "Tea, and what goes with it."),
    "description": ("", "Come: *all*.\n\n- tea\n- cake\n\n---\nend"),
}
"""What may be answered to each question."""


def complete(answers: Answers, random: Random) -> dict[str, object]:
    """The answers with what they call for: the amount of a price, the end of a repeat, a picture's text."""
    found = dict(answers)
    if found["repeat"] == "words":
        found["words"] = random.choice(("Saturdays and Sundays until 16 June 2028", "every day, 3 times"))
        found["day"] = "2027-01-30"
    if found["repeat"] == "dates":
        found["dates"] = "2028-05-06\n2028-05-07"
    if found["repeat"] == "last":
        found["day"] = random.choice(("2027-01-30", "2027-02-28"))
    found["last"], found["count"], found["review_by"] = "2028-12-30", "6", "2027-12-01"
    if found["cost"] == "amount":
        found["amount"] = random.choice(("5", "$5", "Adults $8, children free", "7.50"))
    if found["image"]:
        found["image_alt"] = "A leaf"
    if found["location"]:
        found["area"] = "North side"
    if not found["from"]:
        found["until"] = ""
    if found["repeat"] not in ("week", "weeks"):
        found["skip"] = ""
    elif found["skip"]:
        weeks = int(str(found["weeks"])) if found["repeat"] == "weeks" else 1
        third = date.fromisoformat(str(found["day"])) + timedelta(weeks=2 * weeks)
        found["skip"] = f"{third}\n{third + timedelta(days=1)} to {third + timedelta(days=9)}"
    return found


def all_pairs(levels: Mapping[str, Sequence[object]], random: Random) -> Iterator[dict[str, object]]:
    """Answers among which every two answers to different questions stand together once at least."""
    names = list(levels)
    left = {
        ((one, i), (other, j))
        for one, other in itertools.combinations(names, 2)
        for i in range(len(levels[one]))
        for j in range(len(levels[other]))
    }
    while left:
        (one, i), (other, j) = min(left)
        chosen = {one: i, other: j}
        for name in random.sample(names, len(names)):
            if name not in chosen:
                chosen[name] = max(
                    range(len(levels[name])),
                    key=lambda level: sum(
                        _pair(names, name, level, *each) in left for each in chosen.items()
                    ),
                )
        left -= {_pair(names, *one, *other) for one, other in itertools.combinations(chosen.items(), 2)}
        yield {name: levels[name][chosen[name]] for name in names}


def _pair(
    names: Sequence[str], one: str, i: int, other: str, j: int
) -> tuple[tuple[str, int], tuple[str, int]]:
    first, last = sorted(((one, i), (other, j)), key=lambda each: names.index(each[0]))
    return first, last


def random_answers(random: Random) -> dict[str, object]:
    return {name: random.choice(levels) for name, levels in LEVELS.items()}
