"""A plain Nikola site: no pictures, listings, archives, authors or comments."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path


def day(iso: str) -> str:
    """`Sunday 21 March 2027, 12:30`."""
    start = datetime.fromisoformat(iso)
    return f"{start:%A} {start.day} {start:%B %Y, %H:%M}"


def date_words(iso: str) -> str:
    """`Sunday 21 March 2027`."""
    return day(iso).partition(",")[0]


def clock(iso: str) -> str:
    return iso[11:16]


def month_name(month: str) -> str:
    return f"{datetime.fromisoformat(f'{month}-01'):%B %Y}"


def compact(iso: str) -> str:
    return iso.replace("-", "").replace(":", "")


def ics_text(text: str) -> str:
    return text.strip().replace(",", "\\,").replace("\n", "\\n")


def by_start(posts):
    return sorted(posts, key=lambda post: post.meta("start"))


_HERE = Path(__file__).parent
_BOARD = json.loads((_HERE / "board.json").read_text())
_PARTNERS = json.loads((_HERE / "partners.json").read_text())
_MONTHS = [f"{year}-{month:02}" for year in (2027, 2028) for month in range(1, 13)]
_TITLES = _BOARD["categories"] | {month: month_name(month) for month in _MONTHS}

BLOG_AUTHOR = "Benchmark"
BLOG_TITLE = "Benchmark Board"
BLOG_EMAIL = "board@benchmark.example"
BLOG_DESCRIPTION = "New events"
SITE_URL = "https://board.benchmark.example/"
DEFAULT_LANG = "en"
TRANSLATIONS = {"en": ""}
TIMEZONE = "UTC"
OUTPUT_FOLDER = "public"
FUTURE_IS_NOW = True

THEME = "plain"
TEMPLATE_FILTERS = {
    "by_start": by_start,
    "date_words": date_words,
    "day": day,
    "clock": clock,
    "compact": compact,
    "ics_text": ics_text,
}
GLOBAL_CONTEXT = {
    "partners": _PARTNERS,
    "labels": _BOARD["categories"],
    "titles": _TITLES | {partner["id"]: partner["name"] for partner in _PARTNERS.values()},
    "longest": 300,
}

POSTS = (("posts/*.md", "events", "post.tmpl"),)
PAGES = ()
COMPILERS = {"markdown": (".md",)}
MARKDOWN_EXTENSIONS = ["markdown.extensions.tables", "markdown.extensions.sane_lists"]
PRETTY_URLS = True
URL_TYPE = "full_path"
TAG_PATH = "categories"
TAG_TITLES = {"en": _TITLES}
CATEGORY_PATH = "partners"
CATEGORY_PREFIX = ""
CATEGORY_ALLOW_HIERARCHIES = False
CATEGORY_TITLES = {"en": {partner["id"]: partner["name"] for partner in _PARTNERS.values()}}
INDEX_DISPLAY_POST_COUNT = 300
INDEXES_STATIC = False

GENERATE_RSS = True
FEED_LENGTH = _BOARD["feed_length"]
FEED_TEASERS = False

COPY_SOURCES = False
SHOW_SOURCELINK = False
USE_BUNDLES = False
USE_KATEX = False
ENABLE_AUTHOR_PAGES = False
COMMENT_SYSTEM = ""
FILES_FOLDERS = {"static": ""}
IMAGE_FOLDERS: dict[str, str] = {}
GALLERY_FOLDERS: dict[str, str] = {}
LISTINGS_FOLDERS: dict[str, str] = {}
DISABLED_PLUGINS = ["classify_archive", "classify_page_index", "classify_sections", "robots"]
