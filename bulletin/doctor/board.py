"""What the board says of itself: its address, the names that never change, its languages, its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from urllib.parse import urlsplit

from bulletin.doctor.examinations import (
    Diagnosis,
    Examination,
    ago,
    examination,
    some_of,
    to_do,
    unseen,
    well,
    write_day,
)
from bulletin.doctor.installation import Installation
from bulletin.model.repository import HostKind, tells_kind
from bulletin.model.upkeep import LastingNames

STILL_FRESH = 30
"""Days in which a change of a name that never changes can be taken back at little cost."""

STILL_A_DRAFT = 7
"""Days of a new board in which hardly anybody can have subscribed."""

_MADE_UP = (  # RFC 2606, RFC 6761, RFC 8375
    *("example", "example.com", "example.net", "example.org", "test", "invalid"),
    *("localhost", "local", "internal", "home.arpa"),
)
_NO_PLACE = ("Etc/", "GMT", "UTC", "EST", "MST", "HST", "Zulu", "Universal", "Greenwich", "UCT")


def is_made_up(host: str) -> bool:
    """Whether a host's name is one that examples use, or only this computer or house."""
    name = host.lower().rstrip(".")
    return any(name == each or name.endswith(f".{each}") for each in _MADE_UP) or "." not in name


@examination("board-file")
def board_file(found: Installation) -> Iterator[Diagnosis]:
    """The board's own file can be used.

    Without it nothing is published: the site stays as it was.
    """
    if found.info is None:
        yield to_do(
            found.unusable, f"Run `bulletin check --content {found.content}`: it names every line to mend."
        )
    else:
        yield well(f"The board's own file can be used: “{found.info.title}”.")


@examination("files")
def files(found: Installation) -> Iterator[Diagnosis]:
    """Every file that was handed in can be published.

    One that cannot is shown as it last was, or not at all, and only whoever looks into the answers knows.
    """
    if found.info is None:
        return
    if found.faulty:
        number = len(found.faulty)
        yield to_do(
            f"{number} file{' is' if number == 1 else 's are'} shown as they last were, or not at all: "
            f"{some_of(found.faulty)}.",
            f"Run `bulletin check --content {found.content}`: it says what to type instead.",
        )
    else:
        number = found.events
        yield well(f"Every file can be published ({number} event{'' if number == 1 else 's'}).")


@examination("address")
def address(found: Installation) -> Iterator[Diagnosis]:
    """The board's address is the one it is published at.

    Feeds, calendars, previews of links and the QR codes on paper all lead there.
    """
    if found.info is None:
        return
    url, parts = found.info.url, urlsplit(found.info.url)
    host, last = parts.hostname or "", parts.path.rstrip("/").rpartition("/")[2]
    expected = _pages_address(found.repository)
    if is_made_up(host):
        yield to_do(
            f"The board's address, {url}, is made up: nobody can open it.",
            f"In {found.content}/board.yaml write the address it is published at, as "
            f"`url: {expected or 'https://board.your-library.org/'}`.",
        )
    elif parts.query or parts.fragment or last.endswith((".html", ".htm", ".php")):
        yield to_do(
            f"The board's address, {url}, is that of one page.",
            f"In {found.content}/board.yaml write the folder all its pages lie in, as "
            f"`url: {url[: url.index(parts.path)]}{parts.path.removesuffix('/').rpartition('/')[0]}/`.",
        )
    elif parts.scheme != "https":
        yield to_do(
            f"The board's address, {url}, is not a safe one (https): whoever runs a network in between can "
            "read along, and change what people see.",
            "Switch https on where the site is hosted (on GitHub: Settings → Pages → Enforce HTTPS), then "
            f"write `url: https{url.removeprefix(parts.scheme)}` in {found.content}/board.yaml.",
        )
    elif expected and host.endswith(".github.io") and url.lower() != expected.lower():
        yield to_do(
            f"The board's address is {url}, but of {found.repository} GitHub makes {expected}.",
            f"In {found.content}/board.yaml write `url: {expected}`; or is the repository another one?",
        )
    else:
        yield well(f"The board's address is {url}.")


def _pages_address(repository: str) -> str:
    """Where GitHub publishes what belongs to a repository, unless it is told another name."""
    parts = urlsplit(repository)
    owner, _, name = parts.path.strip("/").partition("/")
    if parts.hostname != "github.com" or not owner or not name or "/" in name:
        return ""
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


@examination("uid-domain")
def uid_domain(found: Installation) -> Iterator[Diagnosis]:
    """`uid_domain` is a name of one's own, and was never another.

    It stands in every entry of every subscriber's calendar. Under another name each event would be a new
    one, and the old one would stay beside it.
    """
    if found.info is None:
        return
    name = found.info.uid_domain
    if is_made_up(name):
        yield to_do(
            f"The name in calendars, `uid_domain: {name}`, is made up, and other boards may use it too.",
            f"Before anybody subscribes, write a name of your own in {found.content}/board.yaml, such as "
            "your library's: `uid_domain: your-library.org`. Then never change it again.",
        )
        return
    values = tuple(each for each in _history(found, attrgetter("uid_domain")) if not is_made_up(each[1]))
    harm = "every event will show twice in the calendars of those who subscribed"
    yield _Lasting("uid_domain", name, values, harm).diagnose(found)


