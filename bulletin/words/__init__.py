"""Words of a language as data: `<language>/<part>.yaml` beside this file, and the one way to read them.

Everything in these files is text: `no`, `on` and `12` stay what was typed. A language exists when its
folder does; a part that a language does not have yet is empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import yaml

from bulletin.files import UnreadableFile, list_package_folders, read_package_bytes

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@cache
def available_languages() -> tuple[str, ...]:
    """Tags of the languages that have words, sorted, English first."""
    tags = {name for name in list_package_folders(__name__) if name[:1].isalpha()}
    return tuple(sorted(tags, key=lambda tag: (tag != "en", tag)))


def find_language(tag: str) -> str:
    """The tag whose words serve for `tag` (`fr-CA` → `fr`); "" when there is none."""
    parts = tag.strip().lower().replace("_", "-").split("-")
    while parts:
        if "-".join(parts) in available_languages():
            return "-".join(parts)
        parts.pop()
    return ""


@cache
def load_words(language: str, part: str) -> Mapping[str, Any]:
    """The words of `part` ("dates", "recurrence", "vocabulary" …) in `language`, empty if there are none.

    Values are text, lists of text, or maps of these.
    """
    tag = find_language(language)
    if not tag:
        return MappingProxyType({})
    try:
        data = read_package_bytes(__name__, f"{tag}/{part}.yaml")
    except UnreadableFile:
        return MappingProxyType({})
    return MappingProxyType(yaml.load(data, Loader=_Loader) or {})
