"""Doors to the outside stand in exactly one place each."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "bulletin"

FILES = ("files.py", "files/")
THEME = ("render/html/themes.py",)
HISTORY = ("load/history.py", "load/history/")
LISTENER = ("commands/serve.py", "commands/serve/")
WEB = ("fetch/",)
ZONES = ("model/zones.py",)  # which zones the pinned data knows; the data itself is zoneinfo's to read
CLOCK = ("cli/options.py",)
OPERATOR = ("cli/", "__main__.py", "commands/", *HISTORY)

# What a module may be imported for, and where. `urllib.parse` and the like only take addresses apart.
MODULES: dict[str, tuple[str, ...]] = {
    "subprocess": HISTORY,
    "http.client": WEB,
    "urllib.request": WEB,
    "requests": WEB,
    "httpx": WEB,
    "httpcore": WEB,
    "urllib3": WEB,
    "ssl": WEB,
    "ftplib": (),
    "smtplib": (),
    "telnetlib": (),
    "socket": (*WEB, *LISTENER),
    "http.server": LISTENER,
    "socketserver": LISTENER,
    "webbrowser": LISTENER,
    "random": (),
    "secrets": (),
    "pickle": (),
    "marshal": (),
    "shelve": (),
    "dbm": (),
    "sqlite3": (),
    "tempfile": FILES,
    "shutil": (*FILES, *HISTORY),  # history asks it where git is
    "glob": FILES,
    "fileinput": (),
    "linecache": (),
    "importlib.resources": (*FILES, *ZONES),
    "pkgutil": FILES,
    "zipfile": (*FILES, "formats/sheets/"),  # takes bytes apart and together
    "tarfile": (),
}

# Called as the last word of `anything.name(…)`; with nothing before it, as in `open(…)`, only those in BARE.
METHODS: dict[str, tuple[str, ...]] = {
    "open": (*FILES, *THEME),
    "read_text": (*FILES, *THEME, *ZONES),
    "read_bytes": (*FILES, *THEME),
    "write_text": FILES,
    "write_bytes": FILES,
    "fdopen": FILES,
    "touch": FILES,
    "unlink": FILES,
    "mkdir": FILES,
    "rmdir": FILES,
    "symlink_to": (),
    "hardlink_to": (),
    "FileSystemLoader": THEME,
    "PackageLoader": THEME,
    "today": CLOCK,
    "utcnow": CLOCK,
    "uuid1": (),
    "uuid4": (),
    "urandom": (),
    "create_connection": WEB,
}

BARE = ("open", "FileSystemLoader", "PackageLoader", "uuid1", "uuid4", "urandom")

# Called as exactly this.
CALLS: dict[str, tuple[str, ...]] = {
    **{
        f"os.{name}": FILES
        for name in (
            *("open", "read", "write", "remove", "rename", "renames", "replace", "removedirs", "makedirs"),
            *("link", "symlink", "truncate", "ftruncate", "mkfifo", "mknod", "chmod", "utime"),
        )
    },
    **{f"os.{name}": HISTORY for name in ("system", "popen", "execv", "execvp", "spawnv", "posix_spawn")},
    **{f"time.{name}": CLOCK for name in ("time", "time_ns", "localtime", "gmtime", "ctime", "strftime")},
    "datetime.now": CLOCK,
    "datetime.datetime.now": CLOCK,
    "asyncio.open_connection": WEB,
    "asyncio.start_server": LISTENER,
    "os.getenv": OPERATOR,
}

# Names whose methods are called like those of a file and are none: the door itself, a `Disk` behind it, and
# the browser that `serve` opens.
NOT_A_FILE = ("files.read_bytes", "bulletin.files.read_bytes", "disk.", "self.disk.", "webbrowser.open")


def dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return "…"


def is_in(place: str, doors: tuple[str, ...]) -> bool:
    return any(place == door or (door.endswith("/") and place.startswith(door)) for door in doors)


def imported_from_files(tree: ast.Module) -> set[str]:
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bulletin.files")
        for alias in node.names
    }


def imported_modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    if isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] in ("import_module", "__import__"):
        names = [arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)]
        return [name for name in names if isinstance(name, str)]
    return []


def find_doors(place: str, source: str) -> Iterator[str]:
    """Every way out of the process that `place` has no right to, as `line: what`."""
    tree = ast.parse(source)
    from_files = imported_from_files(tree)
    for node in ast.walk(tree):
        for module in imported_modules(node):
            for banned, doors in MODULES.items():
                if (module == banned or module.startswith(f"{banned}.")) and not is_in(place, doors):
                    yield f"{node.lineno}: import {module}"  # type: ignore[attr-defined]
        if isinstance(node, ast.Attribute) and dotted(node) == "os.environ" and not is_in(place, OPERATOR):
            yield f"{node.lineno}: os.environ"
        if isinstance(node, ast.ImportFrom) and node.module in ("os", "time"):
            # Under another name a door is not seen.
            yield from (
                f"{node.lineno}: from {node.module} import {alias.name}"
                for alias in node.names
                if not is_in(place, CALLS.get(f"{node.module}.{alias.name}", (place,)))
            )
        if not isinstance(node, ast.Call):
            continue
        name = dotted(node.func)
        if name in from_files or name.startswith(NOT_A_FILE):
            continue
        if "." not in name and name not in BARE:
            continue
        doors = CALLS.get(name, METHODS.get(name.rpartition(".")[2], (place,)))
        if not is_in(place, doors):
            yield f"{node.lineno}: {name}()"


SOURCES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("place", SOURCES)
def test_a_door_stands_only_where_the_design_puts_it(place: str) -> None:
    assert list(find_doors(place, (PACKAGE / place).read_text(encoding="utf-8"))) == []


def test_there_is_something_to_look_at() -> None:
    assert "problems.py" in SOURCES
    assert any(is_in(place, FILES) for place in SOURCES)


@pytest.mark.parametrize(
    "line",
    [
        "open('x')",
        "os.open('x', 0)",
        "io.open('x')",
        "gzip.open('x')",
        "Path('x').read_text()",
        "path.parent.write_text('x')",
        "path.read_bytes()",
        "(root / 'x').write_bytes(b'')",
        "os.replace('a', 'b')",
        "import urllib.request",
        "from urllib import request",
        "from urllib.request import urlopen",
        "import socket",
        "from http import server",
        "import_module('subprocess')",
        "import subprocess as quiet",
        "time.time()",
        "from time import time",
        "datetime.now()",
        "datetime.now(UTC)",
        "datetime.datetime.now()",
        "date.today()",
        "dt.date.today()",
        "import random",
        "os.environ['TZ']",
        "os.getenv('TZ')",
        "uuid.uuid4()",
        "os.system('true')",
    ],
)
def test_a_door_elsewhere_is_seen(line: str) -> None:
    assert list(find_doors("plan/day.py", line)) != []


@pytest.mark.parametrize(
    "line",
    [
        "from bulletin.files import read_bytes\nread_bytes(path, limit=1)",
        "from bulletin import files\nfiles.read_bytes(path, limit=1)",
        "from urllib.parse import quote",
        "datetime.combine(day, noon)",
        "'datetime.now() and open() in a text'",
        "import time\ntime.monotonic()",
        "text.replace('a', 'b')",
        "def read_text(record): ...\nread_text(record)",
    ],
)
def test_what_is_no_door_is_let_through(line: str) -> None:
    assert list(find_doors("plan/day.py", line)) == []


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("files/read.py", "os.open('x', 0)"),
        ("render/html/themes.py", "path.read_text()"),
        ("load/history.py", "import subprocess"),
        ("cli/options.py", "datetime.now(UTC)"),
        ("commands/serve.py", "import http.server"),
        ("fetch/http.py", "import httpcore"),
    ],
)
def test_each_door_opens_in_its_own_place(place: str, line: str) -> None:
    assert list(find_doors(place, line)) == []