@examination("time-zone")
def time_zone(found: Installation) -> Iterator[Diagnosis]:
    """The board's time zone is that of its town, and was never another.

    One without a place knows no summer time: half the year every event would be an hour off.
    """
    if found.info is None:
        return
    zone = found.info.timezone
    if zone.startswith(_NO_PLACE):
        yield to_do(
            f"The board's time zone, {zone}, is that of no place, and has no summer time.",
            f"In {found.content}/board.yaml write the zone of your town, such as `timezone: Europe/Paris` or "
            "`timezone: America/Toronto`.",
        )
        return
    values = tuple(
        each for each in _history(found, attrgetter("timezone")) if not each[1].startswith(_NO_PLACE)
    )
    harm = "every event will be at another time in the calendars of those who subscribed"
    yield _Lasting("timezone", zone, values, harm).diagnose(found)


@dataclass(frozen=True, slots=True)
class _Lasting:
    """A field that never changes, as it was over time: its values with the days they were written."""

    field: str
    now: str
    values: tuple[tuple[date, str], ...]
    harm: str
    """What a change does to those who subscribed."""

    def diagnose(self, found: Installation) -> Diagnosis:
        others = [at for at, (_, value) in enumerate(self.values) if value != self.now]
        if not others:
            always = ", as it always was" if self.values else ""
            return well(f"`{self.field}` is {self.now}{always}.")
        last = others[-1]
        old = self.values[last][1]
        changed = self.values[last + 1][0] if last + 1 < len(self.values) else found.today
        age, told = (found.today - changed).days, f"`{self.field}` was {old} and is {self.now}"
        if (changed - self.values[0][0]).days < STILL_A_DRAFT:
            return well(f"{told} since the board's first week.")
        if age > STILL_FRESH:
            return well(f"{told} since {write_day(changed)}; by now nothing is won by changing it back.")
        return to_do(
            f"{told}, changed {ago(age)}: {self.harm}.",
            f"Write `{self.field}: {old}` again in {found.content}/board.yaml, unless nobody had subscribed "
            "yet.",
        )


def _history(found: Installation, value_of: Callable[[LastingNames], str]) -> tuple[tuple[date, str], ...]:
    """The values of such a field in the history, the oldest first; none where there was none."""
    names = found.upkeep.names if found.upkeep else ()
    return tuple((each.committed.date(), value_of(each)) for each in names if value_of(each))


@examination("languages")
def languages(found: Installation) -> Iterator[Diagnosis]:
    """Every language of the board has all its words.

    What it lacks stands in English, in the middle of its pages.
    """
    for words in found.words:
        if words.missing:
            yield to_do(
                f"In {words.tag} {words.missing} of {words.of} phrases stand in English.",
                "Have them translated (docs/languages.md says where they lie), or take the language out of "
                f"`languages` in {found.content}/board.yaml.",
            )
    if found.words and not any(words.missing for words in found.words):
        yield well(f"All words are there in {', '.join(words.tag for words in found.words)}.")


@examination("handing-in")
def handing_in(found: Installation) -> Iterator[Diagnosis]:
    """The board's form has an address it is mailed to, and its links lead to pages that exist.

    Without an address whoever filled in the form has to copy its text; the links by which files are changed
    are other ones at each kind of host.
    """
    if found.info is None:
        return
    if found.info.submissions:
        yield well(f"The board's form is mailed to {found.info.submissions}.")
    else:
        yield unseen(
            "The board's form is mailed to nobody: whoever filled it in has to copy its text.",
            f"In {found.content}/board.yaml write an address of the library that several people read, as "
            "`submissions: {email: events@your-library.org}`.",
        )
    repository = found.info.repository
    if repository.url and not tells_kind(repository.url) and repository.kind is HostKind.GITHUB:
        yield unseen(
            f"The board's links to its files are those of GitHub, but {repository.url} may be another host.",
            f"Open “Suggest a change” on the page of an event. If it leads nowhere, write below `repository` "
            f"in {found.content}/board.yaml which it is: `{{url: {repository.url}, kind: forgejo}}` "
            "(Gitea too) or `kind: gitlab`.",
        )


@examination("theme")
def theme(found: Installation) -> Iterator[Diagnosis]:
    """The board's look can be used.

    Without it nothing is published: the site stays as it was.
    """
    if found.theme_problem:
        yield to_do(
            f"The board's look cannot be used: {found.theme_problem}",
            f"Mend the theme (docs/themes.md), or write `theme: plain` in {found.content}/board.yaml.",
        )


EXAMINATIONS: tuple[Examination, ...] = (
    board_file,
    files,
    address,
    uid_domain,
    time_zone,
    languages,
    handing_in,
    theme,
)
