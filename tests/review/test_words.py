"""What staff read: plain words, the weighty things first, no more than a hundred of them."""

from __future__ import annotations

import re

import pytest

from bulletin.messages.review.report import MOST_WORDS, format_markdown, format_text, report_review
from bulletin.model.review import Review
from tests.review.test_facts import CASES
from tests.review.town import CHOIR, CIRCLE, FAIR, FILES, Changes, event, partner, review

OF_PROGRAMMERS = re.compile(r"\b(commits?|branch(es)?|merg(e|ed|es)|diffs?|yaml)\b", re.IGNORECASE)
IN_NAMES = re.compile(r"[\w./-]+\.yaml")
RULE_ID = re.compile(r"\b(?:error|warning|note)\[[a-z-]+\]|\bvanished-event\b|\brenamed-without-id\b")
TALK = event("Talk", "2027-03-04 18:00", venue="barn")


def text(changes: Changes, author: str = "") -> str:
    return format_text([report_review(review(changes, author))])


def words(changes: Changes, author: str = "") -> tuple[str, ...]:
    return report_review(review(changes, author)).words


def others(found: Review) -> set[str]:
    """The titles of the events that a proposal has nothing to do with."""
    titles = {"Open Choir", "Drawing Course", "Spring Seed Fair", "Harvest", "Quiet Circle"}
    assert found.change is not None
    named = {each.event.text.title for each in found.change.events}
    named |= {each.before.text.title for each in found.change.events if each.before}
    events = found.change.before.events
    named |= {events[each.other].text.title for each in found.facts.clashes if each.other in events}
    named |= {events[each.other].text.title for each in found.facts.duplicates if each.other in events}
    return titles - named


@pytest.mark.parametrize("name", CASES)
def test_words_are_few_and_plain_and_of_nothing_else(name: str) -> None:
    changes, _ = CASES[name]
    found = review(changes)
    report = report_review(found)

    for told in (format_text([report]), format_markdown([report])):
        assert not OF_PROGRAMMERS.search(IN_NAMES.sub("", told))
        assert not RULE_ID.search(told)
        if not name.startswith("a venue"):
            assert not [title for title in others(found) if title in told]
    assert sum(len(line.split()) for line in report.words) <= MOST_WORDS


def test_a_hundred_words_are_the_most_for_a_hundred_events_too() -> None:
    many = {
        f"events/oak/talk-{n}.yaml": event(
            f"A rather long title of talk number {n}", "2027-03-04 18:00", hosts="elm"
        )
        for n in range(40)
    }
    told = words(many)

    assert sum(len(line.split()) for line in told) <= MOST_WORDS
    assert told[0].startswith(
        "Adds 40 events: “A rather long title of talk number 0” (Thursday 4 March 2027, 18:00)"
    )


