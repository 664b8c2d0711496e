"""What is published: whether it is there and of today, and whether it says what the board says."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.doctor.examinations import (
    Diagnosis,
    Examination,
    ago,
    examination,
    some_of,
    to_do,
    unseen,
    well,
    write_day,
)
from bulletin.doctor.installation import Installation, PublishedSite

OLD = 2
"""Days after which a site that is built every night was not."""

SHOWN = 3


@examination("site-there")
def site_there(found: Installation) -> Iterator[Diagnosis]:
    """The site is there, and it is this board's."""
    site = found.site
    if site is None:
        address = found.info.url if found.info else "https://board.your-library.org/"
        yield unseen(
            "The published site was not looked at.",
            f"Run `bulletin doctor --site {address}`, or name the folder it is built into.",
        )
    elif site.problem:
        yield to_do(
            f"There is no board at {site.where}: {site.problem}.",
            "Open the address in a browser. If it shows nothing, look at the last run of Publish (tab "
            "Actions), or at the log of the task that builds the board."
            if site.is_address
            else "Name the folder the site is built into, the `--out` of `bulletin build`.",
        )
    elif site.says_address and found.info and site.says_address != found.info.url:
        yield to_do(
            f"What is at {site.where} says that its address is {site.says_address}, and the board says "
            f"{found.info.url}.",
            "If the board's address was changed, publish once more. If this is another site, name yours.",
        )
    elif site.is_address and found.info and not site.where.startswith(found.info.url.rstrip("/")):
        yield to_do(
            f"The site was found at {site.where}, and the board says it is at {found.info.url}.",
            f"Write the one that people use in {found.content}/board.yaml, as `url:`.",
        )
    else:
        yield well(f"The site is there: {site.where}.")


@examination("last-build")
def last_build(found: Installation) -> Iterator[Diagnosis]:
    """The site was built today, or yesterday at the latest.

    When publishing stops nothing else tells: the old pages stay, and call a day that is over "today".
    """
    site = found.site
    if site is None or site.problem:
        return
    if site.made is None:
        yield unseen(
            f"When the site was built cannot be seen: the first page at {site.where} does not say so.",
            "Open it in a browser. If it is this board, its theme leaves out `data-made` (docs/themes.md).",
        )
        return
    age = (found.today - site.made).days
    if age > OLD:
        yield to_do(
            f"The site was last built {ago(age)}, on {write_day(site.made)}: publishing has stopped.",
            _look_at_the_task(found),
        )
    elif age < -1:
        yield to_do(
            f"The site says it was built for {write_day(site.made)}, which is {-age} days ahead.",
            "Look at the clock of the computer that builds it, or build it without `--today`.",
        )
    else:
        yield well(f"The site was built {ago(max(age, 0))}.")


def _look_at_the_task(found: Installation) -> str:
    if found.is_on_github:
        where = f"{found.repository}/actions" if found.repository else "the tab Actions of the repository"
        return (
            f"Open {where} and choose Publish. If a run is red, open it: its log says why. If none ran, "
            "press “Enable workflow” if it is there, then “Run workflow”."
        )
    return "Look at the log of the task that builds the board: docs/run-without-git.md says what it means."


@examination("feeds")
def feeds(found: Installation) -> Iterator[Diagnosis]:
    """Whoever subscribes reads what the board says: the same events, on the same dates.

    Calendars and news are read back by other programs than ours, as a subscriber's does.
    """
    site = found.site
    if site is None or site.problem or found.info is None:
        return
    if site.not_compared:
        yield unseen(
            f"Calendars and news were not compared with the board: {site.not_compared}.",
            "Mend what stands above, then look again.",
        )
    elif site.differences:
        more = len(site.differences) - SHOWN
        told = " ".join(site.differences[:SHOWN]) + (f" And {more} more." if more > 0 else "")
        yield to_do(f"Subscribers read something else than the board says. {told}", _publish_again(site))
    else:
        yield well(f"{_counted(site)} say what the board says.")


def _publish_again(site: PublishedSite) -> str:
    if site.is_address:
        return (
            "If something was changed within the last ten minutes, wait and look again: servers keep old "
            "answers that long. Otherwise publish once more; if it stays so, please report these lines."
        )
    return "Build the site once more; if it stays so, please report these lines."


def _counted(site: PublishedSite) -> str:
    calendars = f"{site.calendars} calendar{'' if site.calendars == 1 else 's'}"
    news = f"{site.news} news feed{'' if site.news == 1 else 's'}"
    return f"{calendars} and {news}"


@examination("readable")
def readable(found: Installation) -> Iterator[Diagnosis]:
    """A web server that is another user of the computer can read every file of the site."""
    if found.site and found.site.unreadable:
        yield to_do(
            f"A web server may not be able to read {some_of(found.site.unreadable)} in {found.site.where}.",
            f"Run `chmod -R a+rX {found.site.where}`, and build with `umask 022`.",
        )


EXAMINATIONS: tuple[Examination, ...] = (site_there, last_build, feeds, readable)
