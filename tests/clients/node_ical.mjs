// Reads a calendar from its address with node-ical and prints its dates as JSON.
//     node node_ical.mjs ADDRESS FROM TO      days such as 2027-01-15
import ical from "node-ical";

const [address, from, to] = process.argv.slice(2);
const span = { from: new Date(`${from}T00:00:00Z`), to: new Date(`${to}T00:00:00Z`) };

const twoDigits = (number) => String(number).padStart(2, "0");
// All-day dates are midnights of the reader's own zone.
const dayOf = (date) => `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
const textOf = (value) => (value && typeof value === "object" ? value.val : value) ?? "";

const calendar = await ical.async.fromURL(address);
const dates = Object.values(calendar)
  .filter((component) => component?.type === "VEVENT")
  .flatMap((event) => ical.expandRecurringEvent(event, span))
  .map(({ start, isFullDay, summary, event }) => ({
    start: isFullDay ? dayOf(start) : start.toISOString(),
    title: textOf(summary),
    place: textOf(event.location),
  }));
process.stdout.write(JSON.stringify(dates));
