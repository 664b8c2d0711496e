"""What a record is, nobody else's package can change."""

from __future__ import annotations

import os
import subprocess
import sys


def test_records_are_defined_without_asking_other_packages() -> None:
    asks = "def entry_points(**_): raise SystemExit('asked')"
    environment = {name: value for name, value in os.environ.items() if name != "PYDANTIC_DISABLE_PLUGINS"}
    lines = (
        "import importlib.metadata as m",
        asks,
        "m.entry_points = entry_points",
        "import bulletin.cli, bulletin.model.records",
    )
    program = "\n".join(lines)
    run = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=False)
    assert (run.returncode, run.stderr) == (0, b"")
