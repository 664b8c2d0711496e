"""Where the board is kept, and the workflows that check and publish it."""

from __future__ import annotations

import re
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
)
from bulletin.doctor.installation import Installation
from bulletin.formats.workflows import EVERYTHING, Job, Workflow

SCHEDULES_END = 60
"""Days without a change in a repository after which GitHub stops its schedules."""

WARN_BEFORE = 15

_PINNED = re.compile(r"[^@\s]+@(?:[0-9a-f]{40}|[0-9a-f]{64})")
_PINNED_IMAGE = re.compile(r"docker://\S+@sha256:[0-9a-f]{64}")
_READS_HISTORY = re.compile(r"\bbulletin\s+(?:build|check|review|todo)\b")
_PUBLISHING = ("/deploy-pages@", "/actions-gh-pages@")


def publishes(workflow: Workflow) -> bool:
    """Whether a workflow builds the board, itself or by a workflow that it calls."""
    return any(
        re.search(r"/[\w.-]*publish[\w.-]*\.ya?ml(?:@|$)", job.uses) is not None
        or any(name in step.uses for step in job.steps for name in _PUBLISHING)
        for job in workflow.jobs.values()
    )


@examination("history")
def history(found: Installation) -> Iterator[Diagnosis]:
    """The whole history of the files is there.

    From it is read when an event was posted and last changed, so that subscribers' calendars notice, and
    what is shown instead of a file that is broken.
    """
    upkeep = found.upkeep
    if upkeep is None:
        yield unseen(
            "There is no history of the files here, so nobody knows when an event was changed, nor whether "
            "the names that never change were ever others.",
            "If the board lies in a folder that people share, keep a history beside it: "
            "docs/run-without-git.md says how, and why it is worth it.",
        )
    elif upkeep.problem:
        yield unseen(
            f"The history of the files cannot be read: {upkeep.problem}.",
            "Install git on this computer, or look again where it is.",
        )
    elif upkeep.is_shallow:
        yield to_do(
            "Only the newest version of the files is here, not their history, so none of it is used.",
            "On this computer run `git fetch --unshallow`; in a workflow write `fetch-depth: 0` below "
            "`actions/checkout`.",
        )
    else:
        yield well("The whole history of the files is there.")


@examination("workflow-history")
def workflow_history(found: Installation) -> Iterator[Diagnosis]:
    """Every workflow that reads the board fetches its whole history.

    Unless told otherwise, `actions/checkout` fetches the newest version alone.
    """
    lacking = [
        path
        for path, workflow in found.readable_workflows
        if any(map(_lacks_history, workflow.jobs.values()))
    ]
    for path in lacking:
        yield to_do(
            f"{path} reads the board without its history.",
            f"In {path}, below `uses: actions/checkout…`, write `with:` and below it `fetch-depth: 0`.",
        )


def _lacks_history(job: Job) -> bool:
    fetched = [step for step in job.steps if step.uses.startswith("actions/checkout@")]
    return any(_READS_HISTORY.search(step.run) for step in job.steps) and any(
        step.settings.get("fetch-depth") != "0" for step in fetched[:1]
    )


@examination("every-night")
def every_night(found: Installation) -> Iterator[Diagnosis]:
    """The board is built every night, and nothing is about to stop that.

    The pages say "today" and "this week". In a public repository in which nothing has happened for 60 days
    GitHub stops what runs by the clock, and tells one person, by mail.
    """
    if not found.workflows:
        yield unseen(
            "What builds the board every night cannot be seen from here.",
            "Look at the task on the computer that does it: docs/run-without-git.md says where, and how to "
            "hear of it when it fails.",
        )
        return
    publishing = [(path, each) for path, each in found.readable_workflows if publishes(each)]
    if not publishing:
        yield unseen(
            "None of the workflows here publishes the board.",
            "If another service does (Netlify, Cloudflare, your own server), look there whether it builds "
            "every night: docs/hosting.md says how. If none does, `bulletin init` writes one that does.",
        )
        return
    if not any(each.schedules for _, each in publishing):
        path = publishing[0][0]
        yield to_do(
            f"{path} publishes when something changes, but not every night, so its pages will call yesterday "
            "“today”.",
            f'In {path}, below `on:`, write `schedule:` and below it `- cron: "17 5 * * *"` (hours are UTC).',
        )
        return
    yield _schedules_end(found)


def _schedules_end(found: Installation) -> Diagnosis:
    changed = found.upkeep.last_change if found.upkeep else None
    if changed is None:
        return unseen(
            "The board is built every night. When something last changed cannot be seen from here.",
            f"Change something at least every {SCHEDULES_END} days, or GitHub stops the nightly builds.",
        )
    age = (found.today - changed.date()).days
    where = f"{found.repository}/actions" if found.repository else "the tab Actions of the repository"
    if age >= SCHEDULES_END:
        return to_do(
            f"Nothing has changed for {age} days. After {SCHEDULES_END} GitHub stops the nightly builds of a "
            "public repository.",
            f"Open {where}, choose Publish, press “Enable workflow” if it is there, then “Run workflow”; and "
            "change any file, for then the days are counted anew.",
        )
    if age >= SCHEDULES_END - WARN_BEFORE:
        return to_do(
            f"Nothing has changed for {age} days. In {SCHEDULES_END - age} days GitHub stops the nightly "
            "builds of a public repository.",
            f"Change any file in {found.content}, an event or a notice; then the {SCHEDULES_END} days begin "
            "anew.",
        )
    return well(f"The board is built every night; something changed {ago(max(age, 0))}.")


