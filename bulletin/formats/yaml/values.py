from __future__ import annotations

TEXT_FIELDS = frozenset({"title", "summary", "description", "status_note", "name", "about"})
