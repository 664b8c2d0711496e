"""Calendar entries and calendars as bytes (RFC 5545, RFC 7986)."""

from __future__ import annotations

from bulletin.render.ical.calendar import render_calendar, render_otherwise, render_vevents

__all__ = ["render_calendar", "render_otherwise", "render_vevents"]
