from __future__ import annotations

import pytest
import segno

from bulletin.formats.qr_codes import MOST_BYTES, layout_of, qr_rows, version_for

ADDRESS = "https://board.example/fr/events/oak-street-club/story-time-2027/" * 40


@pytest.mark.parametrize("length", [9, 14, 26, 27, 62, 84, 106, 122, 180, 181, 362, 665, 1_500, MOST_BYTES])
def test_a_code_is_the_one_that_a_library_makes(length: int) -> None:
    data = ADDRESS[:length].encode()
    theirs = segno.make_qr(data, error="m", mode="byte", boost_error=False, mask=3)
    version = version_for(length)
    assert version == theirs.version
    assert [*qr_rows(data, version, layout_of(version))] == [bytes(row) for row in theirs.matrix]


def test_what_is_too_long_for_a_code_has_no_version() -> None:
    assert version_for(MOST_BYTES) == 40
    with pytest.raises(ValueError, match="too many"):
        version_for(MOST_BYTES + 1)
