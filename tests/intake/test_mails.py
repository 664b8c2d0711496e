"""A zoo of mails and texts, each named for what is odd about it, with what must come of it."""

from __future__ import annotations

import time
from base64 import encodebytes
from email.message import EmailMessage
from quopri import encodestring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.intake.converted import Converted, Draft
from bulletin.intake.mail_parts import Kind, attachments_of
from bulletin.intake.mails import convert_form_text, convert_mail
from tests.intake.small_board import board, load_drafts, load_table

SENDER = "From: Jane Roe <jane.roe@home.example>\nTo: events@board.example\n"
FORM = """bulletin-form 1
title: Clay club
start: 2027-03-02 10:30
venue: Main Library

Bring an apron.
end
"""
TEXT = "The clay club meets on Tuesday 2 March 2027 from 10:30 to 11:30.\nWhere: Main Library\n"


def mail(text: str, *headers: str, subject: str = "Clay club") -> bytes:
    return "\n".join([f"{SENDER}Subject: {subject}", *headers, "", text]).encode()


def convert(data: bytes) -> Converted:
    return convert_mail("mail.eml", data, board(), "oak")


def form_of(text: str) -> Converted:
    return convert_form_text("form.txt", text.encode(), board(), "oak")


def draft_of(data: bytes) -> Draft:
    [draft] = convert(data).drafts
    return draft


def everything(converted: Converted) -> str:
    return repr(converted)


# ---- forms -------------------------------------------------------------------------------------------------

FORMS = load_table("odd_forms")


@pytest.mark.parametrize("oddity", FORMS)
def test_an_odd_form_becomes_what_it_means(oddity: str) -> None:
    row = FORMS[oddity]
    converted = form_of(row["text"])
    assert converted.refused == ""
    [draft] = converted.drafts
    assert {name: draft.values.get(name) for name in row["gives"]} == row["gives"]
    assert draft.body == row.get("body", "")
    if says := row.get("says"):
        assert says in " ".join(draft.remarks)
    else:
        assert draft.remarks == ()
    assert not converted.needs_person


def test_what_odd_forms_become_can_be_read() -> None:
    drafts = [draft for row in FORMS.values() for draft in form_of(row["text"]).drafts]
    errors = [each for each in load_drafts(drafts).problems if each.is_error]
    assert [f"{each.ref} {each.message}" for each in errors] == []


def test_a_form_is_the_same_in_a_mail() -> None:
    [in_text], [in_mail] = (
        form_of(FORM).drafts,
        convert(mail(f"Dear all,\n\n{FORM}\nKind regards\nJane")).drafts,
    )
    assert in_mail.body == in_text.body == "Bring an apron."
    assert {**in_mail.values, "source": {}} == {**in_text.values, "source": {}}


def test_two_forms_in_a_file_are_two_events() -> None:
    drafts = form_of(FORM + FORM.replace("Clay", "Glaze")).drafts
    assert [(draft.key, draft.values["title"]) for draft in drafts] == [
        ("form-1", "Clay club"),
        ("form-2", "Glaze club"),
    ]


def test_a_form_that_breaks_off_is_asked_for_again() -> None:
    cut = FORM.removesuffix("end\n")
    assert "breaks off" in form_of(cut).refused
    assert convert(mail(cut)).needs_person


def test_a_newer_form_is_told() -> None:
    assert "newer kind (2)" in form_of(FORM.replace("form 1", "form 2")).refused


