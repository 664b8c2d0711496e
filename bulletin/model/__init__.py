"""Nouns. One word, one meaning; a new word is added here first.

Event           what a partner submits; may recur (VEVENT, RFC 5545 §3.6.1; schema.org/Event)
Series          one rule of an event with its extra, skipped and changed dates: one VEVENT
RecurrenceRule  RRULE (RFC 5545 §3.3.10)
Change          what differs on one date (RECURRENCE-ID, RFC 5545 §3.8.4.4)
Occurrence      one dated instance of an event. Computed, never edited
OccurrenceId    (uid, original start); text `<uid>#2027-01-26T1030`
Status          scheduled, tentative, cancelled, postponed, rescheduled, moved-online, full
Partner         who submits (schema.org/Organization; HSDS organization)
Venue           where: address, rooms, access facts (schema.org/Place; HSDS location)
Place           where one event or one date happens: a venue, an address, online, on request, confidential
DaysOff         a named calendar of days off that `skip`, `except` and `closed` may name
Term            a word of a vocabulary (category, audience, need …) with its labels
Window          half-open span of days `[start, end)`
Record          what a person wrote, before it is resolved: the fields of `records/`
Board           everything known
Site            everything published: Pages, Feeds, Assets
Page            a template and complete plain values
Edition         the board in one language on one day: what its pages are planned from
Held            every occurrence of the board within its window, expanded once
Slip            one entry of a list on a page: a date of an event
Route           a place on the site, "events/oak/story-time/"
SourceRef       `path:line` in the content folder
Problem, Rule   what is wrong there and what to do; the kind of mistake
Revision        when an event was created and last modified, and its SEQUENCE (RFC 5545 §3.8.7)
RecordSource    a record's file while it is read, with its Problems
EventContext    what an event's record is resolved against: board, venues, days off, partners
id              permanent name of a record: `oak/story-time`
uid             `<id>@<uid_domain>`, stable for life
slug            one path word
url             absolute address
path            on disk

No IO and no clock in this room.
"""
