"""Values as classic scripts that call a function of the page's own script: so they work from a folder too."""

from __future__ import annotations

import json
from collections.abc import Mapping


def as_script(function: str, values: Mapping[str, object]) -> bytes:
    """The values as a script that hands them to the function."""
    return f"{function}({_compact(values)});\n".encode()


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=dict).encode
