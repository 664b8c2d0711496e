"""`python -m bulletin` and the `bulletin` command."""

from __future__ import annotations

import sys

from bulletin.cli import main

if __name__ == "__main__":
    sys.exit(main())
