"""Every generator that is compared is given the same events, and what is made of them is looked through."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.peers.__main__ import PEERS
from benchmarks.peers.corpus import LONGEST, SOON_DAYS, TODAY, Corpus, add_event, make_corpus
from benchmarks.peers.holds import find_missing
from benchmarks.peers.ours import Lean
from benchmarks.peers.peer import Peer, write_site
from benchmarks.peers.rounds import PUBLIC, Contest, Measured, Stand, Wrong, run_rounds
from benchmarks.peers.table import format_table
from benchmarks.texts import TEXTS

EVENTS = 40
AS_BUILT = "as-built"
TITLE = re.compile(r"^(?:\.\. )?title: *(.*)$", re.MULTILINE | re.IGNORECASE)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return make_corpus(EVENTS)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the bytecode of ours lies: to compile it takes longer than to build a small site."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def lean(tmp_path_factory: pytest.TempPathFactory, cache: Path, corpus: Corpus) -> Stand:
    """Our lean site, built."""
    folder = tmp_path_factory.mktemp("lean")
    stand = Stand(PEERS["bulletin-lean"], cache, folder / "site", corpus)
    stand.take("cold", 1)
    shutil.copytree(stand.folder / PUBLIC, stand.folder / AS_BUILT)
    return stand


def read_titles(peer: Peer, folder: Path) -> list[str]:
    """The titles in the event files a peer reads."""
    room = folder / peer.event_file(make_corpus(1).events[0]).split("/partner-")[0]
    texts = [path.read_text(encoding="utf-8") for path in room.glob("partner-*/*.md")]
    return sorted(TITLE.findall(text)[0].strip('"') for text in texts)


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("peer", PEERS.values(), ids=PEERS)
def test_every_peer_reads_the_same_events(peer: Peer, kind: str, tmp_path: Path) -> None:
    corpus = make_corpus(EVENTS, corpus=kind)
    write_site(peer, tmp_path, corpus)
    assert read_titles(peer, tmp_path) == sorted(event.title for event in corpus.events)
    for event in corpus.events:
        assert (tmp_path / peer.event_file(event)).read_text(encoding="utf-8").endswith(f"\n\n{event.body}\n")


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("peer", PEERS.values(), ids=PEERS)
def test_every_peer_gets_the_facts_of_an_event(peer: Peer, kind: str) -> None:
    for event in make_corpus(EVENTS, corpus=kind).events:
        written = peer.format_event(event)
        assert re.search(f"{event.start:%Y-%m-%d}[ T]{event.start:%H:%M}", written)
        assert event.partner.id in peer.event_file(event)
        assert all(category in written for category in event.categories)
        assert event.venue.id in written or event.venue.name in written
        details = event.details
        for facts in (details.registration, details.contact, details.access, details.prices):
            assert all(said in written for said in facts.values())
        assert all(item in written for item in (*details.bring, *details.welcome))


def test_the_corpus_is_always_the_same_and_grows_with_its_number() -> None:
    assert make_corpus(EVENTS) == make_corpus(EVENTS)
    assert make_corpus(EVENTS) != make_corpus(EVENTS, seed=2)
    corpus = make_corpus(2000)
    assert (len(corpus.events), len(corpus.partners), len(corpus.venues)) == (2000, 40, 50)
    assert len({event.title for event in corpus.events}) == 2000
    assert all(event.start.date() > TODAY for event in corpus.events)
    assert 12 <= len({event.month for event in corpus.events}) <= 13
    words = [len(event.body.split()) for event in corpus.events]
    assert 80 <= min(words) <= max(words) < 200


def test_no_list_is_so_long_that_what_comes_soon_is_cut_off() -> None:
    """At the largest number that is measured by rule, 10,000."""
    soon = 10_000 * SOON_DAYS / 360
    assert soon / 12 * 4 / 3 < LONGEST


def test_the_added_event_is_one_of_those_that_stand_in_every_list(corpus: Corpus) -> None:
    added = add_event(corpus)
    assert added.is_news
    assert (added.start.date() - TODAY).days < SOON_DAYS
    assert added.path not in {event.path for event in corpus.events}


def test_our_lean_board_holds_what_it_should_when_a_text_is_edited_and_an_event_added(lean: Stand) -> None:
    before, after = (lean.take(step, 1).pages for step in ("edited", "added"))
    assert after == before + 1
    made = {path.relative_to(lean.folder / PUBLIC).parts[0] for path in (lean.folder / PUBLIC).rglob("*")}
    assert made.isdisjoint({"venues", "audiences", "needs", "languages", "free", "when"})


def test_a_build_from_nothing_finds_nothing_that_an_earlier_one_left(
    tmp_path: Path, cache: Path, corpus: Corpus
) -> None:
    stand = Stand(PEERS["bulletin"], cache, tmp_path / "site", corpus)
    (stand.folder / ".kept").mkdir()
    (stand.folder / ".kept" / "pages").write_text("made before")
    (stand.folder / "left.lock").touch()
    stand.take("cold", 1)
    assert {"content", PUBLIC} <= {path.name for path in stand.folder.iterdir()}
    assert not (stand.folder / ".kept").exists()
    assert not (stand.folder / "left.lock").exists()


def test_our_lean_board_holds_what_people_write(tmp_path: Path, cache: Path) -> None:
    written = make_corpus(EVENTS, corpus="written")
    stand = Stand(PEERS["bulletin-lean"], cache, tmp_path / "site", written)
    stand.take("cold", 1)
    stand.take("edited", 1)


class Other(Lean):
    """A second peer that is as quick as the first."""

    name = "other"

    def lay_out(self, folder: Path, corpus: Corpus) -> None:
        Lean().lay_out(folder, corpus)


def test_all_peers_build_in_turn_and_alone_if_asked(tmp_path: Path, cache: Path) -> None:
    contest = Contest(
        peers=[PEERS["bulletin-lean"], Other()],
        sizes=[12],
        corpus="plain",
        steps=["edited"],
        rounds=1,
        cache=cache,
        work=tmp_path / "work",
    )
    built = [(each.peer, each.step) for each in run_rounds(contest, lambda line: None)]
    assert built == [("bulletin-lean", "edited"), ("other", "edited")]


def test_our_lean_board_has_one_calendar_and_one_news_feed_as_the_peers_have(lean: Stand) -> None:
    public = lean.folder / AS_BUILT
    feeds = {
        path.relative_to(public).as_posix()
        for ending in ("ics", "rss")
        for path in public.rglob(f"*.{ending}")
    }
    assert feeds == {lean.peer.calendar, lean.peer.feed}


def test_a_lean_page_of_an_event_is_as_large_as_those_of_the_peers(lean: Stand) -> None:
    pages = [lean.folder / PUBLIC / lean.peer.event_route(event) for event in lean.corpus.events]
    sizes = [(page / "index.html").stat().st_size for page in pages]
    assert 3900 < sum(sizes) / len(sizes) < 4700


@pytest.mark.parametrize("what", ["page", "partner", "month", "calendar", "feed", "text", "more"])
def test_what_a_site_lacks_is_found(what: str, lean: Stand, tmp_path: Path) -> None:
    public = tmp_path / PUBLIC
    shutil.copytree(lean.folder / AS_BUILT, public)
    assert find_missing(lean.peer, public, lean.corpus) == []
    event = min(lean.corpus.events, key=lambda each: each.start)
    news = next(each for each in lean.corpus.events if each.is_news)
    match what:
        case "page":
            (public / lean.peer.event_route(event) / "index.html").unlink()
        case "partner":
            replace_title(public / lean.peer.partner_route(event.partner.id) / "index.html", event.title)
        case "month":
            replace_title(public / lean.peer.month_route(event.month) / "index.html", event.title)
        case "calendar":
            replace_title(public / lean.peer.calendar, event.title)
        case "feed":
            replace_title(public / lean.peer.feed, news.title)
        case "text":
            assert find_missing(lean.peer, public, lean.corpus, "Never said.") != []
            return
        case "more":
            gone = lean.corpus.events[1:]
            assert find_missing(lean.peer, public, replace(lean.corpus, events=gone)) != []
            return
    assert len(find_missing(lean.peer, public, lean.corpus)) == 1


def replace_title(path: Path, title: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert title in text
    path.write_text(text.replace(title, "Something Else"), encoding="utf-8")


def test_a_build_that_fails_ends_the_rounds_with_what_it_said(
    tmp_path: Path, cache: Path, corpus: Corpus
) -> None:
    stand = Stand(PEERS["bulletin-lean"], cache, tmp_path / "site", corpus)
    (stand.folder / "content" / "board.yaml").write_text("title: Nothing else\n")
    with pytest.raises(Wrong, match=r"board\.yaml"):
        stand.take("cold", 1)


def test_the_table_compares_medians_with_hugo() -> None:
    def built(peer: str, number: int, wall: float, events: int = 1000) -> Measured:
        return Measured(peer, events, number, "cold", wall, 2 * wall, 100_000_000, 1, 1, 1_000_000)

    found = [built("hugo", number, wall) for number, wall in enumerate((1.0, 2.0, 9.0), 1)]
    found += [built("bulletin", number, wall) for number, wall in enumerate((3.0, 8.0, 3.0), 1)]
    table = format_table(found)
    assert "1,000 events; medians of 3 rounds, and × hugo" in table
    assert "| wall time | from nothing |\n|---|---|\n| hugo | 2.00 s |\n" in table
    for cells in ("3.00 s (1.50 ×)", "6.00 s (1.50 ×)", "100 MB (1.00 ×)", "1 | 1 | 1.0 MB"):
        assert f"| bulletin | {cells} |" in table
    assert "| hugo | 2.00 s (0.67 ×) |" in format_table(found, "bulletin")
    grown = format_table([built("bulletin", 1, 1.0), built("bulletin", 1, 11.0, events=10_000)])
    assert "| bulletin | 1.10 | 1.10 |" in grown
    assert "×)" not in grown
