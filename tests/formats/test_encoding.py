from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.formats.encoding import (
    LINE_END,
    decode_text,
    is_invisible,
    odd_character,
    with_plain_line_ends,
    without_odd_characters,
)
from bulletin.problems import Severity
from tests.formats.pasting import paste_all


def ids(data: bytes) -> list[tuple[str, int]]:
    return [(problem.rule.id, problem.ref.line) for problem in decode_text(data, "x.yaml")[1]]


@pytest.mark.parametrize(
    "data", [b"title: caf\xc3\xa9\n", b"\xef\xbb\xbftitle: caf\xc3\xa9\n", b"title: caf\xc3\xa9\r\n"]
)
def test_utf8_with_or_without_a_byte_order_mark_and_windows_line_ends_is_no_mistake(data: bytes) -> None:
    assert decode_text(data, "x.yaml") == ("title: café\n", [])


def test_windows_1252_is_read_so_with_a_warning_at_the_first_accent() -> None:
    text, problems = decode_text("a: b\ntitle: “Café” – soirée\n".encode("cp1252"), "x.yaml")
    assert text == "a: b\ntitle: “Café” – soirée\n"
    assert [(p.rule.id, p.severity, p.ref.line) for p in problems] == [("not-utf8", Severity.WARNING, 2)]


def test_a_windows_1252_pair_that_happens_to_be_utf8_does_not_mislead() -> None:
    text, _ = decode_text("«\u00a0CAFÉ» à l'été".encode("cp1252"), "x.yaml")
    assert text == "«\u00a0CAFÉ» à l'été"


def test_utf8_with_a_few_broken_bytes_is_refused_instead_of_read_as_two_wrong_letters() -> None:
    assert ids("é\né à ü\n".encode() + b"caf\xe9\n") == [("not-text", 3)]


def test_bytes_that_are_neither_utf8_nor_windows_1252_are_refused_with_their_line() -> None:
    assert ids(b"a: b\nc: \x81\x8d\n") == [("not-text", 2)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf16_gets_a_clear_error(encoding: str) -> None:
    text, (problem,) = decode_text("title: Yoga\n".encode(encoding), "x.yaml")
    assert text is None
    assert problem.rule.id == "not-text"
    assert "UTF-16" in problem.message
    assert "UTF-8" in problem.hint


def test_nul_bytes_are_refused_with_their_line() -> None:
    assert ids(b"a: b\nc: d\x00\n") == [("not-text", 2)]
    assert ids(b"a: b\n" * 2000 + b"c: d\x00\n") == [("odd-character", 2001)]


@pytest.mark.parametrize(
    "character",
    ["\x01", "\x1b", "\x7f", "\x9f", "\ufffe", "\uffff", "\ufdd0"]
    + [chr(code) for code in range(0x202A, 0x202F)]
    + ["\U0001fffe", "\U0010ffff"],
)
def test_characters_that_deceive_are_refused_with_their_line(character: str) -> None:
    data = f"a: b\r\nc: d{character}e\r\nf: g".encode()
    text, problems = decode_text(data, "x.yaml")
    assert text is None
    assert [(p.rule.id, p.severity, p.ref.line, p.ref.column) for p in problems] == [
        ("odd-character", Severity.ERROR, 2, 5)
    ]
    assert odd_character(character)
    assert without_odd_characters(f"x{character}y") in ("xy", "x\ny")


LINE_ENDS = ["\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\r"]


@pytest.mark.parametrize("character", LINE_ENDS)
@pytest.mark.parametrize(
    "line",
    [
        "about: We swap gears.{}Bring a spare one.",
        "- tea{}cake",
        '"title": "a{}b"',
        "  goes on{}(in brackets)",
    ],
)
def test_an_odd_line_end_within_words_is_a_line_end_of_these_words_alone(character: str, line: str) -> None:
    text, problems = decode_text(f"a: b\n{line.format(character)}\nc: d\n".encode(), "x.yaml")
    assert problems == []
    assert text is not None
    assert text.split("\n")[1] == line.format(LINE_END)
    assert with_plain_line_ends(text).count("\n") == 4


@pytest.mark.parametrize("character", LINE_ENDS)
@pytest.mark.parametrize(
    "line",
    [
        *("# A comment{}start: 2027-03-01", "title: Yoga # a comment{}start: 2027-03-01"),
        *("title: Yoga{}start: 2027-03-01", "title: Yoga{}  'start': x", "title: Yoga{}# a comment"),
        *("bring:{}- tea", "title: a{}---", "title: a{}- b", "  {}title: a", "a: b{}<<: *c"),
    ],
)
def test_an_odd_line_end_that_could_hide_a_field_is_refused(character: str, line: str) -> None:
    text, problems = decode_text(f"a: b\n{line.format(character)}\nc: d\n".encode(), "x.yaml")
    assert text is None
    assert [(problem.rule.id, problem.ref.line) for problem in problems] == [("odd-character", 2)]


def test_in_a_text_of_its_own_every_odd_line_end_is_one() -> None:
    block = "about: |\n  We swap gears.\u2028When: Tuesday # or not\nc: d\u2028# e\n"
    assert ids(block.encode()) == [("odd-character", 3)]
    body = "---\ntitle: a\n---\nBring:\u2028# tea\x0b- cake\n"
    assert decode_text(body.encode(), "x.md") == (
        f"---\ntitle: a\n---\nBring:{LINE_END}# tea{LINE_END}- cake\n",
        [],
    )


def test_a_file_of_an_old_macintosh_is_read_where_no_comment_could_hide_a_line() -> None:
    assert decode_text(b"title: Yoga\rstart: 2027-01-06\r", "x.yaml")[0] == "title: Yoga\nstart: 2027-01-06\n"
    assert decode_text(b"title: Yoga\r\r\nstart: x\r\r\n", "x.yaml")[0] == "title: Yoga\nstart: x\n"
    assert decode_text(b"# a\rtitle: Yoga\r", "x.yaml")[0] is None


def test_the_line_below_the_fields_ends_however_it_was_ended() -> None:
    assert decode_text(b"---\r\ntitle: a\r\n---\r\rWe\r\nbuild", "x.md")[0] == "---\ntitle: a\n---\nWe\nbuild"


@pytest.mark.parametrize("text", ["gear\u00ads", "ge\u200bars", "gea\u2060rs"])
def test_characters_of_no_width_are_left_out(text: str) -> None:
    assert decode_text(text.encode(), "x.yaml") == ("gears", [])
    assert decode_text("ខ\u200bក".encode(), "x.yaml")[0] == "ខ\u200bក"


def test_tag_characters_are_left_out_with_a_warning_unless_they_are_a_flag() -> None:
    wales = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
    assert decode_text(f"a: {wales}".encode(), "x.yaml") == (f"a: {wales}", [])
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "free")
    text, problems = decode_text(f"a: b\nc: d{hidden}e\n".encode(), "x.yaml")
    assert text == "a: b\nc: de\n"
    assert [(problem.rule.id, problem.ref.line) for problem in problems] == [("direction-mark", 2)]
    assert paste_all(f"a: b\nc: d{hidden}e\n", problems) == text


