"""What staff write to a partner about something handed in, ready to send, in the partner's language.

Nothing is sent: the text is for whoever sends it. It says what was decided, and of the event nothing but
its title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bulletin.model.board import Board, BoardInfo
from bulletin.model.decision import Decision, Word
from bulletin.model.event import Event
from bulletin.model.partner import Partner
from bulletin.model.policy import LeadUnit
from bulletin.model.policy_checks import HORIZON, LEAD_TIME
from bulletin.model.site.routes import event_route, page_route
from bulletin.words import find_language
from bulletin.words.phrases import Phrases, letter_phrases, phrases_in

RECONSIDERATION = "reconsideration"
"""The page that says how somebody asks to look again, where a board has one."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A text ready to send. `to` is a name, and the public address or number of whoever has one."""

    to: str
    subject: str
    body: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a letter is about: a submission of a partner, with what the board knows of either."""

    board: Board
    id: str
    partner_id: str
    partner: Partner | None
    event: Event | None
    """None while it is not on the board."""
    language: str
    """The language to write in, one that there are words for."""

    @property
    def info(self) -> BoardInfo:
        return self.board.info

    @property
    def title(self) -> str:
        """What the partner knows it by; of what is not on the board, the words of its name."""
        if self.event is None:
            return self.id.partition("/")[2].replace("-", " ")
        return self.event.translations.get(self.language, self.event.text).title

    @property
    def partner_name(self) -> str:
        return self.partner.name if self.partner else self.partner_id

    def url(self, route: str) -> str:
        """The address of a page, in the language of the letter where the board has it."""
        info = self.info
        prefix = info.prefix(self.language) if self.language in info.published_languages else ""
        return f"{info.url}{prefix}{route}"

    def page_url(self, slug: str) -> str:
        """The address of a page of text; "" where there is none."""
        return self.url(page_route(slug)) if slug in self.board.pages else ""


def letter_language(board: Board, partner: Partner | None, asked: str = "") -> str:
    """The language to write to a partner in: the one asked for, the partner's, the board's, English."""
    wanted = (asked, partner.text_language if partner else "", board.info.language)
    return next((found for tag in wanted if tag and (found := find_language(tag))), "en")


def write_letter(matter: Matter, decision: Decision, *, missing: Iterable[str] = (), say: str = "") -> Letter:
    """The letter to the partner. `missing` are the ids of house rules to ask about, `say` are own words."""
    phrase = letter_phrases(matter.language)
    told = "\n".join(_told(matter, decision, phrase, (*missing,), say.strip()))
    lines = (
        phrase("hello"),
        f"{phrase('thanks', title=matter.title)} {told}",
        f"{phrase('closing')}\n{_signature(matter.info)}",
    )
    subject = phrase(f"subject.{decision.word}", title=matter.title)
    return Letter(_address(matter), subject, "\n\n".join(lines), matter.language)


def write_to_manager(matter: Matter, decision: Decision) -> Letter:
    """What goes to the manager about something that is held, in the board's main language."""
    language = find_language(matter.info.language) or "en"
    phrase = letter_phrases(language)
    lines = [phrase("manager", partner=matter.partner_name, title=matter.title, id=matter.id)]
    if decision.reason:
        lines.append(phrase("manager.reason", reason=reason_text(matter.board, decision.reason, language)))
    if rules := matter.page_url(matter.info.policy.page):
        lines.append(phrase("manager.rules", url=rules))
    return Letter("", phrase("manager.subject", title=matter.title), "\n".join(lines), language)


def _told(
    matter: Matter, decision: Decision, phrase: Phrases, missing: tuple[str, ...], say: str
) -> Iterator[str]:
    word = decision.word
    if word is Word.ASK:
        questions = [phrase(f"say.{each}") for each in missing if phrase.has(f"say.{each}")]
        questions += [say] if say else []
        yield phrase("ask") if questions else phrase("ask.open")
        yield from (f"- {question}" for question in questions)
        return
    if word is Word.DECLINE:
        yield phrase("decline")
        yield from _refused(matter, decision, phrase)
    elif word is Word.HOLD:
        yield phrase("hold")
    elif matter.event is not None:
        yield phrase(f"{word}.at", url=matter.url(event_route(matter.event)))
        yield phrase("lag")
    else:
        yield phrase(word.value)
    if say:
        yield say


def _refused(matter: Matter, decision: Decision, phrase: Phrases) -> Iterator[str]:
    """The reason with the version of the rules, and how to ask again."""
    reason = reason_text(matter.board, decision.reason, matter.language)
    if decision.policy_version:
        yield phrase("decline.reason_version", version=decision.policy_version, reason=reason)
    else:
        yield phrase("decline.reason", reason=reason)
    yield phrase("decline.mend")
    if rules := matter.page_url(matter.info.policy.page):
        yield phrase("decline.rules", url=rules)
    contact = _contact(matter.info)
    yield phrase("decline.again", contact=contact) if contact else phrase("decline.again_open")
    if page := matter.page_url(RECONSIDERATION):
        yield phrase("decline.again_page", url=page)


def reason_text(board: Board, code: str, language: str) -> str:
    """What a reason says: in the policy's own words, or that of the rule it is called by."""
    policy, phrase = board.info.policy, letter_phrases(language)
    own = next((reason for reason in policy.reasons if reason.id == code), None)
    if own is not None:
        return own.label_in(language, board.info.language)[0]
    if code == LEAD_TIME and policy.lead_time:
        lead = policy.lead_time
        unit = {LeadUnit.WORKING_DAYS: "working_days", LeadUnit.DAYS: "days", LeadUnit.WEEKS: "weeks"}
        return phrase(
            "reason.lead-time", time=phrases_in(language)(f"policy.{unit[lead.unit]}", n=lead.count)
        )
    if code == HORIZON:
        return phrase("reason.horizon", n=policy.horizon or board.info.horizon)
    return phrase(f"reason.{code}") if phrase.has(f"reason.{code}") else code


def _contact(info: BoardInfo) -> str:
    contact = info.contact
    return ", ".join(filter(None, (contact.email, contact.phone))) or contact.url


def _signature(info: BoardInfo) -> str:
    return "\n".join(filter(None, (info.title, _contact(info), info.url)))


def _address(matter: Matter) -> str:
    contact = matter.partner.contact if matter.partner else None
    way = (contact.email or contact.phone or contact.text or contact.url) if contact else ""
    return f"{matter.partner_name}, {way}" if way else matter.partner_name


def format_letter(letter: Letter) -> str:
    """A letter as text: to whom, the subject, and below them what it says."""
    head = [f"To: {letter.to}"] if letter.to else []
    return "\n".join([*head, f"Subject: {letter.subject}", "", letter.body, ""])
