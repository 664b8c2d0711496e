"""What is not ours in the theme: the bytes of the registry's package, its version and its licence."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from bulletin.render.html.minify import minify_script
from tests.site.building import CHECKOUT

STATIC = CHECKOUT / "themes/plain/static"
VERSION = "7.2.0"
OWN_SCRIPT = 20 * 1024


def test_the_licence_stands_beside_it_and_the_version_is_locked() -> None:
    lock = json.loads((CHECKOUT / "package-lock.json").read_text("utf-8"))["packages"]
    assert lock["node_modules/minisearch"]["version"] == VERSION
    assert lock["node_modules/minisearch"]["license"] == "MIT"
    assert "Permission is hereby granted, free of charge" in (
        STATIC / "vendor/minisearch-LICENSE.txt"
    ).read_text("utf-8")
    assert VERSION in (CHECKOUT / "docs/themes.md").read_text("utf-8")


@pytest.mark.debian
def test_it_is_the_script_of_the_locked_package() -> None:
    package = CHECKOUT / "node_modules/minisearch"
    assert json.loads((package / "package.json").read_text("utf-8"))["version"] == VERSION
    assert (STATIC / "vendor/minisearch.js").read_bytes() == (package / "dist/umd/index.js").read_bytes()
    assert (STATIC / "vendor/minisearch-LICENSE.txt").read_bytes() == (package / "LICENSE.txt").read_bytes()


def test_our_own_scripts_on_one_page_stay_small() -> None:
    templates = [path.read_text("utf-8") for path in (STATIC.parent / "templates").glob("*.html")]
    loaded = [
        ["today.js", *re.findall(r'<script src="{{ static\["static/([a-z]+\.js)"', each)]
        for each in templates
    ]
    assert {name for names in loaded for name in names} == {path.name for path in STATIC.glob("*.js")}
    for names in loaded:
        published = (minify_script((STATIC / name).read_text("utf-8")) for name in names)
        assert sum(len(gzip.compress(each.encode())) for each in published) <= OWN_SCRIPT, names
