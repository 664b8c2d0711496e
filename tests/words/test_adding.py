"""Adding a language is adding files: a made-up Portuguese beside the others, and not a line of code."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel import Locale

from bulletin.words import available_languages
from tests.site.building import CHECKOUT, run_bulletin

BOARD = """\
title: Mural do Carvalho
url: https://board.oakbend.example/
uid_domain: oakbend.example
timezone: Europe/Lisbon
languages: [pt, en]
"""
EVENT = """\
title: Noite de jogos
start: 2027-01-19 18:00
end: 19:30
repeat: cada terça-feira até 16 março 2027
area: Centro
status: full
bring: [dados, cartas, água]
cost: free
audience: all ages
"""
ENGLISH = """\
title: Quiz night
start: 2027-01-20 18:00
area: Downtown
text_language: en
"""
LOCALE = Locale.parse("pt")
WEEKDAYS = {str(number): [name] for number, name in LOCALE.days["format"]["wide"].items()}
MONTHS = {str(number): [name] for number, name in LOCALE.months["format"]["wide"].items()}
PATTERNS = ("date.", "time.", "list.", "title.site", "language.")


def english(path: Path) -> dict[str, Any]:
    tree: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    return tree


def marked(tree: Any) -> Any:
    """The same with every text in «quotes», as a translator's first pass."""
    if isinstance(tree, str):
        return f"«{tree}»"
    if isinstance(tree, dict):
        return {key: marked(value) for key, value in tree.items()}
    return [marked(value) for value in tree]


def write(path: Path, tree: Any) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), "utf-8")


def add_portuguese(words: Path, theme: Path) -> None:
    """The files `docs/languages.md` names."""
    phrases = english(words / "en/phrases.yaml")
    write(
        words / "pt/phrases.yaml",
        {key: text if key.startswith(PATTERNS) else marked(text) for key, text in phrases.items()},
    )
    vocabulary = english(words / "en/vocabulary.yaml")
    write(
        words / "pt/vocabulary.yaml",
        {group: marked(terms) if isinstance(terms, dict) else terms for group, terms in vocabulary.items()},
    )
    write(words / "pt/preview.yaml", marked(english(words / "en/preview.yaml")))
    dates = english(words / "en/dates.yaml")
    write(words / "pt/dates.yaml", {**dates, "months": MONTHS, "weekdays": WEEKDAYS})
    repeats = english(words / "en/recurrence.yaml")
    repeats["read"]["every"] = ["cada"]
    repeats["read"]["until"] = ["até"]
    repeats["read"]["weekday"] = WEEKDAYS
    repeats["write"]["weekdays"] = {number: [name, f"às {name}"] for number, [name] in WEEKDAYS.items()}
    repeats["write"]["until"] = "{what} até {date}"
    repeats["read"]["small"] = [*repeats["read"]["small"], "às"]
    write(words / "pt/recurrence.yaml", repeats)
    write(theme / "pt.yaml", marked(english(theme / "en.yaml")))


@pytest.fixture(scope="module")
def bulletin_with_portuguese(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with the files of a further language, and a board that speaks it."""
    copy = tmp_path_factory.mktemp("copy")
    for name in ("bulletin", "themes"):
        shutil.copytree(CHECKOUT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    add_portuguese(copy / "bulletin/words", copy / "themes/plain/words")
    events = copy / "content/events/carvalho"
    events.mkdir(parents=True)
    (copy / "content/partners").mkdir()
    (copy / "content/board.yaml").write_text(BOARD, "utf-8")
    (copy / "content/partners/carvalho.yaml").write_text("name: Biblioteca do Carvalho\n", "utf-8")
    (events / "jogos.yaml").write_text(EVENT, "utf-8")
    (events / "quiz.yaml").write_text(ENGLISH, "utf-8")
    (events / "quiz.pt.md").write_text("---\ntitle: Concurso\n---\nPerguntas.\n", "utf-8")
    return copy


@pytest.fixture(scope="module")
def page(bulletin_with_portuguese: Path) -> Callable[[str], str]:
    copy = bulletin_with_portuguese
    built = run_bulletin(
        "build", "--today", "2027-01-15", "--jobs", "1", cwd=copy, environment={"PYTHONPATH": str(copy)}
    )
    assert built.code == 0, built.said
    return lambda route: (copy / "public" / route).read_text("utf-8")


def test_a_language_is_added_by_files_alone(page: Callable[[str], str]) -> None:
    text = page("events/carvalho/jogos/index.html")
    assert '<html lang="pt" dir="ltr">' in text
    assert "«When»" in text  # the theme's word
    assert '<strong class="tag full">«Full»</strong>' in text  # a phrase
    assert "«All ages». «Free»." in text  # a label of a vocabulary
    assert "ter. 26 janeiro, 18:00" in text  # the CLDR's names
    assert "«Bring: dados, cartas e água.»" in text  # a list as the CLDR joins it


def test_repeats_are_read_and_written_in_an_added_language(page: Callable[[str], str]) -> None:
    assert "«às terça-feira até 16 março 2027, 18:00 – 19:30»" in page("events/carvalho/jogos/index.html")


def test_translations_into_an_added_language_are_shown_and_others_marked(page: Callable[[str], str]) -> None:
    assert "<span>Concurso</span></h1>" in page("events/carvalho/quiz/index.html")
    assert '<span lang="pt">Noite de jogos</span></h1>' in page("en/events/carvalho/jogos/index.html")
    assert "This text is in Portuguese." in page("en/events/carvalho/jogos/index.html")


def test_feeds_speak_the_added_language(page: Callable[[str], str]) -> None:
    assert "<language>pt</language>" in page("events/new.rss")
    assert "SUMMARY:«Full: Noite de jogos»" in page("events/calendar.ics").replace("«Full»", "Full")


def test_check_reads_the_board_of_an_added_language(bulletin_with_portuguese: Path) -> None:
    copy = bulletin_with_portuguese
    ran = run_bulletin(
        "check", "content", "--today", "2027-01-15", cwd=copy, environment={"PYTHONPATH": str(copy)}
    )
    assert ran.code == 0, ran.said
    assert "repeat-unreadable" not in ran.said


def test_no_line_of_code_names_a_language_but_english() -> None:
    """Tags of further languages stand in folders of words, and in examples of what to type."""
    further = set(available_languages()) - {"en"}
    named = [
        f"{path.relative_to(CHECKOUT)}:{node.lineno}: {node.value}"
        for path in sorted((CHECKOUT / "bulletin").rglob("*.py"))
        if path.name != "shapes.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in further
    ]
    assert named == []


@pytest.mark.parametrize("place", ["templates", "static"])
def test_no_file_of_the_theme_but_its_words_names_a_language(place: str) -> None:
    naming = re.compile(r"""lang\s*(?:==|\|=|=|\()\s*["']?(?:fr|ar|en)\b""")
    for path in sorted((CHECKOUT / "themes/plain" / place).rglob("*")):
        if path.is_file():
            assert not naming.search(path.read_text("utf-8")), path
