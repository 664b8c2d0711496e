"""QR codes of addresses (ISO/IEC 18004): text → dark and light modules.

Bytes at level M, all under one mask. There is one code for each event in each language, and a library that makes
any kind of code took a third of the time of a build; so what codes of one version share is made once, in a
`Layout`, and a code takes a tenth. `tests/formats/test_qr_codes.py` compares them with the library's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

MOST_BYTES = 2331
"""What the largest version holds at this level."""

# Of the versions 1 to 40 at level M: the error correction codewords of a block, and the number of blocks.
_CORRECTION = (
    *(10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26),
    *(26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28),
)
_BLOCKS = (
    *(1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16),
    *(17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49),
)
_FORMAT = 0b101101101001011
"""Level M, mask 3."""
_BYTES = 0b0100
_PADDING = bytes((0xEC, 0x11)) * (MOST_BYTES // 2 + 2)
_BITS = bytes.maketrans(b"01", b"\x00\x01")


@dataclass(frozen=True, slots=True)
class Layout:
    """What all codes of a version have in common.

    `modules` are those of an empty code, row by row, 1 for a dark one, the mask applied. `order` are the places
    of the bits of a message, `blocks` the lengths of its blocks of data, `correction` how many codewords of error
    correction each of them has, `steps` what each leading codeword takes from the rest of a block in the division
    that gives them.
    """

    size: int
    modules: bytes
    order: tuple[int, ...]
    blocks: tuple[int, ...]
    correction: int
    steps: tuple[int, ...]


def version_for(length: int) -> int:
    """The smallest version that holds so many bytes. Raises `ValueError` where none does."""
    for version in range(1, 41):
        head = 12 if version < 10 else 20  # bits: the mode, and how many bytes follow
        if head + 8 * length <= 8 * _data_codewords(version):
            return version
    raise ValueError(f"{length} bytes are too many for a QR code")


def layout_of(version: int) -> Layout:
    """The layout of a version, 1 to 40."""
    size = 17 + 4 * version
    fixed = dict(_function_modules(version, size))
    order = tuple(place for place in _zigzag(size) if place not in fixed)
    masked = {place: ((place // size + place % size) % 3 == 0) for place in order}
    modules = bytes(fixed.get(place, False) or masked.get(place, False) for place in range(size * size))
    correction = _CORRECTION[version - 1]
    return Layout(size, modules, order, _block_lengths(version), correction, _division_steps(correction))


def qr_rows(data: bytes, version: int, layout: Layout) -> Iterator[bytes]:
    """The rows of the code of these bytes, 1 for a dark module, in a layout of their version."""
    head, room = (8, 12) if version < 10 else (16, 20)
    count = 8 * sum(layout.blocks)
    message = (_BYTES << head | len(data)) << 8 * len(data) | int.from_bytes(data)
    used = room + 8 * len(data)
    # A terminator of four zeros and a codeword of eight, as far as there is room.
    filled = min(count, used + 4 + 8)
    codewords = (message << filled - used).to_bytes(filled // 8)
    whole = _with_correction(codewords + _PADDING[: count // 8 - len(codewords)], layout)
    modules, size = bytearray(layout.modules), layout.size
    bits = f"{int.from_bytes(whole):0{8 * len(whole)}b}".encode().translate(_BITS)
    for place, bit in zip(layout.order, bits, strict=False):
        modules[place] ^= bit
    return (bytes(modules[first : first + size]) for first in range(0, size * size, size))


def _with_correction(data: bytes, layout: Layout) -> bytes:
    """Blocks of data and their error correction codewords, interleaved."""
    blocks, first = [], 0
    for length in layout.blocks:
        blocks.append(data[first : first + length])
        first += length
    corrections = [_correction(block, layout) for block in blocks]
    columns = chain(zip_longest(*blocks), zip(*corrections, strict=True))
    return bytes(each for column in columns for each in column if each is not None)


def _correction(block: bytes, layout: Layout) -> bytes:
    """The remainder of a block divided by the generator polynomial (Reed-Solomon)."""
    top, rest = 8 * (layout.correction - 1), 0
    below = (1 << top) - 1
    for codeword in block:
        rest = ((rest & below) << 8) ^ layout.steps[codeword ^ (rest >> top)]
    return rest.to_bytes(layout.correction)


def _division_steps(degree: int) -> tuple[int, ...]:
    """The generator polynomial of that degree, without its leading term, times each codeword."""
    generator, root = [1], 1
    for _ in range(degree):
        times_root = [_product(each, root) for each in generator]
        generator = [high ^ low for high, low in zip([*generator, 0], [0, *times_root], strict=True)]
        root = _product(root, 2)
    return tuple(int.from_bytes(_product(each, by) for each in generator[1:]) for by in range(256))


def _product(one: int, other: int) -> int:
    """In GF(256) modulo x⁸ + x⁴ + x³ + x² + 1."""
    found = 0
    while other:
        found ^= one if other & 1 else 0
        one = one << 1 ^ (0x11D if one & 0x80 else 0)
        other >>= 1
    return found


def _data_codewords(version: int) -> int:
    return _data_modules(version) // 8 - _BLOCKS[version - 1] * _CORRECTION[version - 1]


def _block_lengths(version: int) -> tuple[int, ...]:
    """Of each block of a version, the number of its data codewords: the longer ones last."""
    blocks = _BLOCKS[version - 1]
    length, longer = divmod(_data_codewords(version), blocks)
    return tuple(length + (number >= blocks - longer) for number in range(blocks))


def _data_modules(version: int) -> int:
    """How many modules are left for a message: all but patterns, format and version."""
    beside = len(_alignments(version))
    number = (16 * version + 128) * version + 64
    if beside:
        number -= (25 * beside - 10) * beside - 55
    return number - (36 if version >= 7 else 0)


def _alignments(version: int) -> Sequence[int]:
    """The rows, and columns, on which alignment patterns have their centres."""
    if version == 1:
        return ()
    number, last = version // 7 + 2, 10 + 4 * version
    step = 26 if version == 32 else -(-(last - 6) // (2 * number - 2)) * 2
    return (6, *(last - step * back for back in range(number - 2, -1, -1)))


def _zigzag(size: int) -> Iterator[int]:
    """All places in the order of a message: columns in pairs from the right, up and down by turns."""
    rights = [*range(size - 1, 6, -2), 5, 3, 1]
    for number, right in enumerate(rights):
        rows = range(size) if number % 2 else range(size - 1, -1, -1)
        yield from (row * size + column for row in rows for column in (right, right - 1))


def _function_modules(version: int, size: int) -> Iterator[tuple[int, bool]]:
    """The places that hold no message, and whether they are dark; of two answers for a place the last holds."""
    for along in range(size):
        for row, column in ((6, along), (along, 6)):
            yield row * size + column, along % 2 == 0
    alignments = _alignments(version)
    corners = {(6, 6), (6, size - 7), (size - 7, 6)}
    for centre in ((row, column) for row in alignments for column in alignments):
        if centre not in corners:
            yield from _square(centre, 2, size, dark=(0, 2))
    for centre in ((3, 3), (3, size - 4), (size - 4, 3)):
        yield from _square(centre, 4, size, dark=(0, 1, 3))
    yield from _format_modules(size)
    if version >= 7:
        for bit in range(18):
            row, column, dark = bit // 3, size - 11 + bit % 3, bool(_version_bits(version) >> bit & 1)
            yield row * size + column, dark
            yield column * size + row, dark


def _square(
    centre: tuple[int, int], reach: int, size: int, dark: tuple[int, ...]
) -> Iterator[tuple[int, bool]]:
    """Rings around a centre, as far as they are on the code; those at the distances `dark` are dark."""
    for down in range(-reach, reach + 1):
        for across in range(-reach, reach + 1):
            row, column = centre[0] + down, centre[1] + across
            if 0 <= row < size and 0 <= column < size:
                yield row * size + column, max(abs(down), abs(across)) in dark


def _format_modules(size: int) -> Iterator[tuple[int, bool]]:
    """Level and mask, twice, and the one module that is always dark."""
    along = [0, 1, 2, 3, 4, 5, 7, 8]
    for bit in range(15):
        dark = bool(_FORMAT >> bit & 1)
        row, column = (along[bit], 8) if bit < 8 else (8, along[14 - bit])
        yield row * size + column, dark
        row, column = (8, size - 1 - bit) if bit < 8 else (size - 15 + bit, 8)
        yield row * size + column, dark
    yield (size - 8) * size + 8, True


def _version_bits(version: int) -> int:
    """The version, with the remainder of a division behind it that tells whether it was read right."""
    rest = version
    for _ in range(12):
        rest = rest << 1 ^ (0x1F25 if rest >> 11 else 0)
    return version << 12 | rest
