"""Words of the board and languages by name, as ids and tags."""

from __future__ import annotations

from collections.abc import Mapping

from bulletin.load.fields.fixes import format_list, replace_field
from bulletin.load.fields.record_source import Loc, RecordSource, propose
from bulletin.model.board import Term, Vocabulary
from bulletin.model.names import nearest_name
from bulletin.model.records.shapes import names_in_a_row
from bulletin.model.vocabulary import MOST_TERMS
from bulletin.problems import Rule, Severity, to_type
from bulletin.translatable import called, join, sentences
from bulletin.translatable import gettext as _
from bulletin.words.languages import languages_in, names_elsewhere, near_language, read_language_tag
from bulletin.words.lists import join_words, quoted
from bulletin.words.phrases import words_for_all_ages

UNKNOWN_WORD = Rule(
    "unknown-word",
    Severity.WARNING,
    "A category, audience, need or group is one the board knows.",
    "People find events by these words, and the annual return counts by them.",
)
WRONG_LANGUAGE = Rule("wrong-language", Severity.ERROR, "A language is called by its name or its short code.")

_MOST_GUESSES = 20
"""For so many words of a field a likely one is looked for, which takes its time; nobody mistypes more."""


def read_terms(
    source: RecordSource, loc: Loc, names: tuple[str, ...] | None, vocabulary: Vocabulary, what: str
) -> tuple[str, ...]:
    """Ids of a vocabulary, each once, from ids, aliases or labels; what is none of its words is left out."""
    ids = [term.id for name in names or () if (term := vocabulary.find(name))]
    if len(ids) == len(names or ()):
        return tuple(dict.fromkeys(ids))
    if names and len(names) == 1 and not ids:
        names = tuple(names_in_a_row(names[0]))
    found = {name: term.id for name in names or () if (term := vocabulary.find(name))}
    unknown = [name for name in dict.fromkeys(names or ()) if name not in found]
    if unknown:
        _report_words(source, loc, (found, unknown), vocabulary, what)
    return tuple(dict.fromkeys(found.values()))


def _report_words(
    source: RecordSource,
    loc: Loc,
    words: tuple[Mapping[str, str], list[str]],
    vocabulary: Vocabulary,
    what: str,
) -> None:
    """All words of one field that are none of the vocabulary, with the line that holds its words only."""
    found, unknown = words
    ids = {key: term.id for key, term in vocabulary.by_name.items()}
    near = {
        name: term.id
        for name in unknown[:_MOST_GUESSES]
        if (term_id := nearest_name(name, ids)) and (term := vocabulary.find(term_id))
    }
    listed = join_words([quoted(name) for name in unknown], "or")
    message = _("There is no {what} {words} on this board, so it is left out.", what=what, words=listed)
    kept = list(dict.fromkeys([*found.values(), *near.values()]))[: MOST_TERMS.get(vocabulary.name, 99)]
    # `general` is claimed nowhere, so who wrote "all ages" would not find it on the page.
    said = [name for name in found if name.strip().lower() in words_for_all_ages()]
    kept = said[:1] or kept
    field = str(loc[-1])
    fixed = replace_field(source, loc, *([format_list(field, kept)] if kept else []))
    known = _("The words are: {listed}.", listed=words_of(vocabulary))
    if fixed is None:
        hint = known
    elif near:
        hint = sentences(known, to_type(_("Did you mean"), fixed.line))
    elif kept:
        hint = sentences(known, to_type(_("Or type instead"), fixed.line))
    else:
        hint = sentences(known, _("Choose one, or delete the line."))
    source.report(UNKNOWN_WORD, loc, message, hint, fixed and fixed.fix)


def words_of(vocabulary: Vocabulary) -> str:
    """The words of a vocabulary, each by its label where somebody reads this in another language."""
    return join(", ", (called(term.id, _labels(vocabulary, term)) for term in vocabulary.terms))


def _labels(vocabulary: Vocabulary, term: Term) -> dict[str, str]:
    labels = term.labels.items()
    return {tag: label for tag, label in labels if tag != "en" and vocabulary.find(label) is term}


def _language_word(name: str) -> str:
    return called(name, names_elsewhere(read_language_tag(name)))


def read_languages(source: RecordSource, loc: Loc, names: tuple[str, ...] | None) -> tuple[str, ...]:
    """BCP 47 tags of languages given by name or by tag."""
    parts = [part for name in names or () for part in languages_in(name, source.languages)]
    found = {part: read_language_tag(part, source.languages) for part in parts}
    unknown = [part for part, tag in found.items() if not tag]
    if unknown:
        _report_languages(source, loc, list(found), unknown)
    return tuple(dict.fromkeys(tag for tag in found.values() if tag))


def read_language(source: RecordSource, loc: Loc, name: str | None) -> str:
    """The tag of the language (`zh-Hant`, `fr-CA`), or "" (and a Problem) for what is none."""
    if not name:
        return ""
    tag = read_language_tag(name, source.languages)
    if not tag:
        _report_languages(source, loc, [name], [name])
    return tag


def _report_languages(source: RecordSource, loc: Loc, given: list[str], unknown: list[str]) -> None:
    """All languages of one field that nobody knows, with the line that holds the likely ones."""
    near = dict.fromkeys(unknown, "") | {name: near_language(name) for name in unknown[:_MOST_GUESSES]}
    known = [name for name in given if name not in near]
    listed = join_words([quoted(name) for name in unknown], "or")
    message = _("No language is called {listed}.", listed=listed)
    kept = [near.get(name, name) for name in given if near.get(name, name)]
    usual = _(
        "Write its name in English or in the board's language, as in: {listed}.",
        listed=join(", ", map(_language_word, USUAL_LANGUAGES)),
    )
    if all(near.values()) and kept:
        fixed = replace_field(source, loc, format_list(str(loc[-1]), kept))
        fixed = fixed or (source.fix_value(loc, kept[0]) if len(kept) == 1 else None)
        source.report(WRONG_LANGUAGE, loc, message, *propose(fixed, usual, _("Did you mean")))
    else:
        fixed = replace_field(source, loc, *([format_list(str(loc[-1]), known)] if known else []))
        words = (
            sentences(usual, to_type(_("Or type instead"), fixed.line))
            if fixed and fixed.line
            else sentences(usual, _("Or delete the line."))
        )
        source.report(WRONG_LANGUAGE, loc, message, words if fixed else usual, fixed and fixed.fix)


USUAL_LANGUAGES = ("English", "French", "Spanish", "Arabic", "Chinese", "Punjabi", "Tigrinya", "Ukrainian")
"""Languages named as examples."""