@examination("pinned")
def pinned(found: Installation) -> Iterator[Diagnosis]:
    """Workflows run other people's programs in one exact version each.

    A name such as `@v4` means whatever its owner makes it mean, tomorrow also whoever took their account.
    """
    loose: dict[str, list[str]] = {}
    for path, workflow in found.readable_workflows:
        for job in workflow.jobs.values():
            loose.setdefault(path, []).extend(each for each in job.actions if not _is_pinned(each))
    for path, actions in loose.items():
        if actions:
            yield to_do(
                f"{path} runs {some_of(dict.fromkeys(actions))}: whatever their owners put there.",
                "Behind the @ write the 40 letters and digits of the version you mean, which the page of its "
                "release shows, as in `@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2`.",
            )
    if loose and not any(loose.values()):
        yield well("Every program that the workflows run is held to one exact version.")


def _is_pinned(action: str) -> bool:
    if action.startswith("./"):
        return True
    return (_PINNED_IMAGE if action.startswith("docker://") else _PINNED).fullmatch(action) is not None


@examination("rights")
def rights(found: Installation) -> Iterator[Diagnosis]:
    """No workflow may do more than its work needs, and none gives strangers' files the board's rights.

    `pull_request_target` runs a stranger's proposal with the right to change the board.
    """
    wrong = 0
    for path, workflow in found.workflows.items():
        if workflow is None:
            wrong += 1
            yield to_do(f"{path} cannot be read, so it does not run.", "Mend it, or take it away.")
            continue
        for message, remedy in _too_much(path, workflow):
            wrong += 1
            yield to_do(message, remedy)
    if found.workflows and not wrong:
        yield well("No workflow may do more than its work needs.")


def _too_much(path: str, workflow: Workflow) -> Iterator[tuple[str, str]]:
    if "pull_request_target" in workflow.triggers:
        yield (
            f"{path} runs strangers' proposals with the board's own rights (`pull_request_target`).",
            f"In {path} write `pull_request` instead.",
        )
    granted = [workflow.writes, *(workflow.writes_of(job) for job in workflow.jobs.values())]
    if any(EVERYTHING in each for each in granted if each):
        yield (
            f"{path} may change everything (`permissions: write-all`).",
            f"In {path} write `permissions: {{}}` on top, and below each job only what it needs.",
        )
    elif any(workflow.writes_of(job) is None for job in workflow.jobs.values()):
        yield (
            f"{path} does not say what it may do, so it may do what the repository's settings let it.",
            f"In {path} write `permissions: {{}}` on top, and below each job what it needs, such as "
            "`permissions:` and below it `contents: read`.",
        )


@examination("protected")
def protected(found: Installation) -> Iterator[Diagnosis]:
    """Nobody changes the board without somebody of the staff having looked.

    It is a setting of the host, which no file tells.
    """
    if not found.is_on_github:
        return
    where = f"{found.repository}/settings/rules" if found.repository else "Settings → Rules"
    yield unseen(
        "Whether the board is protected from changes that nobody looked at cannot be seen from here.",
        f"Open {where}: a rule for “main” should be active, with “Require a pull request before merging” and "
        "“Require status checks to pass” ticked. If there is none: New ruleset → New branch ruleset.",
    )


@examination("pages")
def pages(found: Installation) -> Iterator[Diagnosis]:
    """GitHub Pages shows what the workflow builds.

    With another source it shows the files of the repository, or nothing.
    """
    uses_pages = any(publishes(workflow) for _, workflow in found.readable_workflows)
    if not uses_pages or (found.site and found.site.is_address and found.site.made):
        return
    where = f"{found.repository}/settings/pages" if found.repository else "Settings → Pages"
    yield unseen(
        "Whether GitHub Pages shows what is built cannot be seen from here.",
        f"Open {where}: “Source” should read “GitHub Actions”, and “Enforce HTTPS” should be ticked.",
    )


@examination("writable")
def writable(found: Installation) -> Iterator[Diagnosis]:
    """Only those who keep the board may write into its folders on a shared computer."""
    if found.writable:
        yield to_do(
            f"Everybody who uses this computer may change what lies in {some_of(found.writable)}.",
            f"Run `chmod -R o-w {found.content}`.",
        )


EXAMINATIONS: tuple[Examination, ...] = (
    history,
    workflow_history,
    every_night,
    pinned,
    rights,
    protected,
    pages,
    writable,
)
