"""The partner is the trust boundary: nothing that Ash hands in changes a byte of what is Birch's.

A board with Birch's events is built twice: without Ash's files, and with files in which Ash claims Birch's
ids, addresses, programmes, names and pictures. Birch's pages, feeds and calendar entries must be the same
bytes; where Birch accepts Ash as a co-host, its own page and lists may gain Ash's events, and nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bulletin.pipeline.check import ReadingOptions, publishable_board
from bulletin.pipeline.site import render_site
from bulletin.plan import plan_site
from tests.effort import scaled
from tests.hostile.drawings import png
from tests.plain_theme import plain_theme

BOARDS = scaled(30)
THEME = plain_theme()

TODAY = date(2027, 1, 15)
NOON = ReadingOptions(clock=lambda: datetime(2027, 1, 15, 12, tzinfo=UTC), today=TODAY)
DOMAIN = "board.example"
BOARD = f"""\
title: A Board
url: https://{DOMAIN}/
uid_domain: {DOMAIN}
timezone: America/Toronto
languages: [en, fr]
horizon: 21 days
archive: {{days: 0, months: 0}}
library: library
publish: [languages, translations, ics, atom, json]
"""
STAFF = {
    "board.yaml": BOARD,
    "partners/library.yaml": "name: The Library\n",
    "partners/ash.yaml": "name: Ash House\ncontact: {phone: 555-0101}\n",
    "venues/hall.yaml": "name: The Hall\naddress: 12 Oak Street\nrooms: {blue: {name: Blue Room}}\n",
    "venues/yard.yaml": "name: The Yard\naddress: 1 Main Street\n",
}

Files = Mapping[str, bytes]

slugs = st.sampled_from(["choir", "fair", "open-house", "story-time"])
starts = st.sampled_from(["2027-01-16 10:00", "2027-01-20 18:30", "2027-01-22"])
titles = st.sampled_from(["Choir", "Summer fair", "Open house", "Story time"])
places = st.sampled_from(
    ["venue: hall", "venue: yard", "venue: hall\nroom: blue", "online: https://a.example/x"]
)
repeats = st.sampled_from(["", "repeat: every week", "repeat: [every week, {words: every day, key: choir}]"])
shared = st.sampled_from(
    ["", "series: Winter", "welcome: newcomers", "needs: eat", "languages: [en, fr]", "cost: $5"]
)


@st.composite
def events(draw: st.DrawFn, more: st.SearchStrategy[list[str]]) -> str:
    """The fields of an event."""
    lines = [f"title: {draw(titles)}", f"start: {draw(starts)}", draw(places), draw(repeats), draw(shared)]
    lines += ["categories: storytime", *draw(more)]
    return "\n".join(line for line in lines if line) + "\n"


own_lines = st.lists(
    st.sampled_from(
        [
            "was_at: birch/older-name",
            "part_of: birch/fair",
            "hosts: [library]",
            "image: poster.png\nimage_alt: A poster",
            "status: cancelled",
        ]
    ),
    unique_by=lambda line: line.partition(":")[0],
    max_size=3,
)

claims = st.lists(
    st.one_of(
        st.builds("was_at: [birch/{0}, /events/birch/{0}/, ../birch/{0}]".format, slugs),
        st.just(
            "was_at: [birch/old-name, birch/older-name, birch/long-gone, ../partners/birch, ../../birch]"
        ),
        st.builds("part_of: birch/{}".format, slugs),
        st.sampled_from(["hosts: birch", "hosts: [birch, library]", "hosts: [ash, birch]"]),
        st.just("image: poster.png\nimage_alt: Another poster"),
        st.just("description: '[x](/events/birch/choir/) [y](../../birch/fair/) [z](/partners/birch/)'"),
        st.sampled_from(["status: cancelled", "status: postponed", "publish_until: 2027-01-01"]),
        st.just(f"source: {{channel: calendar, uid: 'birch/choir@{DOMAIN}'}}"),
        st.sampled_from(["contact: {phone: 555-0666}", "discreet_title: Choir", "text_language: fr"]),
        st.sampled_from(["changed: 2080-01-01T00:00:00Z", "posted: 1999-01-01T00:00:00Z"]),
        st.just("timezone: Pacific/Kiritimati"),
    ),
    unique_by=lambda line: line.partition(":")[0],
    min_size=1,
    max_size=6,
)


claimed_ids = st.one_of(
    st.just("id: birch/old-name\n"),
    st.builds("id: birch/{}\n".format, st.one_of(slugs, st.sampled_from(["new", "choir-2", "older-name"]))),
    st.just(""),
)


@st.composite
def boards(draw: st.DrawFn) -> tuple[Files, Files, bool]:
    """Birch's board, what Ash puts beside it, and whether Birch accepts Ash as a co-host."""
    policy = draw(
        st.sampled_from(["", "cohosts: anyone", "cohosts: none", "accept: [ash]", "accept: [library]"])
    )
    files = {path: text.encode() for path, text in STAFF.items()}
    files["partners/birch.yaml"] = f"name: Birch Club\ncontact: {{phone: 555-0102}}\n{policy}\n".encode()
    files["events/birch/poster.png"] = png(extra=b"birch")
    renamed = "id: birch/old-name\n" if draw(st.booleans()) else ""
    for number, slug in enumerate(draw(st.lists(slugs, min_size=1, max_size=3, unique=True))):
        files[f"events/birch/{slug}.yaml"] = (
            draw(events(own_lines)) + (renamed if not number else "")
        ).encode()
        if draw(st.booleans()):
            files[f"events/birch/{slug}.fr.md"] = b"---\ntitle: En automne\n---\n\nTexte.\n"
    theirs = {"events/ash/poster.png": png(16, 16, extra=b"ash")}
    for slug in draw(st.lists(slugs, min_size=1, max_size=3, unique=True)):
        theirs[f"events/ash/{slug}.yaml"] = (draw(events(claims)) + draw(claimed_ids)).encode()
        if draw(st.booleans()):
            theirs[f"events/ash/{slug}.fr.md"] = b"---\ntitle: Autre chose\n---\n\nAutre texte.\n"
    return files, theirs, policy in ("cohosts: anyone", "accept: [ash]")


