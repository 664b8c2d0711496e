"""Texts as people's programs write them: what is on the page is what they meant, or they are told."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bulletin.formats.markup import Markup, parse_markup
from bulletin.formats.markup.line_ends import keep_line_ends
from bulletin.formats.markup.output import shorten
from bulletin.formats.markup.plain import one_line, with_escaped_line_ends
from bulletin.formats.notes import find_note
from bulletin.problems import Problem
from tests.effort import scaled


def read(source: str) -> Markup:
    markup, problems = parse_markup(source, path="e.md")
    assert problems == []
    return markup


def told(source: str) -> list[tuple[str, int]]:
    return [(problem.rule.id, problem.ref.line) for problem in problems_of(source)]


def problems_of(source: str) -> list[Problem]:
    return parse_markup(source, path="e.md", first_line=10)[1]


# Typed numbers


@pytest.mark.parametrize(
    "source",
    [
        *(
            "5. Februar mit Anna\n12. Februar mit Bert",
            "3. Stock, Raum links",
            "1. a\n1. b",
            "1. a\n2. b\n4. c",
        ),
        *("2. b\n1. a", "01. a\n02. b", "12) a\n14) b", "0. a\n2. b", "1998. That year it began."),
    ],
)
def test_typed_numbers_stay_where_they_do_not_run_on(source: str) -> None:
    markup = read(source)
    assert markup.text == source
    assert "<ol" not in markup.html


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("9. a\n10. b\n11. c", '<ol start="9"><li>a</li><li>b</li><li>c</li></ol>'),
        ("Ab:\n3) a\n4) b", '<p>Ab:</p>\n<ol start="3"><li>a</li><li>b</li></ol>'),
        ("1. a\n\n2. b", "<ol><li><p>a</p></li><li><p>b</p></li></ol>"),
        ("1. a\n   - x\n2. b", "<ol><li>a<ul><li>x</li></ul></li><li>b</li></ol>"),
        ("1. a\n\n   more\n\n2. b", "<ol><li><p>a</p><p>more</p></li><li><p>b</p></li></ol>"),
    ],
)
def test_numbers_that_run_on_from_the_first_are_a_list(source: str, html: str) -> None:
    assert read(source).html == html


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("> 5. Feb\n> 12. Feb", "5. Feb\n12. Feb"),
        ("- 5. Feb\n- 12. Feb", "- 5. Feb\n- 12. Feb"),
        ("- Dates:\n  5. Feb\n  12. Feb\n- x", "- Dates:\n  5. Feb\n  12. Feb\n- x"),
        ("Dates:\n5. Feb\n\n12. Feb", "Dates:\n5. Feb\n\n12. Feb"),
        ("- a\n5. Feb\n12. Feb", "- a\n\n5. Feb\n12. Feb"),
        ("1\\. a\n2\\. b", "1. a\n2. b"),
        ("1. a\n2. b\n\nThen:\n\n5. c", "1. a\n2. b\n\nThen:\n\n5. c"),
    ],
)
def test_numbers_within_quotations_and_lists_stay_too(source: str, text: str) -> None:
    assert read(source).text == text


@settings(deadline=None, max_examples=scaled(100))
@given(st.lists(st.integers(0, 40), min_size=1, max_size=6), st.sampled_from([".", ")"]), st.booleans())
@example([5, 12, 26], ".", False)
def test_every_typed_number_is_read_as_it_was_typed(numbers: list[int], mark: str, is_loose: bool) -> None:
    source = ("\n\n" if is_loose else "\n").join(f"{number}{mark} word" for number in numbers)
    assert [int(number) for number in re.findall(r"(\d+)[.)] word", read(source).text)] == numbers


# Line ends

PROGRAMME = (
    "10:00 Doors open\n10:30 Story time with Anna and all the robots of the whole of Oak Valley\n12:00 Soup"
)
WRAPPED = (
    "We meet in the large hall of the old school, which is a five minute walk\n"
    "from the station. Please be there at ten, and bring what you would like to\n"
    "mend."
)
BEFORE_A_TIME = (
    "Walk under a thousand lanterns the schools have made. The choir sings at 18:00 and\n"
    "19:30, the museum shows the town as it was."
)
IN_GERMAN = (
    "Er kam im Jahr des Herrn neunzehnhundert in das Land, das viele damals\n"
    "Amerika nannten, und fand dort eine Arbeit in der Fabrik, die heute als\n"
    "Bibliothek dient. Kommen Sie vorbei."
)


@pytest.mark.parametrize(
    "source",
    [
        PROGRAMME,
        "Oak Valley Robot Club\n12 Mill Street\nOak Valley",
        "Roses are red,\nviolets are blue.",
        "When: Tuesday, at the time that we have always had since the club began\nWhere: the hall\nWho: all",
        "Monday we build robots with the children of the Oak Valley primary school\n"
        "Tuesday we paint them in all colours that we could find in the cupboard\nWednesday we race",
        f"{'A line that no program has wrapped, since it goes on and on. ' * 3}\nThe next\nand another",
        "欢迎大家。\n请带水。",
        "🎪 A tent\n🍲 Soup for everybody who comes by before it is all eaten up by the others\n🤖 Robots",
        "Line one\\\nline two",
    ],
)
def test_lines_that_were_typed_stay_lines(source: str) -> None:
    markup = read(source)
    assert markup.text == "\n".join(line.strip() for line in source.replace("\\\n", "\n").split("\n"))
    assert markup.html.count("<br>") == source.count("\n")


@pytest.mark.parametrize(
    "source", [WRAPPED, IN_GERMAN, BEFORE_A_TIME, WRAPPED.replace("\n", "  \n").replace("  \n", " \n")]
)
def test_a_text_that_a_program_wrapped_flows(source: str) -> None:
    assert read(source).text == " ".join(source.split())
    assert "<br>" not in read(source).html


def test_an_address_below_a_wrapped_paragraph_stays_lines() -> None:
    assert read(f"{WRAPPED}\nOak Valley Robot Club\n12 Mill Street").text == (
        f"{' '.join(WRAPPED.split())}\nOak Valley Robot Club\n12 Mill Street"
    )


def test_items_and_quotations_are_read_as_paragraphs_are() -> None:
    assert read("- Robots\n  12 Mill Street\n- Tea").text == "- Robots\n  12 Mill Street\n- Tea"
    long = "- The fee of five dollars covers the materials and a snack for everyone\n  who comes"
    assert read(long).text == " ".join(long.split())
    assert read("> One\n> two").html == "<blockquote><p>One<br>two</p></blockquote>"


def test_a_table_and_a_heading_have_no_breaks() -> None:
    assert "<br>" not in read("# Title\ntext\n\na|b\n-|-\nc|d").html


@settings(deadline=None, max_examples=scaled(100))
@given(st.text(st.sampled_from("aB1. -#>|`<\\\n\n")))
def test_keeping_line_ends_changes_nothing_but_spaces_at_the_ends_of_lines(source: str) -> None:
    kept = keep_line_ends(source)
    assert [line.rstrip(" ") for line in kept.split("\n")] == [
        line.rstrip(" ") for line in source.split("\n")
    ]
    assert keep_line_ends(kept) == kept


# Signs


@pytest.mark.parametrize(
    "source",
    ["#RobotParade #OakValley", "See you.\n\n#Robots", "Come\n#robots\nnow", "a #b", "#1 fan", "##b"],
)
def test_a_hashtag_is_text(source: str) -> None:
    assert read(source).text == source
    assert "<h" not in read(source).html


def test_a_hash_with_a_blank_behind_it_is_a_heading_and_keeps_the_signs_of_its_words() -> None:
    assert re.findall(r"<h.>(.*?)<", read("# Learn C#\n\n## Closed ##").html) == ["Learn C#", "Closed"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            r"1\. a \- b \#c \_d\_ \~e \& f \! \+ \= \< \> \$ \' \" \: \;",
            "1. a - b #c _d_ ~e & f ! + = < > $ ' \" : ;",
        ),
        ("one\\\ntwo\\", "one\ntwo"),
        ("one\n\\\n\ntwo", "one\n\ntwo"),
        (r"C:\new", r"C:\new"),
        ("\uf0b7\u00a0tea\n\uf0a7 milk\n•cake\n■ ham", "- tea\n- milk\n- cake\n- ham"),
        ("o\ttea\n·\u00a0\u00a0\u00a0milk\n·\u00a0cake", "- tea\n- milk\n- cake"),
        ("- a\no b\no c\n- d", "- a\n  - b\n  - c\n- d"),
        ("– tea\n– 2 cakes", "- tea\n- 2 cakes"),
        ("“It was fun.”\n– Anna", "“It was fun.”\n– Anna"),
        ("§ 5 Abs. 2\n§ 6", "§ 5 Abs. 2\n§ 6"),
        ("Bring ==two== pens", "Bring two pens"),
        ("a == b and c == d", "a == b and c == d"),
        ("the 1^st^ of H~2~O ^note-4f2a", "the 1st of H2O"),
        ("[small]{.smallcaps} and [x](https://a.example/){.external}", "small and x (https://a.example/)"),
        ("# Title {#t .unnumbered}\n\n::: {.note}\nwords\n:::", "Title\n\nwords"),
        ("&nbsp;\nTom &amp;amp; Jerry&shy;s", "Tom & Jerrys"),
        ("One\n\u00a0\nTwo\n\u00a0\u00a0Three", "One\n\nTwo\nThree"),
        ("**When: **Friday\n\n** **\n\n**Who:** all", "When: Friday\n\nWho: all"),
        ("> [!NOTE]\n> Be there.", "Be there."),
        ("see[^1]\n\n[^1]: The note", "see[1]\n\n[1]: The note"),
        ("[Ort]: Maple\n\n[Tag]: 10 Uhr", "[Ort]: Maple\n\n[Tag]: 10 Uhr"),
        ("½ cup, 1⁄2 hour, ge\u00adars", "½ cup, 1⁄2 hour, gears"),
        ("`a\\_b [[c]]`", "a\\_b [[c]]"),
    ],
)
def test_what_other_programs_write_is_read_as_meant(source: str, text: str) -> None:
    assert read(source).text == text


@pytest.mark.parametrize(
    ("source", "text", "rules"),
    [
        (
            "Hi\n\nSee [[Robots/Parade|the parade]] and [[a/Map#x]]",
            "Hi\n\nSee the parade and Map",
            "program-leftover",
        ),
        ("Hi\n\n![[poster.png]] there", "Hi\n\nthere", "program-leftover"),
        ("Hi\n\n- [ ] tea\n- [x] cake", "Hi\n\n- tea\n- cake", "program-leftover"),
        ("Hi\n\n~~Tuesday~~ Friday", "Hi\n\nFriday", "program-leftover"),
        ("Hi\n\nSmile \uf04a now", "Hi\n\nSmile now", "program-leftover"),
        ("Hi\n\n%% ask Jane\n\nfirst %% words", "Hi\n\nwords", "comment-in-text"),
        ("Hi\n\n<!-- a\n\nb -->\nwords", "Hi\n\nwords", "comment-in-text"),
        ("Hi\n\n[//]: # (ask Jane)", "Hi", "comment-in-text"),
        ("Hi\n\n[comment]: <> (ask Jane)", "Hi", "comment-in-text"),
        ("Hi\n\n<!-- for ever", "Hi\n\n<!-- for ever", "comment-in-text"),
        ("Hi\n\n`x` and [[y]]", "Hi\n\nx and y", "program-leftover"),
    ],
)
def test_what_is_lost_is_told_with_its_line(source: str, text: str, rules: str) -> None:
    assert parse_markup(source, path="e.md")[0].text.strip() == text
    assert told(source) == [(rules, 12)]


def test_links_keep_their_lines_where_a_comment_is_left_out() -> None:
    markup, _ = parse_markup("<!-- a\n\nb -->\n\n[x](https://a.example/)", path="e.md", first_line=3)
    assert [link.line for link in markup.links] == [7]


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("<p></p>", ""),
        ("<div>\n</div>\n\nwords", "<p>words</p>"),
        ("- <b></b>\n- a", "<ul><li>a</li></ul>"),
        ("> <img src=x>", ""),
        ("\u3164\n\nwords", "<p>words</p>"),
        ("# <i></i>\n\nwords", "<p>words</p>"),
    ],
)
def test_a_block_in_which_nothing_is_left_is_gone(source: str, html: str) -> None:
    assert parse_markup(source, path="e.md")[0].html.replace("\n", "") == html


# Notes to oneself


@pytest.mark.parametrize(
    "note",
    [
        *(
            "TODO: ask",
            "TODO ask Jane",
            "FIXME",
            "Price: ???",
            "[insert link]",
            "[Name]",
            "[date here]",
            "XXX",
        ),
        *("{{speaker}}", "<<title>>", "{% include x %}", "(ask Jane about the key)", "(check with Tom)"),
        *("(confirm time)", "(to check)", "Note to self: cake", "Lorem ipsum dolor", "à faire : la salle"),
        *("(à vérifier)", "DO NOT PUBLISH", "XX:XX", "at [your address]", "[INSERT TIME]"),
    ],
)
def test_a_note_to_oneself_is_never_published_unremarked(note: str) -> None:
    source = f"We meet.\n\n{note}\n"
    assert ("note-to-oneself", 12) in told(source)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "TODO GRATIS",
            "Really??? Yes!",
            "[Insert coin](https://a.example/)",
            "(ask at the desk)",
            "[name][1]",
        ),
        *(
            "(check our website)",
            "(ask us about lessons)",
            "(to be confirmed)",
            "XX century",
            "Todo el mundo",
        ),
        *("What to do: nothing", "[sic]", "[…]", "(check in at nine)", "Do not share photos", "We ask: why?"),
    ],
)
def test_an_honest_text_is_no_note(text: str) -> None:
    assert find_note(text) is None


# What converters leave

# Between fences lines are lines, whatever they hold.
FENCED = "```text\n6pm  Doors\n  7pm Talk\n```\nAll welcome"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("Yoga      A\n----      ----\nTea", "<p>Yoga      A<br>----      ----<br>Tea</p>"),
        ("Thanks,\nAnna\n-- \nOak Club", "<p>Thanks,<br>Anna<br>--<br>Oak Club</p>"),
        (
            FENCED,
            "<p><code>6pm  Doors</code><br><code>7pm Talk</code></p>\n<p>All welcome</p>",
        ),
        ("| Line one\n| Line two", "<p>Line one<br>Line two</p>"),
        ("a\n\n\\newpage\n\nb", "<p>a</p>\n<p>b</p>"),
        ("`now`{=html} or never", "<p><code>now</code> or never</p>"),
    ],
)
def test_what_converters_leave_is_read_as_meant(source: str, html: str) -> None:
    assert read(source).html == html


def test_html_that_is_left_out_leaves_no_empty_line() -> None:
    markup, problems = parse_markup("<div>\nBring a hat\n</div>", path="e.md")
    assert markup.html == "<p>Bring a hat</p>"
    assert [problem.rule.id for problem in problems] == ["html-in-text"]


# Summaries


@pytest.mark.parametrize(
    ("source", "lead"),
    [
        ("We sing. And dance.", "We sing."),
        (PROGRAMME, ""),
        ("- tea\n- cake", ""),
        ("- tea\n\nCome along. Now.", "Come along."),
        ("# Robots\n\nWe build. You watch.", "We build."),
        ("**Robots**\n\nWe build. You watch.", "We build."),
        ("a|b\n-|-\nc|d", ""),
        ("Please bring:\n\n- tea", "Please bring…"),
        ("We meet. Please bring:\n- tea", "We meet."),
        ("Oak Club\n12 Mill Street\n\nWe build.", "We build."),
        ("Hello all!\n10:00 Doors", "Hello all!"),
        ("We read to the\nlittle ones. All welcome.", "We read to the little ones."),
        ("Am 5. Februar im 3. Stock. Dann Tee.", "Am 5. Februar im 3. Stock."),
        ("3. Stock, Raum links. Dann Tee.", "3. Stock, Raum links."),
        ("1984. A year of books. Come.", "1984. A year of books."),
        (
            WRAPPED,
            "We meet in the large hall of the old school, which is a five minute walk from the station.",
        ),
    ],
)
def test_a_summary_taken_from_a_text_is_a_sentence(source: str, lead: str) -> None:
    assert parse_markup(source, path="e.md")[0].lead == lead


def test_a_long_summary_is_cut_at_a_sentence_else_at_a_word() -> None:
    assert shorten("Short.") == "Short."
    assert shorten("We mend things." + " Bring a clock." * 20) == "We mend things." + " Bring a clock." * 9
    assert shorten("word " * 60) == "word " * 31 + "word…"
    assert len(shorten("Twice a year we open. " * 30)) <= 160


# Plain lines


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Arts &amp; Crafts", "Arts & Crafts"),
        ("Tom &amp;amp; Jerry", "Tom & Jerry"),
        ("AT&T & co", "AT&T & co"),
        ("Gear\nswap", "Gear swap"),
        (r"Gear\nSwap", "Gear Swap"),
        (r"C:\new", r"C:\new"),
    ],
)
def test_a_title_is_one_line_of_plain_words(typed: str, shown: str) -> None:
    assert one_line(typed) == shown


def test_line_ends_written_as_letters_are_line_ends_in_a_text_on_one_line() -> None:
    assert (
        with_escaped_line_ends(r"We mend.\r\n\r\nBring a clock.\n- tea")
        == "We mend.\n\nBring a clock.\n- tea"
    )
    assert with_escaped_line_ends("One\nline \\n more") == "One\nline \\n more"
