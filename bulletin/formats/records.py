"""A record's file: fields alone (`.yaml`), or fields between two lines `---` and text below (`.md`)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256

from bulletin.formats.encoding import LINE_END, decode_text, with_plain_line_ends, without_odd_characters
from bulletin.formats.nodes import Mapping, Node, Tree
from bulletin.formats.yaml import SUBMISSION, TEXT_FIELDS, Limits, parse_yaml
from bulletin.formats.yaml.emit import format_yaml
from bulletin.formats.yaml.repairs import TOO_BIG
from bulletin.problems import Fix, Problem, Rule, Severity, SourceRef, sorted_problems
from bulletin.translatable import gettext as _
from bulletin.words.numbers import tell_number

NO_FRONT_MATTER = Rule(
    "no-front-matter",
    Severity.ERROR,
    "A Markdown file begins with its fields between two lines `---`; the description follows.",
    corrected=True,
)
FRONT_MATTER_LINE = Rule(
    "front-matter-line",
    Severity.WARNING,
    "The lines above and below the fields of a Markdown file are exactly three hyphens, `---`.",
    corrected=True,
)
NO_FIELDS = Rule(
    "no-fields",
    Severity.ERROR,
    "A record is a set of fields, each a line `name: value`.",
)

_EXAMPLE = "title: Toddler story time\nstart: 2027-01-06 10:15\nvenue: main-library"
_FENCED = f"---\n{_EXAMPLE}\n---"
_EMPTY_LINES = re.compile(r"\A\s*\n")
_FENCE = re.compile(r"---[ \t]*\Z")
_NEARLY_FENCE = re.compile(r"[ \t]*(?:-{2,}|[\u2010-\u2015\u2212]+-*)[ \t]*\Z")
_NAME = r"[^\W\d](?:[^\W\d]|[ '’\u00a0\u202f]){0,30}:"
_FIELD = re.compile(rf"{_NAME}(?:\s|\Z)")
_BELONGS = re.compile(rf"[ \t#]|- |-\Z|{_NAME}")

_APOSTROPHES = re.compile("['’ʼ‘‛`´ʹ′＇]")
LONGEST_SLUG = 100
_RECORD = re.compile(r"\.(yaml|yml|md|markdown)$", re.IGNORECASE)
_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


@dataclass(frozen=True, slots=True)
class Record:
    """The fields and the text of one file.

    `node` is None if the fields cannot be used (then `problems` holds an error). `body` is the text
    below the fields without empty lines around it, `body_line` the line of the file it begins on (0 if
    there is none), `text` the whole file with "\\n" as line ends, for quoting its lines.
    """

    path: str
    node: Mapping | None
    body: str = ""
    body_line: int = 0
    problems: tuple[Problem, ...] = ()
    text: str = ""


def parse_record(
    data: bytes,
    path: str,
    *,
    limits: Limits = SUBMISSION,
    text_fields: frozenset[str] = TEXT_FIELDS,
) -> Record:
    """The record in the bytes of a file: `.md` has front matter, other names have fields only.

    Never raises for what stands in `data`. The size is checked first.
    """
    if len(data) > limits.bytes:
        message = _(
            "this file has {count} bytes; a record has at most {most} KB",
            count=tell_number(len(data)),
            most=limits.bytes // 1024,
        )
        hint = _("shorten it; pictures and flyers are files of their own, beside this one")
        return Record(path, None, problems=(Problem(SourceRef(path, 1, 1), TOO_BIG, message, hint),))
    text, problems = decode_text(data, path)
    if text is None:
        return Record(path, None, problems=tuple(sorted_problems(problems)))
    is_markdown = path.lower().endswith((".md", ".markdown"))
    front = split_front_matter(text, path) if is_markdown else FrontMatter(text, 1, "", 0)
    problems.extend(front.problems)
    node: Node | None = None
    if front.usable:
        first = front.fields_line
        node, found = parse_yaml(front.fields, path, limits=limits, first_line=first, text_fields=text_fields)
        problems.extend(found)
        if not isinstance(node, Mapping) and not any(problem.is_error for problem in found):
            problems.append(_no_fields(SourceRef(path, first if node is None else node.line), node))
    if not isinstance(node, Mapping) or any(problem.rule is NO_FRONT_MATTER for problem in problems):
        node = None
    body, shown = front.body, text
    if LINE_END in text:
        body, shown = with_plain_line_ends(body), text.replace(LINE_END, " ")
    return Record(path, node, body, front.body_line, tuple(sorted_problems(problems)), shown)


def _no_fields(ref: SourceRef, node: Node | None) -> Problem:
    message = _("this file holds no fields") if node is None else _("this file does not consist of fields")
    return Problem(ref, NO_FIELDS, message, _("write each field on a line:\n{example}", example=_EXAMPLE))


def format_record(values: Tree, body: str | None = None, *, comments: dict[str, str] | None = None) -> str:
    """The text of a record's file: `.yaml` if `body` is None, else `.md` with the fields in front of it.

    `comments` stand above the field they are named after (`contact.phone` for one inside another), the
    one named "" on top of all. `parse_record` reads back the same tree and body without a Problem, as
    long as it stays within the bounds; characters that no record may hold are left out, as are empty
    lines around the body.
    """
    fields = format_yaml(values, comments or {})
    if body is None:
        return fields
    text = _EMPTY_LINES.sub("", without_odd_characters(body).rstrip())
    return f"---\n{fields}---\n\n{text}\n" if text else f"---\n{fields}---\n"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The two parts of a Markdown file and the lines they begin on; `usable`: `fields` may be read."""

    fields: str
    fields_line: int
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()
    usable: bool = True