@pytest.mark.parametrize(
    "line",
    ["verified: 2027-01-01", "source: feed", "id: mill/yoga", "library_role: sponsor", "funder: The Mill",
     "your name: Jane Roe", "private phone: 555-0199", "image: ../../secret.png"],
)  # fmt: skip
def test_what_only_the_library_may_say_and_what_is_private_is_not_taken(line: str) -> None:
    [draft] = form_of(FORM.replace("venue:", f"{line}\nvenue:")).drafts
    assert draft.values == form_of(FORM).drafts[0].values
    assert len(draft.remarks) == 1
    assert line.partition(": ")[2] not in everything(form_of(FORM.replace("venue:", f"{line}\nvenue:")))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"bulletin-form 1\nend\n", "nothing in this form"),
        (b"x" * 70_000, "longer than an event"),
        (FORM.encode("utf-16"), "UTF-16"),
        (b"PK\x03\x00\x01" * 40, "not a text file"),
    ],
    ids=["nothing", "blanks", "empty form", "endless", "UTF-16", "bytes"],
)
def test_a_text_that_cannot_be_read_is_refused_in_words(data: bytes, said: str) -> None:
    converted = convert_form_text("form.txt", data, board(), "oak")
    assert said in converted.refused
    assert converted.drafts == ()


def test_a_text_from_an_old_windows_computer_is_read() -> None:
    data = FORM.replace("Clay club", "Café d’argile").encode("cp1252").replace(b"\n", b"\r\n")
    assert convert_form_text("form.txt", data, board(), "oak").drafts[0].values["title"] == "Café d’argile"


# ---- free text ---------------------------------------------------------------------------------------------

# What somebody writes → when it begins and ends (None: nobody can know), and a part of what is said.
WRITTEN = {
    "a day and hours": ("On Tuesday 2 March 2027 from 10:30 to 11:30.", ("2027-03-02 10:30", "11:30"), ""),
    "a day and an hour": ("On 2 March 2027 at 7 pm, in the hall.", ("2027-03-02 19:00", None), ""),
    "in French": ("Mardi 2 mars 2027 à 19 h 30, à la salle bleue.", ("2027-03-02 19:30", None), ""),
    "in Spanish": ("El 2 de marzo de 2027 a las 19:30", ("2027-03-02 19:30", None), ""),
    "said twice": ("2 March 2027 at 7 pm. Again: 2027-03-02 19:00!", ("2027-03-02 19:00", None), ""),
    "a day alone": ("Open house, 2027-03-02", ("2027-03-02", None), ""),
    "two days": ("2 March 2027 and 9 March 2027", None, "several dates (2027-03-02, 2027-03-09)"),
    "no year": ("Saturday 6 March, 10 am", None, "has no year"),
    "day or month first": ("On 03/10/2027 at 7 pm", None, "read in two ways"),
    "a last day to sign up": ("Sign up by 2 March 2027.", None, "may be a last day"),
    "a last day in French": ("Inscription avant le 2 mars 2027 !", None, "may be a last day"),
    "a label without a year": ("When: Friday 5 March, 7 pm", None, "has no year"),
    "a day and a last day": (
        "Yoga on 5 March 2027 at 7 pm. Book by 2 March 2027.", ("2027-03-05 19:00", None), ""
    ),
    "the wrong weekday": ("Monday 2 March 2027", None, ""),
    "no date": ("We meet whenever the kiln is warm.", None, "No date with its year"),
    "telephone numbers": ("Call 555-0123 or 613 555 0123, room 204", None, "No date with its year"),
}  # fmt: skip


@pytest.mark.parametrize("oddity", WRITTEN)
def test_of_free_text_only_what_is_certain_is_read(oddity: str) -> None:
    text, when, said = WRITTEN[oddity]
    converted = convert(mail(text))
    [draft] = converted.drafts
    assert converted.needs_person
    assert (draft.values.get("start"), draft.values.get("end")) == (when or (None, None))
    assert said in " ".join(draft.remarks)
    assert draft.body == text.strip()


def test_lines_that_say_what_they_are_are_read() -> None:
    draft = draft_of(
        mail("Titre : Club d’argile\nQuand : 2 mars 2027 19 h\nOù : Main Library, Blue Room\nPrix : gratuit")
    )
    assert draft.values == {
        "title": "Club d’argile", "start": "2 mars 2027 19 h", "venue": "main-library", "room": "blue-room",
        "cost": "gratuit", "source": {"channel": "mail"},
    }  # fmt: skip


