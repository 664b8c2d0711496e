"""What is said of taking a record off the board: before, after, and what nobody but people can do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from bulletin.messages.counting import count
from bulletin.problems import SourceRef

MOST_NAMED = 8
WIDTH = 100


@dataclass(frozen=True, slots=True)
class RepositoryPaths:
    """Paths in the repository: the `marks` to keep, and every path whose older versions hold words.

    `stems` are paths without their endings, of records and their translations in whatever notation.
    """

    marks: tuple[str, ...]
    stems: tuple[str, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """What comes of taking a record off the board: its `noun` and `name`, and its `title` if it has one.

    `removed` are the files that go, `kept` pictures that other records show too. `events` go with it,
    `elsewhere` are those that stay and no longer say where they are; `dates` counts the dates ahead,
    `calendars` those that are told. At the `mentions` its words stand in other records; `repository` is where
    they stand in version history, if there is one.
    """

    noun: str
    name: str
    title: str
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    dates: int = 0
    calendars: int = 0
    mentions: tuple[SourceRef, ...] = ()
    repository: RepositoryPaths | None = None


def tell_withdrawal(planned: Withdrawal) -> Iterator[str]:
    """The lines to be read before somebody says yes."""
    title = f" “{planned.title}”" if planned.title else ""
    yield f"This takes the {planned.noun}{title} ({planned.name}) off the board:"
    yield "- Its text leaves every page, list, feed, sheet and preview when the site is made the next time."
    if planned.noun == "partner" and planned.events:
        yield f"- With it {count(len(planned.events), 'event')}: {_some(planned.events)}."
    if planned.elsewhere:
        number = count(len(planned.elsewhere), "event")
        yield f"- {number} held there will say “place given when you ask”: {_some(planned.elsewhere)}."
    for path in planned.removed:
        yield f"- Deleted here: {path}"
    for path in planned.kept:
        yield f"- Kept, since another record shows it too: {path}"
    if planned.dates:
        number, calendars = count(planned.dates, "date"), count(planned.calendars, "calendar")
        yield f"- {number} ahead in {calendars}: people who subscribed see “Withdrawn”, and nothing else."
    yield "- Its address answers with one sentence: that it was withdrawn, and when."


def tell_rest(planned: Withdrawal, content: str) -> Iterator[str]:
    """What is still to be done, step by step, by somebody who has never done it."""
    yield "Done here. Now, in this order:"
    yield from _step(
        "1. Publish at once: hand these files in as you always do, or run `bulletin build`. Then open the"
        " old address, and look for yourself."
    )
    yield from _step(
        "2. Phones and calendars fetch the board by themselves, some only once a day. Until then they may"
        " still show the old entry, and nobody can hurry them."
    )
    if planned.noun == "event":
        yield from _step(
            f"   They know it by its name, {planned.name}, which stays in its address. If that says too"
            " much itself, delete the file that is left as well, two days from now."
        )
    if planned.mentions:
        yield from _step("3. The same words also stand here. Look at each, and change what must go:")
        yield from (f"     {content}/{ref}" for ref in planned.mentions)
    else:
        yield from _step("3. Its name and its address were found in no other file of the board.")
    yield from _step(
        "4. Search engines keep what they read. Ask them to remove the old address, at "
        "https://search.google.com/search-console/removals and https://www.bing.com/webmasters; for "
        "copies in the Internet Archive, write to info@archive.org."
    )
    yield from _history(planned.repository) if planned.repository else _copies()


def _step(text: str) -> Iterator[str]:
    yield from wrap(text, WIDTH, subsequent_indent="   ", break_long_words=False, break_on_hyphens=False)


def _copies() -> Iterator[str]:
    yield from _step(
        "5. A folder that is shared or synced keeps older versions of its files, and a bin (OneDrive, "
        "Google Drive and Dropbox call it “Version history”). Delete them there, and in your backups."
    )


def _history(repository: RepositoryPaths) -> Iterator[str]:
    yield from _step(
        "5. The old text can still be read in the history of the files, by everybody if that is public. "
        "If it holds an address, a telephone number or a child, take it out of there too. That takes half"
        " an hour and a computer with Git and Python; nobody may change files meanwhile. In a terminal, "
        "line by line, with the address of your repository in place of ADDRESS:"
    )
    yield from (f"     {line}" for line in _commands(repository))
    yield from _step(
        "   The lines with “tar” keep the marks by which the board knows what was withdrawn. If the last "
        "two are refused, the main line is protected: switch that off in the settings, and on again "
        "afterwards. Everybody who has a copy of the repository on a computer deletes it, and fetches it "
        "anew."
    )
    yield from _step(
        "6. Forks (copies in other accounts) and old proposals keep the old text. On GitHub, “Insights” "
        "and “Forks” list them: ask each owner to delete theirs. Then write to "
        "https://support.github.com/request, name the files above, and ask for cached views and old "
        "proposals to be cleared. Elsewhere, ask whoever runs the host. Delete old runs under “Actions” "
        "as well: they keep the sites they made."
    )


def _commands(repository: RepositoryPaths) -> Iterator[str]:
    wanted = [f"--path-glob {_quote(f'{stem}.*')}" for stem in repository.stems]
    wanted += [f"--path {_quote(path)}" for path in repository.files]
    yield "pip install git-filter-repo"
    yield "git clone ADDRESS cleaned"
    yield "cd cleaned"
    yield f"tar -cf ../marks.tar {' '.join(map(_quote, repository.marks))}"
    yield f"git filter-repo --invert-paths {' '.join(wanted)}"
    yield "tar -xf ../marks.tar"
    yield "git add --all"
    yield 'git commit -m "Withdrawn"'
    yield "git remote add origin ADDRESS"
    yield "git push --force --all"
    yield "git push --force --tags"


def _quote(text: str) -> str:
    plain = all(char.isalnum() or char in "-_./" for char in text)
    return text if plain else "'" + text.replace("'", "'\\''") + "'"


def _some(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
