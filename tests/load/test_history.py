"""Version history: when files changed, what stood there before, and what a rewritten history must keep."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.load.history.at_commit import files_at_commit, find_renames, find_touched
from bulletin.load.history.git import BIGGEST
from bulletin.load.history.log import read_history
from bulletin.load.history.revisions import EPOCH, revision_of
from bulletin.load.sources import Sources, read_sources
from bulletin.problems import UnusableHistory
from tests.effort import scaled
from tests.growth import grows_with_its_length
from tests.load.repositories import Repository, at

SECOND = timedelta(seconds=1)
STORY = "events/oak/story-time.md"
TEXT = (
    "---\ntitle: Toddler story time\nstart: 2027-01-06 10:15\nvenue: main-library\n---\nSongs and rhymes.\n"
)
OTHER = (
    "title: Repair café\nstart: 2027-02-06 13:00\nvenue: annex\nsummary: Bring it, fix it, take it home.\n"
)

# Windows has no such names.
PLACES = [
    "content",
    "town/bulletin board/cöntent",
    *(["a*b[c]?", "a\nb", ":(top)odd"] if os.sep == "/" else []),
]
NAMES = [
    "café ☕.md",
    "cafe\u0301.md",
    "two  words.md",
    "読み聞かせ.md",
    *(['quo"te\\.md'] if os.sep == "/" else []),
]


def records_at_commit(content: Path, commit: str) -> dict[str, bytes]:
    """The records of the content folder at a commit."""
    return dict(files_at_commit(content, commit, Sources({})).sources.records)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository that is itself the content folder."""
    return Repository(tmp_path / "board")


def inside(repository: Repository) -> Path:
    content = repository.folder / "content"
    content.mkdir(exist_ok=True)
    return content


# Commit times


def test_the_commit_time_of_a_file_is_that_of_its_last_change(repository: Repository) -> None:
    repository.commit(at(0), {STORY: TEXT, "board.yaml": "title: Board\n"})
    repository.commit(at(3), {STORY: TEXT + "More.\n"})
    history = read_history(repository.folder)
    assert history.committed(STORY) == at(3)
    assert history.created(STORY) == at(0)
    assert history.committed("board.yaml") == history.created("board.yaml") == at(0)
    assert not history.is_shallow
    assert history.problem == ""


def test_a_commit_without_changes_here_moves_no_commit_time(repository: Repository) -> None:
    content = inside(repository)
    repository.commit(at(0), {f"content/{STORY}": TEXT})
    repository.commit(at(1))
    repository.commit(at(2), {"README.md": "Hello\n"})
    assert read_history(content).committed(STORY) == at(0)


def test_reading_twice_gives_the_same(repository: Repository) -> None:
    repository.commit(at(0), {STORY: TEXT})
    first, second = read_history(repository.folder), read_history(repository.folder)
    assert (first.committed(STORY), first.created(STORY)) == (second.committed(STORY), second.created(STORY))


@pytest.mark.parametrize(
    "place", ["content", "town/bulletin board/cöntent", "a*b[c]?", "new\nline", ":(top)odd"]
)
def test_paths_are_those_inside_the_content_folder(repository: Repository, place: str) -> None:
    repository.commit(at(0), {f"{place}/{STORY}": TEXT, STORY: TEXT, f"x{place}/{STORY}": TEXT})
    repository.commit(at(1), {STORY: TEXT + "Elsewhere.\n"})
    history = read_history(repository.folder / place)
    assert history.committed(STORY) == at(0)
    assert history.committed(f"{place}/{STORY}") is None
    assert records_at_commit(repository.folder / place, "HEAD") == {STORY: TEXT.encode()}


@pytest.mark.parametrize(
    "name", ["café ☕.md", "cafe\u0301.md", "two  words.md", 'quo"te\\.md', "読み聞かせ.md"]
)
def test_names_are_read_as_they_are(repository: Repository, name: str) -> None:
    path = f"events/oak/{name}"
    repository.commit(at(0), {path: TEXT})
    assert read_history(repository.folder).committed(path) == at(0)
    assert records_at_commit(repository.folder, "HEAD") == {path: TEXT.encode()}


def test_accents_written_in_another_way_on_the_disk_are_the_same_name(repository: Repository) -> None:
    repository.commit(at(0), {"events/oak/caf\u00e9.md": TEXT})
    assert read_history(repository.folder).committed("events/oak/cafe\u0301.md") == at(0)


@pytest.mark.debian
def test_a_name_may_hold_a_line_end_or_a_tab(repository: Repository) -> None:
    repository.commit(at(0), {"events/oak/a\n:100644 x\ty.md": TEXT})
    history = read_history(repository.folder)
    assert history.committed("events/oak/a\n:100644 x\ty.md") == at(0)
    assert [version.data for version in history.versions("events/oak/a\n:100644 x\ty.md")] == [TEXT.encode()]


