"""One hostile file, and what must hold of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

HEAD = (
    "start: 2027-01-20 10:00\nend: 11:00\nvenue: hall\ncategories: storytime\ncost: free\n"
    "posted: 2027-01-10T12:00:00Z\n"
)
"""What an event needs beside its title, in order; and that it was posted lately, so it is in the news."""


class Must(StrEnum):
    """What must become of a file."""

    BE_REFUSED = "refused"
    """An error names the file and a line, and nothing of it is published."""
    BE_HARMLESS = "published"
    """It is on the site, and does no harm there."""


@dataclass(frozen=True, slots=True)
class Case:
    """A file at `path` below the content folder; `beside` are further files it needs.

    `page`: what is published of it when it is harmless, a path on the site; "" for none of its own.
    """

    path: str
    data: bytes
    must: Must
    page: str = ""
    beside: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.path.encode("ascii", "backslashreplace").decode()


Typed = str | bytes
Beside = Mapping[str, bytes]


@dataclass(slots=True)
class Folder:
    """The folder of one partner, filled with cases."""

    partner: str
    cases: list[Case] = field(default_factory=list)

    def refused(self, name: str, text: Typed, beside: Beside | None = None, *, ending: str = "yaml") -> None:
        """A whole file that must be refused."""
        self._add(name, ending, text, Must.BE_REFUSED, beside)

    def harmless(self, name: str, text: Typed, beside: Beside | None = None, *, ending: str = "yaml") -> None:
        """A whole file that must be published."""
        self._add(name, ending, text, Must.BE_HARMLESS, beside)

    def refused_lines(self, name: str, lines: str, beside: Beside | None = None) -> None:
        """An event that would be fine but for these lines."""
        self.refused(name, event(lines), beside)

    def harmless_lines(self, name: str, lines: str, beside: Beside | None = None) -> None:
        """An event that is fine with these lines."""
        self.harmless(name, event(lines), beside)

    def _add(self, name: str, ending: str, text: Typed, must: Must, beside: Beside | None) -> None:
        data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        folder = f"events/{self.partner}"
        page = f"{folder}/{name}/index.html" if must is Must.BE_HARMLESS else ""
        further = {f"{folder}/{other}": content for other, content in (beside or {}).items()}
        self.cases.append(Case(f"{folder}/{name}.{ending}", data, must, page, further))


def event(lines: str) -> str:
    """An event with these lines, which may say anew what it needs."""
    given = {line.partition(":")[0] for line in lines.splitlines()}
    kept = [line for line in f"title: A meeting\n{HEAD}".splitlines() if line.partition(":")[0] not in given]
    if "duration" in given:
        kept = [line for line in kept if not line.startswith("end:")]
    if given & {"address", "online", "area", "location"}:
        kept = [line for line in kept if not line.startswith("venue:")]
    return "\n".join([*kept, lines.rstrip("\n")]) + "\n"


def markdown(body: str, *, title: str = "A meeting") -> str:
    """An event with this description."""
    return f"---\ntitle: {title}\n{HEAD}---\n\n{body}\n"
