"""BOARD → SITE PLAN. Which pages and feeds exist, where they stand, what they say. Pure."""

from __future__ import annotations

from bulletin.plan.site import plan_site

__all__ = ["plan_site"]
