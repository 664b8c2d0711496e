// Reads calendars from their addresses with node-ical and prints the dates of all of them as JSON.
//     node node_ical.mjs FROM TO ADDRESS…      days such as 2027-01-15
import ical from "node-ical";

const [from, to, ...addresses] = process.argv.slice(2);
const span = { from: new Date(`${from}T00:00:00Z`), to: new Date(`${to}T00:00:00Z`) };

const twoDigits = (number) => String(number).padStart(2, "0");
// All-day dates are midnights of the reader's own zone.
const dayOf = (date) => `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
const textOf = (value) => (value && typeof value === "object" ? value.val : value) ?? "";

const dates = [];
for (const address of addresses) {
  const entries = Object.values(await ical.async.fromURL(address)).filter((one) => one?.type === "VEVENT");
  for (const { start, isFullDay, summary, event } of entries.flatMap((one) => ical.expandRecurringEvent(one, span))) {
    dates.push({
      start: isFullDay ? dayOf(start) : start.toISOString(),
      title: textOf(summary),
      place: textOf(event.location),
    });
  }
}
process.stdout.write(JSON.stringify(dates));
