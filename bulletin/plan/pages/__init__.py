"""The pages of a site: for each kind the function that plans it, by its name in `model/site/page_kinds`."""

from __future__ import annotations

from collections.abc import Mapping

from bulletin.plan.pages import (
    calendar,
    digest,
    directory,
    event,
    find,
    form,
    kit,
    lists,
    opened,
    paper,
    posters,
    subscribe,
    texts,
    ways,
)
from bulletin.plan.pages.planner import PagePlanner

PLANNERS: Mapping[str, PagePlanner] = {
    **calendar.PLANNERS,
    **find.PLANNERS,
    **lists.PLANNERS,
    **directory.PLANNERS,
    **kit.PLANNERS,
    **posters.PLANNERS,
    **ways.PLANNERS,
    **texts.PLANNERS,
    **subscribe.PLANNERS,
    **form.PLANNERS,
    **opened.PLANNERS,
    **paper.PLANNERS,
    **digest.PLANNERS,
    **event.PLANNERS,
}
