"""Each field of an event: its own, else its partner's default, else what its place or the board says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from bulletin.formats.dates import Side
from bulletin.load.events.attachments import PictureFields, load_flyer, load_picture
from bulletin.load.events.changes import ChangeContext, read_changes
from bulletin.load.events.context import EventContext
from bulletin.load.events.costs import drop_negative_prices, read_costs, read_limit, read_registration
from bulletin.load.events.limits import check_date_count
from bulletin.load.events.missing import first_day, report_no_category, report_no_place
from bulletin.load.events.repeats import read_repeats
from bulletin.load.events.times import TIME_GROUP, Times, read_rain_date, read_times
from bulletin.load.fields.datetime_reader import DatetimeReader
from bulletin.load.fields.days import read_day
from bulletin.load.fields.fixes import format_list, replace_field
from bulletin.load.fields.record_source import Loc, RecordSource, propose
from bulletin.load.fields.schema_errors import report_missing
from bulletin.load.fields.schema_rules import WRONG_LENGTH
from bulletin.load.fields.terms import read_language, read_languages, read_terms
from bulletin.load.fields.values import merge_contacts, read_access, read_contact, read_instant, read_zone
from bulletin.load.places import NO_PLACE, PLACE_FIELDS, has_place, place_access, read_place
from bulletin.load.texts import read_text
from bulletin.model.event import Change, Event, TypedRecord
from bulletin.model.place import Place, PlaceKind
from bulletin.model.records.event import EventRecord
from bulletin.model.recurrence import Series, Start
from bulletin.model.vocabulary import MOST_TERMS
from bulletin.problems import Rule, Severity
from bulletin.translatable import gettext as _
from bulletin.words.lists import join_words
from bulletin.words.phrases import says_no_id, words_for_all_ages

PUBLIC_ALL_THE_SAME = Rule(
    "public-all-the-same",
    Severity.NOTE,
    "Dates that are not to be published are better not written at all: the repository is public.",
)

_FOUND_BESIDE_ROOM = frozenset({"room", "online", "area"})

_KEPT_BESIDE_ROOM = ("venue",)
"""Of a partner's usual place, what a room of an event's own is in."""

_MERGED = frozenset({"contact", "access"})
_DATE_FIELDS = ("start", "end", "repeat", "dates", "skip", "changes", "rain_date", "was")


def _as_many(names: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else names or ()


class Resolved(NamedTuple):
    """An event, with stand-ins for what it `lacks`: the place, or the dates but for the day it begins."""

    event: Event
    lacks: frozenset[str]
    begins: Start | None


class Resolver:
    """One record on its way to an Event: each field from the event, else from its partner's defaults."""

    def __init__(
        self, source: RecordSource, record: EventRecord, partner_id: str, context: EventContext
    ) -> None:
        self.source = source
        self.partner_id = partner_id
        self.context = context
        found = context.partners.get(partner_id)
        self.partner = found.partner if found else None
        self.defaults = found.defaults if found else None
        self.partner_source = found.source if found else source
        self.own = record
        self.inherited = (
            self.defaults.model_fields_set - record.model_fields_set if self.defaults else frozenset()
        )
        self.record = self._with_defaults(record)
        zone = read_zone(*self.at("timezone"), self.record.timezone) or context.info.timezone
        day = first_day(record.start or "", source.languages, context.today)
        self.reader = DatetimeReader(source, ZoneInfo(zone), context.days_off, day, context.today)

    def _with_defaults(self, record: EventRecord) -> EventRecord:
        """The record with its partner's defaults where it says nothing; *place* and *time* as groups."""
        if self.defaults is None:
            return record
        update: dict[str, Any] = {name: getattr(self.defaults, name) for name in self.inherited - _MERGED}
        for group in (PLACE_FIELDS, TIME_GROUP):
            if given := record.model_fields_set.intersection(group):
                kept = _KEPT_BESIDE_ROOM if given <= _FOUND_BESIDE_ROOM and "room" in given else ()
                update = {name: value for name, value in update.items() if name not in group or name in kept}
        return record.model_copy(update=update)

    def at(self, name: str) -> tuple[RecordSource, Loc]:
        """The file and the place in it where a field's value stands."""
        if name in self.inherited:
            return self.partner_source, ("defaults", name)
        return self.source, (name,)

    def event(self, slug: str, typed: TypedRecord) -> Resolved:
        record, source, info = self.record, self.source, self.context.info
        address = f"{source.path.split('/')[-2]}/{slug}"
        event_id = record.id or address
        uid = f"{event_id}@{info.uid_domain}"
        place = self._place()
        times = self._times(uid)
        text = read_text(source, record.title, record.summary, record.description)
        rest = self._as_published({**self._dates(), **self._people(), **self._details()})
        text_language = self._text_language()
        lacks = frozenset(name for name, value in (("place", place), ("start", times)) if value is None)
        place = place or Place(PlaceKind.ON_REQUEST)
        place_facts = place_access(place, self.context.venues)
        own_facts = self._own_access()
        times = times or Times((), ())
        facts = self.context.vocabularies["access"]
        change_context = ChangeContext(self.context.venues, facts, place, own_facts, place_facts)
        changes = self._changes(times, change_context) if not lacks else ()
        event = Event(
            id=event_id,
            uid=uid,
            partner=self.partner_id,
            slug=slug,
            ref=source.ref(),
            lines=self._lines(),
            typed=typed,
            text=text,
            text_language=text_language,
            timezone=self.reader.zone.key,
            series=tuple(self._series(event_id, times)),
            changes=changes,
            calendars=times.calendars,
            place=place,
            access={**place_facts, **own_facts},
            **self._old_addresses(address, slug, rest),
        )
        return Resolved(event, lacks, self._begins() if "start" in lacks else None)

    def _series(self, event_id: str, times: Times) -> Iterator[Series]:
        """Each with its UID: the key of a further one is part of it, before the domain."""
        for one in times.series:
            yield replace(one, uid=f"{event_id}/{one.key}@{self.context.info.uid_domain}") if one.key else one

    def _changes(self, times: Times, context: ChangeContext) -> tuple[Change, ...]:
        changes = read_changes(self.reader, self.record, times, context)
        check_date_count(self.reader.source, times.series, changes)
        return changes

    def _begins(self) -> Start | None:
        """The start alone, where the end or the repeat beside it cannot be read."""
        if self.record.start is None or not self.record.publish_dates:
            return None
        aside = replace(self.reader, source=replace(self.source, problems=[]))
        return aside.read_start(("start",), self.record.start)

    def _old_addresses(self, address: str, slug: str, fields: dict[str, Any]) -> dict[str, Any]:
        """With the address below a folder whose partner has another name now."""
        if address == f"{self.partner_id}/{slug}":
            return fields
        return {**fields, "was_at": (*fields["was_at"], address)}

    def _place(self) -> Place | None:
        given = [name for name in PLACE_FIELDS if getattr(self.record, name)]
        own = [name for name in given if name not in self.inherited]
        source, loc = self.at((*own, *given, "venue")[0])
        place = read_place(source, loc[:-1], self.record)
        if place is None and not has_place(self.record) and not self.source.dropped & set(PLACE_FIELDS):
            report_no_place(self.source, self.context.venues)
        return place

    def _times(self, uid: str) -> Times | None:
        record, source = self.record, self.source
        if not record.publish_dates:
            if not self._is_confidential and "location" not in source.dropped:
                message = _("`publish_dates: no` goes only with `location: confidential`.")
                hint = _("Delete the line, or write: location: confidential")
                without = replace_field(source, ("publish_dates",))
                source.report(NO_PLACE, ("publish_dates",), message, hint, without and without.fix)
            elif given := [name for name in _DATE_FIELDS if getattr(record, name) is not None]:
                message = _("The dates are not published, but everybody can read them in the repository.")
                listed = join_words([f"`{name}`" for name in given])
                hint = _("Leave out {fields}.", fields=listed)
                source.report(PUBLIC_ALL_THE_SAME, (given[0],), message, hint)
        if record.start is None:
            if not record.publish_dates and self._is_confidential:
                return Times((), ())
            # Nobody is led to add a date before it is clear whether dates may be known.
            if "start" not in source.dropped and (record.publish_dates or "location" not in source.dropped):
                report_missing(source, EventRecord, ("start",))
            read_repeats(source, record.repeat, None)
            return None
        if not record.publish_dates and first_day(record.start, source.languages, None) is None:
            return Times((), ())
        return read_times(self.reader, record, uid)

    @property
    def _is_confidential(self) -> bool:
        return self.record.location == "confidential"

    def _own_access(self) -> dict[str, Any]:
        facts = self.context.vocabularies["access"]
        found = {}
        if self.defaults and self.defaults.access:
            found = read_access(self.partner_source, ("defaults", "access"), self.defaults.access, facts)
        return {**found, **read_access(self.source, ("access",), self.own.access, facts)}

    def _as_published(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Without any other date where its dates are not published: each of them would reveal the season."""
        if self.record.publish_dates:
            return fields
        registration = replace(fields["registration"], opens=None, closes=None)
        return {**fields, "rain_date": None, "was": None, "registration": registration}

    def _text_language(self) -> str:
        given = read_language(*self.at("text_language"), self.record.text_language)
        return given or (self.partner.text_language if self.partner else "") or self.context.info.language

    def _lines(self) -> dict[str, int]:
        node = self.source.node
        return {key.text: key.line for key, _ in node.items} if node else {}

    def _dates(self) -> dict[str, Any]:
        record, source = self.record, self.source
        before, after = self.reader.beside(Side.BEFORE), self.reader.beside(Side.AFTER)
        return {
            "publish_dates": record.publish_dates,
            "review_by": read_day(*self.at("review_by"), record.review_by, after),
            "rain_date": read_rain_date(self.reader, record.rain_date),
            "was": read_limit(self.reader, ("was",), record.was, Side.NEAREST),
            "publish_from": read_day(*self.at("publish_from"), record.publish_from, before),
            "publish_until": read_day(*self.at("publish_until"), record.publish_until, after),
            "posted": read_instant(source, ("posted",), record.posted),
            "changed": read_instant(source, ("changed",), record.changed),
            "verified": read_day(source, ("verified", "date"), record.verified.date)
            if record.verified
            else None,
        }

    def _people(self) -> dict[str, Any]:
        record = self.record
        contact = merge_contacts(
            *([self.partner.contact] if self.partner else []),
            read_contact(
                self.partner_source, ("defaults", "contact"), self.defaults.contact if self.defaults else None
            ),
            read_contact(self.source, ("contact",), self.own.contact),
        )
        return {
            "hosts": tuple(self.context.names.partner_named(host) or host for host in record.hosts or ()),
            "format": record.format,
            "categories": self._terms("categories", _("category")) or self._no_category(),
            **self._audience(),
            "welcome": self._terms("welcome", _("group")),
            "needs": self._terms("needs", _("need")),
            "languages": read_languages(*self.at("languages"), record.languages),
            "interpretation": read_languages(*self.at("interpretation"), record.interpretation),
            "contact": contact,
        }

    def _discreet_title(self) -> str:
        """What feeds and shared links call it; the board's name, where a sensitive partner gave none."""
        is_sensitive = self.partner is not None and self.partner.sensitive
        return self.record.discreet_title or (self.context.info.title if is_sensitive else "")

    def _audience(self) -> dict[str, Any]:
        """Whom it is counted for, and what is said of ages: of `general` alone nothing is."""
        record = self.record
        terms = self._terms("audience", _("audience"), "audiences")
        audience, ages = terms[0] if terms else "general", record.ages or ""
        if audience != "general":
            return {"audience": audience, "ages": ages}
        everybody = words_for_all_ages()
        in_ages = ages.strip().lower() in everybody
        return {
            "audience": audience,
            "is_for_all_ages": in_ages or (record.audience or "").strip().lower() in everybody,
            "ages": "" if in_ages else ages,
        }

    def _terms(self, name: str, what: str, words: str = "") -> tuple[str, ...]:
        """The terms of a field; the partner's, where the event's own are no words of the board."""
        source, loc = self.at(name)
        vocabulary = self.context.vocabularies[words or name]
        terms = read_terms(source, loc, _as_many(getattr(self.record, name)), vocabulary, what)
        usual = getattr(self.defaults, name) if self.defaults and name not in self.inherited else None
        if not terms and usual and getattr(self.record, name):
            terms = read_terms(self.partner_source, ("defaults", name), _as_many(usual), vocabulary, what)
        most = MOST_TERMS.get(name, len(terms))
        if len(terms) > most:
            message = _(
                "There are {count} {name}, but at most {most} are counted.",
                count=len(terms),
                name=name,
                most=most,
            )
            fixed = replace_field(source, loc, format_list(name, terms[:most]))
            hint, fix = propose(
                fixed,
                _("Keep the {most} that say most about the event.", most=most),
                _("Keep the {most} that say most about the event, as in", most=most),
            )
            source.report(WRONG_LENGTH, loc, message, hint, fix)
        return terms

    def _no_category(self) -> tuple[str, ...]:
        if not self.record.categories and "categories" not in self.source.dropped:
            report_no_category(self.source, self.context.vocabularies["categories"])
        return ("other",)

    def _details(self) -> dict[str, Any]:
        record, source = self.record, self.source
        registration_source, registration_loc = self.at("registration")
        reader = self.reader
        if registration_source is not source:
            reader = replace(reader, source=registration_source)
        attachments = self.context.attachments
        return {
            "status": record.status,
            "status_note": record.status_note or "",
            "access_note": record.access_note or "",
            "cost": read_costs(
                drop_negative_prices(*self.at("cost"), record.cost), self.context.info.currency
            ),
            "registration": read_registration(reader, registration_loc, record.registration),
            "bring": record.bring or (),
            "documents": record.documents or (),
            "needs_no_id": any(map(says_no_id, record.documents or ())),
            "image": load_picture(
                source, PictureFields(record.image, record.image_alt, record.image_credit), attachments
            ),
            "flyer": load_flyer(source, record.flyer, attachments),
            "discreet_title": self._discreet_title(),
            "part_of": record.part_of or "",
            "series_name": record.series or "",
            "was_at": record.was_at or (),
            "source": (record.source.channel or "") if record.source else "",
        }
