"""`python -m bulletin` and the `bulletin` command."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import NoReturn

from bulletin.cli import main as run


def main() -> NoReturn:
    """Run the command line and end the process: taking a large board apart, value by value, helps nobody."""
    code = run()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # whoever listened has gone
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
