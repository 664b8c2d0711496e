"""What `bulletin doctor` looks at: the board, its repository and its published site, as they are found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bulletin.doctor import Installation, LanguageWords
from bulletin.fetch import Fetched, fetch
from bulletin.files import Kind, UnreadableFile, list_tree, read_bytes, writable_by_all
from bulletin.formats.workflows import LONGEST, UnreadableWorkflow, Workflow, parse_workflow
from bulletin.load.history.upkeep import read_upkeep
from bulletin.messages.reports import in_sentences
from bulletin.model.board import BoardInfo
from bulletin.model.upkeep import Upkeep
from bulletin.pipeline.check import CheckedBoard, ReadingOptions, check_content
from bulletin.pipeline.published_site import read_published_site
from bulletin.pipeline.site import load_theme_of
from bulletin.problems import UnusableTheme
from bulletin.render.html.themes import Theme
from bulletin.words.phrases import phrases_in

WORKFLOWS = Path(".github/workflows")


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorRequest:
    """What to look at. `site` is the address or the folder of the published site, "" for none.

    `fetch` asks the web; nothing does where `site` is no address. `theme` is one that is loaded already.
    """

    content: Path
    themes: Path
    reading: ReadingOptions
    site: str = ""
    fetch: Callable[[str], Fetched] = fetch
    theme: Theme | None = None


def find_installation(asked: DoctorRequest) -> Installation:
    """Everything that the examinations want to know. Raises `UnusableInput` without a content folder."""
    checked = check_content(asked.content, asked.reading)
    board = checked.board
    info = board.info if board else None
    upkeep = read_upkeep(asked.content)
    words, theme_problem = _find_words(info, asked) if info else ((), "")
    return Installation(
        today=asked.reading.today_on(board),
        content=asked.content.as_posix(),
        info=info,
        unusable="" if info else _first_error(checked),
        events=len(board.events) if board else 0,
        faulty=tuple(dict.fromkeys(each.ref.path for each in checked.problems if each.is_error)),
        words=words,
        theme_problem=theme_problem,
        upkeep=upkeep,
        workflows=_read_workflows(_top(asked.content, upkeep) / WORKFLOWS),
        writable=tuple(writable_by_all(asked.content)),
        site=read_published_site(asked.site, asked.content, checked, asked.reading, asked.fetch)
        if asked.site
        else None,
    )


def _first_error(checked: CheckedBoard) -> str:
    """The first thing wrong in board.yaml, in sentences."""
    errors = [each for each in checked.problems if each.is_error]
    first = in_sentences(min(errors, key=lambda each: (each.ref.path != "board.yaml", each.sort_key)))
    return f"{first.ref}: {first.message}"


def _find_words(info: BoardInfo, asked: DoctorRequest) -> tuple[tuple[LanguageWords, ...], str]:
    """How far each language of the board has words, of ours and of its theme; and why there is no theme."""
    theme, problem = None, ""
    try:
        theme = load_theme_of(info, asked.themes, asked.theme)
    except UnusableTheme as error:
        problem = str(error)
    found = []
    for tag in info.published_languages:
        phrases = phrases_in(tag)
        missing, of = len(phrases.missing()), len(phrases.main)
        if theme is not None:
            words = theme.words_in(tag)
            missing += len(words.main.keys() - words.own.keys())
            of += len(words.main)
        found.append(LanguageWords(tag, missing, of))
    return tuple(found), problem


def _top(content: Path, upkeep: Upkeep | None) -> Path:
    """The folder in which the workflows lie: that of the repository, else the one the content lies in."""
    return upkeep.top if upkeep else content.absolute().parent


def _read_workflows(folder: Path) -> dict[str, Workflow | None]:
    """The workflows of a repository by path; None for one that cannot be read."""
    found: dict[str, Workflow | None] = {}
    try:
        entries = list_tree(folder)
    except UnreadableFile:
        return found
    for entry in entries:
        if entry.noise or "/" in entry.path or not entry.path.endswith((".yml", ".yaml")):
            continue
        path = (WORKFLOWS / entry.path).as_posix()
        found[path] = None
        if entry.kind is Kind.FILE:
            try:
                text = read_bytes(folder / entry.path, limit=4 * LONGEST).decode("utf-8-sig", "replace")
                found[path] = parse_workflow(text)
            except (UnreadableFile, UnreadableWorkflow):
                continue
    return found