@pytest.mark.parametrize("prefix", ["Re: ", "FWD: ", "TR : ", "RV: ", "Re: Fwd: Re[2]: "])
def test_the_subject_becomes_the_title(prefix: str) -> None:
    assert draft_of(mail(TEXT, subject=f"{prefix}Clay club")).values["title"] == "Clay club"


# ---- what goes no further ----------------------------------------------------------------------------------

PRIVATE = ("secretary", "Jane", "Roe", "jane.roe", "home.example", "555-0199", "secret", "Sam Poe")

# What is odd → the text of the mail; nothing private may be left of it.
CORRESPONDENCE = {
    "signature": f"{TEXT}\n-- \nJane Roe\n555-0199",
    "closing": f"{TEXT}\nKind regards,\nJane\n555-0199",
    "closing in French": f"{TEXT}\nCordialement\nJane Roe\n555-0199",
    "closing in Spanish": f"{TEXT}\nMuchas gracias,\nJane Roe\n555-0199",
    "closing in Arabic": f"{TEXT}\nمع التحية\nJane Roe\n555-0199",
    "a telephone's": f"{TEXT}\nSent from my iPhone\n555-0199",
    "a name and what follows": f"{TEXT}\n*Jane Roe*\nProgramme secretary\nT 555-0199",
    "name alone": f"{TEXT}\nJane",
    "own address": f"{TEXT}Write to jane.roe@home.example for more.",
    "quoted": f"{TEXT}\nOn Mon, 1 Mar 2027 at 10:00, Sam Poe <sam@x.example> wrote:\n> secret",
    "quoted over two lines": f"{TEXT}\nOn Mon, 1 Mar 2027, Sam Poe <sam@x.example>\nwrote:\n> secret",
    "quoted in French": f"{TEXT}\nLe lun. 1 mars 2027 à 10:00, Sam Poe a écrit :\n> secret",
    "quoted by Outlook": f"{TEXT}\n________________________________\nFrom: Sam Poe\nSent: Monday\nsecret",
    "an original message": f"{TEXT}\n-----Original Message-----\nFrom: Sam Poe\nsecret",
    "a header of a mail": f"{TEXT}\nFrom: Sam Poe <sam@x.example>\nDate: Monday\nSubject: x\n\nsecret",
    "forwarded": f"{TEXT}\n---------- Forwarded message ---------\nFrom: Sam Poe\nsecret",
    "answered between": f"> secret?\n{TEXT}\n> secret",
    "a form": f"secret\n{FORM}\nJane Roe\n> secret",
}


@pytest.mark.parametrize("oddity", CORRESPONDENCE)
def test_nothing_of_a_sender_or_of_quoted_mail_goes_further(oddity: str) -> None:
    converted = convert(mail(CORRESPONDENCE[oddity]))
    [draft] = converted.drafts
    assert str(draft.values["start"]).startswith("2027-03-02 10:30")
    assert [word for word in PRIVATE if word in everything(converted)] == []


def test_a_form_that_is_quoted_is_not_read_again() -> None:
    converted = convert(mail("Here it is again.\n> " + FORM.replace("\n", "\n> ")))
    assert converted.needs_person
    assert "start" not in converted.drafts[0].values


def test_thanks_at_the_beginning_close_no_mail() -> None:
    assert draft_of(mail(f"Thanks!\n\nThank you for posting this.\n{TEXT}")).body.endswith(TEXT.strip())


def test_a_subject_that_names_the_sender_is_no_title() -> None:
    assert "title" not in draft_of(mail(TEXT, subject="Event from Jane Roe")).values


def test_a_partner_that_sends_in_its_own_name_may_be_named() -> None:
    data = mail("Oak House invites you on 2 March 2027.").replace(b"Jane Roe", b"Oak House")
    assert draft_of(data).body == "Oak House invites you on 2 March 2027."


# ---- how mails are written ---------------------------------------------------------------------------------

ACCENTS = "Café d’argile, le 2 mars 2027 à 19 h"


