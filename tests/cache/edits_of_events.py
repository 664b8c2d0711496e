"""Edits of events and of other texts."""

from __future__ import annotations

from tests.cache.boards import (
    NOUNS,
    PLACES,
    SENTENCES,
    add_event,
    add_translation,
    draw_category,
    draw_link,
    draw_picture,
    draw_place,
    draw_time,
)
from tests.cache.edits import change_text, choose, edit, is_typed, set_field, swap_letters
from tests.cache.worlds import World, slug_of

_ODD = (
    "# A heading of its own",
    "- one\n- two\n- three",
    'Look: <b onclick="x()">bold</b> and <script>1</script>.',
    "A [dead link](/events/oak/nobody-knows/) and ![a picture](nowhere.png).",
    "An [odd](javascript:x) one, and ask@oak.example or https://oak.example/a_b_c.",
    "Room #2: 9 < 10 & *unclosed",
    "{{ title }} {% raw %} \\* `code`",
)


@edit(8, text=True)
def a_sentence_is_added(world: World) -> str | None:
    return change_text(world, lambda body: [*body[:-1], f"{body[-1]} {world.random.choice(SENTENCES)}"])


@edit(6, text=True)
def the_first_sentence_is_changed(world: World) -> str | None:
    return change_text(world, lambda body: [f"{world.random.choice(SENTENCES)} {body[0]}", *body[1:]])


@edit(3, text=True)
def a_text_is_written_anew(world: World) -> str | None:
    return change_text(world, lambda _: world.random.sample(SENTENCES, 2))


@edit(3, text=True)
def a_link_is_added(world: World) -> str | None:
    return change_text(world, lambda body: [*body, draw_link(world)])


@edit(3, text=True)
def something_odd_is_added(world: World) -> str | None:
    return change_text(world, lambda body: [*body, world.random.choice(_ODD)])


@edit(2, text=True)
def a_paragraph_is_taken_away(world: World) -> str | None:
    return change_text(world, lambda body: body[1:])


@edit(3, text=True)
def two_texts_are_changed(world: World) -> str | None:
    told = [a_sentence_is_added(world), the_first_sentence_is_changed(world)]
    return None if None in told else " and ".join(map(str, told))


@edit(3, text=True)
def a_text_of_the_same_length_is_put_at_the_same_time(world: World) -> str | None:
    """The size and the time of the file are as before: only its bytes, and the clock of the disk, differ."""
    found = [path for path in world.texts() if any("e" in part for part in world.records[path].body or ())]
    return swap_letters(world, found, "body")


@edit(1)
def a_title_of_the_same_length_is_put_at_the_same_time(world: World) -> str | None:
    return swap_letters(world, [path for path in world.events() if is_typed(world, path, "title")], "title")


@edit(2)
def a_title_is_changed(world: World) -> str | None:
    return set_field(
        world, world.events(), "title", f"{world.random.choice(NOUNS)} {world.random.randint(1, 99)}"
    )


@edit(3)
def a_time_is_changed(world: World) -> str | None:
    path = choose(world, world.events())
    if path is None:
        return None
    fields = world.records[path].fields
    for name in ("start", "end", "duration", "repeat", "skip", "changes", "review_by"):
        fields.pop(name, None)
    fields |= draw_time(world.random)
    world.mended.pop(path, None)
    world.put(path)
    return f"{path}: {fields['start']}"


@edit(2)
def a_place_is_changed(world: World) -> str | None:
    path = choose(world, world.events())
    if path is None:
        return None
    fields = world.records[path].fields
    for name in ("venue", *(name for place in PLACES for name in place)):
        fields.pop(name, None)
    fields |= draw_place(world)
    world.put(path)
    return path


