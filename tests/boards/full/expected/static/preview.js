"use strict";
(() => {
const MOMENT = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d?):(\d\d))?$/;
const HALF_A_YEAR = 180, DAY = 864e5;
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
const own = (map, name) => Object.prototype.hasOwnProperty.call(map, name) ? map[name] : undefined;
const plain = (value) => typeof value === "object" && value !== null ? Object.values(value).map(plain).filter(Boolean).join(", ") : String(value ?? "");
const capital = (text) => text.replace(/^./u, (first) => first.toUpperCase());
const dayOf = (iso) => {
const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso ?? "");
if (!found) return null;
const [year, month, day] = found.slice(1).map(Number);
const at = new Date(Date.UTC(year, month - 1, day));
if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null;
return { year, month, day, weekday: (at.getUTCDay() + 6) % 7, number: Math.round(at / DAY) };
};
const today = (words) => new Intl.DateTimeFormat("en-CA", {
timeZone: words.zone, calendar: "gregory", numberingSystem: "latn", year: "numeric", month: "2-digit", day: "2-digit",
}).format(new Date());
const writeDay = (words, iso, form = "") => {
const day = dayOf(iso), now = dayOf(today(words));
if (!day) return iso;
const isFar = day.year !== now.year && Math.abs(day.number - now.number) > HALF_A_YEAR;
let pattern = words.dates[form || (isFar ? "weekday_day_month_year" : "weekday_day_month")];
if (day.day === 1) pattern = pattern.replace(/(?<!d)d(?!d)/, words.dates.first);
return pattern.replace(/'([^']*)'|E{4}|M{4}|y+|d+/g, (token, quoted) =>
quoted ?? { E: words.dates.weekdays[day.weekday], M: words.dates.months[day.month - 1], y: day.year, d: day.day }[token[0]]);
};
const writeTime = (words, time) => {
const [hour, minute] = time.split(":").map(Number);
const half = words.clock === 12 ? (hour < 12 ? "12_am" : "12_pm") : "24";
return fill(words.dates[minute ? half : `${half}_full_hour`],
{ h: hour, h12: hour % 12 || 12, mm: String(minute).padStart(2, "0") });
};
const when = (words, { start = "", end = "" }) => {
const [, day, hour, minute] = MOMENT.exec(start) ?? [];
if (!day || !dayOf(day)) return { day: start, time: "", note: "" };
const from = hour && `${hour}:${minute}`;
const [, endDay, endHour, endMinute] = MOMENT.exec(/^\d\d?:\d\d$/.test(end) ? `${day} ${end.padStart(5, "0")}` : end) ?? [];
if (!from) {
const isLong = endDay && endDay > day;
return { day: isLong ? fill(words.phrases["time.span"], { first: writeDay(words, day), last: writeDay(words, endDay) }) : writeDay(words, day),
time: isLong ? "" : words.phrases["time.all_day"], note: "" };
}
if (!endHour) return { day: writeDay(words, day), time: writeTime(words, from), note: "" };
const until = `${endHour}:${endMinute}`;
const isNext = endDay === day && until.padStart(5, "0") <= from.padStart(5, "0");
const note = isNext ? words.phrases["time.until_tomorrow"] : endDay > day ? writeDay(words, endDay) : "";
return { day: writeDay(words, day), note,
time: fill(words.phrases["time.range"], { start: writeTime(words, from), end: writeTime(words, until) }) };
};
const placeOf = (words, values) => {
const { venue, room, address, online, area, location } = values;
const known = words.places.find(([, id, inside]) => id === venue && inside === (room ?? ""))
?? words.places.find(([, id]) => id === venue);
if (location) return [area, words.phrases["where.on_request"]].filter(Boolean).join(" · ");
if (venue) return known ? known[0] : [venue, room].filter(Boolean).join(", ");
return plain(address) || area || (online ? words.phrases["where.online"] : "");
};
const costOf = (words, cost) => {
if (cost === undefined || cost === null) return null;
if (typeof cost === "object") return { kind: "cost", text: [cost].flat().map((each) => each.label ? `${plain(each.label)} ${plain(each.amount)}`.trim() : plain(each.amount ?? each)).join(", ") };
const typed = String(cost).toLowerCase();
if (typed === "free" || typed === "0") return { kind: "free", text: words.phrases["fact.free"] };
const known = own({ donation: "fact.donation", "pay what you can": "fact.pay_what_you_can" }, typed);
return { kind: "cost", text: known ? words.phrases[known] : String(cost) };
};
const factsOf = (words, values) => {
const category = plain([values.categories ?? []].flat()[0]);
const ages = plain(values.ages ?? (values.audience === "general" ? "" : own(words.labels, values.audience)));
const kind = typeof values.registration === "object" && values.registration ? values.registration.kind ?? "required" : values.registration;
return [
category && { kind: "category", text: own(words.labels, category) ?? category },
costOf(words, values.cost),
ages && { kind: "ages", text: /^\d/.test(ages) ? fill(words.phrases["fact.ages_short"], { ages }) : capital(ages) },
kind && kind !== "none" && words.phrases[`fact.${kind}`] && { kind: "registration", text: words.phrases[`fact.${kind}`] },
values.online && (values.venue || values.address) && { kind: "mode", text: words.phrases["fact.hybrid"] },
values.contact?.phone && { kind: "", text: `${words.say.ask} ${plain(values.contact.phone)}` },
].filter(Boolean);
};
const element = (name, options = {}, ...children) => {
const { className, ...rest } = options;
const made = Object.assign(document.createElement(name), rest);
if (className) made.className = className;
made.append(...children.filter((child) => child !== "" && child !== null));
return made;
};
const showSlip = (holder, values, words) => {
const { day, time, note } = when(words, values);
const category = [values.categories ?? []].flat()[0];
const status = values.status && values.status !== "scheduled" ? words.phrases[`status.${values.status}`] ?? values.status : "";
const title = values.status === "cancelled" ? element("s", {}, values.title ?? "") : values.title ?? "";
const place = placeOf(words, values);
const slip = element("li", { className: `slip${/^[a-z0-9-]+$/.test(category) ? ` cat-${category}` : ""}` },
element("h3", { dir: "auto" }, status && element("strong", { className: `tag ${values.status}` }, status), status && " ", title),
element("p", { className: "when" },
(time || day) && element("span", { className: "time" }, element("time", {}, time || day), note && element("span", {}, ` ${note}`)),
place && element("span", { className: "place", dir: "auto" }, place)),
values.status_note ? element("p", { className: "why", dir: "auto" }, values.status_note) : "",
element("ul", { className: "facts" }, ...factsOf(words, values).map(({ kind, text }) => element("li", { className: kind, dir: "auto" }, text))));
holder.replaceChildren(element("ul", {}, slip));
};
globalThis.boardPreview = { showSlip, dayOf, today, writeDay, when, fill, capital, element };
})();
