"""Readings as bytes: for other processes to hand over, and to be kept from one build to the next."""

from __future__ import annotations

import json
from functools import cache

from bulletin.cache.codec import Codec
from bulletin.load.kept import Reading

_ENCODE = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), check_circular=False).encode


def pack(reading: Reading) -> bytes | None:
    """The Reading on one line; None for one that cannot be said as data."""
    try:
        return _ENCODE(_codec().encode(reading)).encode("ascii")
    except ValueError:
        return None


def unpack(data: bytes) -> Reading:
    """Raises `ValueError` for what is no Reading."""
    try:
        return _codec().decode(json.loads(data))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def packing_shape() -> str:
    """What the bytes mean: another text for another version of the model."""
    return _codec().shape


@cache
def _codec() -> Codec[Reading]:
    return Codec(Reading)
