"""The weekly digest: which events of the coming week it names, and how it reads in each form."""

from __future__ import annotations

from bulletin.plan.digest.choice import plan_digest
from bulletin.plan.digest.forms import digest_html, digest_markdown, digest_text

__all__ = ["digest_html", "digest_markdown", "digest_text", "plan_digest"]
