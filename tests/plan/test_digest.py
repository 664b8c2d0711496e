"""The weekly digest: whom it groups, what it says once, how room is shared, and its forms."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bulletin.model.site.digest import Digest
from bulletin.model.site.plan import NewsFile
from bulletin.plan.digest import digest_html, digest_markdown, digest_text, plan_digest
from bulletin.plan.mixed_language import plain_words
from bulletin.plan.site import plan_site
from tests.plan.boards import BOARD, PARTNER, TODAY, localize_board, make_board

EVENT = "title: {title}\nstart: {start}\nend: 12:00\nvenue: library\ncost: free\n"


def digest(files: dict[str, str], *, board: str = BOARD, language: str = "") -> Digest:
    return plan_digest(localize_board(make_board(files, board=board), language=language))


def grouped(made: Digest) -> dict[str, list[str]]:
    return {group.title: [plain_words(item.title) for item in group.items] for group in made.groups}


def several(number: int, partner: str = "oak", more: str = "") -> dict[str, str]:
    return {
        f"events/{partner}/{partner}-{n}.yaml": EVENT.format(
            title=f"{partner} {n}", start=f"2027-01-{15 + n % 7} 10:00"
        )
        + more
        for n in range(number)
    }


def test_events_are_grouped_for_people() -> None:
    audiences = {"story": "0-5", "robots": "6-11", "band": "12-18", "taxes": "19+", "fair": "general"}
    files = {
        f"events/oak/{name}.yaml": EVENT.format(title=name.title(), start="2027-01-16 10:00")
        + f"audience: {audience}\n"
        for name, audience in audiences.items()
    }
    assert grouped(digest(files, board=f"{BOARD}fair_share: 9\n")) == {
        "For everybody": ["Fair"],
        "For children and families": ["Robots", "Story"],
        "For teens": ["Band"],
        "For adults": ["Taxes"],
    }


def test_an_event_stands_once_with_all_its_dates_of_the_week() -> None:
    event = EVENT.format(title="Talk", start="2027-01-12 10:00") + "repeat: every Tuesday and Thursday\n"
    ((item,),) = (group.items for group in digest({"events/oak/talk.yaml": event}).groups)
    assert item.when == "Tuesday 19 January and Thursday 21 January, 10:00 – 12:00"
    assert item.url == "https://board.example/town/events/oak/talk/"
    assert item.details == ("Main Library", "Free", "call 555-0100")


def test_a_date_that_is_off_is_told_beside_those_that_are_held() -> None:
    event = (
        EVENT.format(title="Talk", start="2027-01-12 10:00")
        + "repeat: every Tuesday and Thursday\nchanges: {2027-01-19: cancelled}\n"
    )
    ((item,),) = (group.items for group in digest({"events/oak/talk.yaml": event}).groups)
    assert item.when == "Thursday 21 January, 10:00 – 12:00"
    assert item.details[-1] == "Cancelled: Tuesday 19 January."


def test_each_partner_has_its_share_and_the_rest_is_counted() -> None:
    made = digest({"partners/elm.yaml": PARTNER, **several(7), **several(1, "elm")})
    (items,) = grouped(made).values()
    assert sorted(items) == ["elm 0", "oak 0", "oak 1", "oak 2", "oak 3"]
    assert made.more == "And 3 more:"
    assert made.rule == "At most 4 events for each partner, what is rare first."


@pytest.mark.parametrize(("medium", "is_there"), [("digest", False), ("print", True)])
def test_who_opted_out_is_not_in_it(medium: str, is_there: bool) -> None:
    files = {"partners/elm.yaml": f"{PARTNER}opt_out: {medium}\n", **several(1, "elm"), **several(1)}
    assert ("elm 0" in repr(digest(files))) is is_there


def test_a_discreet_title_takes_the_place_of_the_title() -> None:
    made = digest(several(1, more="discreet_title: Tuesday group\n"))
    for form in (digest_html, digest_text, digest_markdown):
        assert "Tuesday group" in form(made)
        assert "oak 0" not in form(made)


def test_what_is_on_every_day_stands_once_at_the_end() -> None:
    made = digest(
        {
            **several(1),
            **several(1, "oak", "repeat: every day\n"),
            "events/oak/x.yaml": EVENT.format(title="X", start="2027-01-16 9:00"),
        }
    )
    assert [*grouped(made).items()][-1] == ("On most days, or for weeks", ["oak 0"])
    assert made.groups[-1].items[0].when == "Every day, 10:00 – 12:00"


def test_html_is_of_simple_tags_and_whole_addresses_and_everything_is_escaped() -> None:
    files = {"events/oak/x.yaml": EVENT.format(title='"Tea & <b>cake</b>"', start="2027-01-16 9:00")}
    html = digest_html(digest(files))
    title = "Tea &amp; &lt;b&gt;cake&lt;/b&gt;"
    assert f'<strong><a href="https://board.example/town/events/oak/x/">{title}</a></strong>' in html
    assert "style" not in html
    assert "class" not in html


def test_plain_text_stays_within_72_columns_but_for_addresses() -> None:
    text = digest_text(digest(several(3, more="registration: {required: yes, phone: 555-0199}\n")))
    assert all(len(line) <= 72 for line in text.splitlines() if "https://" not in line)
    assert "* oak 0\n  Friday 15 January, 10:00 – 12:00 · Main Library · Free · Sign" in text


def test_markdown_keeps_what_would_be_markup_as_it_was_typed() -> None:
    files = {"events/oak/x.yaml": EVENT.format(title='"Tea [and] *cake*"', start="2027-01-16 9:00")}
    assert r"- **[Tea \[and\] \*cake\*](https://board.example/town/events/oak/x/)**" in digest_markdown(
        digest(files)
    )


def test_in_another_language_words_are_its_own_and_names_keep_theirs() -> None:
    html = digest_html(digest(several(1), language="fr"))
    assert '<div lang="fr" dir="ltr">' in html
    assert "<h3>Pour tout le monde</h3>" in html
    assert '<span lang="en">oak 0</span></a>' in html


def test_a_week_without_events_says_so_and_names_no_rule() -> None:
    made = digest({"events/oak/x.yaml": EVENT.format(title="X", start="2027-03-16 9:00")})
    for form in (digest_html, digest_text, digest_markdown):
        assert "Nothing is on the board for this week." in form(made)
        assert "At most" not in form(made)


def _feed(today: date, route: str = "digest/feed.rss") -> NewsFile:
    board = make_board(several(7))
    plans = {each.path: each for each in plan_site(board, today).plans()}
    made = plans[route].make()
    assert isinstance(made, NewsFile)
    return made


def test_the_feed_has_one_letter_for_each_week_of_the_calendar() -> None:
    days = [TODAY + timedelta(days=number) for number in range(4)]  # Friday to Monday
    guids = [[item.guid for item in _feed(day).feed.items] for day in days]
    assert guids == [["digest/2027-W02@oak.example"]] * 3 + [["digest/2027-W03@oak.example"]]
    assert _feed(days[0]).feed.items[0].published == _feed(days[2]).feed.items[0].published
    assert _feed(TODAY, "fr/digest/feed.rss").feed.items[0].guid == "digest/fr/2027-W02@oak.example"


def test_the_letter_holds_the_seven_days_to_come() -> None:
    (item,) = _feed(TODAY + timedelta(days=2)).feed.items
    assert item.title == "What’s on, 17 – 23 January 2027"
    assert "Sunday 17 January" in item.html
    assert "Friday 15 January" not in item.html
