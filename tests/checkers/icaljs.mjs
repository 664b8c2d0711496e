// Reads a calendar from standard input as Thunderbird does and prints its dates as JSON.
//     node icaljs.mjs FROM TO      instants such as 2027-01-01T00:00:00Z; dates that start in [FROM, TO)
// The environment's TZ is the reader's own zone: floating times fall there.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const MOST_DATES = 100_000;
const [from, to] = process.argv.slice(2);

const isBefore = (time, limit) =>
  time.isDate ? time.toString() < limit.slice(0, 10) : time.toJSDate() < new Date(limit);
const written = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString().replace(".000Z", "Z"));

function* datesOf(event) {
  if (!event.isRecurring()) {
    yield { item: event, startDate: event.startDate, endDate: event.endDate };
    return;
  }
  const overridden = Object.values(event.exceptions).map((exception) => exception.recurrenceId);
  const iterator = event.iterator();
  for (let n = 0; n < MOST_DATES; n++) {
    const next = iterator.next();
    // A changed date from after TO may have been moved ahead of it.
    if (!next || !(isBefore(next, to) || overridden.some((id) => id.compare(next) >= 0))) return;
    yield event.getOccurrenceDetails(next);
  }
  throw new Error(`${event.uid}: more than ${MOST_DATES} dates`);
}

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const changed = new Map();
const series = [];
for (const component of calendar.getAllSubcomponents("vevent")) {
  if (!component.hasProperty("recurrence-id")) {
    series.push(component);
    continue;
  }
  const uid = component.getFirstPropertyValue("uid");
  changed.set(uid, [...(changed.get(uid) ?? []), component]);
}

const dates = [];
for (const component of series) {
  // By itself it would take every changed date of the calendar, whosever it is.
  const exceptions = changed.get(component.getFirstPropertyValue("uid")) ?? [];
  for (const { item, startDate, endDate } of datesOf(new ICAL.Event(component, { exceptions }))) {
    if (isBefore(startDate, from) || !isBefore(startDate, to)) continue;
    dates.push({
      uid: item.uid,
      start: written(startDate),
      end: written(endDate),
      summary: item.summary,
      status: item.component.getFirstPropertyValue("status"),
    });
  }
}
process.stdout.write(JSON.stringify(dates));