def test_what_a_merge_brings_has_the_time_of_the_merge(repository: Repository) -> None:
    repository.commit(at(0), {"board.yaml": "title: Board\n"})
    repository.switch("oak", new=True)
    repository.commit(at(1), {STORY: TEXT})
    repository.commit(at(2), {STORY: TEXT + "More.\n"})
    repository.switch("main")
    repository.commit(at(3), {"pages/about.md": "title: About\n"})
    repository.merge("oak", at(5))
    history = read_history(repository.folder)
    assert history.created(STORY) == history.committed(STORY) == at(5)
    assert history.committed("pages/about.md") == at(3)
    assert [version.committed for version in history.versions(STORY)] == [at(5)]


def test_a_squashed_branch_has_the_time_of_the_squash(repository: Repository) -> None:
    repository.commit(at(0), {"board.yaml": "title: Board\n"})
    repository.switch("oak", new=True)
    repository.commit(at(1), {STORY: TEXT})
    repository.switch("main")
    repository.squash_merge("oak", at(4))
    assert read_history(repository.folder).created(STORY) == at(4)


def test_after_a_clock_that_goes_back_a_commit_is_a_second_after_its_parent(repository: Repository) -> None:
    repository.commit(at(10), {STORY: TEXT})
    repository.commit(at(2), {STORY: TEXT + "More.\n"})
    repository.commit(at(3), {"board.yaml": "title: Board\n"})
    repository.commit(at(20), {"pages/about.md": "title: About\n"})
    history = read_history(repository.folder)
    assert history.committed(STORY) == at(10) + SECOND
    assert history.committed("board.yaml") == at(10) + 2 * SECOND
    assert history.committed("pages/about.md") == at(20)


def test_a_commit_outside_the_content_folder_moves_the_time_of_the_next_one_too(
    repository: Repository,
) -> None:
    content = inside(repository)
    repository.commit(at(0), {f"content/{STORY}": TEXT})
    repository.commit(at(9), {"README.md": "Hello\n"})
    repository.commit(at(1), {f"content/{STORY}": TEXT + "More.\n"})
    assert read_history(content).committed(STORY) == at(9) + SECOND


def test_commits_of_one_second_are_a_second_apart(repository: Repository) -> None:
    for number in range(3):
        repository.commit(at(0), {f"events/oak/e{number}.md": f"title: Number {number}\n"})
    history = read_history(repository.folder)
    assert [history.committed(f"events/oak/e{n}.md") for n in range(3)] == [
        at(0) + n * SECOND for n in range(3)
    ]


def test_squashing_history_never_lowers_a_commit_time(repository: Repository) -> None:
    first = repository.commit(at(0), {"board.yaml": "title: Board\n", STORY: TEXT})
    repository.commit(at(4), {STORY: TEXT + "More.\n"})
    repository.commit(at(2), {"pages/about.md": "title: About\n"})
    before = read_history(repository.folder)
    repository.squash_since(first, at(6))
    after = read_history(repository.folder)
    for path in ("board.yaml", STORY, "pages/about.md"):
        old, new = before.committed(path), after.committed(path)
        assert old is not None
        assert new is not None
        assert new >= old


@settings(max_examples=scaled(20))
@given(dates=st.lists(st.integers(-30, 30), min_size=1, max_size=6))
def test_commit_times_rise_from_commit_to_commit(
    dates: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    repository = Repository(tmp_path_factory.mktemp("clock"))
    for number, days in enumerate(dates):
        repository.commit(at(days), {f"events/oak/e{number}.md": f"title: Number {number}\n"})
    history = read_history(repository.folder)
    known = [history.committed(f"events/oak/e{number}.md") for number in range(len(dates))]
    times = [moment for moment in known if moment is not None]
    assert len(times) == len(dates)
    assert all(later - earlier >= SECOND for earlier, later in pairwise(times))
    assert all(moment >= at(days) for moment, days in zip(times, dates, strict=True))


def test_a_commit_of_the_far_future_still_fits_a_calendar(repository: Repository) -> None:
    repository.commit(datetime(2099, 1, 1, tzinfo=UTC), {STORY: TEXT})
    changed = read_history(repository.folder).committed(STORY)
    assert revision_of([changed], date(2020, 1, 1)).sequence == 2**31 - 1


def test_a_file_that_is_not_committed_has_no_commit_time(repository: Repository) -> None:
    repository.commit(at(0), {"board.yaml": "title: Board\n"})
    repository.write({STORY: TEXT})
    assert read_history(repository.folder).committed(STORY) is None
    repository.git("add", STORY)
    history = read_history(repository.folder)
    assert history.committed(STORY) is None
    assert history.created(STORY) is None
    assert list(history.versions(STORY)) == []


def test_a_change_that_is_not_committed_keeps_the_commit_time(repository: Repository) -> None:
    repository.commit(at(0), {STORY: TEXT})
    repository.write({STORY: TEXT + "More.\n"})
    assert read_history(repository.folder).committed(STORY) == at(0)


def test_a_detached_head_is_read_like_a_branch(repository: Repository) -> None:
    first = repository.commit(at(0), {STORY: TEXT})
    repository.commit(at(1), {STORY: TEXT + "More.\n"})
    repository.switch(first)
    assert read_history(repository.folder).committed(STORY) == at(0)


def test_a_second_work_tree_is_read(repository: Repository, tmp_path: Path) -> None:
    repository.commit(at(0), {STORY: TEXT})
    repository.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "beside"))
    assert (tmp_path / "beside" / ".git").is_file()
    assert read_history(tmp_path / "beside").committed(STORY) == at(0)


