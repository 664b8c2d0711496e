"""One answer of a web server, within bounds of time, size and redirects. RFC 9110."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

import httpcore

from bulletin import __version__
from bulletin.fetch.connecting import AddressRefused, Deadline, HostUnknown, PublicNetwork
from bulletin.formats.urls import safe_url

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PLAIN, _ZIPPED = ("", "identity"), ("gzip", "x-gzip")
_HEADERS = (
    (b"Accept", b"*/*"),
    (b"Accept-Encoding", b"gzip, identity"),
    (b"User-Agent", f"bulletin/{__version__}".encode("ascii")),
    (b"Connection", b"close"),
)
_GZIP = zlib.MAX_WBITS | 16


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How long a file may take to come, with all its redirects, and how large it may be when unpacked."""

    seconds: float = 20.0
    size: int = 5_000_000
    redirects: int = 3


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file as it came. `url` is where it was found in the end."""

    url: str
    data: bytes


class NotFetched(Exception):
    """Why there is no file: `str()` ends a sentence for people. `status` is the server's, 0 without one."""

    def __init__(self, reason: str, status: int = 0) -> None:
        super().__init__(reason)
        self.status = status


def fetch(url: str, limits: FetchLimits = FetchLimits(), *, loopback: bool = False) -> Fetched:
    """The file at an https address of the public internet. Raises `NotFetched`.

    With `loopback`, instead, at an http address of this computer.
    """
    deadline = Deadline(limits.seconds)
    network = PublicNetwork(deadline, loopback=loopback)
    try:
        with httpcore.ConnectionPool(max_connections=1, network_backend=network) as pool:
            for _ in range(limits.redirects + 1):
                url = _checked(url, "http" if loopback else "https")
                answer = _ask(pool, url, limits)
                if isinstance(answer, Fetched):
                    return answer
                url = answer
    except AddressRefused as error:
        raise NotFetched("this is no address of the public internet") from error
    except HostUnknown as error:
        raise NotFetched(f"there is no server called {error}") from error
    except httpcore.TimeoutException as error:
        raise NotFetched(f"the answer took longer than {limits.seconds:g} seconds") from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise NotFetched(_reason_of(error)) from error
    raise NotFetched(f"it leads on more than {limits.redirects} times")


def _checked(url: str, scheme: str) -> str:
    """The address in normal form."""
    address = safe_url(url)
    if address is None or not address.startswith(("https:", "http:")):
        raise NotFetched("this is no web address")
    if not address.startswith(f"{scheme}:"):
        raise NotFetched(f"the address does not begin with {scheme}://")
    return address.partition("#")[0]


def _ask(pool: httpcore.ConnectionPool, url: str, limits: FetchLimits) -> Fetched | str:
    """The file, or the address where the server says it is."""
    with pool.stream("GET", url, headers=_HEADERS) as response:
        told = {name.lower(): value.decode("latin-1").strip() for name, value in response.headers}
        if response.status in _REDIRECTS and told.get(b"location"):
            return urljoin(url, told[b"location"])
        if response.status != 200:
            raise NotFetched(f"the server answered {response.status}", response.status)
        parts = _unpacked(response.iter_stream(), told.get(b"content-encoding", "").lower(), limits.size)
        return Fetched(url, _joined(parts, limits.size))


def _unpacked(parts: Iterable[bytes], encoding: str, size: int) -> Iterator[bytes]:
    """The bytes as they were before they were packed, never more at once than `size` and one."""
    if encoding in _PLAIN:
        yield from parts
        return
    if encoding not in _ZIPPED:
        raise NotFetched(f"it is packed in a way that was not asked for ({encoding[:20]})")
    unpack = zlib.decompressobj(_GZIP)
    try:
        for part in parts:
            yield unpack.decompress(part, size + 1)  # what is left over then is of a file too large
    except zlib.error as error:
        raise NotFetched("it is packed and cannot be unpacked") from error
    if not unpack.eof:
        raise NotFetched("it broke off before its end")


def _joined(parts: Iterable[bytes], size: int) -> bytes:
    data = bytearray()
    for part in parts:
        data += part
        if len(data) > size:
            raise NotFetched(f"it has more than {size:,} bytes")
    return bytes(data)


def _reason_of(error: Exception) -> str:
    if "CERTIFICATE" in str(error).upper():
        return "the server's certificate is not valid for it"
    if isinstance(error, httpcore.ProtocolError):
        return "the answer is none of a web server, or broke off"
    return "no connection could be made, or it broke off"
