"""Connections to public addresses alone, all of whose steps together end at a given moment."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from queue import Empty, SimpleQueue
from ssl import SSLContext
from threading import Thread
from typing import Any

import httpcore

_TRANSLATED = IPv6Network("64:ff9b::/96")
"""Its last 32 bits are an IPv4 address that a gateway connects to (RFC 6052)."""


class AddressRefused(Exception):
    """None of a host's addresses may be connected to."""


class HostUnknown(Exception):
    """A host has no address."""


class Deadline:
    """The moment by which everything must be done."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left. Raises `httpcore.TimeoutException` when there are none."""
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise httpcore.TimeoutException("the time is up")
        return seconds


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also where it carries another within it."""
    ip = ip_address(address)
    return ip.is_global and not ip.is_multicast and all(map(_is_global, _carried(ip)))


def _is_global(ip: IPv4Address | None) -> bool:
    return ip is None or (ip.is_global and not ip.is_multicast)


def _carried(ip: IPv4Address | IPv6Address) -> tuple[IPv4Address | None, ...]:
    """The IPv4 addresses that packets to an IPv6 address may end at."""
    if isinstance(ip, IPv4Address):
        return ()
    translated = IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _TRANSLATED else None
    return (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ()), translated)


class PublicNetwork(httpcore.NetworkBackend):
    """Connects to public addresses, until the deadline. `loopback` allows this computer instead."""

    def __init__(self, deadline: Deadline, *, loopback: bool = False) -> None:
        self._deadline = deadline
        self._loopback = loopback
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first of the host's allowed addresses that answers."""
        allowed = [address for address in self._resolve(host, port) if self._may_connect(address)]
        if not allowed:
            raise AddressRefused(host)
        for address in allowed[:-1]:
            try:
                return self._connect(address, port)
            except httpcore.ConnectError:
                continue
        return self._connect(allowed[-1], port)

    def _connect(self, address: str, port: int) -> httpcore.NetworkStream:
        stream = self._backend.connect_tcp(address, port, timeout=self._deadline.left())
        return _UntilDeadline(stream, self._deadline)

    def _may_connect(self, address: str) -> bool:
        return ip_address(address).is_loopback if self._loopback else is_public(address)

    def _resolve(self, host: str, port: int) -> list[str]:
        """The addresses of a host. The system's resolver knows no deadline, so it is not waited for."""
        answers: SimpleQueue[list[str] | OSError] = SimpleQueue()

        def ask() -> None:
            try:
                found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
                answers.put(list(dict.fromkeys(str(each[4][0]) for each in found)))
            except (OSError, UnicodeError) as error:
                answers.put(OSError(str(error)))

        Thread(target=ask, daemon=True).start()
        try:
            answer = answers.get(timeout=self._deadline.left())
        except Empty:
            raise httpcore.ConnectTimeout("the name was not resolved in time") from None
        if isinstance(answer, OSError):
            raise HostUnknown(host) from answer
        return answer


class _UntilDeadline(httpcore.NetworkStream):
    """A connection whose every step may take what is left of the time, however little each brings."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _UntilDeadline(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
