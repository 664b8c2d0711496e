"use strict";
(() => {
const page = document.body.dataset;
const language = document.documentElement.lang;
const root = new URL("..", document.currentScript.src);
const all = (css, within = document) => [...within.querySelectorAll(css)];
const one = (css, within = document) => within.querySelector(css);
const now = Date.now();
const today = new Intl.DateTimeFormat("sv", { timeZone: page.zone }).format(now);
const dayAt = (ahead) => new Date(Date.parse(today) + ahead * 864e5).toISOString().slice(0, 10);
const ahead = (iso) => Math.round((Date.parse(iso.slice(0, 10)) - Date.parse(today)) / 864e5);
const isOver = (iso) => (iso.length > 10 ? Date.parse(iso) <= now : iso !== "" && iso < today);
const isOld = page.made < today;
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto", numberingSystem: "latn" });
const inWords = (days) => relative.format(days, "day");
const isSmall = /^\p{Ll}/u.test(new Intl.DateTimeFormat(language, { weekday: "long" }).format(now));
const lowered = (name) => (isSmall ? name.replace(/^./, (letter) => letter.toLowerCase()) : name);
const weekday = (new Date(today).getUTCDay() + 6) % 7;
const SPANS = {
home: [0, 8],
tonight: [0, 1],
tomorrow: [1, 2],
weekend: [Math.max(0, 5 - weekday), 7 - weekday],
week: [0, 7 - weekday],
};
const agenda = one(".live[data-span]");
const [first, end] = (SPANS[agenda && agenda.dataset.span] || [0, 1e4]).map(dayAt);
const sections = (within = document) => all("section[data-day]", within);
const isShown = (section) => one("[data-end]:not([hidden])", section) !== null;
const isAhead = (section) => section.dataset.day >= today && all("[data-end]", section).some((dated) => !isOver(dated.dataset.end));
const isWithin = (section) => section.dataset.day >= first && section.dataset.day < end;
function isTonight(dated) {
const start = one("time", dated).dateTime;
const { end } = dated.dataset;
const isLong = end.length > 10 && end.slice(0, 16) > `${start.slice(0, 10)}T18:00`;
return start.length > 10 && (start.slice(11) >= "17" || isLong);
}
function putAway() {
const fold = one(".earlier");
for (const dated of all(".live [data-end]")) {
if (!isOver(dated.dataset.end)) continue;
const section = dated.closest("section[data-day]");
if (fold && section && section.dataset.day === today) one("ul", fold).append(dated);
else dated.hidden = true;
const count = section && one(".count", section);
if (count) count.hidden = true;
}
const earlier = fold && all("li[data-end]", fold);
if (earlier && earlier.length) {
one(`section[data-day="${today}"] .slips`).append(fold);
one(".number", fold).textContent = earlier.length;
fold.hidden = false;
}
}
function showDays() {
const lasting = new Map();
const shown = [];
for (const section of all(".live :is(.day, .to-note)")) {
const day = section.dataset.day;
const inSpan = section.closest(".live") === agenda;
if (!day) section.hidden = !isShown(section) || (inSpan && section.matches(".day") && shown.length > 0);
else if (day < today) {
section.hidden = true;
const items = all("li[data-end]:not([hidden])", section);
if (items.length) lasting.set(section, items);
} else if (inSpan) {
const items = agenda.dataset.span === "tonight" ? all("li[data-end]", section) : [];
for (const item of items) item.hidden ||= !isTonight(item);
section.hidden = !isWithin(section) || (items.length > 0 && !isShown(section));
if (!section.hidden) shown.push(section);
}
}
if (agenda && !shown.length && agenda.dataset.span === "home") {
const next = sections(agenda).find(isAhead);
if (next) next.hidden = false;
}
const next = one(".live section[data-day]:not([hidden]) .slips");
const list = next && lasting.size && next.appendChild(document.createElement("ul"));
for (const [section, items] of lasting) {
if (list) list.append(...items);
else section.hidden = false;
}
}
function sayNothingIsLeft() {
const isLeft = all("[data-end]:not([hidden])", agenda).some((dated) => !dated.closest(".earlier, section[hidden]"));
all(":scope > .empty", agenda).forEach((sentence, at) => { sentence.hidden = isLeft || at > 0; });
}
function sayDays() {
for (const section of sections()) {
const title = one("h1, h2", section);
const words = one("a", title) || title;
const days = ahead(section.dataset.day);
const name = (title.dataset.plain ||= words.textContent);
const near = [page.today, page.tomorrow][days];
words.textContent = near ? near.replace("{day}", lowered(name)) : name;
section.classList.toggle("today", days === 0);
}
for (const day of all("[data-month] td:not(.other) > :is(a, span):first-child")) {
const { month } = day.closest("table").dataset;
const isToday = `${month}-${day.textContent.padStart(2, "0")}` === today;
day.parentNode.classList.toggle("today", isToday);
if (isToday) day.setAttribute("aria-current", "date");
else day.removeAttribute("aria-current");
}
}
function sayAge() {
const age = inWords(ahead(page.made));
const made = one(".made");
if (made) made.append(` (${age})`);
const stale = one(".stale");
if (stale && ahead(page.made) < -2) {
stale.textContent = stale.dataset.words.replace("{when}", age);
stale.hidden = false;
}
for (const notice of all("[data-until]")) notice.hidden = notice.dataset.until < today;
for (const stale of all(".live .total, .live .tag.new")) stale.hidden = true;
}
window.furtherDays = (html) => {
const innerHTML = html.replaceAll("{root}", root.href);
const made = Object.assign(document.createElement("template"), { innerHTML }).content;
for (const section of sections(made)) {
const known = sections(agenda);
const { day } = section.dataset;
if (known.some((other) => other.dataset.day === day)) continue;
const later = known.find((other) => other.dataset.day > day);
if (later) later.before(section);
else (known.at(-1) || one(".earlier", agenda)).after(section);
}
};
async function fetchMonth(month) {
await new Promise((done) => {
const script = document.createElement("script");
script.onload = script.onerror = done;
script.src = new URL(`${agenda.dataset.days}${month}.js`, root);
document.head.append(script);
});
}
async function fetchDays() {
const last = dayAt(ahead(end) - 1).slice(0, 7);
for (const month of agenda.dataset.months.split(" ").filter(Boolean)) {
const isEnough = agenda.dataset.span !== "home" || sections(agenda).some(isAhead);
if (month > last && isEnough) break;
await fetchMonth(month);
}
}
async function keepTrue() {
if (isOld) sayAge();
if (isOld && agenda && agenda.dataset.months) await fetchDays();
putAway();
if (isOld) showDays();
if (agenda) sayNothingIsLeft();
if (isOld) sayDays();
page.kept = true;
}
keepTrue();
})();
