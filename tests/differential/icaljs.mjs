// Reads questions from standard input, one JSON value a line, and answers each with the dates that ical.js finds.
//     {"from": "2027-01-01", "to": "2028-01-01", "calendar": "BEGIN:VCALENDAR…"}
//     {"dates": [{"original": …, "start": …, "end": …, "status": …}]}   or   {"error": "…"}
// Dates that end before `from` or start after `to` may be left out. Instants are in UTC, all-day dates are days.
import { createInterface } from "node:readline";
import { Script } from "node:vm";
import ICAL from "ical.js";

const PATIENCE = 20_000; // milliseconds; some rules send it round for ever
const MOST_DATES = 100_000;

const written = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString().replace(".000Z", "Z"));
const day = (time) => written(time).slice(0, 10);

function* datesOf(event, to) {
  if (!event.isRecurring()) {
    const { startDate, endDate } = event;
    yield { item: event, startDate, endDate, original: event.isRecurrenceException() ? event.recurrenceId.toString() : "" };
    return;
  }
  const overridden = Object.values(event.exceptions).map((exception) => exception.recurrenceId);
  const iterator = event.iterator();
  for (let n = 0; n < MOST_DATES; n++) {
    const next = iterator.next();
    if (!next || !(day(next) <= to || overridden.some((id) => id.compare(next) >= 0))) return;
    yield { ...event.getOccurrenceDetails(next), original: next.toString() };
  }
  throw new Error(`more than ${MOST_DATES} dates`);
}

function* eventsOf(calendar) {
  const changed = new Map();
  const whole = [];
  for (const component of calendar.getAllSubcomponents("vevent")) {
    if (!component.hasProperty("recurrence-id")) whole.push(component);
    else {
      const uid = component.getFirstPropertyValue("uid");
      changed.set(uid, [...(changed.get(uid) ?? []), component]);
    }
  }
  for (const component of whole) {
    const uid = component.getFirstPropertyValue("uid");
    yield new ICAL.Event(component, { exceptions: changed.get(uid) ?? [] });
    changed.delete(uid);
  }
  // A changed date whose series is absent stands alone.
  for (const component of [...changed.values()].flat()) yield new ICAL.Event(component, { exceptions: [] });
}

function* answer({ from, to, calendar }) {
  for (const event of eventsOf(new ICAL.Component(ICAL.parse(calendar)))) {
    for (const { item, startDate, endDate, original } of datesOf(event, to)) {
      if (day(endDate) < from || day(startDate) > to) continue;
      const status = item.component.getFirstPropertyValue("status");
      yield { original, start: written(startDate), end: written(endDate), status };
    }
  }
}

const script = new Script("answerAsked()");
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  globalThis.answerAsked = () => [...answer(asked)];
  let said;
  try {
    said = { dates: script.runInThisContext({ timeout: PATIENCE }) };
  } catch (error) {
    said = { error: String(error.message) };
  }
  process.stdout.write(JSON.stringify(said) + "\n");
}