@pytest.mark.debian
def test_a_content_folder_behind_a_link_is_read(repository: Repository, tmp_path: Path) -> None:
    repository.commit(at(0), {f"content/{STORY}": TEXT})
    (tmp_path / "link").symlink_to(repository.folder / "content")
    assert read_history(tmp_path / "link").committed(STORY) == at(0)


# Renames


def test_a_rename_keeps_the_creation_and_changes_the_commit_time(repository: Repository) -> None:
    repository.commit(at(0), {STORY: TEXT})
    repository.rename(STORY, "events/oak/rhymes.md")
    repository.commit(at(2))
    repository.commit(at(3), {"events/oak/rhymes.md": TEXT + "More.\n"})
    repository.rename("events/oak/rhymes.md", "events/elm/rhymes.md")
    repository.commit(at(4))
    history = read_history(repository.folder)
    assert history.created("events/elm/rhymes.md") == at(0)
    assert history.committed("events/elm/rhymes.md") == at(4)
    assert history.committed(STORY) is None


def test_a_rename_inside_a_merged_branch_keeps_when_it_was_created(repository: Repository) -> None:
    repository.commit(at(0), {STORY: TEXT})
    repository.switch("oak", new=True)
    repository.rename(STORY, "events/oak/rhymes.md")
    repository.commit(at(1))
    repository.switch("main")
    repository.merge("oak", at(2))
    assert read_history(repository.folder).created("events/oak/rhymes.md") == at(0)


def test_a_record_rewritten_in_the_other_notation_keeps_when_it_was_created(repository: Repository) -> None:
    repository.commit(at(0), {"events/oak/fair.yaml": OTHER})
    repository.commit(
        at(1), {"events/oak/fair.yaml": None, "events/oak/fair.md": "---\nname: x\n---\nAll new.\n"}
    )
    assert read_history(repository.folder).created("events/oak/fair.md") == at(0)


def test_a_file_deleted_and_written_anew_begins_anew(repository: Repository) -> None:
    repository.commit(at(0), {STORY: TEXT})
    repository.commit(at(1), {STORY: None})
    assert read_history(repository.folder).committed(STORY) is None
    repository.commit(at(300), {STORY: TEXT + "Another year.\n"})
    history = read_history(repository.folder)
    assert history.created(STORY) == at(300)
    assert len(list(history.versions(STORY))) == 1


def test_a_file_from_outside_is_created_when_it_comes_into_the_content_folder(repository: Repository) -> None:
    content = inside(repository)
    repository.commit(at(0), {"drafts/story-time.md": TEXT, "content/board.yaml": "title: Board\n"})
    repository.rename("drafts/story-time.md", f"content/{STORY}")
    repository.commit(at(8))
    assert read_history(content).created(STORY) == at(8)
    repository.rename(f"content/{STORY}", "drafts/story-time.md")
    repository.commit(at(9))
    assert read_history(content).committed(STORY) is None


@pytest.mark.parametrize(("old", "new"), [("content", "town/board"), ("", "content"), ("content", "")])
def test_a_content_folder_that_moved_keeps_when_its_files_were_created(
    repository: Repository, old: str, new: str
) -> None:
    below, now = (f"{place}/" if place else "" for place in (old, new))
    files = {"board.yaml": "title: Board\nurl: https://board.example\n", STORY: TEXT, "pages/about.md": OTHER}
    repository.commit(at(0), {f"{below}{path}": text for path, text in files.items()})
    repository.commit(at(1), {f"{below}events/oak/late.md": "title: Came later\nstart: 2027-05-05\n"})
    for path in (*files, "events/oak/late.md"):
        repository.rename(f"{below}{path}", f"{now}{path}")
    repository.commit(at(5))
    history = read_history(repository.folder / new)
    assert history.created(STORY) == at(0)
    assert history.created("events/oak/late.md") == at(1)
    assert history.committed(STORY) == at(5)


# Translations that are gone


def test_a_removed_translation_counts_with_the_time_of_its_removal(repository: Repository) -> None:
    translation = "events/oak/story-time.fr.md"
    repository.commit(at(0), {STORY: TEXT, translation: "title: Heure du conte\n", "events/oak/x.md": OTHER})
    assert read_history(repository.folder).removed_translations(STORY) is None
    repository.commit(at(4), {translation: None})
    repository.commit(at(6), {"board.yaml": "title: Board\n"})
    history = read_history(repository.folder)
    assert history.removed_translations(STORY) == at(4)
    assert history.removed_translations("events/oak/story-time.yaml") == at(4)
    assert history.removed_translations("events/oak/x.md") is None
    assert history.removed_translations("events/elm/story-time.md") is None


