"""What need not be computed again; deleting it changes nothing but time."""

from __future__ import annotations