def test_everything_a_proposal_does_stands_in_one_sentence() -> None:
    first, *_ = words(
        {
            "events/oak/talk.yaml": TALK,
            "events/oak/open-choir.yaml": CHOIR + "changes: {2027-02-02: {start: 2027-02-03 19:00}}\n",
            "events/oak/drawing-course.yaml": None,
        }
    )
    assert first == (
        "Adds 1 event: “Talk” (Thursday 4 March 2027, 18:00); "
        "moves “Open Choir” from Tuesday 2 February 2027, 19:00 to Wednesday 3 February 2027, 19:00; "
        "and removes “Drawing Course” with 6 dates ahead, the next on Wednesday 3 February 2027."
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"events/elm/seed-fair.yaml": FAIR.replace("cost: free", "cost: $5")},
            "The price of “Spring Seed Fair” was free; now $5.",
        ),
        (
            {
                "events/elm/seed-fair.yaml": FAIR.replace(
                    "registration: none", "registration: {kind: required, url: https://pay.example/}"
                )
            },
            "Sign-up of “Spring Seed Fair” was not needed; now required, https://pay.example/.",
        ),
        (
            {"partners/elm.yaml": FILES["partners/elm.yaml"].replace("555-0102", "555-0666")},
            "The contact of Elm Garden was 555-0102; now 555-0666.",
        ),
        (
            {
                "events/elm/seed-fair.yaml": FAIR.replace(
                    "on time.", "on time. Pay at https://pay.example/ now."
                )
            },
            "New link in the text of “Spring Seed Fair”: https://pay.example/.",
        ),
        (
            {"events/elm/seed-fair.yaml": FAIR.replace("on time.", "on time. Ring 555-0666.")},
            "New in the text of “Spring Seed Fair”: 555-0666.",
        ),
        (
            {"venues/hall.yaml": FILES["venues/hall.yaml"].replace("555-0109", "555-0666")},
            "The telephone of Mill Hall was 555-0109; now 555-0666.",
        ),
    ],
)
def test_contacts_prices_and_links_come_right_behind_the_sentence(changes: Changes, expected: str) -> None:
    assert words(changes)[1] == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"events/oak/talk.yaml": event("Talk", "2027-01-20 18:00", venue="barn")},
            "House rules, version 4: “Talk” comes 3 working days ahead; 5 are asked for.",
        ),
        (
            {
                "events/oak/talk.yaml": event(
                    "Talk", "2027-03-04 19:00", duration=None, end="8:30", venue="barn"
                )
            },
            "“Talk” ends the next morning, Friday 5 March 2027 at 08:30. Or is 20:30 meant? Until "
            "its end says which, it is not shown.",
        ),
        (
            {"events/oak/fair.yaml": event("Big Spring Seed Fair", "2027-04-10 11:00")},
            "“Big Spring Seed Fair” may be “Spring Seed Fair” of Elm Garden "
            "(same day, same venue, similar title). Propose to name Oak Choir there as co-host instead.",
        ),
        (
            {"events/oak/talk.yaml": event("Talk", "2027-02-10 18:30", room="attic")},
            "“Talk” needs Mill Hall, Attic on Wednesday 10 February 2027 while “Drawing Course” is there.",
        ),
        (
            {"events/oak/talk.yaml": TALK + "hosts: elm\n"},
            "Elm Garden has not agreed yet to be named as co-host.",
        ),
        (
            {"events/elm/seed-fair.md": f"---\n{FAIR.replace('10:00', '10:30')}---\n"},
            "seed-fair.md and seed-fair.yaml are one event; while both are there, seed-fair.yaml is shown. "
            "The other would change: Date: was Saturday 10 April 2027, 10:00 – 14:00; "
            "now Saturday 10 April 2027, 10:30 – 14:30.",
        ),
    ],
)
def test_what_is_to_be_asked_is_a_sentence(changes: Changes, expected: str) -> None:
    found = review(changes)

    assert expected in report_review(found).words
    assert not found.is_clean


def test_a_venue_says_what_it_touches_and_whom() -> None:
    told = words({"venues/hall.yaml": FILES["venues/hall.yaml"].replace("1 Mill Lane", "9 Mill Lane")})

    assert told[0] == "Changes the place Mill Hall, where 3 events are held."
    assert re.search(r"“Spring Seed Fair” \(Elm Garden\).*shown in \d+ subscribed calendars", told[1])


def test_the_defaults_of_a_partner_change_its_events() -> None:
    told = words({"partners/elm.yaml": FILES["partners/elm.yaml"].replace("555-0102", "555-0666")})

    assert (
        told[0] == "Changes what is said of Elm Garden; and changes the contact of 2 events that rely on it."
    )


def test_a_clean_proposal_says_so() -> None:
    found = review({"events/oak/talk.yaml": TALK})

    assert found.is_clean
    assert report_review(found).words[-1] == "Nothing has to be mended or asked."


def test_a_place_that_must_stay_unknown_is_repeated_nowhere_and_calls_for_the_telephone() -> None:
    told = text({"events/safe/circle.yaml": CIRCLE + "address: 44 Hidden Crescent\n"})

    assert "Hidden" not in told
    assert "20:00" not in told
    assert "Monday" not in told
    assert "Call Safe Home (555-0103) now." in told


def test_of_a_confidential_event_of_another_partner_nothing_is_told() -> None:
    found = review({"events/oak/quiet.yaml": event("Quiet Circle at Oak", "2027-01-25 20:00", venue="barn")})

    assert "safe/circle" not in format_text([report_review(found)])
    assert not found.facts.duplicates


def test_an_entry_shows_the_next_six_dates_that_are_held() -> None:
    told = text(
        {"events/oak/open-choir.yaml": CHOIR + "changes: {2027-01-26: {status: cancelled}}\nages: 16+\n"}
    )

    assert "    - Tuesday 19 January 2027, 19:00 – 20:00\n    - Tuesday 2 February 2027" in told
    assert "    - Tuesday 2 March 2027, 19:00 – 20:00\n" in told
    assert "9 March" not in told


def test_a_translation_that_was_left_behind_is_named() -> None:
    french = "title: Foire\nsummary: Une foire pour tout le monde, à la salle.\ndescription: Venez.\n"
    before = {**FILES, "events/elm/seed-fair.fr.yaml": french}
    from bulletin.pipeline.review import Proposal, Published, review_proposal
    from tests.review.town import REQUEST, files_of

    now = {**before, "events/elm/seed-fair.yaml": FAIR.replace("begin on time", "begin late")}
    published = Published.of(files_of(before), REQUEST)
    found = review_proposal(published, Proposal("x", files_of(before), files_of(now).sources), REQUEST)

    assert "The text in French was left as it was." in format_text([report_review(found)])