def test_a_translation_renamed_to_another_language_counts_as_removed(repository: Repository) -> None:
    repository.commit(at(0), {STORY: TEXT, "events/oak/story-time.fr.md": OTHER})
    repository.rename("events/oak/story-time.fr.md", "events/oak/story-time.de.md")
    repository.commit(at(2))
    assert read_history(repository.folder).removed_translations(STORY) == at(2)


def test_a_removed_record_is_no_removed_translation(repository: Repository) -> None:
    repository.commit(at(0), {STORY: TEXT, "events/oak/story-time.yaml": OTHER})
    repository.commit(at(1), {"events/oak/story-time.yaml": None})
    assert read_history(repository.folder).removed_translations(STORY) is None


# Where there is no history


def test_a_folder_without_a_repository_has_no_history(tmp_path: Path) -> None:
    history = read_history(tmp_path)
    assert history.committed(STORY) is None
    assert list(history.versions(STORY)) == []
    assert (history.is_shallow, history.problem) == (False, "")


def test_a_repository_without_a_commit_has_no_history(repository: Repository) -> None:
    repository.write({STORY: TEXT})
    history = read_history(repository.folder)
    assert history.committed(STORY) is None
    assert (history.is_shallow, history.problem) == (False, "")


def test_a_content_folder_nobody_committed_has_no_history(repository: Repository) -> None:
    repository.commit(at(0), {"README.md": "Hello\n", ".gitignore": "content\n"})
    content = inside(repository)
    repository.write({f"content/{STORY}": TEXT})
    history = read_history(content)
    assert history.committed(STORY) is None
    assert (history.is_shallow, history.problem) == (False, "")


