"""Web addresses that people typed: which are safe to put on a page, and how they are written there.

Only `http`, `https`, `mailto` and `tel` reach an output. What comes back is ASCII (RFC 3986), so it
fits an `href`, an iCalendar URL property and an RSS `link` alike.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote, urlsplit

SCHEMES = frozenset({"http", "https", "mailto", "tel"})

# Longer ones break in mail programs, and no address a partner types by hand is near it.
MAX_LENGTH = 2000

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_\-]{0,61}[a-z0-9_])?")
_PORT = re.compile(r"[0-9]{1,5}")
_TEL = re.compile(r"\+?[0-9().\-*]{2,40}(?:;[A-Za-z0-9\-]+(?:=[A-Za-z0-9+.\-]+)?){0,4}")
_MAIL = re.compile(r"[A-Za-z0-9.!#$%'*+/=?^_{|}~\-]{1,64}@([^@?\s]+)")
_MORE_THAN_ONE = re.compile("%(?:0[0ad]|2c|3b|40)", re.IGNORECASE)
_HEADER_END = re.compile("%0[0ad]", re.IGNORECASE)
_DOTS = str.maketrans("。．｡", "...")

# A `%` stays, so that what was encoded already is not encoded twice.
_KEPT_IN_PATH = "/%:@!$&'()*+,;=~-._"
_KEPT_IN_QUERY = _KEPT_IN_PATH + "?"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_IN_TEXT = re.compile(r"https?://\S+", re.IGNORECASE)


def scheme_of(url: str) -> str:
    """The scheme in lower case (`https`), or "" when there is none."""
    match = _SCHEME.match(url)
    return match[1].lower() if match else ""


def safe_url(text: str) -> str | None:
    """An absolute http, https, mailto or tel address in normal form, or None if it is not safe to publish.

    Scheme and host are written in lower case, international hosts in their ASCII form (RFC 3492), other
    characters outside ASCII percent-encoded. Refused: every other scheme, a missing host, a user name or
    password, spaces, control and invisible characters, backslashes (browsers read them as `/`).
    """
    url = text.strip()
    if not _is_plain(url):
        return None
    scheme = scheme_of(url)
    if scheme in {"http", "https"}:
        return _web_address(scheme, url)
    rest = url[len(scheme) + 1 :]
    if scheme == "mailto":
        return _mail_address(rest)
    if scheme == "tel" and _TEL.fullmatch(rest):
        return f"tel:{rest}"
    return None


def address_in(text: str) -> str:
    """The first web address that stands in a text, or ""."""
    found = _IN_TEXT.search(text)
    return found[0].rstrip(".,;)>\"'") if found else ""


def is_internal(url: str) -> bool:
    """Whether this is a link within the site: `/pages/policy/`, `../oak/`, `#today`; never `//host`."""
    first = re.split(r"[/?#]", url, maxsplit=1)[0]
    return _is_plain(url) and not url.startswith("//") and ":" not in first


def _is_plain(url: str) -> bool:
    return 0 < len(url) <= MAX_LENGTH and url.isprintable() and " " not in url and "\\" not in url


def safe_href(text: str) -> str | None:
    """`safe_url`, or a link within the site in the same normal form; None for everything else."""
    url = text.strip()
    if not is_internal(url):
        return safe_url(url)
    address, mark, fragment = url.partition("#")
    href = _encoded(address, _KEPT_IN_QUERY) + mark + _encoded(fragment, _KEPT_IN_QUERY)
    return href if len(href) <= MAX_LENGTH else None


def _web_address(scheme: str, url: str) -> str | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if not url[len(scheme) + 1 :].startswith("//") or "@" in parts.netloc:
        return None
    name, _, port = parts.netloc.partition(":")
    host = _ascii_host(name)
    if host is None or (port and not (_PORT.fullmatch(port) and 0 < int(port) < 65536)):
        return None
    path = _encoded(parts.path, _KEPT_IN_PATH) or "/"
    query = "?" + _encoded(parts.query, _KEPT_IN_QUERY) if parts.query else ""
    fragment = "#" + _encoded(parts.fragment, _KEPT_IN_QUERY) if parts.fragment else ""
    address = f"{scheme}://{host}{':' + port if port else ''}{path}{query}{fragment}"
    return address if len(address) <= MAX_LENGTH else None


def _encoded(text: str, kept: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", text), safe=kept)


def _ascii_host(name: str) -> str | None:
    # Not the standard library's "idna" codec: it follows the rules of 2003, where straße.de becomes the
    # address of somebody else (strasse.de); browsers do not.
    host = unicodedata.normalize("NFKC", name.translate(_DOTS)).lower().removesuffix(".")
    labels = []
    for label in host.split("."):
        if not label.isascii():
            if not all(unicodedata.category(char)[0] in "LMN" or char == "-" for char in label):
                return None
            label = "xn--" + label.encode("punycode").decode("ascii")
        if not _LABEL.fullmatch(label):
            return None
        labels.append(label)
    joined = ".".join(labels)
    return joined if len(joined) <= 253 else None


def _is_kept_in_mail(part: str) -> bool:
    """Whether it is a subject of one line, or a text, which may have several (RFC 6068 §5)."""
    name = unquote(part.partition("=")[0]).lower()
    return name == "body" or (name == "subject" and not _HEADER_END.search(part))


def _mail_address(rest: str) -> str | None:
    """The one address, with no more than a subject and a text: nobody else gets the mail unawares."""
    address, _, query = rest.partition("?")
    query = "&".join(part for part in query.split("&") if _is_kept_in_mail(part))
    match = _MAIL.fullmatch(address)
    if not match or _MORE_THAN_ONE.search(address):
        return None
    host = _ascii_host(match[1])
    if host is None:
        return None
    local = address.rpartition("@")[0]
    return f"mailto:{local}@{host}" + (f"?{_encoded(query, _KEPT_IN_QUERY)}" if query else "")
