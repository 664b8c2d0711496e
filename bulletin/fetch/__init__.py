"""Getting a file from the web: nothing else in the package opens a connection to another computer.

http         one answer, within bounds of time, size and redirects (`fetch`)
connecting   connections to public addresses alone, until a given moment

An address is judged after it was resolved, and the one that was judged is the one connected to. Proxies and
passwords that the environment holds (`https_proxy`, `.netrc`) are not used.
"""

from __future__ import annotations

from bulletin.fetch.http import Fetched, FetchLimits, NotFetched, fetch

__all__ = ["FetchLimits", "Fetched", "NotFetched", "fetch"]
