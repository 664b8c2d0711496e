"""A build with the cache and one without give the same bytes, whatever befell the board and the cache.

`HISTORIES=1000` lives through more histories than always, `HISTORIES_SEED=17` through one of them again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from jinja2 import Environment, nodes

from tests.cache.histories import live

_COUNT = int(os.environ.get("HISTORIES", "200"))
_GROUP = 10
_ONE = os.environ.get("HISTORIES_SEED")
_GROUPS = (
    [range(int(_ONE), int(_ONE) + 1)]
    if _ONE
    else [range(first, min(first + _GROUP, _COUNT)) for first in range(0, _COUNT, _GROUP)]
)


@pytest.fixture(scope="module", autouse=True)
def templates_are_compiled_once() -> Iterator[None]:
    """Two thousand builds share what Jinja makes of the same text: it is most of the time each would take."""
    parse, compile_, find_all = Environment.parse, Environment.compile, nodes.Template.find_all
    trees: dict[object, nodes.Template] = {}
    codes: dict[object, tuple[object, CodeType]] = {}
    found: dict[object, tuple[object, list[nodes.Node]]] = {}

    def parse_once(self: Environment, source: str, *names: Any) -> nodes.Template:
        if (source, names) not in trees:
            trees[source, names] = parse(self, source, *names)
        return trees[source, names]

    def compile_once(self: Environment, source: str | nodes.Template, *names: Any, **options: Any) -> Any:
        key = (source if isinstance(source, str) else id(source), names, tuple(options.items()))
        if key not in codes:
            # The source is kept, so that no other has its id.
            codes[key] = (source, compile_(self, source, *names, **options))
        return codes[key][1]

    def find_once(self: nodes.Template, kind: Any) -> list[nodes.Node]:
        if (id(self), kind) not in found:
            found[id(self), kind] = (self, list(find_all(self, kind)))
        return found[id(self), kind][1]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Environment, "parse", parse_once)
        patched.setattr(Environment, "compile", compile_once)
        patched.setattr(nodes.Template, "find_all", find_once)
        yield


@pytest.mark.parametrize("seeds", _GROUPS, ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}")
def test_a_build_with_the_cache_is_the_same_as_one_without(seeds: range, tmp_path: Path) -> None:
    for seed in seeds:
        live(seed, tmp_path / str(seed))