def test_new_partners_are_named() -> None:
    told = words({"partners/quilts.yaml": partner("River Quilts"), "events/quilts/bee.yaml": TALK})

    assert told[0].endswith("and brings a new partner, River Quilts.")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"events/oak/open-choir.yaml": CHOIR + "changes: {2027-02-02: {note: Bring a candle.}}\n"},
            "Changes the note on Tuesday 2 February 2027 of “Open Choir”.",
        ),
        (
            {"events/oak/open-choir.yaml": CHOIR + "changes: {2027-02-02: {status: full}}\n"},
            "Changes the status on Tuesday 2 February 2027 of “Open Choir”.",
        ),
        (
            {"events/oak/open-choir.yaml": CHOIR.replace("1 hour", "2 hours")},
            "Changes the length of “Open Choir”.",
        ),
        (
            {"venues/hall.yaml": None, "venues/old-mill.yaml": FILES["venues/hall.yaml"] + "was_at: hall\n"},
            "Gives the page of the place Mill Hall another address.",
        ),
        (
            {
                "partners/elm.yaml": None,
                "partners/elms.yaml": FILES["partners/elm.yaml"] + "was_at: elm\n",
                "events/elm/seed-fair.yaml": None,
                "events/elms/seed-fair.yaml": f"id: elm/seed-fair\n{FAIR}",
                "events/elm/harvest.yaml": None,
                "events/elms/harvest.yaml": f"id: elm/harvest\n{FILES['events/elm/harvest.yaml']}",
            },
            "Changes the address of the page of “Harvest”; changes the address of the page of “Spring Seed "
            "Fair”; and gives the page of Elm Garden another address.",
        ),
        (
            {"partners/elm.yaml": FILES["partners/elm.yaml"] + "ended: 2027-06-30\n"},
            "Hands in partners/elm.yaml, which cannot be read yet.",
        ),
        (
            {"venues/hall.yaml": "address: 1 Mill Lane\n"},
            "Hands in venues/hall.yaml, which cannot be read yet.",
        ),
        ({"events/oak/open-choir.yaml": f"# as ever\n{CHOIR}"}, "Changes nothing that people see."),
    ],
)
def test_a_change_is_told_as_what_it_is(changes: Changes, expected: str) -> None:
    assert words(changes)[0] == expected


def test_a_file_that_says_what_it_said_has_no_entry() -> None:
    assert report_review(review({"events/oak/open-choir.yaml": f"# as ever\n{CHOIR}"})).entries == ()


def test_a_record_under_a_new_name_is_one_entry_with_both_addresses() -> None:
    hall = {"venues/hall.yaml": None, "venues/old-mill.yaml": FILES["venues/hall.yaml"] + "was_at: hall\n"}
    (entry,) = report_review(review(hall)).entries
    assert (entry.mark, entry.title) == ("Changed", "Mill Hall")
    assert entry.differences == ("Address of its page: was /venues/hall/; now /venues/old-mill/.",)


def test_a_partner_under_a_new_name_is_still_whose_it_was() -> None:
    moved: Changes = {
        "partners/elm.yaml": None,
        "partners/elms.yaml": FILES["partners/elm.yaml"] + "was_at: elm\n",
    }
    assert not review(moved, "elm-account").facts.policy
    assert [each.others for each in review(moved, "oak-account").facts.policy] == [("elm",)]


def test_nobody_takes_over_a_partner_by_claiming_its_name() -> None:
    claimed: Changes = {
        "partners/oak.yaml": FILES["partners/oak.yaml"] + "was_at: elm\n",
        "partners/elm.yaml": None,
        "events/elm/seed-fair.yaml": None,
        "events/oak/seed-fair.yaml": f"id: elm/seed-fair\n{FAIR}",
    }
    (breach,) = review(claimed, "oak-account").facts.policy
    assert (breach.id, breach.others) == ("not-own-folder", ("elm",))


def test_what_is_to_be_answered_stands_there_with_every_answer() -> None:
    told = text(
        {"events/oak/talk.yaml": event("Talk", "2027-03-04 19:00", duration=None, end="8:30", venue="barn")}
    )
    answers = told[told.index("To be answered:") : told.index("\n\nNew: Talk")]
    assert "    end: 20:30\n" in answers
    assert "    end: 2027-03-05 08:30" in answers
