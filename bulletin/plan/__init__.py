"""BOARD → SITE PLAN. Which pages and feeds exist, where they stand, what they say. Pure.

site             plan_site: the pages of the register, in each language of the board
localized_board  the board in one language, and what its pages share
pages            each kind of page: its values, and the files beside it
feeds            calendars and news feeds of a list or an event
events           what pages and feeds say of an event: cards, dates, facts, places, linked data
paper            sheets to print: what fits on a page
digest           the coming week for newsletters, in each form
agendas, months  lists by day, and the table of a month
layout           what all pages of a language share, and the head of a page
"""

from __future__ import annotations

from bulletin.plan.site import plan_site

__all__ = ["plan_site"]