def encoded(text: bytes, charset: str, way: str) -> bytes:
    return (
        mail("", f"Content-Type: text/plain; charset={charset}", f"Content-Transfer-Encoding: {way}") + text
    )


@pytest.mark.parametrize(
    "data",
    [
        encoded(encodestring(ACCENTS.encode()), "utf-8", "quoted-printable"),
        encoded(encodebytes(ACCENTS.encode()), "utf-8", "base64"),
        encoded(ACCENTS.encode("cp1252"), "windows-1252", "8bit"),
        encoded(ACCENTS.encode("cp1252"), "iso-8859-1", "8bit").replace(b"iso-8859-1", b"x-unknown"),
        encoded(ACCENTS.encode("cp1252"), "us-ascii", "8bit"),
        encoded(ACCENTS.encode(), "idna", "8bit"),
        encoded(ACCENTS.encode(), "rot13", "8bit"),
        encoded(ACCENTS.encode(), "utf-8", "8bit").replace(b"\n", b"\r\n"),
        mail("", "Content-Type: text/html; charset=utf-8") + f"<p>{ACCENTS}</p>".encode(),
        mail("", "Content-Type: text/html; charset=utf-8")
        + b"<style>p{}</style><p>Caf&eacute; d&rsquo;argile, le 2 mars 2027 &agrave; 19 h",
    ],
    ids=["quoted-printable", "base64", "windows-1252", "unknown charset", "called ascii", "idna", "rot13",
         "carriage returns", "HTML only", "HTML with entities"],
)  # fmt: skip
def test_a_mail_is_read_however_it_is_written(data: bytes) -> None:
    assert draft_of(data).body == ACCENTS
    assert draft_of(data).values["start"] == "2027-03-02 19:00"


def test_lines_that_flow_are_joined() -> None:
    flowed = "The clay club meets on \nTuesday 2 March \n2027 at 10:30.\n"
    draft = draft_of(mail(flowed, "Content-Type: text/plain; format=flowed"))
    assert draft.values["start"] == "2027-03-02 10:30"


def with_attachments(*files: tuple[str, str, bytes], text: str = TEXT) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "Jane Roe <jane.roe@home.example>", "Clay club"
    message.set_content(text)
    message.add_alternative(f"<p>{text}</p>", subtype="html")
    for name, kind, data in files:
        maintype, _, subtype = kind.partition("/")
        message.add_attachment(data, maintype=maintype, subtype=subtype, filename=name)
    return message.as_bytes()


def test_ten_attachments_are_named_and_none_is_taken_blindly() -> None:
    files = [
        ("clay.ics", "text/calendar", b"BEGIN:VCALENDAR"), ("clay.yaml", "application/x-yaml", b"title: x"),
        ("clay.csv", "text/csv", b"title"), ("clay.xlsx", "application/octet-stream", b"PK"),
        ("poster.jpg", "image/jpeg", b"\xff\xd8"), ("flyer.pdf", "application/pdf", b"%PDF"),
        ("run.exe", "application/octet-stream", b"MZ"), ("winmail.dat", "application/ms-tnef", b"x"),
        ("clay.docx", "application/octet-stream", b"PK"), ("../../../etc/passwd", "application/x", b"x"),
    ]  # fmt: skip
    data = with_attachments(*files)
    kinds = [(each.name, each.kind, each.data) for each in attachments_of(data)]
    assert kinds[:6] == [
        ("clay.ics", Kind.CALENDAR, b"BEGIN:VCALENDAR"), ("clay.yaml", Kind.RECORD, b"title: x"),
        ("clay.csv", Kind.SHEET, b"title"), ("clay.xlsx", Kind.SHEET, b"PK"),
        ("poster.jpg", Kind.PICTURE, b"\xff\xd8"), ("flyer.pdf", Kind.FLYER, b"%PDF"),
    ]  # fmt: skip
    assert {kind for _, kind, _ in kinds[6:]} == {Kind.OTHER}
    assert kinds[-1][0] == "passwd"
    converted = convert(data)
    assert len(converted.said) == 11
    assert not {"image", "flyer"} & set(converted.drafts[0].values)
    assert converted.drafts[0].body.startswith("The clay club meets")


