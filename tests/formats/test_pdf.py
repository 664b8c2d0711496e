"""Which PDFs are published as flyers: those that show their pages and do nothing else."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.formats.pdf import refuse_pdf


def pdf(*objects: bytes, tail: bytes = b"") -> bytes:
    body = b"".join(b"%d 0 obj%s\nendobj\n" % (number + 1, each) for number, each in enumerate(objects))
    return b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n" + tail


def packed(inner: bytes, number: int = 9, about: bytes = b"/Type/ObjStm/Filter/FlateDecode") -> bytes:
    """A stream that holds an object (ISO 32000-1 §7.5.7)."""
    head = b"%d 0 " % number
    data = head + inner
    data = zlib.compress(data) if b"Flate" in about else data
    return b"<<%s/N 1/First %d/Length %d>>stream\n%s\nendstream" % (about, len(head), len(data), data)


def name(text: str) -> bytes:
    """A name with each letter written as its number."""
    return b"/" + "".join(f"#{ord(letter):02x}" for letter in text).encode()


PROGRAM, LAUNCH, FILES, ELSEWHERE, BY_ITSELF, HIDDEN = (
    "holds a program",
    "starts another program",
    "carries other files",
    "opens another file",
    "does something by itself",
    "cannot be looked into",
)
PACKED = b"/Filter/FlateDecode"
PAGES = b"<</Type/Catalog/Pages 2 0 R>>"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf(b"<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>"), PROGRAM),
        (pdf(b"<</Names<</JavaScript 5 0 R>>>>"), PROGRAM),
        (pdf(b"<</S" + name("JavaScript") + b"/JS(x)>>"), PROGRAM),
        (pdf(b"<</S/Java#53cript>>"), PROGRAM),
        (pdf(b"<</AcroForm<</XFA 5 0 R>>>>"), PROGRAM),
        (pdf(PAGES, b"<</Subtype/RichMedia>>"), PROGRAM),
        (pdf(PAGES, packed(b"<</S/JavaScript/JS(x)>>")), PROGRAM),
        (pdf(PAGES, packed(b"<</S" + name("JavaScript") + b">>")), PROGRAM),
        (pdf(PAGES, packed(b"<</S/JavaScript>>", about=b"/Type" + name("ObjStm") + PACKED)), PROGRAM),
        (pdf(PAGES, packed(b"<</S/JavaScript>>", about=b"/Type 7 0 R/Filter[/FlateDecode]")), PROGRAM),
        (pdf(PAGES, packed(b"<</JS(x)>>", about=b"/Type/ObjStm")), PROGRAM),
        (pdf(b"<</A<</S/Launch/F(cmd.exe)>>>>"), LAUNCH),
        (pdf(b"<</A<</S/#4caunch>>>>"), LAUNCH),
        (pdf(b"<</Names<</EmbeddedFiles 5 0 R>>>>"), FILES),
        (pdf(PAGES, b"<</Type/EmbeddedFile>>stream\nx\nendstream"), FILES),
        (pdf(b"<</A<</S/GoToR/F(other.pdf)>>>>"), ELSEWHERE),
        (pdf(b"<</A<</S/SubmitForm/F(https://x.example)>>>>"), ELSEWHERE),
        (pdf(b"<</AA<</O 5 0 R>>>>"), BY_ITSELF),
        (pdf(b"<</OpenAction<</S/URI/URI(https://x.example)>>>>"), BY_ITSELF),
        (pdf(b"<</OpenAction 2 0 R>>", b"<</S/URI/URI(https://x.example)>>"), BY_ITSELF),
        (pdf(b"<</OpenAction 9 0 R>>", packed(b"<</S/URI/URI(https://x.example)>>")), BY_ITSELF),
        (pdf(b"<</OpenAction<</S/GoTo/D[2 0 R]/Next 5 0 R>>>>"), BY_ITSELF),
        (pdf(PAGES, packed(b"x", about=b"/Type/ObjStm/Filter/LZWDecode")), HIDDEN),
        (pdf(PAGES, packed(b"x", about=b"/Type/ObjStm/Filter[/FlateDecode/FlateDecode]")), HIDDEN),
        (pdf(PAGES, packed(b"x", about=b"/Type/ObjStm/DecodeParms<</Predictor 12>>" + PACKED)), HIDDEN),
        (pdf(PAGES, b"<</Type/ObjStm/Filter/FlateDecode>>stream\nlocked\nendstream"), HIDDEN),
        (pdf(PAGES, packed(bytes(40_000_000))), HIDDEN),
        (pdf(PAGES, tail=b"and more"), "something else hung on"),
        (pdf(PAGES, tail=b"<html><script>alert(1)</script>"), "a web page as well"),
        (pdf(PAGES, b"(<script>alert(1)</script>)"), "a web page as well"),
        (b"%PDF-1.7\n1 0 obj\n", "not a whole PDF"),
        (b"<html>%PDF-1.7 %%EOF", "not a whole PDF"),
        (b"GIF89a%PDF-1.7 %%EOF", "not a whole PDF"),
        (b"", "not a whole PDF"),
    ],
)  # fmt: skip
def test_a_pdf_that_does_more_than_show_its_pages_is_refused(data: bytes, reason: str) -> None:
    refused = refuse_pdf(data, "flyer.pdf")
    assert refused is not None
    assert refused.message.startswith("flyer.pdf ")
    assert reason in refused.message


def test_a_pdf_that_is_an_archive_too_is_refused() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("run.class", "x")
        file.comment = b"%%EOF"
    refused = refuse_pdf(pdf(PAGES) + archive.getvalue(), "flyer.pdf")
    assert refused is not None
    assert "packed folder" in refused.message


@pytest.mark.parametrize(
    "data",
    [
        pdf(PAGES),
        pdf(PAGES, b"<</Subtype/Link/A<</S/URI/URI(https://oak.example)>>>>"),
        pdf(b"<</OpenAction[3 0 R/FitH null]/StructTreeRoot 5 0 R>>", b"<</S/P>>"),
        pdf(b"<</OpenAction 2 0 R>>", b"<</S/GoTo/D[3 0 R/Fit]>>"),
        pdf(b"<</OpenAction 9 0 R>>", packed(b"[3 0 R/Fit]")),
        pdf(PAGES, packed(b"<</Type/Page>>")),
        pdf(PAGES, b"<</Filter/FlateDecode>>stream\n/JS /AA /OpenAction<</S/URI>>\nendstream"),
        pdf(PAGES, b"<</Type/Font/BaseFont/ABCDEF+JSans/Name/AAleft>>"),
        pdf(PAGES, tail=b"\r\n\0"),
    ],
)
def test_an_ordinary_flyer_is_published(data: bytes) -> None:
    assert refuse_pdf(data, "flyer.pdf") is None


@given(st.binary())
def test_no_bytes_break_the_reader(data: bytes) -> None:
    refuse_pdf(b"%PDF-1.7\n" + data + b"\n%%EOF", "x.pdf")
    refuse_pdf(pdf(b"<</Type/ObjStm" + data + b">>stream\n" + data), "x.pdf")
