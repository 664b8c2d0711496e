"""Themes: what may be replaced, and what is refused in one line."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment

from bulletin.problems import UnusableTheme
from bulletin.render.html import render_page
from bulletin.render.html.colours import ENOUGH, contrast, pairs, parse_colour
from bulletin.render.html.theme_words import Words, flatten_words
from bulletin.render.html.themes import load_theme, packaged_themes, read_theme
from tests.plain_theme import plain_theme
from tests.render.specimens import LAYOUT, PAGES

CHILDREN = Path(__file__).parent.parent / "themes"

CATEGORIES = [
    *(
        "storytime",
        "books",
        "making",
        "coding",
        "science",
        "tech-help",
        "language",
        "reading-help",
        "homework",
    ),
    *(
        "jobs",
        "money-legal",
        "health",
        "food",
        "arts",
        "history",
        "games-social",
        "outdoors",
        "civic",
        "other",
    ),
]

Theme = Callable[[dict[str, str]], Path]


@pytest.fixture
def child(tmp_path: Path) -> Theme:
    """`child({path: text})` writes a theme called "child" and gives the folder it lies in."""

    def write(files: dict[str, str]) -> Path:
        for path, text in {"theme.yaml": "extends: plain\n", **files}.items():
            place = tmp_path / "child" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        return tmp_path

    return write


def refusal(folder: Path, options: dict[str, str] | None = None) -> str:
    with pytest.raises(UnusableTheme) as caught:
        load_theme([folder, packaged_themes()], "child", options)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def stylesheet(folders: list[Path], name: str, options: dict[str, str] | None = None) -> str:
    assets = {asset.path: asset.data for asset in load_theme(folders, name, options).assets}
    return assets["static/style.css"].decode()


def test_a_child_theme_replaces_a_template_a_word_and_colours_and_keeps_the_rest() -> None:
    theme = load_theme([CHILDREN, packaged_themes()], "night-market")
    plain = plain_theme()
    lost = render_page(theme, LAYOUT, PAGES["lost"]).decode()
    assert "The stalls open at dusk." in lost
    assert "There is nothing at this address" in lost
    event = render_page(theme, LAYOUT, PAGES["event"]).decode()
    assert "Ask at the stall" in event
    assert "Is it for me?" in event
    css = stylesheet([CHILDREN, packaged_themes()], "night-market")
    assert "--accent:#6b2d73" in css
    assert "--accent:#e0a8e8" in css
    assert f"--ink:{plain.palettes[0]['ink']}" in css
    assert ".cat-food{--cat:#7a3b00}" in css
    assert css.index(".slip{border-radius:0") > css.index(".slip{position:relative")
    assert theme.digest != plain.digest
    assert theme.stylesheet != plain.stylesheet


def test_a_board_brings_its_own_accent_and_paper() -> None:
    css = stylesheet([packaged_themes()], "plain", {"accent": "#7A1F4B", "paper": "#fff"})
    assert "--accent:#7a1f4b" in css
    assert "--paper:#ffffff" in css
    assert "--slip:#ffffff" in css
    assert "--paper:#14181a" not in css  # the wall in the dark follows


def test_an_accent_too_dark_for_the_night_is_made_lighter_there() -> None:
    light, dark = load_theme([packaged_themes()], "plain", {"accent": "#7a1f4b"}).palettes
    assert light["accent"] == "#7a1f4b"
    assert dark["accent"] != "#7a1f4b"
    assert contrast(dark["accent"], dark["paper"]) >= ENOUGH


def test_a_pair_that_cannot_be_read_is_refused_with_its_figures(child: Theme) -> None:
    said = refusal(child({}), {"accent": "#7fb5c4"})
    assert "accent #7fb5c4 on slip #fffdf9, light, has a contrast of 2.2 : 1" in said
    assert "4.5 : 1" in said
    said = refusal(child({"theme.yaml": 'extends: plain\ncolours:\n  dark: {ink: "#333333"}\n'}))
    assert "dark colours: ink #333333 on slip" in said
    assert "lighter ink" in said


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"accent": "teal"}, "accent is 'teal'; write a colour like"),
        ({"font": "Papyrus"}, "there is no option 'font'"),
    ],
)
def test_options_that_are_none_are_refused(child: Theme, options: dict[str, str], said: str) -> None:
    assert said in refusal(child({}), options)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"templates/lost.html": "<p>\n{% autoescape false %}{{ head.title }}{% endautoescape %}"},
            "child/templates/lost.html:2: autoescape cannot be turned off",
        ),
        ({"theme.yaml": "extends: nowhere\n"}, "theme 'nowhere': there is no nowhere/theme.yaml"),
        ({"theme.yaml": "extends: child\n"}, "extends itself"),
        ({"theme.yaml": "extends: ../plain\n"}, "small letters"),
        ({"theme.yaml": "extends: [plain\n"}, "child/theme.yaml:2: cannot be read"),
        ({"theme.yaml": "- plain\n"}, "must be lines of `name: value`"),
        ({"theme.yaml": "extends: plain\ncolors: {}\n"}, "there is no setting 'colors'"),
        ({"theme.yaml": "extends: plain\ncolours: {light: {ink: black}}\n"}, "ink is 'black'"),
        ({"theme.yaml": "extends: plain\ncolours: {light: blue}\n"}, "light must be a list of names"),
        ({"theme.yaml": 'extends: plain\ncolours: {light: {"x;}": "#000"}}\n'}, "names in small letters"),
        ({"theme.yaml": "name: alone\n"}, "has no words/en.yaml"),
        ({"templates/home.html": "one\n{% if x %}\n"}, "child/templates/home.html:2: "),
        (
            {"templates/home.html": "one\n{{ x|shout }}\n"},
            "child/templates/home.html:2: No filter named 'shout'",
        ),
        ({"templates/home.html": "{{ x|safe }}\n"}, "No filter named 'safe'"),
        (
            {"templates/home.html": "one\n\n{{ w('home.hello') }}"},
            "home.html:3: no theme has the word 'home.hello'",
        ),
        ({"words/en.yaml": "home: [a]\n"}, "words/en.yaml: home must be a list of names"),
    ],
)
def test_a_broken_theme_is_refused_in_one_line(child: Theme, files: dict[str, str], said: str) -> None:
    assert said in refusal(child(files))


def test_a_file_that_is_not_utf_8_is_named(child: Theme) -> None:
    folder = child({"templates/home.html": "x"})
    (folder / "child/templates/home.html").write_bytes(b"caf\xe9")
    assert "child/templates/home.html: is not saved as UTF-8 (byte 4)" in refusal(folder)


def test_a_template_may_ask_for_nothing_that_its_page_does_not_have(child: Theme) -> None:
    folder = child({"templates/lost.html": "line\n{{ values.nothing }}\n"})
    theme = load_theme([folder, packaged_themes()], "child")
    with pytest.raises(UnusableTheme, match=r"child/templates/lost\.html:2: .*nothing"):
        render_page(theme, LAYOUT, PAGES["lost"])


def test_a_link_out_of_the_theme_folder_is_not_followed(child: Theme, tmp_path: Path) -> None:
    folder = child({})
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    (folder / "child/static").mkdir()
    (folder / "child/static/link.txt").symlink_to(secret)
    theme = load_theme([folder, packaged_themes()], "child")
    assert "static/link.txt" not in [asset.path for asset in theme.assets]


@pytest.mark.parametrize("name", sorted(path.name for path in packaged_themes().iterdir()))
def test_every_template_that_comes_with_it_would_pass_as_a_board_s_own(name: str, tmp_path: Path) -> None:
    shutil.copytree(packaged_themes() / name, tmp_path / name)
    assert load_theme([tmp_path, packaged_themes()], name).digest


def test_of_the_templates_that_come_with_it_none_is_read_before_it_is_used(
    child: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str | None] = []

    def noted(self: Environment, source: str, name: str | None = None, filename: str | None = None) -> str:
        read.append(name)
        return source

    monkeypatch.setattr(Environment, "preprocess", noted)
    folder = child({"templates/lost.html": "", "templates/_parts/frame.html": ""})
    load_theme([folder, packaged_themes()], "child")
    assert {*read} == {"lost.html", "_parts/frame.html"}


def test_in_a_checkout_the_folder_themes_is_the_one_that_comes_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(packaged_themes().parent)
    assert read_theme([Path("themes"), packaged_themes()], "plain") == plain_theme().source


def test_every_text_colour_of_the_plain_theme_can_be_read_and_every_category_has_one() -> None:
    light, dark = plain_theme().palettes
    for palette in (light, dark):
        assert [name for name in palette if name.startswith("cat-")] == [f"cat-{each}" for each in CATEGORIES]
        for text, background in pairs(palette):
            assert contrast(palette[text], palette[background]) >= ENOUGH, (text, background)


def test_the_script_stays_small() -> None:
    script = (packaged_themes() / "plain" / "static" / "today.js").read_bytes()
    assert len(gzip.compress(script)) <= 3 * 1024


def test_the_stylesheet_stays_small_and_asks_nobody() -> None:
    css = stylesheet([packaged_themes()], "plain")
    assert len(gzip.compress(css.encode())) <= 6 * 1024
    assert "url(" not in css
    assert "@import" not in css


def test_a_theme_has_all_words_in_french_too() -> None:
    french = plain_theme().words_in("fr")
    assert set(french.main) <= set(french.own)


def test_words_take_the_plural_form_of_their_language() -> None:
    entries = dict(flatten_words({"a": {"one": "{n} day", "other": "{n} days"}}, "test"))
    english = Words("en", entries, entries)
    assert [english.plain("a", n=n) for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
    forms = dict(flatten_words({"a": {"two": "يومان", "few": "{n} أيام", "other": "{n} يوم"}}, "test"))
    arabic = Words("ar", forms, entries)
    assert [arabic.plain("a", n=n) for n in (2, 3, 100)] == ["يومان", "3 أيام", "100 يوم"]


def test_parameters_of_a_word_are_escaped_and_unknown_ones_stay() -> None:
    words = Words("en", {"by": "By {who} {x}"}, {})
    assert words("by", who="<b>") == "By &lt;b&gt; {x}"


@pytest.mark.parametrize(
    ("text", "colour"),
    [("#ABC", "#aabbcc"), (" #0a5160 ", "#0a5160"), ("0a5160", None), ("#12345", None), ("red", None)],
)
def test_colours_are_written_in_hex(text: str, colour: str | None) -> None:
    assert parse_colour(text) == colour


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
