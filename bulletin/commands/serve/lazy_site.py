"""The files of a site, each made when somebody asks for it."""

from __future__ import annotations

from threading import Lock

from bulletin.model.site.plan import SitePlan
from bulletin.render import Renderer
from bulletin.render.html.themes import Theme


class LazySite:
    """Every file of a site by its path. Several threads may ask at the same time."""

    def __init__(self, site: SitePlan, theme: Theme) -> None:
        self._renderer = Renderer(theme, site.layouts)
        self._plans = {plan.path: plan for plan in site.plans()}
        self._assets = {asset.path: asset.data for asset in theme.assets}
        self._lock = Lock()

    def __contains__(self, path: str) -> bool:
        return path in self._plans or path in self._assets

    def file(self, path: str) -> bytes:
        """The bytes of one file. Raises `KeyError`, and `UnusableTheme` for what its template asks for."""
        if path in self._assets:
            return self._assets[path]
        with self._lock:
            return self._renderer.render(self._plans[path].make())