def test_without_git_there_is_no_history_and_the_problem_says_so(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(at(0), {STORY: TEXT})
    (tmp_path / "nothing").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    history = read_history(repository.folder)
    assert history.committed(STORY) is None
    assert "git is not installed" in history.problem
    with pytest.raises(UnusableHistory, match="--base needs"):
        records_at_commit(repository.folder, "HEAD")


@pytest.mark.debian
def test_a_program_named_git_in_the_current_folder_is_not_run(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write({"git": "#!/bin/sh\ntouch started\n"})
    (repository.folder / "git").chmod(0o755)
    monkeypatch.chdir(repository.folder)
    monkeypatch.setenv("PATH", ".")
    assert "not installed" in read_history(repository.folder).problem
    assert not (repository.folder / "started").exists()


def test_a_shallow_clone_is_no_history_and_says_so(repository: Repository, tmp_path: Path) -> None:
    for number in range(3):
        repository.commit(at(number), {STORY: TEXT + f"{number}\n"})
    shallow = repository.clone(tmp_path / "shallow", "--depth=1")
    history = read_history(shallow.folder)
    assert history.is_shallow
    assert "fetch-depth: 0" in history.problem
    assert history.committed(STORY) is None
    assert history.created(STORY) is None
    assert list(history.versions(STORY)) == []


def test_a_folder_nobody_committed_in_a_shallow_clone_is_not_shallow(
    repository: Repository, tmp_path: Path
) -> None:
    for number in range(2):
        repository.commit(at(number), {"README.md": f"{number}\n"})
    shallow = repository.clone(tmp_path / "shallow", "--depth=1")
    assert not read_history(inside(shallow)).is_shallow


def test_a_clone_without_old_file_contents_never_fetches_them(repository: Repository, tmp_path: Path) -> None:
    repository.commit(at(0), {STORY: TEXT * 20})
    repository.rename(STORY, "events/oak/rhymes.md")
    repository.commit(at(1), {"events/oak/rhymes.md": TEXT * 20 + "More.\n"})
    repository.commit(at(2), {"events/oak/rhymes.md": TEXT * 20 + "And more.\n"})
    partial = repository.clone(tmp_path / "partial", "--filter=blob:none")
    before = sorted(path.name for path in partial.folder.glob(".git/objects/pack/*"))
    history = read_history(partial.folder)
    assert history.is_shallow
    assert history.problem
    assert history.committed("events/oak/rhymes.md") is None
    assert sorted(path.name for path in partial.folder.glob(".git/objects/pack/*")) == before


def test_a_damaged_repository_is_no_history_and_says_so(repository: Repository) -> None:
    repository.commit(at(0), {STORY: TEXT})
    shutil.rmtree(repository.folder / ".git" / "refs")
    history = read_history(repository.folder)
    assert history.committed(STORY) is None
    assert history.problem.startswith("The version history cannot be read: ")
    assert "\n" not in history.problem


# Settings of the person and of the repository

HOSTILE = """
[core]
    fsmonitor = "{script}"
    hooksPath = "{folder}"
    pager = "{script}"
    sshCommand = "{script}"
    quotePath = true
[color]
    ui = always
[diff]
    external = "{script}"
    renames = false
    relative = true
    orderFile = "/nowhere/at/all"
    noprefix = true
[log]
    follow = true
    showRoot = false
    showSignature = true
    diffMerges = combined
    date = relative
    abbrevCommit = true
    mailmap = true
[gpg]
    program = "{script}"
[format]
    pretty = oneline
[pager]
    log = "{script}"
    rev-parse = "{script}"
[alias]
    log = "!{script}"
[core]
    attributesFile = "{attributes}"
[diff "odd"]
    textconv = "{script}"
    command = "{script}"
"""


@pytest.mark.debian
@pytest.mark.parametrize("place", ["of the person", "of the repository"])
def test_no_setting_changes_what_is_read_or_starts_anything(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    content = inside(repository)
    repository.commit(at(0), {f"content/{STORY}": TEXT, "content/board.yaml": "title: Board\n"})
    repository.switch("oak", new=True)
    repository.rename(f"content/{STORY}", "content/events/oak/rhymes.md")
    repository.commit(at(1))
    repository.switch("main")
    repository.merge("oak", at(2))
    script = tmp_path / "script"
    script.write_text(f'#!/bin/sh\ntouch "{tmp_path}/started"\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    (tmp_path / "attributes").write_text("* diff=odd\n")
    settings = HOSTILE.format(script=script, folder=tmp_path, attributes=tmp_path / "attributes")
    if place == "of the person":
        (tmp_path / ".gitconfig").write_text(settings)
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    else:
        with (repository.folder / ".git" / "config").open("a") as config:
            config.write(settings)
    history = read_history(content)
    assert history.problem == ""
    assert history.created("events/oak/rhymes.md") == at(0)
    assert history.committed("events/oak/rhymes.md") == at(2)
    assert history.committed("board.yaml") == at(0)
    assert [version.data for version in history.versions("board.yaml")] == [b"title: Board\n"]
    assert set(records_at_commit(content, "HEAD")) == {"board.yaml", "events/oak/rhymes.md"}
    assert not (tmp_path / "started").exists()


def test_the_environment_changes_nothing(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(at(0), {STORY: TEXT})
    Repository(tmp_path / "other").commit(at(5), {STORY: TEXT})
    for name, value in {
        "GIT_DIR": str(tmp_path / "other" / ".git"),
        "GIT_WORK_TREE": str(tmp_path / "other"),
        "GIT_INDEX_FILE": "/nowhere",
        "GIT_CEILING_DIRECTORIES": str(repository.folder.parent),
        "GIT_GLOB_PATHSPECS": "1",
        "GIT_TRACE": str(tmp_path / "trace"),
        "GIT_EXTERNAL_DIFF": "/nowhere",
        "LC_ALL": "de_DE.UTF-8",
        "TZ": "Pacific/Kiritimati",
    }.items():
        monkeypatch.setenv(name, value)
    assert read_history(repository.folder).committed(STORY) == at(0)
    assert not (tmp_path / "trace").exists()


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that gets one line for each time git is started."""
    git, programs = shutil.which("git"), tmp_path / "programs"
    programs.mkdir()
    (programs / "git").write_text(f'#!/bin/sh\necho "$*" >> "{tmp_path}/asked"\nexec "{git}" "$@"\n')
    (programs / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    return tmp_path / "asked"


@pytest.mark.debian
def test_git_is_asked_once_for_the_log_and_once_for_all_versions(repository: Repository, asked: Path) -> None:
    files = {f"events/oak/e{number}.md": f"title: {number}\n" for number in range(5)}
    repository.commit(at(0), files)
    repository.commit(at(1), {path: text + "More.\n" for path, text in files.items()})
    asked.write_text("")
    with closing(read_history(repository.folder)) as history:
        assert all(len(list(history.versions(path))) == 2 for path in files)
    calls = asked.read_text()
    assert (calls.count(" log --first-parent "), calls.count(" cat-file ")) == (1, 1)
    assert len(calls.splitlines()) <= 5


@pytest.mark.debian
def test_a_git_that_never_answers_is_stopped(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(at(0), {STORY: TEXT})
    known = read_history(repository.folder)
    (tmp_path / "git").write_text(
        '#!/bin/sh\ncase "$*" in *rev-parse*|*ls-tree*) exec "$GIT" "$@";; esac\nexec sleep 60\n'.replace(
            "$GIT", shutil.which("git") or ""
        )
    )
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("bulletin.load.history.git.LONGEST", 0.3)
    history = read_history(repository.folder)
    assert history.committed(STORY) is None
    assert history.problem
    assert list(known.versions(STORY)) == []


def test_replaced_commits_are_read_as_they_were(repository: Repository) -> None:
    first = repository.commit(at(0), {STORY: TEXT})
    other = repository.commit(at(9), {STORY: TEXT + "More.\n"})
    repository.git("reset", "--quiet", "--hard", first)
    repository.git("replace", first, other)
    assert read_history(repository.folder).committed(STORY) == at(0)


# Versions


def test_versions_are_those_of_the_path_newest_first(repository: Repository) -> None:
    for number in range(4):
        repository.commit(at(number), {STORY: TEXT + f"{number}\n"})
    with closing(read_history(repository.folder)) as history:
        versions = list(history.versions(STORY))
        assert [version.committed for version in versions] == [at(3), at(2), at(1), at(0)]
        assert [version.data[-2:] for version in versions] == [b"3\n", b"2\n", b"1\n", b"0\n"]
        assert [version.committed for version in history.versions(STORY, most=2)] == [at(3), at(2)]
        assert list(history.versions(STORY, most=0)) == []
    assert len(list(history.versions(STORY))) == 4


def test_at_most_twenty_versions_are_offered(repository: Repository) -> None:
    for number in range(45):
        repository.commit(at(number), {STORY: f"title: {number}\n"})
    versions = list(read_history(repository.folder).versions(STORY))
    assert [version.data for version in versions] == [f"title: {n}\n".encode() for n in range(44, 24, -1)]


def test_versions_are_those_of_the_same_path_only(repository: Repository) -> None:
    repository.commit(at(0), {STORY: TEXT})
    repository.rename(STORY, "events/oak/rhymes.md")
    repository.commit(at(1))
    assert [v.committed for v in read_history(repository.folder).versions("events/oak/rhymes.md")] == [at(1)]


def test_versions_of_many_files_can_be_read_in_turns(repository: Repository) -> None:
    files = {f"events/oak/e{n}.md": f"title: {n}\n" + "x" * n * 1000 for n in range(30)}
    repository.commit(at(0), files)
    repository.commit(at(1), {path: text + "More.\n" for path, text in files.items()})
    with closing(read_history(repository.folder)) as history:
        turns = {path: history.versions(path) for path in files}
        for more in ("More.\n", ""):
            for path, text in files.items():
                assert next(turns[path]).data == (text + more).encode()


@pytest.mark.debian
def test_a_version_that_is_empty_huge_or_a_link_stops_nothing(repository: Repository) -> None:
    repository.commit(at(0), {STORY: ""})
    repository.commit(at(1), {STORY: b"x" * (BIGGEST + 1)})
    (repository.folder / STORY).unlink()
    (repository.folder / STORY).symlink_to("elsewhere")
    repository.commit(at(2))
    repository.write({STORY: None})
    repository.commit(at(3), {STORY: TEXT})
    with closing(read_history(repository.folder)) as history:
        assert [version.data for version in history.versions(STORY)] == [TEXT.encode(), b""]
    repository.git("reset", "--quiet", "--hard", "HEAD~2")
    with closing(read_history(repository.folder)) as history:
        assert [(version.data, version.committed) for version in history.versions(STORY)] == [(b"", at(0))]


# The records at another revision


def test_the_records_at_a_commit_are_read(repository: Repository) -> None:
    content = inside(repository)
    files = {"board.yaml": "title: Board\n", STORY: TEXT, "venues/annex.yml": OTHER, "pages/about.MD": OTHER}
    aside = {
        "README.md": "x",
        "events/oak/flyer.pdf": "x",
        "events/oak/.hidden.md": "x",
        "events/loose.md": "x",
        "venues/deep/er.yaml": "x",
        "stories/one.md": "x",
    }
    first = repository.commit(at(0), {f"content/{path}": text for path, text in (files | aside).items()})
    repository.commit(at(1), {f"content/{STORY}": None, "content/events/oak/new.md": OTHER})
    read = records_at_commit(content, first)
    assert read == {path: text.encode() for path, text in files.items()}
    assert list(read) == sorted(read)
    assert set(records_at_commit(content, "HEAD")) == {*files, "events/oak/new.md"} - {STORY}


@pytest.mark.debian
def test_links_submodules_and_huge_files_at_a_commit_are_passed_over(
    repository: Repository, tmp_path: Path
) -> None:
    Repository(tmp_path / "part").commit(at(0), {"x.md": TEXT})
    repository.write({STORY: TEXT, "events/oak/huge.md": b"x" * (BIGGEST + 1)})
    (repository.folder / "events/oak/link.md").symlink_to("story-time.md")
    repository.git("submodule", "--quiet", "add", str(tmp_path / "part"), "events/elm")
    repository.commit(at(1))
    assert list(records_at_commit(repository.folder, "HEAD")) == [STORY]


def test_every_record_at_a_commit_has_its_own_bytes(repository: Repository) -> None:
    files = {f"events/oak/e{number}.md": f"title: {number}\n" * (number * 37) for number in range(100)}
    repository.commit(at(0), files)
    assert records_at_commit(repository.folder, "HEAD") == {
        path: text.encode() for path, text in files.items()
    }
    for number in range(100):
        repository.rename(f"events/oak/e{number}.md", f"events/elm/{number}.md")
    found = {f"events/elm/{number}.md": f"events/oak/e{number}.md" for number in range(100)}
    assert renames(repository.folder, "HEAD") == found


def test_the_base_is_where_the_branches_parted(repository: Repository) -> None:
    repository.commit(at(0), {STORY: TEXT})
    repository.switch("oak", new=True)
    repository.commit(at(1), {"events/oak/new.md": OTHER})
    repository.switch("main")
    repository.commit(at(2), {STORY: TEXT + "Somebody else.\n", "events/elm/x.md": "title: X\n"})
    repository.switch("oak")
    assert records_at_commit(repository.folder, "main") == {STORY: TEXT.encode()}


def test_without_a_common_ancestor_the_commit_itself_is_the_base(repository: Repository) -> None:
    repository.commit(at(0), {STORY: TEXT})
    repository.git("checkout", "--quiet", "--orphan", "fresh")
    repository.commit(at(1), {"events/oak/new.md": OTHER})
    repository.git("checkout", "--quiet", "main")
    assert set(records_at_commit(repository.folder, "fresh")) == {STORY, "events/oak/new.md"}


def test_a_content_folder_that_was_not_there_yet_had_no_records(repository: Repository) -> None:
    first = repository.commit(at(0), {"README.md": "Hello\n"})
    repository.commit(at(1), {f"content/{STORY}": TEXT})
    assert records_at_commit(repository.folder / "content", first) == {}


@pytest.mark.parametrize(
    "revision",
    ["nowhere", "origin/main", "0" * 40, "--all", "-h", "", "HEAD:board.yaml", "a\0b", "a\nb", "HEAD~99"],
)
def test_an_unknown_commit_is_one_line_that_says_what_to_do(repository: Repository, revision: str) -> None:
    repository.commit(at(0), {"board.yaml": "title: Board\n"})
    with pytest.raises(UnusableHistory, match=r"fetch-depth: 0") as caught:
        records_at_commit(repository.folder, revision)
    assert len(str(caught.value).splitlines()) == 1


def test_a_base_without_a_repository_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UnusableHistory, match="needs the version history") as caught:
        records_at_commit(tmp_path, "main")
    assert "\n" not in str(caught.value)


# What was renamed since


def renames(content: Path, commit: str) -> dict[str, str]:
    return find_renames(records_at_commit(content, commit), read_sources(content).records)


PICTURE, FLYER = "events/oak/poster.png", "events/oak/flyer.pdf"


def test_pictures_at_a_commit_are_those_of_that_commit(repository: Repository) -> None:
    repository.commit(at(0), {STORY: TEXT, PICTURE: b"old\r\n", FLYER: b"same", "README.md": "x"})
    now = Sources({}, {PICTURE: b"new", FLYER: b"same"})
    before = files_at_commit(repository.folder, "HEAD", now).sources

    assert before.attachments == {PICTURE: b"old\r\n", FLYER: b"same"}
    assert before.attachments[FLYER] is now.attachments[FLYER]


def test_files_differ_that_were_changed_added_or_taken_away(repository: Repository) -> None:
    kept, gone, added = "events/oak/kept.md", "events/oak/gone.md", "events/oak/added.md"
    files = {STORY: TEXT, kept: "title: A\nstart: x\n", gone: TEXT, PICTURE: b"old", FLYER: b"same"}
    repository.commit(at(0), {**files, "events/oak/known.docx": "x"})
    new = {STORY: f"{TEXT}More.\n", kept: "title: A\r\nstart: x\r\n", gone: None, added: OTHER}
    repository.write({**new, PICTURE: b"new", "events/oak/letter.docx": "x"})
    now = read_sources(repository.folder)

    touched = find_touched(files_at_commit(repository.folder, "HEAD", now), now)
    assert touched == {STORY, gone, added, PICTURE, "events/oak/letter.docx"}


def test_a_renamed_file_is_found_committed_or_not(repository: Repository) -> None:
    first = repository.commit(
        at(0), {STORY: TEXT, "events/oak/fair.yaml": OTHER, "board.yaml": "title: Board\n"}
    )
    repository.rename(STORY, "events/oak/rhymes.md")
    assert renames(repository.folder, "HEAD") == {"events/oak/rhymes.md": STORY}
    repository.commit(at(1))
    repository.rename("events/oak/fair.yaml", "events/elm/fair.yaml")
    repository.write({"events/oak/rhymes.md": TEXT.replace("Toddler", "Baby")})
    assert renames(repository.folder, first) == {
        "events/elm/fair.yaml": "events/oak/fair.yaml",
        "events/oak/rhymes.md": STORY,
    }


def test_a_copy_and_an_edit_are_no_renames(repository: Repository) -> None:
    repository.commit(at(0), {STORY: TEXT})
    repository.write({"events/oak/copy.md": TEXT, STORY: TEXT + "More.\n"})
    assert renames(repository.folder, "HEAD") == {}


def test_a_different_text_is_no_rename() -> None:
    assert find_renames({"events/oak/a.md": TEXT.encode()}, {"events/oak/b.md": OTHER.encode()}) == {}


def test_the_most_alike_is_the_one_renamed_and_used_once() -> None:
    exact, near = TEXT.encode(), TEXT.replace("Songs", "Games").encode()
    before = {"events/oak/a.md": exact}
    assert find_renames(before, {"events/oak/b.md": near, "events/elm/c.md": exact}) == {
        "events/elm/c.md": "events/oak/a.md"
    }
    assert find_renames(before, {"events/elm/b.md": exact, "events/oak/c.md": exact}) == {
        "events/oak/c.md": "events/oak/a.md"
    }


def test_a_whole_folder_that_moved_is_found_file_by_file() -> None:
    texts = {f"e{n}.md": f"title: Event {n}\nvenue: annex\nstart: 2027-01-01\n".encode() for n in range(500)}
    before = {f"events/oak/{name}": text for name, text in texts.items()}
    now = {f"events/elm/{name}": text + b"cost: free\n" for name, text in texts.items()}
    assert find_renames(before, now) == {f"events/elm/{name}": f"events/oak/{name}" for name in texts}


# Revision


def test_a_record_was_last_modified_with_the_latest_of_its_files() -> None:
    revision = revision_of([at(1), None, at(5), at(3)], date(2024, 1, 1), at(0))
    assert revision.last_modified == at(5)
    assert revision.created == at(0)
    assert revision.sequence == int((at(5) - EPOCH).total_seconds())


def test_a_record_nobody_committed_is_as_old_as_the_board() -> None:
    revision = revision_of([None, None], date(2024, 3, 1))
    assert revision.created is None
    assert revision.last_modified == datetime(2024, 3, 1, tzinfo=UTC)
    assert revision.sequence == 0


def test_the_sequence_counts_whole_seconds_since_2020_and_is_never_negative() -> None:
    assert revision_of([EPOCH + 1.9 * SECOND], date(2020, 1, 1)).sequence == 1
    assert revision_of([EPOCH - 5 * SECOND], date(2020, 1, 1)).sequence == 0


def test_instants_of_other_zones_become_utc() -> None:
    moment = datetime(2026, 5, 1, 0, 30, tzinfo=timezone(timedelta(hours=2)))
    revision = revision_of([moment], date(2020, 1, 1), moment)
    assert revision.last_modified.isoformat() == "2026-04-30T22:30:00+00:00"
    assert revision.created == revision.last_modified
    assert revision.created.tzinfo is UTC


@given(st.lists(st.datetimes(timezones=st.just(UTC)), min_size=1), st.datetimes(timezones=st.just(UTC)))
def test_one_more_change_never_lowers_the_sequence(times: list[datetime], change: datetime) -> None:
    before = revision_of(times, date(2020, 1, 1))
    after = revision_of([*times, change], date(2020, 1, 1))
    assert 0 <= before.sequence <= after.sequence < 2**31
    assert before.last_modified <= after.last_modified


# Size


def write_history(repository: Repository, commits: int) -> None:
    """Five new files in each commit, and a change of one that an earlier one brought."""
    stream = []
    for number in range(commits):
        stamp = f"{int(at(number / 10).timestamp())} +0000"
        stream.append(f"commit refs/heads/main\ncommitter Ben <ben@library.example> {stamp}\ndata 1\nx\n")
        for file in range(number * 5, number * 5 + 5):
            text = f"title: Event {file}\nstart: 2027-01-06\n"
            stream.append(f"M 100644 inline events/p{file % 200}/e{file}.md\ndata {len(text)}\n{text}\n")
        if number:
            text = f"title: Event {number}\nstart: 2027-02-07\n"
            stream.append(f"M 100644 inline events/p{number % 200}/e{number}.md\ndata {len(text)}\n{text}\n")
    repository.fast_import("".join(stream).encode())


def test_ten_thousand_files_in_two_thousand_commits_are_read_in_one_pass(tmp_path: Path) -> None:
    repositories = {}
    for commits in (500, 2000):
        repositories[commits] = Repository(tmp_path / str(commits))
        write_history(repositories[commits], commits)

    def seconds(commits: int) -> float:
        started = os.times()
        read_history(repositories[commits].folder)
        ended = os.times()
        return ended.user + ended.children_user - started.user - started.children_user

    assert grows_with_its_length(seconds, 2000)
    history = read_history(repositories[2000].folder)
    assert history.committed("events/p199/e9999.md") == at(199.9)
    assert history.committed("events/p7/e7.md") == at(0.7)
    assert history.created("events/p7/e7.md") == at(0.1)


def test_a_known_history_is_read_again_after_a_commit(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit(at(0), {"content/board.yaml": "a", "content/events/oak/tea.md": "a"})
    first = read_history(tmp_path / "content")
    repository.write({"content/events/oak/tea.md": "b"})
    assert read_history(tmp_path / "content", first) is first
    repository.commit(at(1))
    second = read_history(tmp_path / "content", first)
    assert second.committed("events/oak/tea.md") == at(1)
    assert [version.data for version in second.versions("events/oak/tea.md")] == [b"b", b"a"]
    assert read_history(tmp_path, second) is not second