@pytest.mark.parametrize(
    "text", ["", " \u00a0", "\u200b\u200d", "\u3164", "\u2800\u115f", "\ufe0f", "\ue000"]
)
def test_what_nobody_can_see_is_invisible(text: str) -> None:
    assert is_invisible(text)
    assert not is_invisible(f"{text}a")
    assert not is_invisible(f"{text}!")


def test_half_a_character_is_refused() -> None:
    assert ids("a: \ud800".encode("utf-8", "surrogatepass")) == [("not-text", 1)]
    assert odd_character("\ud800")


def test_every_line_with_a_refused_character_is_reported_once_and_the_pasted_lines_remove_them() -> None:
    text = "a: \x1bb\x1b\nc\nd: \u202ee\n"
    _, problems = decode_text(text.encode(), "x.yaml")
    assert [problem.ref.line for problem in problems] == [1, 3]
    assert decode_text(paste_all(text, problems).encode(), "x.yaml") == ("a: b\nc\nd: e\n", [])


@pytest.mark.parametrize("character", ["\u2066", "\u2067", "\u2068", "\u2069", "\ufeff"])
def test_isolating_characters_are_removed_with_a_warning(character: str) -> None:
    data = f"a: b\nc: d{character}e"
    text, problems = decode_text(data.encode(), "x.yaml")
    assert text == "a: b\nc: de"
    assert [(p.rule.id, p.severity, p.ref.line) for p in problems] == [
        ("direction-mark", Severity.WARNING, 2)
    ]
    assert decode_text(paste_all(data, problems).encode(), "x.yaml") == (text, [])


@pytest.mark.parametrize(
    "kept", ["שלום\u200f!", "a\u200eb", "10\u00a0h\u202f30", "👩\u200d👧", "می\u200cخواهم", "a\tb"]
)
def test_direction_characters_that_words_need_stay(kept: str) -> None:
    assert decode_text(kept.encode(), "x.yaml") == (kept, [])


@given(st.binary(max_size=300))
def test_any_bytes_give_text_without_odd_characters_or_an_error(data: bytes) -> None:
    text, problems = decode_text(data, "x.yaml")
    if text is None:
        assert any(problem.is_error for problem in problems)
    else:
        assert odd_character(text.replace(LINE_END, " ")) is None
        assert "\r" not in text
        assert not any(problem.is_error for problem in problems)


@given(st.text(max_size=200))
def test_text_without_odd_characters_is_decoded_as_it_is(text: str) -> None:
    clean = without_odd_characters(text)
    assert odd_character(clean) is None
    assert decode_text(clean.encode(), "x.yaml")[0] == clean or "\x00" in clean
