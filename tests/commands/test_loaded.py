"""A command loads what it needs: an import that only another needs makes everybody wait."""

from __future__ import annotations

import json
import subprocess
import sys

NEVER = ("PIL", "bulletin.doctor", "bulletin.fetch", "bulletin.intake", "bulletin.manual", "openpyxl")
TO_PUBLISH = ("bulletin.plan", "bulletin.render", "feedgen", "jinja2")

PROBE = """
import json, sys
from importlib import import_module
loaded = {}
for name in sys.argv[1:]:
    import_module(name)
    loaded[name] = sorted(sys.modules)
print(json.dumps(loaded))
"""


def test_a_command_loads_nothing_that_only_others_need() -> None:
    steps = ("bulletin.cli", "bulletin.commands.check", "bulletin.commands.build")
    told = subprocess.run([sys.executable, "-c", PROBE, *steps], capture_output=True, check=True, text=True)
    loaded = {name: frozenset(modules) for name, modules in json.loads(told.stdout).items()}
    assert not loaded["bulletin.cli"] & {"babel", "bulletin.model", "pydantic", "yaml"}
    assert not loaded["bulletin.commands.check"] & {*NEVER, *TO_PUBLISH, "bulletin.model.site.values"}
    assert not loaded["bulletin.commands.build"] & {*NEVER, "bulletin.render.preview"}
