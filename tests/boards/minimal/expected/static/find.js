"use strict";
(() => {
const root = document.getElementById("find");
const [form, choices] = root.querySelectorAll(":scope > form, :scope > details");
const box = form.querySelector("input");
const results = root.querySelector(".results");
const whole = root.querySelector(".whole");
const wide = matchMedia("(min-width: 54rem)");
const language = document.documentElement.lang;
const FLAGS = { free: 1, "drop-in": 2, online: 4, "no-id": 8, rare: 16 };
const TABLES = ["age", "category", "need", "language", "access", "partner", "place"];
const MANY = ["time", ...TABLES];
const EVERY_ONE = new Set(["access"]);
const AT_ONCE = 30;
const FIRST = 6;
const PAUSE = 700, COUNTED = 250;
const BOOST = { title: 4, original: 4, names: 2, summary: 1.5, also: 2, meant: 1 };
const NEAR_BEST = 0.8;
const NOON = 720, EVENING = 1020, NIGHT = 1080, DAY = 864e5, ENDLESS = 1e6;
const plurals = new Intl.PluralRules(language);
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto", numberingSystem: "latn" });
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
const say = (word, values = {}) => {
const entry = index.say[word];
return fill(typeof entry === "string" ? entry : entry[plurals.select(values.n)] ?? entry.other, values);
};
const capital = (text) => text.replace(/^./u, (first) => first.toUpperCase());
const escaped = (text) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt()};`);
let index = null, dates = null, loading = null, engine = null, cards = [];
globalThis.boardIndex = (part) => {
if (part.kind === "index") index = part;
else if (part.kind === "dates") dates = part;
else cards[part.number] = part.cards;
};
const scripts = new Map();
const script = (address) => {
if (!scripts.has(address)) {
scripts.set(address, new Promise((done, failed) => {
const element = document.createElement("script");
element.src = address;
element.onload = done;
element.onerror = failed;
document.head.append(element);
}));
}
return scripts.get(address);
};
const file = (name) => script(`${root.dataset.index}${name}.js?${document.body.dataset.made}`);
const load = () => {
loading ??= Promise.all([file("index"), file("dates")]).then(prepare, failed);
return loading;
};
const failed = (error) => {
results.hidden = whole.hidden = false;
results.textContent = root.dataset.failed;
throw error;
};
let from, day, last, start, end, card, wording, address, off;
const prepare = () => {
const rows = dates.events.map((runs) => {
const found = [];
for (const [a, b, c, d, e, f, g, ...steps] of runs) {
let at = 0;
for (const step of steps) found.push([at += step, at + e, c, d, a, b, f, g]);
}
return found.sort((one, other) => one[0] - other[0] || one[2] - other[2]);
});
from = new Int32Array(rows.length + 1);
rows.forEach((found, e) => { from[e + 1] = from[e] + found.length; });
[day, last, start, end, card, wording, address, off] = Array.from({ length: 8 }, (_, column) =>
Int32Array.from({ length: from[rows.length] }));
[day, last, start, end, card, wording, address, off].forEach((column, number) => {
let at = 0;
for (const found of rows) for (const row of found) column[at++] = row[number];
});
index.numbers = Object.fromEntries(TABLES.map((name) =>
[name, new Map(index.groups[name].map(([value], number) => [value, number]))]));
};
let boardClock = null;
const clock = () => {
boardClock ??= new Intl.DateTimeFormat("en", {
timeZone: index.zone, calendar: "gregory", numberingSystem: "latn", hourCycle: "h23",
year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
});
const parts = boardClock.formatToParts(new Date());
const { year, month, day: date, hour, minute } = Object.fromEntries(parts.map((part) => [part.type, part.value]));
return { today: offset(`${year}-${month}-${date}`), minutes: 60 * hour + Number(minute) };
};
const offset = (iso) => Math.round((Date.parse(iso) - Date.parse(dates.first)) / DAY);
const iso = (at) => new Date(Date.parse(dates.first) + at * DAY).toISOString().slice(0, 10);
const span = (state, today) => {
if (state.day) return [offset(state.day), offset(state.day)];
const monday = today - (new Date(`${iso(today)}T12:00Z`).getUTCDay() + 6) % 7;
return {
tonight: [today, today], tomorrow: [today + 1, today + 1], weekend: [Math.max(today, monday + 5), monday + 6],
days: [today, today + 6], weeks: [today, today + 27],
}[state.when] ?? [today, ENDLESS];
};
const empty = () => ({ q: "", when: "", day: "", ...Object.fromEntries(MANY.map((name) => [name, []])),
...Object.fromEntries(Object.keys(FLAGS).map((name) => [name, false])) });
let state = empty();
const WHEN = new Set(["tonight", "tomorrow", "weekend", "days", "weeks"]);
const read = () => {
const given = new URLSearchParams(location.hash.slice(1));
const found = empty();
found.q = (given.get("q") ?? "").slice(0, 200);
if (WHEN.has(given.get("when"))) found.when = given.get("when");
if (/^\d{4}-\d\d-\d\d$/.test(given.get("day")) && !isNaN(Date.parse(given.get("day")))) found.day = given.get("day");
for (const name of MANY) found[name] = [...new Set(given.getAll(name).flatMap((each) => each.split(",")))].filter((value) => boxes.has(`${name}=${value}`));
for (const name of Object.keys(FLAGS)) found[name] = given.has(name) && given.get(name) !== "0" && boxes.has(`${name}=${name}`);
return found;
};
const written = (of) => {
const given = new URLSearchParams();
if (of.q.trim()) given.set("q", of.q.trim());
for (const name of ["when", "day"]) if (of[name]) given.set(name, of[name]);
for (const name of MANY) if (of[name].length) given.set(name, of[name].join(","));
for (const name of Object.keys(FLAGS)) if (of[name]) given.set(name, "1");
return given.toString().replace(/%2C/g, ",");
};
const parts = (of) => index.order.flatMap((name) =>
name === "words" ? (of.q.trim() ? [["q", of.q.trim()]] : [])
: name === "when" ? (of.day ? [["day", of.day]] : of.when ? [["when", of.when]] : [])
: name in FLAGS ? (of[name] ? [[name, name]] : [])
: of[name].map((value) => [name, value])).concat(of.free ? [["free", "free"]] : []);
const without = (of, [name, value]) => {
const left = { ...of };
if (MANY.includes(name)) left[name] = of[name].filter((each) => each !== value);
else left[name] = name in FLAGS ? false : "";
return left;
};
const hours = { morning: (at) => at >= 0 && at < NOON, afternoon: (at) => at >= NOON && at < EVENING, evening: (at) => at >= EVENING };
const isOver = (row, { today, minutes }) =>
last[row] < today || (end[row] >= 0 && (today - day[row]) * 1440 + minutes >= end[row] && last[row] <= today);
const isTonight = (row) => start[row] >= EVENING || (start[row] >= 0 && end[row] > NIGHT);
const isIn = (row, of, [first, until]) => day[row] <= until && last[row] >= first
&& (of.weekday === undefined || day[row] % 7 === of.weekday || last[row] - day[row] > 5)
&& (of.when !== "tonight" || of.day || isTonight(row)) && (!of.time.length || of.time.some((name) => hours[name](start[row])));
const rowsIn = (e, of, range, now, most) => {
const found = [];
for (let row = from[e]; row < from[e + 1] && found.length < most; row++) {
if (!isOver(row, now) && isIn(row, of, range)) found.push(row);
}
return found;
};
const firstIn = (e, of, range, now) => {
let called;
for (let row = from[e]; row < from[e + 1] && day[row] <= range[1]; row++) {
if (isOver(row, now) || !isIn(row, of, range)) continue;
if (!off[row]) return row;
called ??= row;
}
return called;
};
const isDated = (of) => Boolean(of.when || of.day || of.time.length || of.weekday !== undefined);
const isInTime = (e, of, range, now) => from[e] === from[e + 1] ? !isDated(of) : rowsIn(e, of, range, now, 1).length > 0;
const tests = (of, now, scores) => {
const found = new Map();
const { events, numbers } = index;
for (const name of TABLES) {
const wanted = of[name].map((value) => numbers[name].get(value)).filter((number) => number !== undefined);
if (EVERY_ONE.has(name)) wanted.forEach((number) => found.set(`${name}=${number}`, (e) => events[name][e].includes(number)));
else if (wanted.length) found.set(name, (e) => wanted.some((number) => events[name][e].includes(number)));
}
for (const [name, bit] of Object.entries(FLAGS)) {
if (of[name]) found.set(name, (e) => Boolean(events.flags[e] & bit) !== (name === "rare"));
}
if (scores) found.set("q", (e) => scores.has(e));
const range = span(of, now.today);
found.set("when", (e) => isInTime(e, of, range, now));
return found;
};
const count = (asked, now) => {
const of = meant(asked, now);
const all = [...tests(of, now, search(of.q)).values()];
return index.events.title.reduce((sum, _, e) => sum + all.every((test) => test(e)), 0);
};
const meant = (of, now) => {
const { rest, ...said } = saidDay(of.q, now.today);
if (rest === undefined) return of;
const found = { ...of, ...isDated(of) ? {} : said, q: rest };
const scores = search(rest), all = [...tests(found, now, scores).values()];
return index.events.title.some((_, e) => all.every((test) => test(e))) ? found : of;
};
const saidDay = (typed, today) => {
const all = words(typed), line = ` ${all.join(" ")} `;
for (const [when, phrases] of Object.entries(index.when)) {
const phrase = phrases.map((each) => ` ${words(each).join(" ")} `).find((each) => line.includes(each));
if (phrase) {
const date = { today, tomorrow: today + 1 }[when];
return { ...date === undefined ? { when } : { day: iso(date) }, rest: saying(line.replace(phrase, " ")) };
}
}
for (let at = today; at < today + 7; at++) {
const name = stem(fold(dayName.format(Date.parse(iso(at)))));
if (all.some((word) => stem(word) === name)) return { weekday: at % 7, rest: saying(all.filter((word) => stem(word) !== name).join(" ")) };
}
return {};
};
const saying = (line) => words(line).filter((word) => !unsaid().has(word)).join(" ");
const unsaid = () => index.unsaidWords ??= new Set(index.unsaid.flatMap(words));
const dayName = new Intl.DateTimeFormat(language, { timeZone: "UTC", weekday: "long" });
const find = (asked, now) => {
const of = meant(asked, now);
const scores = search(of.q);
const all = [...tests(of, now, scores).values()];
const range = span(of, now.today);
const found = [];
index.events.title.forEach((_, e) => {
if (!all.every((test) => test(e))) return;
const first = firstIn(e, of, range, now);
const more = () => rowsIn(e, of, range, now, 40).filter((row) => day[row] > day[first] && !off[row]).slice(0, 3);
const begun = first !== undefined && (day[first] < Math.max(range[0], now.today) || last[first] - day[first] > 7);
found.push({ e, row: first, more, begun, score: scores?.get(e) ?? 0 });
});
const when = ({ row, begun }) => row === undefined ? 2 * ENDLESS : begun ? ENDLESS + last[row] : day[row];
const byDate = (one, other) => when(one) - when(other) || start[one.row] - start[other.row]
|| end[one.row] - end[other.row] || one.e - other.e;
if (!scores) return found.sort(byDate);
const best = Math.max(...scores.values()) * NEAR_BEST;
return found.sort((one, other) => (other.score >= best) - (one.score >= best)
|| (one.score >= best ? byDate(one, other) : other.score - one.score || byDate(one, other)));
};
const memory = new Map(), known = new Set();
const LETTERS = { "ى": "ي", "ة": "ه", "ٱ": "ا", "ک": "ك", "ی": "ي", "œ": "oe", "æ": "ae", "ß": "ss" };
const fold = (text) => text.normalize("NFKD").replace(/[\p{M}ـ\u200c-\u200f\u202a-\u202e\u2066-\u2069]/gu, "").toLowerCase()
.replace(/[ىةٱکیœæß]/g, (char) => LETTERS[char])
.replace(/[٠-٩]/g, (char) => String(char.charCodeAt() - 0x660)).replace(/[۰-۹]/g, (char) => String(char.charCodeAt() - 0x6f0));
const words = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
const stem = (word) => {
let found = memory.get(word);
if (found === undefined) memory.set(word, found = /[\u0600-\u06ff]/.test(word) ? arabicStem(word) : latinStem(word));
return found;
};
const latinStem = (word) => word.length > 3 ? word.replace(/[sx]$/, "") : word;
const arabicStem = (word) => {
const bare = word.replace(/^(?:وال|بال|كال|فال|ال|لل)(?=...)/, "");
const open = bare === word && word.length > 4 ? word.replace(/^و/, "") : bare;
return open.replace(/(...)(?:ات|ون|ين|ان|يه|ها)$/, "$1").replace(/(...)[هي]$/, "$1");
};
const stems = (text) => words(text).map(stem);
const prepareSearch = async () => {
await Promise.all([load(), script(root.dataset.search)]);
const { events, terms } = index;
const remembered = (word) => {
const term = stem(word);
known.add(term);
return term;
};
const made = new MiniSearch({ fields: Object.keys(BOOST), tokenize: words, processTerm: remembered });
const same = sameWords();
let until = performance.now() + 20;
for (let e = 0; e < events.title.length; e++) {
const each = (names, words) => names.flatMap((name) => events[name][e].map((number) => words(name, number)));
const flags = index.plain.filter((name) => events.flags[e] & FLAGS[name]);
const document = {
id: e, title: events.title[e], original: events.original[e], summary: events.summary[e],
names: [...each(TABLES, (name, number) => index.groups[name][number][1]), events.at[e]].join(" "),
meant: [...each(Object.keys(terms), (name, number) => terms[name][number]), ...flags.map((name) => index.plainTerms[name]),
...events.welcome[e].map((number) => index.welcome[number])].join(" "),
};
const own = each(["partner", "place"], (name, number) => index.groups[name][number][1]);
document.also = same([document.title, document.original, document.summary, ...own, events.at[e]].join(" "));
made.add(document);
if (performance.now() > until) {
await new Promise((done) => setTimeout(done));
until = performance.now() + 20;
}
}
engine = made;
};
let searching = null;
const loadSearch = () => searching ??= prepareSearch();
const sameWords = () => {
const byFirst = new Map();
index.same.forEach((group) => group.forEach((member) => {
const found = stems(member);
byFirst.set(found[0], [...byFirst.get(found[0]) ?? [], [` ${found.join(" ")} `, group.join(" ")]]);
}));
return (text) => {
const held = stems(text);
const line = ` ${held.join(" ")} `;
const found = new Set();
for (const word of new Set(held)) {
for (const [member, group] of byFirst.get(word) ?? []) if (line.includes(member)) found.add(group);
}
return [...found].join(" ");
};
};
const lookUp = (asked) => engine.search(asked, {
tokenize: (text) => text.split(" "), processTerm: (term) => term,
boost: BOOST,
prefix: (term, at, all) => term.length > 1 && at === all.length - 1,
fuzzy: (term) => term.length < 4 ? false : term.length < 8 ? 1 : 2,
weights: { fuzzy: 0.25, prefix: 0.6 },
});
const halves = (word) => {
if (word.length < 6 || known.has(word) || lookUp(word).length) return [word];
for (let at = 3; at < word.length - 2; at++) {
const both = [stem(word.slice(0, at)), stem(word.slice(at))];
if (both.every((half) => known.has(half))) return both;
}
return [word];
};
const search = (typed) => {
const all = words(typed);
if (!all.length || !engine) return null;
const told = all.filter((word) => word.length > 1 && !unsaid().has(word));
const asked = [...new Set((told.length ? told : all).map(stem).flatMap(halves))];
const found = lookUp(asked.join(" "));
const most = Math.max(0, ...found.map((one) => one.queryTerms.length));
const least = Math.max(asked.length > 2 ? most - 1 : most, asked.length / 2);
return new Map(found.filter((one) => one.queryTerms.length >= Math.min(least, most)).map((one) => [one.id, one.score]));
};
const pieceOf = ([name, value]) => {
if (name === "q") return fill(index.pieces.words.any, { name: value });
if (name === "day") return fill(index.pieces.when.any, { name: dayWords(offset(value))[0] });
if (name in index.groups) return index.groups[name].find(([each]) => each === value)?.[2] ?? "";
return index.pieces[name][value] ?? index.pieces[name].any;
};
const sentence = (of, found = true) => {
const byName = new Map();
for (const part of parts(of)) {
if (part[0] !== "free") byName.set(part[0], [...byName.get(part[0]) ?? [], pieceOf(part)]);
}
const said = [...byName].map(([name, pieces]) => EVERY_ONE.has(name) ? pieces.join(" ")
: pieces.reduce((first, other) => fill(index.or, { first, last: other })));
const begin = found ? (of.free ? "free" : "events") : of.free ? "none_free" : "none";
return [index.whole[begin], ...said].join(" ");
};
const longDay = new Intl.DateTimeFormat(language, { timeZone: "UTC", weekday: "long", day: "numeric", month: "long", numberingSystem: "latn" });
const dayWords = (at) => dates.days[at] ?? [capital(longDay.format(Date.parse(iso(at)))), "", "", longDay.format(Date.parse(iso(at)))];
const labelOf = ([name, value]) => name === "q" ? `“${value}”` : name === "day" ? dayWords(offset(value))[3]
: boxes.get(`${name}=${value}`)?.text ?? value;
const MARKS = /[\ue000-\ue005]/g;
const clockTime = (minutes) => minutes < 0 ? "" : `T${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const suffix = (row) => dates.addresses[address[row]].replace("{day}", iso(day[row]));
const slip = ({ e, row, more }, isFlat, today) => {
const number = row === undefined ? e : card[row];
const html = cards[Math.floor(number / 50)]?.[number % 50] ?? "";
if (row === undefined) return html.replace(MARKS, "");
const base = html.match(/href="([^"]*)\ue000/)?.[1] ?? "";
const [time, note] = dates.times[wording[row]];
const near = day[row] - today;
const dayText = near === 0 || near === 1 ? capital(relative.format(near, "day")) : dayWords(day[row])[0];
const also = more().map((each) => `<a href="${base}${escaped(suffix(each))}">${escaped(dayWords(day[each])[3])}</a>`).join(index.comma);
const repeat = dates.repeats[dates.repeat[e]];
const line = [repeat && `${escaped(repeat)}.`, also && say("also", { days: also })].filter(Boolean).join(" ");
const fillings = {
"\ue000": escaped(suffix(row)), "\ue001": iso(day[row]) + clockTime(start[row]),
"\ue002": escaped(isFlat ? say("at", { day: dayText, time }) : time), "\ue003": escaped(note),
"\ue004": iso(last[row]) + clockTime(end[row]), "\ue005": line,
};
return html.replace(MARKS, (mark) => fillings[mark]).replace(/ ?<span><\/span>|<p class="note"><\/p>\n?/g, "");
};
const needed = (found) => Promise.all([...new Set(found.map(({ e, row }) => Math.floor((row === undefined ? e : card[row]) / 50)))]
.map((number) => file(`cards-${number}`)));
const list = (found, today, isFlat) => {
if (isFlat) return `<div class="slips"><ul>${found.map((one) => slip(one, true, today)).join("")}</ul></div>`;
const groups = new Map();
for (const one of found) {
const key = one.row === undefined ? "undated" : one.begun ? "still_on" : day[one.row];
groups.set(key, [...groups.get(key) ?? [], one]);
}
return [...groups].map(([key, each]) => {
const slips = `<div class="slips"><ul>${each.map((one) => slip(one, false, today)).join("")}</ul></div>`;
if (typeof key === "string") return `<h3 class="part">${escaped(say(key))}</h3>${slips}`;
const [title, weekday, month] = dayWords(key);
const near = key === today || key === today + 1 ? `${capital(relative.format(key - today, "day"))}${index.comma}` : "";
const leaf = `<div class="leaf" aria-hidden="true"><b>${escaped(weekday)}</b><i>${Number(iso(key).slice(8))}</i><span>${escaped(month)}</span></div>`;
return `<section class="day">${leaf}<div class="day-head"><h3 class="of-day">${escaped(near + title)}</h3></div>${slips}</section>`;
}).join("");
};
const element = (tag, properties = {}, ...children) => {
const made = Object.assign(document.createElement(tag), properties);
made.append(...children);
return made;
};
const boxes = new Map();
const makeBoxes = () => {
for (const group of choices.querySelectorAll(".choice-group")) {
const { name, single } = group.dataset;
for (const item of group.querySelectorAll("li[data-value]")) {
const { value } = item.dataset;
const [was] = item.children;
const [input] = [element("input", { type: single === undefined ? "checkbox" : "radio", name: name || value, value })];
const text = element("span", { textContent: was.textContent, lang: was.lang });
if (!was.lang) text.removeAttribute("lang");
boxes.set(`${name || value}=${value}`, { input, item, text: was.textContent, href: was.getAttribute("href") ?? "" });
was.replaceWith(element("label", {}, input, text));
item.querySelector(".unseen")?.remove();
}
const only = [...group.querySelectorAll("li:not([data-value], .one-day, .all-of)")];
const hasBoxes = group.querySelector("input:not([type=date])");
for (const item of group.querySelectorAll("li")) item.hidden = Boolean(hasBoxes && only.includes(item));
group.hidden = false;
}
};
const dayBox = () => choices.querySelector("input[type=date]");
const summary = choices.querySelector("summary");
const badge = element("b", { hidden: true });
const total = element("p", { className: "total" });
const chosen = element("ul", { className: "chosen" });
const title = element("h2");
const body = element("div");
const keep = element("p", { className: "keep" });
const clear = choices.querySelector(".done .clear");
const show = choices.querySelector(".done .show");
total.setAttribute("role", "status");
let limit = AT_ONCE, told = 0, counting = 0, drawn = 0;
const showState = () => {
for (const [key, { input }] of boxes) {
const [name, value] = key.split("=");
input.checked = MANY.includes(name) ? state[name].includes(value) : name === "when" ? (state.when || (state.day ? "" : "any")) === value : state[name];
}
if (dayBox()) dayBox().value = state.day;
if (box.value.trim() !== state.q.trim()) box.value = state.q;
};
const change = async (next, { push = true } = {}) => {
state = next;
limit = AT_ONCE;
const hash = written(state);
if (hash !== location.hash.slice(1)) {
history[push ? "pushState" : "replaceState"](null, "", hash ? `#${hash}` : location.pathname + location.search);
}
await draw();
};
const draw = async () => {
const mine = ++drawn;
if (!written(state) && !index) return showState();
await load();
if (state.q.trim() && !engine) await loadSearch();
if (mine !== drawn) return;
showState();
const now = clock(), all = parts(state);
results.hidden = !all.length;
whole.hidden = Boolean(all.length);
badge.textContent = all.length;
badge.hidden = !all.length;
const found = find(state, now);
clearTimeout(counting);
counting = setTimeout(showCounts, COUNTED, found.length, now);
if (!all.length) return;
const next = sentence(state, found.length > 0);
if (title.textContent !== next) title.textContent = next;
showChosen(all);
tell(found.length);
if (!found.length) {
await showNothing(now);
return shown(mine);
}
await needed(found.slice(0, FIRST));
if (mine !== drawn) return;
const isFlat = Boolean(state.q.trim());
body.innerHTML = list(found.slice(0, FIRST), now.today, isFlat);
const rest = async () => {
if (mine !== drawn) return;
await needed(found.slice(0, limit));
if (mine !== drawn) return;
if (found.length > FIRST) body.innerHTML = list(found.slice(0, limit), now.today, isFlat);
if (found.length > limit) body.append(moreButton(found, now));
showKeep(all);
shown(mine);
};
keep.hidden = true;
setTimeout(rest, 100);
};
const shown = (mine) => { if (mine === drawn) results.dataset.shown = written(state); };
const moreButton = (found, now) => {
const button = element("button", { type: "button", className: "button quiet more", textContent: say("more") });
button.onclick = async () => {
const first = limit;
limit += AT_ONCE;
await needed(found.slice(0, limit));
body.innerHTML = list(found.slice(0, limit), now.today, Boolean(state.q.trim()));
if (found.length > limit) body.append(moreButton(found, now));
body.querySelectorAll(".slip h3 a")[first]?.focus();
};
return button;
};
const tell = (number) => {
clearTimeout(told);
total.classList.toggle("unseen", !number);
told = setTimeout(() => { total.textContent = number ? say("found", { n: number }) : title.textContent; }, total.textContent ? PAUSE : 0);
if (show) show.textContent = say("show", { n: number });
};
const showChosen = (all) => {
chosen.replaceChildren(...all.map((part) => {
const button = element("button", { type: "button", textContent: `${labelOf(part)} ✕` });
button.setAttribute("aria-label", say("remove", { name: labelOf(part) }));
button.onclick = () => { change(without(state, part)); box.focus({ preventScroll: true }); };
return element("li", {}, button);
}), element("li", {}, element("button", {
type: "button", className: "clear", textContent: clear.textContent,
onclick: () => { change(empty()); box.focus({ preventScroll: true }); },
})));
};
const showCounts = (number, now) => {
if (!wide.matches && !choices.open) return;
const { events, numbers } = index;
const of = meant(state, now), scores = search(of.q), all = tests(of, now, scores);
const counts = new Map();
const add = (key) => counts.set(key, (counts.get(key) ?? 0) + 1);
const ranges = [...WHEN].map((word) => [word, { ...of, when: word, day: "" }]).map(([word, each]) => [word, each, span(each, now.today)]);
const anyTime = { ...of, when: "", day: "" };
events.title.forEach((_, e) => {
const failed = [...all].filter(([, test]) => !test(e)).map(([name]) => name);
if (failed.length > 1) return;
const open = (name) => !failed.length || failed[0] === name;
for (const name of TABLES) {
if (EVERY_ONE.has(name)) {
for (const each of events[name][e]) if (open(`${name}=${each}`)) add(`${name}=${index.groups[name][each][0]}`);
} else if (open(name)) for (const each of events[name][e]) add(`${name}=${index.groups[name][each][0]}`);
}
for (const [name, bit] of Object.entries(FLAGS)) {
if (open(name) && Boolean(events.flags[e] & bit) !== (name === "rare")) add(`${name}=${name}`);
}
if (open("when")) {
if (isInTime(e, anyTime, span(anyTime, now.today), now)) add("when=any");
for (const [word, each, range] of ranges) if (isInTime(e, each, range, now)) add(`when=${word}`);
for (const word of Object.keys(hours)) if (isInTime(e, { ...of, time: [word] }, span(of, now.today), now)) add(`time=${word}`);
}
});
for (const [key, { item }] of boxes) {
let shown = item.querySelector(".count");
if (!shown) item.append(shown = element("span", { className: "count" }));
shown.textContent = counts.get(key) ?? 0;
item.classList.toggle("none", !counts.get(key));
}
if (show) show.textContent = say("show", { n: number });
};
const lesser = (now) => {
const all = parts(state);
const wider = isDated(state) ? ["days", "weeks", ""].filter((when) => when !== state.when).map((when) => ({ ...state, when, day: "", time: [] })) : [];
const single = words(state.q).length > 1 ? words(state.q).map((q) => ({ ...state, q })) : [];
const one = all.map((part) => without(state, part));
const two = all.flatMap((part, number) => all.slice(number + 1).map((other) => without(without(state, part), other)));
const seen = new Set(), found = [];
for (const of of [...wider.slice(0, 1), ...one, ...wider.slice(1), ...single, ...two]) {
const key = written(of);
if (!key || seen.has(key) || found.length > 3 || (found.length > 1 && two.includes(of))) continue;
seen.add(key);
const number = count(of, now);
if (number) found.push({ of, key, number });
}
return found;
};
const showNothing = async (now) => {
const mine = drawn;
const less = lesser(now);
const spoken = state.language.length ? { ...empty(), language: state.language } : null;
const base = spoken && count(spoken, now) ? spoken : less[0]?.of ?? empty();
const soonest = find(base, now).filter(({ row }) => row !== undefined).slice(0, 2);
await needed(soonest);
if (mine !== drawn) return;
const made = [];
if (less.length) {
made.push(element("h3", { className: "part", textContent: say("less") }), element("ul", { className: "less" }, ...less.map(({ of, key, number }) =>
element("li", {}, element("a", { href: `#${key}`, textContent: sentence(of) }), element("span", { className: "count", textContent: say("events", { n: number }) })))));
}
if (soonest.length) {
const slips = element("div");
slips.innerHTML = list(soonest, now.today, true);
const key = written(base);
made.push(element("h3", { className: "part", textContent: say("soonest", { title: sentence(base) }) }), slips,
element("p", {}, element("a", { href: key ? `#${key}` : location.pathname, textContent: say("all_of", { title: sentence(base) }) })));
}
body.replaceChildren(...made, missing());
keep.hidden = true;
};
const missing = () => {
const block = root.querySelector("template.missing")?.content.cloneNode(true) ?? element("div");
const mail = block.querySelector('a[href^="mailto:"]');
if (mail) {
const looked = sentence(state);
const told = new URLSearchParams({ subject: fill(index.subject, { title: looked }), body: `${say("mail", { title: looked })}\n` });
mail.href = `${mail.getAttribute("href").split("?")[0]}?${told.toString().replace(/\+/g, "%20")}`;
}
return block;
};
const pageOf = (all) => {
if (all.length === 1) return boxes.get(all[0].join("="))?.href ?? "";
const key = all.map(([name, value]) => name in FLAGS ? `${name}=1` : `${name}=${value}`).sort().join("&");
const route = index.pairs[key];
return route ? root.dataset.root + route : "";
};
const showKeep = (all) => {
const links = [], page = pageOf(all), canonical = document.querySelector("link[rel=canonical]")?.href;
const feeds = (root.dataset.feeds ?? "").split(" ");
if (page) {
links.push(element("a", { href: page, textContent: say("page") }));
const whole = canonical && new URL(page, canonical);
if (whole && feeds.includes("ics")) links.push(element("a", { href: `webcal:${whole.href.split(":").slice(1).join(":")}calendar.ics`, textContent: say("subscribe") }));
if (feeds.includes("rss")) links.push(element("a", { href: `${page}new.rss`, textContent: say("rss") }));
}
links.push(element("button", { type: "button", textContent: say("print"), onclick: () => print() }));
if (navigator.clipboard) {
const copy = element("button", { type: "button", textContent: say("copy") });
copy.onclick = () => navigator.clipboard.writeText(location.href).then(() => { copy.textContent = say("copied"); });
links.push(copy);
}
keep.replaceChildren(element("strong", { textContent: say("keep") }), ...links);
keep.hidden = false;
};
const begin = () => {
root.classList.add("by-script");
makeBoxes();
summary.append(badge);
results.append(chosen, title, total, body, keep);
form.hidden = false;
for (const part of choices.querySelectorAll(".close, .done")) part.hidden = false;
const fit = () => { choices.open = wide.matches; cover(); };
const cover = () => {
const isOver = choices.open && !wide.matches;
for (const other of [form, root.querySelector(".found"), ...document.querySelectorAll(".masthead, .notices, .foot, .skip, #main > :not(#find)")]) other.inert = isOver;
};
fit();
wide.addEventListener("change", fit);
choices.addEventListener("toggle", (event) => {
if (event.target !== choices) return;
cover();
if (choices.open && !wide.matches) load().then(() => showCounts(find(state, clock()).length, clock()));
});
const shut = () => { choices.open = false; summary.focus(); };
choices.querySelector(".close")?.addEventListener("click", shut);
show?.addEventListener("click", () => { shut(); results.scrollIntoView(); });
clear?.addEventListener("click", () => change(empty()));
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && choices.open && !wide.matches) shut(); });
choices.addEventListener("change", ({ target }) => {
const next = { ...state }, { name, value } = target;
if (name === "when") Object.assign(next, { when: value === "any" ? "" : value, day: "" });
else if (name === "day") Object.assign(next, { day: value, when: "" });
else if (MANY.includes(name)) next[name] = target.checked ? [...state[name], value] : state[name].filter((each) => each !== value);
else next[name] = target.checked;
change(next);
});
box.addEventListener("focus", () => load().then(loadSearch));
box.addEventListener("input", () => change({ ...state, q: box.value }, { push: false }));
form.addEventListener("submit", (event) => {
event.preventDefault();
change({ ...state, q: box.value }).then(() => { if (!wide.matches) title.scrollIntoView(); });
});
choices.addEventListener("focusin", load, { once: true });
const follow = () => {
if (location.hash && !location.hash.includes("=")) return;
state = read();
limit = AT_ONCE;
draw();
};
addEventListener("hashchange", follow);
addEventListener("popstate", follow);
state = read();
draw();
};
begin();
})();
