"""One calendar with all events; and no RSS feed for each tag, only the one of the whole site."""

from __future__ import annotations

from pathlib import Path

from blinker import signal
from nikola.plugin_categories import Task
from nikola.utils import config_changed

_HEAD = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Benchmark//Board//EN
X-WR-CALNAME:Benchmark Board
BEGIN:VTIMEZONE
TZID:America/Toronto
BEGIN:STANDARD
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
TZNAME:EST
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
TZNAME:EDT
END:DAYLIGHT
END:VTIMEZONE
"""
_EVENT = """\
BEGIN:VEVENT
UID:{uid}@benchmark.example
DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}
DTSTART;TZID=America/Toronto:{start}
DTEND;TZID=America/Toronto:{end}
SUMMARY:{title}
DESCRIPTION:{text}
LOCATION:{venue}\\, {address}
CATEGORIES:{categories}
URL:{url}
STATUS:CONFIRMED
END:VEVENT
"""


class Calendar(Task):
    name = "calendar"

    def set_site(self, site):
        signal("scanned").connect(self._leave_out_feeds)
        return super().set_site(site)

    def _leave_out_feeds(self, site):
        for kind in ("tag", "category"):
            site.taxonomy_plugins[kind].always_disable_rss = True

    def gen_tasks(self):
        self.site.scan_posts()
        yield self.group_task()
        target = Path(self.site.config["OUTPUT_FOLDER"]) / "calendar.ics"
        posts = self.site.timeline
        yield {
            "basename": self.name,
            "name": str(target),
            "targets": [str(target)],
            "file_dep": [path for post in posts for path in post.deps("en")],
            "task_dep": ["render_posts"],
            "actions": [(self._write, [target])],
            "uptodate": [config_changed({"posts": [post.permalink() for post in posts]}, "calendar")],
        }

    def _write(self, target):
        events = "".join(map(self._format, self.site.timeline))
        target.write_text(f"{_HEAD}{events}END:VCALENDAR\n")

    def _format(self, post):
        filters = self.site.config["TEMPLATE_FILTERS"]
        compact, ics_text = filters["compact"], filters["ics_text"]
        return _EVENT.format(
            uid=post.permalink(),
            stamp=post.date,
            start=compact(post.meta("start")),
            end=compact(post.meta("end")),
            title=post.title(),
            text=ics_text(post.text(strip_html=True)),
            venue=post.meta("venue"),
            address=ics_text(post.meta("address")),
            categories=",".join(post.tags),
            url=post.permalink(absolute=True),
        )