def test_a_mail_with_nothing_but_a_calendar_leaves_the_rest_to_it() -> None:
    converted = convert(
        with_attachments(("clay.ics", "text/calendar", b"x"), text="\n").replace(b"<p>\n</p>", b"")
    )
    assert (converted.drafts, converted.refused) == ((), "")
    assert "is read by itself" in converted.said[0]


def test_a_mail_within_a_mail_is_named_only() -> None:
    inner, outer = EmailMessage(), EmailMessage()
    inner["Subject"] = "secret"
    inner.set_content("secret")
    outer.set_content(TEXT)
    outer.add_attachment(inner)
    converted = convert(outer.as_bytes())
    assert "secret" not in everything(converted)
    assert [each.kind for each in attachments_of(outer.as_bytes())] == [Kind.MAIL]


def nested(depth: int) -> bytes:
    opened = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return f"{SENDER}{opened}\nhello".encode()


# What is wrong with a mail → what is said of it, and nothing of it is read.
REFUSED = {
    "too large": (b"Subject: x\n\n" + b"x" * 15_000_000, "more than 12 MB"),
    "parts within parts": (nested(500), "more parts"),
    "mails within mails": (b"Content-Type: message/rfc822\n\n" * 5_000, "more parts"),
    "within, with carriage returns": (nested(500).replace(b"\n", b"\r"), "more parts"),
    "within, in folded lines": (nested(500).replace(b"Type: ", b"Type:\n\t"), "more parts"),
    "a part a line": (b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n" * 99_999, "more parts"),
    "an endless header": (b"Content-Type: text/plain; a=" + b"(" * 100_000 + b"\n\nx", "more parts"),
    "an endless folded header": (b"From: a\n" + b" (\n" * 100_000 + b"\n\nx", "more parts"),
    "headers without end": (b"X-A: b\n" * 200_000, "more parts"),
    "lines without end": (b"Subject: x\n\n" + b"\n" * 3_000_000, "more parts"),
    "encrypted": (mail("x", "Content-Type: application/pkcs7-mime; smime-type=enveloped-data"), "encrypted"),
    "not delivered": (mail("x", "Content-Type: multipart/report; boundary=b"), "notice of a mail program"),
    "out of office": (mail("I am away.", "Auto-Submitted: auto-replied"), "automatic answer"),
    "empty": (mail(""), "no text"),
    "only a signature": (mail("-- \nJane Roe"), "no text"),
    "nothing at all": (b"", "no text"),
}  # fmt: skip


@pytest.mark.parametrize("fault", REFUSED)
def test_a_mail_that_cannot_be_read_is_refused_in_words_and_soon(fault: str) -> None:
    data, said = REFUSED[fault]
    begun = time.process_time()
    converted = convert(data)
    assert time.process_time() - begun < 2
    assert converted.drafts == ()
    assert said in converted.refused


@pytest.mark.parametrize(
    "text",
    [
        "1 " * 200_000,
        "2 March " * 40_000,
        ("when: " * 40 + "\n") * 1_000,
        "On " + "a" * 100_000,
        "> " * 100_000,
        "bulletin-form 1\n" * 20_000,
        "bulletin-form 1\n" + "title: x\n" * 20_000,
        "bulletin-form 1\n" + "a" * 60_000 + ":x",
        "*" * 60_000 + ": x",
    ],
    ids=["numbers", "dates", "labels", "attribution", "quotes", "forms", "fields", "name", "stars"],
)
def test_no_text_takes_long(text: str) -> None:
    begun = time.process_time()
    convert(mail(text))
    assert time.process_time() - begun < 2


@given(st.binary(max_size=300))
def test_any_bytes_get_an_answer(data: bytes) -> None:
    for converted in (
        convert(data),
        convert(mail("") + data),
        convert_form_text("x.txt", data, board(), "oak"),
    ):
        assert converted.refused or converted.drafts or converted.said
