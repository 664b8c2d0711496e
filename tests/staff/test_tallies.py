"""How equally was decided."""

from __future__ import annotations

from datetime import date

from bulletin.messages.tallies import format_csv, format_html, format_text
from bulletin.model.decision import Decision, DecisionTable, Tally, Word
from bulletin.staff.decisions import parse_decisions
from bulletin.staff.tallies import count_decisions

KINDS = {"oak": "club", "elm": "school", "fir": "club"}
LIST = b"""\
received,decided,id,partner,word,reason,policy_version
2027-01-04,2027-01-05,oak/tea,oak,accept,,3
2027-01-04,2027-01-05,oak/quiz,oak,hold,,3
2027-01-05,2027-01-06,elm/fair,elm,decline,sales,3
,2027-01-14,oak/quiz,oak,accept,,3
2027-01-10,2027-01-12,oak/tea,oak,decline,sales,3
,2027-01-12,fir/walk,fir,edit,,3
2027-01-12,2027-01-13,pine/new,pine,ask,,3
"""


def tallies(data: bytes = LIST, year: int | None = None) -> tuple[Tally, ...]:
    return count_decisions(parse_decisions(data), KINDS, year)


def table(data: bytes = LIST) -> DecisionTable:
    reasons = {"sales": "Sales are <not> listed."}
    return DecisionTable(title="Oak Board", year=2027, tallies=tallies(data), reasons=reasons)


def counts(found: tuple[Tally, ...]) -> dict[tuple[str, str], tuple[dict[str, int], tuple[int, ...]]]:
    return {
        (each.kind, each.reason): ({word: n for word, n in each.counts.items() if n}, each.days)
        for each in found
    }


def test_a_submission_counts_once_by_the_last_word_on_it_from_the_day_it_came_in() -> None:
    assert counts(tallies()) == {
        ("", ""): ({Word.ASK: 1}, ()),
        ("club", ""): ({Word.ACCEPT: 2, Word.EDIT: 1}, (1, 10)),
        ("club", "sales"): ({Word.DECLINE: 1}, (2,)),
        ("school", "sales"): ({Word.DECLINE: 1}, (1,)),
    }


def test_a_year_is_the_one_of_the_last_word() -> None:
    data = LIST.replace(b",2027-01-14,", b",2028-01-14,")
    assert counts(tallies(data, 2028)) == {("club", ""): ({Word.ACCEPT: 1}, (375,))}


def test_days_as_a_spreadsheet_writes_them_are_read_where_they_can_be() -> None:
    data = (
        "\ufeffreceived;decided;id;partner;word;reason;policy_version\r\n"
        "15.01.2027;20 January 2027;oak/tea;oak;ACCEPT;;3\r\n"
        "03/04/2027;2027-04-09;oak/b;oak;hold;;\r\n"
    )
    first, second = parse_decisions(data.encode())
    assert (first.word, first.days) == (Word.ACCEPT, 5)
    assert second.received is None


def test_lines_that_somebody_wrote_for_themselves_are_passed_over() -> None:
    assert parse_decisions(b"decided,id,word\nsee e-mail,,\n,oak/tea,perhaps\n") == ()


def test_the_table_is_told_by_kind_of_partner_and_by_reason() -> None:
    text = format_text(table())
    assert text.startswith("Oak Board: decisions of 2027\n")
    lines = [line.split() for line in text.splitlines()]
    assert ["club", "2", "1", "0", "0", "1", "2", "10"] in lines
    assert ["school", "0", "0", "0", "0", "1", "1", "1"] in lines
    assert ["no", "kind", "told", "0", "0", "1", "0", "0"] in lines
    assert "sales: Sales are <not> listed.         0" in text
    assert lines.count(["all", "2", "1", "1", "0", "2", "1.5", "10"]) == 2


def test_a_spreadsheet_gets_one_line_for_each_kind_and_reason() -> None:
    assert format_csv(table()).splitlines() == [
        "kind,reason,accepted,edited,asked,held,declined,median_days,longest_days",
        ",,0,0,1,0,0,,",
        "club,,2,1,0,0,0,5.5,10",
        "club,sales,0,0,0,0,1,2,2",
        "school,sales,0,0,0,0,1,1,1",
    ]


def test_the_page_asks_for_nothing_and_shows_what_was_written_as_text() -> None:
    page = format_html(table())
    assert "Sales are &lt;not&gt; listed." in page
    assert "default-src &#39;none&#39;" in page
    assert "http" not in page.replace("http-equiv", "")


def test_nothing_decided_is_said_to_be_so() -> None:
    assert "Nothing was decided." in format_text(table(b""))
    assert "Nothing was decided." in format_html(table(b""))


def test_days_are_known_only_where_both_are() -> None:
    day = date(2027, 1, 15)
    known = Decision(id="oak/a", partner="oak", word=Word.ACCEPT, decided=day, received=day)
    unknown = Decision(id="oak/a", partner="oak", word=Word.ACCEPT, decided=day)
    assert (known.days, unknown.days) == (0, None)