@edit(2)
def a_fact_is_changed(world: World) -> str | None:
    name, values = world.random.choice(
        (
            ("categories", (draw_category(world), "chess")),
            ("status", ("cancelled", "tentative", "full", "scheduled")),
            ("status_note", ("The boiler is broken.", "All places are taken.")),
            ("summary", SENTENCES),
            ("audience", ("general", "19+", "6-11", "nobody")),
            ("hosts", ("oak", "elm", "[oak, birch]")),
            ("cost", ("free", "$5", "donation")),
            ("languages", ("fr", "en")),
            ("needs", ("eat", "care", "[]")),
            ("text_language", ("fr", "en")),
            ("discreet_title", ("Weekly group",)),
            ("rain_date", ("2027-02-21 11:00",)),
            ("publish_until", ("2027-01-16", "2027-03-01")),
            ("part_of", ("oak/chess-1", "elm/soup-2")),
            ("colour", ("red", "blue")),
        )
    )
    return set_field(world, world.events(), name, world.random.choice(values))


@edit(1)
def a_fact_is_taken_away(world: World) -> str | None:
    path = choose(world, world.events())
    names = [name for name in world.records[path].fields if name not in ("title", "start")] if path else []
    if path is None or not names:
        return None
    name = world.random.choice(names)
    del world.records[path].fields[name]
    world.put(path)
    return f"{path}: {name}"


@edit(3)
def an_error_is_made(world: World) -> str | None:
    path = choose(world, [path for path in world.records if path not in world.mended])
    if path is None:
        return None
    name, value = "title", '""'
    if path in world.events():
        name, value = world.random.choice(
            (
                ("start", "2027-02-30 10:00"),
                ("title", '""'),
                ("end", "2026-01-01 10:00"),
                ("venue", "nowhere"),
            )
        )
    elif path.startswith(("partners/", "venues/", "calendars/")):
        name, value = "name", world.random.choice(('""', "[[["))
    elif path == "board.yaml" and world.random.random() < 0.5:
        name, value = "timezone", "Nowhere/Atall"
    elif path == "board.yaml":
        return None
    world.mended[path] = (name, world.records[path].fields.get(name))
    world.records[path].fields[name] = value
    world.put(path)
    return f"{path}: {name}: {value}"


@edit(4)
def an_error_is_mended(world: World) -> str | None:
    path = choose(world, list(world.mended))
    if path is None:
        return None
    name, value = world.mended.pop(path)
    world.records[path].fields.pop(name, None)
    if value is not None:
        world.records[path].fields[name] = value
    world.put(path)
    return path


@edit(3)
def an_event_is_added(world: World) -> str:
    return add_event(world)


@edit(3)
def an_event_is_deleted(world: World) -> str | None:
    path = choose(world, world.events() if len(world.events()) > 2 else [])
    if path:
        world.drop(path)
    return path


@edit(3)
def an_event_is_renamed(world: World) -> str | None:
    path = choose(world, world.events())
    if path is None:
        return None
    folder, _, name = path.rpartition("/")
    new = f"{folder}/moved-{world.random.randint(1, 999)}.{name.rpartition('.')[2]}"
    record = world.records.pop(path)
    world.mended.pop(path, None)
    if world.random.random() < 0.4:
        record.fields["id"] = f"{path.split('/')[1]}/{slug_of(path)}"
        record.fields["was_at"] = f"/events/{path.split('/')[1]}/{slug_of(path)}/"
    (world.content / path).rename(world.content / new)
    world.put(new, record)
    return f"{path} to {new}"


@edit(1)
def a_translation_is_added(world: World) -> str | None:
    path = choose(world, world.events())
    return add_translation(world, path) if path else None


@edit(1)
def a_translation_is_deleted(world: World) -> str | None:
    path = choose(world, world.translations())
    if path:
        world.drop(path)
    return path


@edit(1)
def a_picture_is_changed(world: World) -> str | None:
    found = sorted(world.content.glob("events/*/dot.png"))
    if not found:
        return None
    picture = world.random.choice(found)
    picture.write_bytes(draw_picture(world.random))
    return str(picture.relative_to(world.content))