def publish(files: Files) -> dict[str, bytes]:
    """The site, by path."""
    with TemporaryDirectory() as folder:
        content = Path(folder)
        for path, data in files.items():
            target = content / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        checked = publishable_board(content, NOON)
    assert checked.board is not None
    site = render_site(plan_site(checked.board, TODAY), THEME, jobs=1)
    return {file.path: file.data for file in site}


_OF_BIRCH = re.compile(r"(fr/)?(events/birch/|files/events/birch/|partners/birch/)")
_LISTS = re.compile(r"(fr/)?partners/birch/")


def birchs_files(site: Files, *, lists: bool) -> dict[str, bytes]:
    """What stands at Birch's addresses; its own page and feeds only with `lists`."""
    return {
        path: data
        for path, data in site.items()
        if _OF_BIRCH.match(path) and (lists or not _LISTS.match(path))
    }


def birchs_entries(site: Files) -> dict[str, list[bytes]]:
    """Every calendar entry, feed item and listed date of Birch in each file that holds one."""
    found: dict[str, list[bytes]] = {}
    for path, data in site.items():
        entries = [entry for entry in _entries(path, data) if b"birch/" in _name(entry)]
        if entries:
            found[path] = entries
    return found


def _entries(path: str, data: bytes) -> Iterator[bytes]:
    if path.endswith(".ics"):
        yield from re.findall(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", data, re.DOTALL)
    elif path.endswith((".rss", ".atom")):
        for tag in ("item", "{http://www.w3.org/2005/Atom}entry"):
            yield from (ElementTree.tostring(item) for item in ElementTree.fromstring(data).iter(tag))
    elif path.endswith(".json"):
        listed = json.loads(data)
        for entry in (
            listed
            if isinstance(listed, list)
            else next((rows for rows in listed.values() if isinstance(rows, list) and rows), [])
        ):
            yield json.dumps(entry).encode()


def _name(entry: bytes) -> bytes:
    """The identity in an entry: its UID, guid or id, unfolded."""
    plain = entry.replace(b"\r\n ", b"")
    found = re.search(
        rb"\nUID:([^\r]*)|<guid[^>]*>([^<]*)|<(?:\w+:)?id>([^<]*)|\"(?:id|uid)\": \"([^\"]*)", plain
    )
    return next(filter(None, found.groups()), b"") if found else b""


@settings(max_examples=BOARDS, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(boards())
def test_nothing_a_partner_hands_in_changes_what_is_another_partners(
    board: tuple[Files, Files, bool],
) -> None:
    files, theirs, accepted = board
    before, after = publish(files), publish({**files, **theirs})
    kept = birchs_files(before, lists=not accepted)
    assert any("events/birch/" in path for path in kept)
    assert birchs_files(after, lists=not accepted) == kept
    entries = birchs_entries(before)
    now = birchs_entries(after)
    assert entries
    assert {path: now.get(path) for path in entries} == entries
    elsewhere = {name for found in now.values() for name in map(_name, found)}
    assert elsewhere == {name for found in entries.values() for name in map(_name, found)}
