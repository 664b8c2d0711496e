"""HTML by the Nu HTML checker."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from tests.checkers.programs import find_node_file, find_program, run_program

# A run is too short for what Java learns of the code to be worth the time that it takes to learn it.
_JAVA = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m")


def check_html(folder: Path) -> list[str]:
    """Errors and warnings in all `.html` files of a folder, as `path:line: kind: message`, sorted.

    One run for the whole folder: starting Java costs a second, 500 pages six.
    """
    folder = folder.resolve()
    jar = find_node_file("vnu-jar/build/dist/vnu.jar")
    java = find_program("java")
    options = ["--format", "json", "--stdout", "--skip-non-html"]
    answer = run_program([java, *_JAVA, "-jar", jar, *options, folder])
    try:
        messages = json.loads(answer.stdout)["messages"]
    except (ValueError, KeyError):
        raise AssertionError(f"the Nu checker gave no report: {answer.stdout}{answer.stderr}") from None
    found = []
    for message in messages:
        kind = message.get("subType", message["type"])
        if kind == "info":
            continue
        path = Path(url2pathname(urlsplit(message.get("url", "")).path))
        place = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
        found.append(f"{place}:{message.get('lastLine', 0)}: {kind}: {message['message']}")
    return sorted(found)
