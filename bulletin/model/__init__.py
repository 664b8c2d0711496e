"""Nouns. One word, one meaning; a new word is added here first.

What people write, and what it means:

Event            what a partner submits; may recur (VEVENT, RFC 5545 §3.6.1; schema.org/Event)
Series           one rule of an event with its extra, skipped and changed dates: one VEVENT
RecurrenceRule   RRULE (RFC 5545 §3.3.10)
Change           what differs on one date (RECURRENCE-ID, RFC 5545 §3.8.4.4)
Occurrence       one dated instance of an event. Computed, never edited
OccurrenceId     (uid, original start); text `<uid>#2027-01-26T1030`
Status           scheduled, tentative, cancelled, postponed, rescheduled, moved-online, full
Partner          who submits (schema.org/Organization; HSDS organization)
Venue            where: address, rooms, access facts (schema.org/Place; HSDS location)
Place            where one event or one date happens: a venue, an address, online, on request, confidential
DaysOff          a named calendar of days off that `skip`, `except` and `closed` may name
Term             a word of a vocabulary (category, audience, need …) with its labels
Window           half-open span of days `[start, end)` (RFC 5545 §3.3.9)
Record           what a person wrote, before it is resolved: the fields of `records/`
TypedRecord      an event's record as it was typed: its fields under our names, and the text below
RecordSource     a record's file while it is read, with its Problems
EventContext     what an event's record is resolved against: board, venues, days off, partners
LoadedEvent      an event as its file gives it, with its Problems; None where the file is left out
PartlyRead       what is understood of an event's file with errors
FileHistory      when a file was created, last committed and removed, as version history knows it
Revision         when an event was created and last modified, and its SEQUENCE (RFC 5545 §3.8.7)
Seniority        which of two files that claim one name or id was there first
Cause            a record that files ask for in vain: broken, gone, or misspelt
Withdrawn        what is left of a record that was taken off the board: its address, never its words
Memory           the events of the last publication that still have a date ahead
SourceRef        `path:line` in the content folder
Problem, Rule    what is wrong there and what to do; the kind of mistake
Policy           the house rules: what an event must be to be posted. Form only, never viewpoint
Breach           a house rule that an event does not keep
Decision         what staff decided about something handed in: accept, edit, ask, hold or decline
Board            everything known
Submission       the files that differ from a commit, and the Board of that commit
Asked            what somebody who hands something in asks for: a new event, a change …
Contacts         whom staff know at each partner; never in the content
Repository       where the files of a board are kept; HostPages: the pages of its host where they are changed
Release          a commit of Bulletin's repository, as the workflows of boards call it
Edit             one value of a record set or taken away, in the lines it stands in
OpenBoard        a content folder opened to change records in it; Trial: what a change would make of it
ReadBack         an event told to whoever handed it in: how it was understood, and what it changes
Subfolder        a partner's part of the shared folder; Look: all of it at one moment
Piece            a file for the board that came through the shared folder
Draft            an event found in a file that is no record; Converted: all of such a file
Journal          what was handed in through a shared folder, and what came of it
Standing         where something handed in is now: received, on the board, otherwise, taken out, refused
Answer           what is said about a handed-in file, in a text file beside it
Proposal         the files where somebody's version and the board parted, and those it has now
BoardChange      the Board before and after a proposal, and the events that are not the same on both
ReviewFacts      what a proposal does, as facts; Review: those with its Problems, for staff
ReviewEntry      a record in the text of a review: as it will look, and what is told of it in another way
CheckedBoard     a Board to publish, with all Problems, and which files are shown in their last good version

How a board is kept:

Upkeep           what is known of the repository a board lies in
PublishedSite    a site as it was found at its address, or in its folder
Installation     a board with all that it is kept and published by; facts, no judgement
Examination      one thing that `doctor` looks at: what should be so, and why
Diagnosis        what an examination found, and what to do: well, to do, or for people to look at

What is published:

Occurrences      every occurrence of the board within its window, expanded once, by event and by day
LocalizedBoard   the board in one language on one day: what its pages are planned from
Facet            a term, or two, by which the board has a list of its own
Route            a place on the site, without leading slash: "events/oak/story-time/"
PageKind         an entry in the register of pages: its address, which of its pages exist
PageAddress      a page that exists today: its kind, its route, what it is of
SitePlan         everything that will be published on one day, in all languages
PagePlan         a page there will be; `make` gives it, with the files beside it
FilePlan         any file there will be; `make` gives its content
FeedPlan         a FilePlan of a calendar or a news feed that a page names
EventList        a choice of events that has a page, a calendar and news feeds
Page             a template and complete plain values
Layout           what all pages of one language share: masthead, navigation, notices, footer
EventCard        one entry of a list on a page: a date of an event; a slip to templates and stylesheets
Agenda           a list by day, then "Later", then "Without dates"
TextRun          text in one language, which may differ from the page's
MixedText        a line that a page shows: a text, or runs of several languages
CalendarFeed     a calendar (VCALENDAR); CalendarItem: an event's entry in it
NewsFeed         RSS, Atom or JSON Feed; FeedItem: an entry in it
SizedPicture     a picture to be made in another size, under a name of what it is made of
OutputFile       path and bytes to be written
PlanCache        what pages and feeds of a LocalizedBoard share; ends with it
ServeCache       what `bulletin serve` keeps from one look at the content to the next
RenderCache      what rendered files of a site share in one process; ends with its Renderer

id               permanent name of a record: `oak/story-time`
uid              `<id>@<uid_domain>`, stable for life
slug             one path word
url              absolute address
path             on disk

No IO and no clock in this room.
"""
