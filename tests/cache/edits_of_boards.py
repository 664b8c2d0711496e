"""Edits of all that is no event: partners, venues, the board, its theme, the day, what git knows."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta

from tests.cache.boards import draw_parts
from tests.cache.edits import choose, edit, set_field
from tests.cache.worlds import Record, World


@edit(3)
def a_partner_is_changed(world: World) -> str | None:
    name, value = world.random.choice(
        (
            ("name", f"House {world.random.randint(1, 99)}"),
            ("contact", f"\n  phone: 555-0{world.random.randint(100, 999)}"),
            ("defaults", "\n  categories: food\n  contact:\n    email: all@oak.example"),
            ("cohosts", "none"),
            ("text_language", "fr"),
            ("do_not_list", "yes"),
        )
    )
    return set_field(world, [path for path in world.records if path.startswith("partners/")], name, value)


@edit(1)
def a_partner_comes_or_goes(world: World) -> str:
    path = "partners/birch.md"
    if path in world.records:
        world.drop(path)
        return "birch goes"
    world.put(path, Record({"name": "Birch"}, ["New here."]))
    return "birch comes"


@edit(2)
def a_venue_is_changed(world: World) -> str | None:
    name, value = world.random.choice(
        (
            ("name", f"Hall {world.random.randint(1, 99)}"),
            ("address", f"{world.random.randint(2, 99)} Elm Street"),
            ("access", "\n  step_free: no, two steps"),
            ("closed", "days-off"),
        )
    )
    return set_field(world, [path for path in world.records if path.startswith("venues/")], name, value)


@edit(2)
def days_off_are_changed(world: World) -> str | None:
    value = world.random.choice(("2027-01-29", "[2027-02-01 to 2027-02-20]", "[2027-01-20, 2027-01-22]"))
    return set_field(world, ["calendars/days-off.yaml"], "dates", value)


@edit(4)
def the_board_is_changed(world: World) -> str | None:
    name, value = world.random.choice(
        (
            ("title", f"Board {world.random.randint(1, 99)}"),
            ("publish", f"[{', '.join(draw_parts(world.random))}]"),
            ("languages", world.random.choice(("[en]", "[fr, en]", "[en, fr]"))),
            ("notices", "\n  - text: It **snows**.\n    until: 2027-01-16"),
            ("horizon", world.random.choice(("30", "60"))),
            ("clock", '"12"'),
            ("url", "https://elsewhere.example/"),
            ("contact", "\n  email: board@oak.example"),
            ("access_core", "[step_free]"),
            ("theme_options", '\n  accent: "#7a1f4b"'),
            ("policy", "about"),
            ("timezone", world.random.choice(("America/Vancouver", "America/Toronto"))),
        )
    )
    return set_field(world, ["board.yaml"], name, value)


@edit(2)
def a_vocabulary_is_changed(world: World) -> str | None:
    label = f"Games {world.random.randint(1, 99)}"
    terms = f"\n  categories:\n    - id: chess\n      label: {label}\n      aliases: [schach]"
    if world.random.random() < 0.4:
        terms += "\n  needs:\n    - id: company\n      label: Someone to talk to"
    return set_field(world, ["board.yaml"], "vocabulary", terms)


@edit(3)
def a_theme_is_changed(world: World) -> str | None:
    folder = world.themes / "own"
    if not folder.exists():
        return None
    path, text = world.random.choice(
        (
            ("static/style.css", f"main {{ margin: {world.random.randint(1, 99)}px }}\n"),
            ("words/en.yaml", f"slip:\n  new: New {world.random.randint(1, 99)}\n"),
            ("templates/lost.html", '{% extends "plain/lost.html" %}{% block main %}Lost.{% endblock %}'),
            ("templates/event.html", '{% extends "plain/event.html" %}{% block footer %}F.{% endblock %}'),
            ("templates/event.html", "{% if %}"),
            ("static/dot.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
            ("theme.yaml", 'name: Own\nextends: plain\ncolours:\n  light: {accent: "#6b2d73"}\n'),
        )
    )
    (folder / path).write_text(text)
    return path


@edit(1)
def a_theme_loses_a_file(world: World) -> str | None:
    found = sorted(path for path in world.themes.rglob("*") if path.parent.name in ("templates", "static"))
    path = world.random.choice(found) if found else None
    if path is None:
        return None
    path.unlink()
    return path.name


@edit(5)
def the_day_moves(world: World) -> str:
    world.today += timedelta(days=world.random.choice((1, 1, 1, 7, 40, -1, -3)))
    return str(world.today)


@edit(2)
def a_file_is_touched(world: World) -> str | None:
    path = choose(world, list(world.records))
    if path:
        os.utime(world.content / path, ns=(0, world.random.randrange(1, 10**18)))
    return path


@edit(1)
def a_file_is_saved_as_it_is(world: World) -> str | None:
    """As editors do: another file of the same bytes takes its place."""
    path = choose(world, list(world.records))
    if path:
        target = world.content / path
        shutil.copy(target, target.with_suffix(".tmp"))
        target.with_suffix(".tmp").replace(target)
    return path


@edit(3)
def nothing_is_done(_: World) -> str:
    return "nothing"


@edit(1)
def another_file_is_put_there(world: World) -> str:
    name = world.random.choice(
        ("notes.txt", "events/oak/.chess.md.swp", "events/oak/big.pdf", "venues/x.txt")
    )
    target = world.content / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(str(world.random.random()))
    return name


@edit(6)
def it_is_committed(world: World) -> str | None:
    if world.repository is None:
        return None
    world.commit()
    return f"commit {world.commits}"


@edit(1)
def history_is_lost(world: World) -> str | None:
    if world.repository is None:
        return None
    shutil.rmtree(world.board / ".git")
    world.repository = None
    return "no repository"
