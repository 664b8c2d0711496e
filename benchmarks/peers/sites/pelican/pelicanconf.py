"""A plain Pelican site; what it read is kept for the next build."""

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


_HERE = Path(__file__).parent
_BOARD = json.loads((_HERE / "board.json").read_text())

SITENAME = "Benchmark Board"
SITEURL = "https://board.benchmark.example"
FEED_DOMAIN = SITEURL
PATH = "content"
OUTPUT_PATH = "public"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
LABELS = _BOARD["categories"]
PARTNERS = json.loads((_HERE / "partners.json").read_text())
LONGEST = 300
WITH_FUTURE_DATES = True

THEME = "theme"
THEME_STATIC_DIR = "."
THEME_STATIC_PATHS = ["static"]
STATIC_PATHS: list[str] = []
ARTICLE_PATHS = ["events"]
PAGE_PATHS: list[str] = []
DIRECT_TEMPLATES = ["index", "all", "categories", "tags", "calendar", "sitemap"]
ALL_SAVE_AS = "events/index.html"
CATEGORIES_SAVE_AS = "partners/index.html"
TAGS_SAVE_AS = "categories/index.html"
CALENDAR_SAVE_AS = "calendar.ics"
SITEMAP_SAVE_AS = "sitemap.xml"
ARTICLE_URL = "events/{category}/{slug}/"
ARTICLE_SAVE_AS = "events/{category}/{slug}/index.html"
CATEGORY_URL = "partners/{slug}/"
CATEGORY_SAVE_AS = "partners/{slug}/index.html"
TAG_URL = "categories/{slug}/"
TAG_SAVE_AS = "categories/{slug}/index.html"
AUTHOR_SAVE_AS = ""
DEFAULT_PAGINATION = False

FEED_ALL_RSS = "feed.rss"
FEED_MAX_ITEMS = _BOARD["feed_length"]
RSS_FEED_SUMMARY_ONLY = False
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None

MARKDOWN = {
    "extension_configs": {f"markdown.extensions.{name}": {} for name in ("meta", "tables", "sane_lists")},
    "output_format": "html5",
}
JINJA_FILTERS = {
    "date_words": date_words,
    "day": day,
    "clock": clock,
    "month_name": month_name,
    "compact": compact,
    "ics_text": ics_text,
}

CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "reader"
CHECK_MODIFIED_METHOD = "mtime"
GZIP_CACHE = False
