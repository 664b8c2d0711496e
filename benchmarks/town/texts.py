"""What is said of an event: titles, summaries, descriptions, in the languages of the town."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from benchmarks.town.sentences import ITEM, LINKS, LISTS, MIDDLE, OPENING, SUMMARY
from benchmarks.town.words import ACTIVITIES, DISTRICTS, FORMS, IN_DISTRICT, OTHER_TITLES, Activity

_WIDTH = 104
_PROPER = ("English", "French")


@dataclass(frozen=True, slots=True)
class Told:
    """What stands in one language: `paragraphs` in Markdown, each without a line break of its own."""

    title: str
    summary: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What an event is about, and by which of the forms and in which part of town it is called so."""

    activity: Activity
    form: Mapping[str, str]
    district: Mapping[str, str] | None
    other: int

    def title(self, language: str) -> str:
        """Its title; in a language that the activities have no name in, one of a few."""
        if language in OTHER_TITLES:
            titles = OTHER_TITLES[language]
            title = titles[self.other % len(titles)]
        else:
            name = self.activity.names[language]
            title = self.form[language].format(_of(name) if language == "fr" else name)
        if self.district:
            title = IN_DISTRICT[language].format(title, self.district[language])
        return title


def draw_subject(random: Random, taken: set[str], language: str) -> Subject:
    """Something that no event is about yet; its title in that language is added to `taken`."""
    for attempt in range(1000):
        district = random.choice(DISTRICTS) if attempt > 2 or random.random() < 0.35 else None
        subject = Subject(random.choice(ACTIVITIES), random.choice(FORMS), district, random.randrange(99))
        # There are few titles in further languages; two events may share one of these.
        if subject.title("en") not in taken and (attempt > 50 or subject.title(language) not in taken):
            taken |= {subject.title(language), subject.title("en")}
            return subject
    raise ValueError("there are no titles left for so many events")


def _of(name: str) -> str:
    return f"d’{name}" if name[0] in "aeiouéèêhy" else f"de {name}"


def draw_told(random: Random, subject: Subject, language: str, site: str, *, short: bool) -> Told:
    """The event told in a language: two to five paragraphs, now and then with a list or a link to `site`."""
    name = _within(subject, language)
    middles = random.sample(MIDDLE[language], len(MIDDLE[language]))
    size = random.randrange(3, 7) if short else random.choice((7, 9, 10, 12, 14, 16, 20, 26))
    sentences = [random.choice(OPENING[language]).format(name), *middles[:size]]
    sentences[0] = sentences[0][0].upper() + sentences[0][1:]
    paragraphs: list[str] = []
    while sentences:
        length = random.randrange(2, 6)
        paragraphs.append(" ".join(sentences[:length]))
        sentences = sentences[length:]
    if random.random() < 0.18:
        items = random.sample(ITEM[language], random.randrange(2, len(ITEM[language]) + 1))
        rows = "\n".join(f"- {item}" for item in items)
        paragraphs.insert(1, f"{random.choice(LISTS[language])}\n\n{rows}")
    if random.random() < 0.16:
        paragraphs.append(random.choice(LINKS[language]).format(site))
    summary = random.choice(SUMMARY[language]).format(name)
    return Told(subject.title(language), summary[0].upper() + summary[1:], tuple(paragraphs))


def _within(subject: Subject, language: str) -> str:
    """The activity as it stands within a sentence."""
    name = subject.activity.names.get(language, "")
    if language != "en":
        return name
    return " ".join(word if word in _PROPER else word.lower() for word in name.split())


def format_paragraphs(paragraphs: tuple[str, ...], *, wraps: bool) -> str:
    """The description as it is typed, in lines of a width or each paragraph on one."""
    return "\n\n".join(_fill(part) if wraps and "\n" not in part else part for part in paragraphs)


def _fill(paragraph: str) -> str:
    return textwrap.fill(paragraph, _WIDTH, break_long_words=False, break_on_hyphens=False)


def format_translation(told: Told, *, wraps: bool) -> str:
    """A translation as its file holds it."""
    body = format_paragraphs(told.paragraphs, wraps=wraps)
    return f'---\ntitle: "{told.title}"\nsummary: "{told.summary}"\n---\n{body}\n'
