"""Small boards drawn by chance, each written to the disk file by file: what the histories begin with."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from tests.cache.worlds import TODAY, Record, World, slug_of
from tests.load.repositories import Repository

PARTNERS = ("oak", "elm", "birch")
VENUES = ("hall", "barn")
CATEGORIES = ("arts", "books", "food", "health", "other")
SENTENCES = (
    "Bring a friend.",
    "We meet in the *big* room, on the left.",
    "There is soup & bread, and tea for everybody who stays.",
    "Nobody needs to know anything beforehand!",
    "Ask for Ana at the desk, she has the key.",
    "Last year forty people came: it was a **good** evening.",
    "“All levels” means all levels.",
    "Écrivez-nous si vous venez d’ailleurs.",
    "It costs nothing, and it takes an hour or two.",
    "Dogs may wait outside.",
)
NOUNS = ("Chess", "Soup", "Story Time", "Repair Café", "Yoga", "Open Stage", "Seed Swap", "Tax Help", "Ünïon")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PARTS = ("months", "days", "when", "venues", "audiences", "needs", "languages", "free", "atom", "json")
PLACES = (
    {"venue": "hall"},
    {"address": "12 Ferry Road, Oak Bend"},
    {"online": "https://meet.example/room"},
    {"location": "on request", "area": "North end"},
    {"location": "confidential"},
    {"location": "confidential", "publish_dates": "no"},
)


def make_world(root: Path, random: Random) -> World:
    """A board of 3 to 12 events, on the disk below `root`."""
    world = World(root, random)
    world.put("board.yaml", Record(_board(random)))
    world.put("calendars/days-off.yaml", Record({"name": "Days off", "dates": "[2027-01-20, 2027-02-15]"}))
    for name in PARTNERS[: random.randint(2, 3)]:
        world.put(f"partners/{name}.md", Record(_partner(random, name), [random.choice(SENTENCES)]))
    for name in VENUES[: random.randint(1, 2)]:
        world.put(f"venues/{name}.yaml", Record({"name": name.title(), "address": "1 Main Street, Oak Bend"}))
    if random.random() < 0.3:
        world.records["venues/hall.yaml"].fields["closed"] = "days-off"
        world.put("venues/hall.yaml")
    about = [*random.sample(SENTENCES, 2), "See [what is on](/events/)."]
    world.put("pages/about.md", Record({"title": "About this board"}, about))
    for _ in range(random.choice((3, 3, 3, 3, 4, 4, 5, 6, 12))):
        add_event(world)
    if random.random() < 0.2:
        path = random.choice(world.events())
        world.mended[path] = ("start", world.records[path].fields["start"])
        world.records[path].fields["start"] = "tomorrow"
        world.put(path)
    if "fr" in world.records["board.yaml"].fields["languages"]:
        for path in random.sample(world.events(), 2):
            add_translation(world, path)
    if random.random() < 0.25:
        _add_theme(world)
    else:
        world.themes.mkdir()
    if random.random() < 0.25:
        world.repository = Repository(world.board)
        world.commit()
    return world


def _board(random: Random) -> dict[str, str]:
    fields = {
        "title": "Oak Board",
        "url": "https://board.example/town/",
        "uid_domain": "board.example",
        "timezone": "America/Toronto",
        "languages": random.choice(("[en]", "[en]", "[en]", "[en, fr]")),
        "library": "oak",
        "horizon": "50",
        "archive": "\n  months: 0",
        "publish": f"[{', '.join(draw_parts(random))}]",
    }
    if random.random() < 0.3:
        fields["contact"] = "\n  phone: 555-0100"
    if random.random() < 0.3:
        fields["vocabulary"] = (
            "\n  categories:\n    - id: chess\n      label: Chess"
            "\n  needs:\n    - id: company\n      label: Company"
        )
    if random.random() < 0.2:
        fields["repository"] = "https://git.example/oak/board"
    return fields


def draw_parts(random: Random) -> list[str]:
    """What a board publishes: mostly little, so that a build is quick."""
    few = random.choice((0, 0, 0, 0, 1, 1, 2, 4))
    parts = [*random.sample(PARTS, few), *(part for part in ("ics", "rss") if random.random() < 0.25)]
    return [*parts, "translations"]


def _partner(random: Random, name: str) -> dict[str, str]:
    fields = {"name": f"{name.title()} House", "kind": random.choice(("library", "club", "shelter"))}
    fields["contact"] = "\n  phone: 555-0120"
    if random.random() < 0.4:
        fields["defaults"] = "\n  categories: books\n  cost: free"
    if random.random() < 0.4:
        fields["cohosts"] = "anyone"
    if random.random() < 0.2:
        fields["needs"] = "[urgent]"
    return fields


def add_event(world: World) -> str:
    """Write another event; its path."""
    random = world.random
    partners = [slug_of(path) for path in world.records if path.startswith("partners/")]
    title = f"{random.choice(NOUNS)} {random.choice(('for All', 'Evening', 'Hour', 'at Noon'))}"
    fields = {"title": title} | draw_time(random) | draw_place(world)
    fields |= {name: value for name, value in _details(world).items() if random.random() < 0.25}
    if random.random() < 0.5:
        fields["summary"] = "What it is, in one sentence."
    if random.random() < 0.7:
        fields |= {"categories": draw_category(world), "audience": "general", "cost": "free"}
    body = draw_body(world)
    ending = "md"
    if random.random() < 0.25:
        fields["description"], body, ending = f'"{random.choice(SENTENCES)}"', [], "yaml"
    folder = f"events/{random.choice(partners)}"
    name = next(name for name in _names(random) if not list(world.content.glob(f"{folder}/{name}.*")))
    path = f"{folder}/{name}.{ending}"
    if random.random() < 0.2:
        fields["was_at"] = f"/{folder}/old-{random.randint(1, 99)}/"
    if "image" in fields:
        fields |= {"image": "dot.png", "image_alt": "A dot"}
        (world.content / folder).mkdir(parents=True, exist_ok=True)
        (world.content / folder / "dot.png").write_bytes(draw_picture(random))
    world.put(path, Record(fields, body or None))
    return path


def draw_place(world: World) -> dict[str, str]:
    """Where an event is: mostly at a venue."""
    venues = [{"venue": slug_of(path)} for path in world.records if path.startswith("venues/")]
    return world.random.choice((*venues * 3, *PLACES))


def draw_category(world: World) -> str:
    """A category that the board has."""
    own = "chess" in world.records["board.yaml"].fields.get("vocabulary", "")
    return world.random.choice((*CATEGORIES, "chess") if own else CATEGORIES)


def _names(random: Random) -> Iterator[str]:
    while True:
        yield f"{random.choice(('chess', 'soup', 'yoga', 'story-time', 'été'))}-{random.randint(1, 40)}"


def _details(world: World) -> dict[str, str]:
    random, others = world.random, world.events()
    other = random.choice(others) if others else "events/oak/nobody.md"
    hosts = [slug_of(path) for path in world.records if path.startswith("partners/")]
    return {
        "summary": random.choice(SENTENCES).replace("*", ""),
        "hosts": random.choice(hosts),
        "part_of": f"{other.split('/')[1]}/{slug_of(other)}".replace("é", "e"),
        "status": random.choice(("cancelled", "tentative", "full", "postponed")),
        "needs": random.choice(("eat", "[urgent, care]")),
        "contact": "\n  email: ask@oak.example",
        "image": "",
        "rain_date": "2027-02-20 10:00",
        "posted": "2027-01-10T10:00:00Z",
        "registration": "\n  kind: required\n  phone: 555-0130",
        "access": "\n  step_free: no, two steps",
        "discreet_title": "Weekly group",
    }


def draw_time(random: Random) -> dict[str, str]:
    """When an event is: once or often, for an hour or for days."""
    day = TODAY + timedelta(days=random.choice((-30, -3, 0, 0, 1, 2, 5, 9, 16, 30, 45)))
    if random.random() < 0.15:
        return {"start": str(day), "end": str(day + timedelta(days=random.randint(0, 3)))}
    start = datetime(day.year, day.month, day.day, random.choice((9, 10, 18, 23)), 30)
    fields = {"start": f"{start:%Y-%m-%d %H:%M}", "duration": random.choice(("45 min", "2 h"))}
    if random.random() < 0.4:
        rule = random.choice(
            (f"{WEEKDAYS[day.weekday()]}s until 2027-03-20", f"every other {WEEKDAYS[day.weekday()]}")
        )
        fields |= {"repeat": rule, "review_by": "2027-06-30"}
        second = str(day + timedelta(days=14))
        extra = random.choice(("", "", "skip", "skip", "changes", "moved"))
        fields |= {
            "": {},
            "skip": {"skip": random.choice(("days-off", second))},
            "changes": {"changes": f"\n  {second}: cancelled"},
            "moved": {"changes": f"\n  {second}:\n    start: 20:00\n    note: later than always"},
        }[extra]
    return fields


def draw_body(world: World) -> list[str]:
    """One to four paragraphs; sometimes one leads to another page of the board."""
    body = [
        " ".join(world.random.sample(SENTENCES, world.random.randint(1, 3)))
        for _ in range(world.random.randint(1, 4))
    ]
    if world.random.random() < 0.3:
        body.append(draw_link(world))
    return body


def draw_link(world: World) -> str:
    """A sentence that leads to an event, a page or a place of the board."""
    pages = [f"/events/{path.split('/')[1]}/{slug_of(path)}/" for path in world.events()]
    return f"More is told [over there]({world.random.choice([*pages, '/pages/about/', '/venues/hall/'])})."


def add_translation(world: World, path: str) -> str:
    """Write the French text of an event; its path."""
    own = f"{path.rpartition('.')[0]}.fr.md"
    title = f"Soirée {world.random.randint(1, 99)}"
    world.put(own, Record({"title": title}, [world.random.choice(SENTENCES), "À bientôt."]))
    return own


def draw_picture(random: Random) -> bytes:
    """A PNG of a few pixels."""
    wide, high = random.randint(40, 60), 40
    rows = b"".join(b"\0" + bytes((random.randrange(256),)) * wide for _ in range(high))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def _add_theme(world: World) -> None:
    folder = world.themes / "own"
    (folder / "static").mkdir(parents=True)
    (folder / "words").mkdir()
    (folder / "templates").mkdir()
    (folder / "theme.yaml").write_text("name: Own\nextends: plain\n")
    (folder / "static/style.css").write_text("main { color: var(--ink) }\n")
    (folder / "words/en.yaml").write_text("slip:\n  new: Fresh\n")
    world.records["board.yaml"].fields["theme"] = "own"
    world.put("board.yaml")