def split_front_matter(text: str, path: str) -> FrontMatter:
    """Fields and body of a Markdown file; what is wrong with the lines `---` around the fields."""
    lines = text.split("\n")
    start = next((index for index, line in enumerate(lines) if line.strip()), None)
    if start is None:
        return _unusable(
            path, 1, _("this file is empty"), _("begin with the fields:\n{fenced}", fenced=_FENCED)
        )
    head = lines[start]
    if head.strip() == "+++":
        message = _("the fields stand between lines “+++” (TOML), which is not read here")
        hint = _("put --- for +++ and a colon for each equals sign:\n{fenced}", fenced=_FENCED)
        return _unusable(path, start + 1, message, hint)
    problems: list[Problem] = []
    if _FENCE.match(head) is None:
        if _NEARLY_FENCE.match(head) is None:
            return _without_opening(lines, start, path)
        problems.append(_nearly(path, start + 1, head))
    for end, line in enumerate(lines[start + 1 :], start=start + 1):
        if line[:1] not in ("", " ", "\t") and (_NEARLY_FENCE.match(line) or line.rstrip() == "..."):
            if _FENCE.match(line) is None:
                problems.append(_nearly(path, end + 1, line))
            return _split(lines, start + 1, end, end + 1, problems)
    end = _end_of_fields(lines, start + 1)
    return _split(lines, start + 1, end, end, [*problems, _missing_below(path, start + 1, end)])


def _split(lines: list[str], first: int, end: int, below: int, problems: list[Problem]) -> FrontMatter:
    """Fields from index `first` to before `end`, the body from `below` on."""
    while below < len(lines) and not lines[below].strip():
        below += 1
    body = "\n".join(lines[below:]).rstrip()
    return FrontMatter(
        "\n".join(lines[first:end]), first + 1, body, below + 1 if body else 0, tuple(problems)
    )


def _nearly(path: str, number: int, line: str) -> Problem:
    message = _("“{line}” was read as the line “---” beside the fields", line=line.strip())
    hint = _("type three hyphens:\n---")
    fix = Fix(number, number, ("---",), certain=True)
    return Problem(SourceRef(path, number), FRONT_MATTER_LINE, message, hint, fix)


def _without_opening(lines: list[str], start: int, path: str) -> FrontMatter:
    later = next((index for index in range(start, len(lines)) if _FENCE.match(lines[index])), None)
    if _FIELD.match(lines[start]):
        number = start + 1
        problem = Problem(
            SourceRef(path, number),
            NO_FRONT_MATTER,
            _("the line “---” above the fields is missing"),
            _("put three hyphens on a line of their own above this one:\n---"),
            # Without a line below them nobody knows where the fields end.
            Fix(number, number - 1, ("---",), certain=later is not None),
        )
        if later is not None:
            return _split(lines, start, later, later + 1, [problem])
        end = _end_of_fields(lines, start)
        return _split(lines, start, end, end, [problem, _missing_below(path, number, end)])
    if later is not None:
        message = _("text stands above the fields; a file begins with its fields")
        hint = _(
            "move this text below the second line “---”, so that line {later} comes first", later=later + 1
        )
        return _unusable(path, start + 1, message, hint)
    message = _("the fields are missing: no title, no start, no place")
    return _unusable(path, start + 1, message, _("put them above the text:\n{fenced}", fenced=_FENCED))


def _missing_below(path: str, number: int, end: int) -> Problem:
    message = _("the line “---” below the fields is missing")
    hint = _("put three hyphens on a line of their own after line {end}:\n---", end=end)
    return Problem(SourceRef(path, number), NO_FRONT_MATTER, message, hint, Fix(end + 1, end, ("---",)))


def _end_of_fields(lines: list[str], first: int) -> int:
    """Index after the last line that looks as if it belonged to the fields."""
    end = first
    for number, line in enumerate(lines[first:], start=first + 1):
        if line.strip():
            if _BELONGS.match(line) is None:
                break
            end = number
    return end


def _unusable(path: str, line: int, message: str, hint: str) -> FrontMatter:
    return FrontMatter("", 1, "", 0, (Problem(SourceRef(path, line), NO_FRONT_MATTER, message, hint),), False)


def is_record(path: str) -> bool:
    """Whether a file of that name is read as a record, not published as a picture or a flyer."""
    return _RECORD.search(path) is not None


def slug_of(name: str) -> str:
    """The path word of a file name without ending and language tag.

    One that is too long, or that Windows reserves for a device, ends in a digest of the name.

    >>> slug_of("Café & Thé")
    'cafe-the'
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    slug = re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")
    if slug and len(slug) <= LONGEST_SLUG and not _DEVICE.fullmatch(slug):
        return slug
    digest = sha256(unicodedata.normalize("NFC", name).encode()).hexdigest()[:8]
    return f"{slug[: LONGEST_SLUG - 9].strip('-') or 'e'}-{digest}"


def suggest_slug(title: str) -> str:
    """A name for the file of something called so, without its apostrophes.

    The slug of a file that has some in its name keeps a dash in their place, since addresses stay.

    >>> suggest_slug("St Chad’s")
    'st-chads'
    """
    return slug_of(_APOSTROPHES.sub("", title))


def split_name(path: str) -> tuple[str, str]:
    """The name of a record's file without its ending, and its language tag ("" for the record itself).

    >>> split_name("events/oak/story-time.fr.md")
    ('story-time', 'fr')
    """
    stem = _RECORD.sub("", path.rsplit("/", 1)[-1])
    name, dot, tag = stem.rpartition(".")
    if dot and name and _LANGUAGE.match(tag):
        return name, tag.lower()
    return stem, ""
