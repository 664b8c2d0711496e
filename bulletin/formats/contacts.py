"""Ways to reach somebody as people type them, on a line that may say other things too."""

from __future__ import annotations

import re

TYPED_EMAIL = re.compile(r"[^\s@,;<>(){}\"]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
TYPED_PHONE = re.compile(r"\+?\(?[0-9][0-9 ().-]{5,20}[0-9]")
