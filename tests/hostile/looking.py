"""Looks at a page for what may do harm: as text, and in a browser."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_ADDRESSES = frozenset(
    {"href", "src", "action", "formaction", "poster", "data", "srcset", "ping", "xlink:href"}
)
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_SAFE = frozenset({"http", "https", "mailto", "tel", "webcal"})
_ACTIVE = frozenset({"style", "srcdoc", "ping", "formaction"})
_NEVER = frozenset({"svg", "math", "iframe", "object", "embed", "base", "template", "noscript", "style"})
_MAIL_WITH_LINES = re.compile(r"mailto:[^?].*%0[0ad]", re.IGNORECASE)
_OUR_SCRIPT = re.compile(
    r"(/|(\.\./)*)(static/[a-z0-9.-]+\.js(\?v=[0-9a-f]+)?|submit/(open/)?[a-z]+\.js\?[0-9-]{10})"
)
_OUR_MESSAGE = re.compile(r"sms:\?&body=[\w.~%-]*")
"""A text message to nobody yet: whom to is asked by the telephone."""
_OUR_CODE = re.compile(r"0 0 (\d+) \1")
"""The box of a QR code."""
_OUR_REFRESH = re.compile(r"0; url=(\.\./)*[a-z0-9/-]*")


def _is_ours(tag: str, given: dict[str, str]) -> bool:
    """Whether it is a QR code, or the words that the search shows where it finds nothing."""
    if tag == "template":
        return given == {"class": "missing"}
    box = given.get("viewbox", "")
    return tag == "svg" and _OUR_CODE.fullmatch(box) is not None and given.get("aria-hidden") == "true"


class PageReader(HTMLParser):
    """Collects what may do harm on a page (`found`), and its linked data (`data`)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.data: list[str] = []
        self._in_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        for name, value in given.items():
            scheme = _SCHEME.match(value) if name in _ADDRESSES else None
            if (
                name.startswith("on")
                or name in _ACTIVE
                or (scheme and scheme[1].lower() not in _SAFE and not _OUR_MESSAGE.fullmatch(value))
                or _MAIL_WITH_LINES.match(value)
                or (name == "src" and (scheme or value.startswith("//")))
            ):
                self.found.append(f"<{tag} {name}={value!r}>")
        if tag in _NEVER and not _is_ours(tag, given):
            self.found.append(f"<{tag}>")
        refresh = given.get("http-equiv", "").lower() == "refresh"
        if refresh and not _OUR_REFRESH.fullmatch(given.get("content", "")):
            self.found.append(f"<{tag} {given}>")
        if tag == "script":
            self._in_data = given.get("type") == "application/ld+json"
            if not self._in_data and not _OUR_SCRIPT.fullmatch(given.get("src", "")):
                self.found.append(f"<script {given}>")
            if self._in_data:
                self.data.append("")

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._in_data = False


def read_page(html: str) -> PageReader:
    """A page, or a piece of one, looked through."""
    reader = PageReader()
    reader.feed(html)
    reader.close()
    return reader


WATCH = """
window.harm = [];
for (const name of ["alert", "confirm", "prompt", "open", "fetch"])
  window[name] = () => { window.harm.push(name); };
document.addEventListener("securitypolicyviolation", event => {
  window.harm.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""
LOOK = """() => {
  const harm = [...window.harm];
  for (const element of document.querySelectorAll("*")) {
    for (const attribute of element.attributes) {
      if (/^on/i.test(attribute.name)) harm.push(`${element.tagName} ${attribute.name}`);
    }
    for (const name of ["href", "src", "action"]) {
      const value = element[name];
      const address = typeof value === "string" ? value : "";
      if (/^(javascript|data|vbscript|blob|file):/i.test(address)) harm.push(`${element.tagName} ${address}`);
    }
  }
  return harm;
}
"""
