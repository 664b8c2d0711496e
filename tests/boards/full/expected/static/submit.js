"use strict";
(() => {
const form = document.getElementById("submit");
const at = (id) => document.getElementById(id);
const { dayOf, today, writeDay, when, fill, capital, element, showSlip } = boardPreview;
const KEPT = "board-form", PAUSE = 400, SETTLED = 300, LONGEST_SHORT_NUMBER = 3, LONGEST_NIGHT = 14 * 60;
const PLACE = ["venue", "room", "address", "online", "area", "location"];
const OLD_DATES = ["start", "end", "dates", "skip", "changes", "status", "status_note", "review_by", "rain_date"];
const WEB = /^https?:\/\/[^\s/\\@]+\.[^\s\\]+$/i, MAIL = /^[^@\s<>"',;:]+@[a-z0-9]([a-z0-9.-]*[a-z0-9])?\.[a-z]{2,}$/i;
let words = null;
let subject = null;
let isDirty = false, isOut = true;
const line = (name) => (form.elements[name]?.value ?? "").replace(/\s+/g, " ").trim();
const lines = (name) => form.elements[name].value.split(/[\n;]/).map((each) => each.trim()).filter(Boolean);
const names = (text) => text.split(/[,;،\n]/).map((each) => each.trim()).filter(Boolean);
const ticked = (name) => [...form.querySelectorAll(`[name="${name}"]:checked`)].map((box) => box.value).filter(Boolean);
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const READ = {
line, url: line, email: line, tel: line, number: line, day: line, select: line,
text: (name) => form.elements[name].value.trim(),
lines, names: (name) => names(line(name)),
one: (name) => ticked(name)[0] ?? "",
some: (name) => name === "languages" ? [...ticked(name), ...names(line("languages.others"))] : ticked(name),
tick: (name) => form.elements[name].checked ? "yes" : "",
facts: () => Object.fromEntries([...form.querySelectorAll("[name^='access.']")].filter((box) => box.tagName === "SELECT" && box.value)
.map((box) => [box.name.slice(7), box.value])),
};
const isEmpty = (value) => value === "" || value === undefined || (typeof value === "object" && !Object.keys(value).length);
const readTimes = () => {
const [day, from, until, lastDay] = ["day", "from", "until", "last_day"].map(line);
if (!day) return {};
const isLong = lastDay > day;
return { start: from ? `${day} ${from}` : day, end: isLong ? (from ? until && `${lastDay} ${until}` : lastDay) : from && until };
};
const pattern = (repeats, kind, day) => {
const weeks = Number(line("weeks"));
return {
week: () => repeats.weekly[0][day.weekday],
weeks: () => repeats.weekly[weeks - 1]?.[day.weekday] ?? "",
nth: () => repeats.monthly[Math.ceil(day.day / 7)][day.weekday],
last: () => repeats.monthly[-1][day.weekday],
day: () => repeats.days[day.day - 1],
}[kind]?.() ?? "";
};
const plurals = (language) => new Intl.PluralRules(language);
const sentence = (repeats, language, date) => {
const kind = line("repeat"), day = dayOf(line("day"));
if (kind === "words") return line("words");
const what = day ? pattern(repeats, kind, day) : "";
if (!what) return "";
const ends = ticked("ends")[0], last = line("last"), count = Number(line("count"));
if (ends === "day" && dayOf(last)) return fill(repeats.until, { what, date: date(last) });
if (ends === "times" && count > 0) {
const form = repeats.times[count] ?? repeats.times[plurals(language).select(count)] ?? repeats.times.other;
return fill(form, { what, n: count });
}
return what;
};
const inEnglish = (iso) => {
const { year, month, day } = dayOf(iso);
return `${day} ${words.dates.english[month - 1]} ${year}`;
};
const readRepeat = () => sentence(words.repeats, "en", inEnglish);
const saidRepeat = () => sentence(words.said, words.language, (iso) => writeDay(words, iso, "day_month_year"));
const isSimple = () => ["week", "weeks", "nth", "last", "day"].includes(line("repeat"));
const readPlace = () => {
const typed = line("venue"), online = line("online");
if (form.elements.location.checked) return { location: "on request", area: line("area") };
if (!typed) return { online };
const wanted = fold(typed);
const known = words.places.find(([name, id, room]) => fold(name) === wanted || (!room && id === typed));
if (known) return { venue: known[1], room: known[2], online };
return WEB.test(typed) ? { online: typed } : { address: typed, online };
};
const readContact = () => {
const found = {};
for (const part of names(line("contact"))) {
const kind = part.includes("@") ? "email" : /^https?:|^www\./i.test(part) ? "url" : "phone";
found[kind] ??= part;
}
return found;
};
const readCost = () => {
const chosen = ticked("cost")[0] ?? "";
return chosen === "amount" ? line("amount") : chosen;
};
const collect = () => {
const found = { title: line("title"), ...readTimes(), repeat: readRepeat(), ...readPlace(), cost: readCost() };
const nested = { contact: readContact(), registration: {} };
for (const question of form.querySelectorAll(".question[data-name]")) {
const { name, kind } = question.dataset;
if (["title", "repeat", "venue", "contact", "cost", "online", "area", "location"].includes(name) || !(kind in READ)) continue;
const value = READ[kind](name);
const [group, part] = name.split(".");
if (part) nested[group][part] ??= value;
else if (name === "registration") nested.registration.kind = value;
else found[name] = value;
}
if (!(line("repeat") !== "once" && ticked("ends")[0] === "open")) delete found.review_by;
if (words.languages.length < 2) delete found.text_language;
if (found.status === "scheduled") delete found.status;
for (const [group, parts] of Object.entries(nested)) {
const given = Object.fromEntries(Object.entries(parts).filter(([, value]) => !isEmpty(value)));
found[group] = group === "registration" && Object.keys(given).join() === "kind" ? given.kind : given;
}
return Object.fromEntries(Object.entries(found).filter(([, value]) => !isEmpty(value)));
};
const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const whole = () => {
const now = collect();
if (!subject) return now;
const found = {};
for (const name of new Set([...Object.keys(subject.values), ...Object.keys(now)])) {
const value = isSame(now[name], subject.initial[name]) ? subject.values[name] ?? now[name] : now[name];
if (!isEmpty(value)) found[name] = value;
}
if (now.end !== undefined && !isSame(now.end, subject.initial.end)) delete found.duration;
return found;
};
const changed = () => {
const now = whole();
const found = {};
for (const name of new Set([...Object.keys(subject.values), ...Object.keys(now)])) {
if (!isSame(now[name], subject.values[name]) && !(name === "text_language" && isSame(now[name], subject.initial[name]))) found[name] = now[name] ?? null;
}
return found;
};
const partner = () => subject?.partner ?? (line("partner") === "-" ? "" : line("partner"));
const submission = () => {
const beside = subject && subject.as !== "again" ? { event: subject.id } : {};
const who = partner() ? { partner: partner() } : {};
switch (subject?.as) {
case "change": return { action: "change", ...beside, ...who, ...changed() };
case "right": return { action: "still-right", ...beside, ...who };
case "cancel": {
const days = ticked("days")[0] === "some" ? { days: ticked("off") } : {};
const note = line("status_note");
return { action: "cancel", ...beside, ...who, ...days, ...(note ? { status_note: note } : {}) };
}
default: return { action: "new", ...who, ...whole() };
}
};
const minutes = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const label = (id) => {
const called = words.called[id.replace("-", ".")];
if (called) return called;
const found = form.querySelector(`label[for="${id}"]`) ?? at(id)?.querySelector("legend") ?? at(id)?.closest("fieldset")?.querySelector("legend");
return (found?.textContent ?? id).replace(/^\s*\d(?=\D)/, "").trim();
};
const quote = (id) => `“${label(id)}”`;
const digits = (text) => text.replace(/\D/g, "").length;
const wrongPhone = (text) => {
const count = digits(text);
return count > LONGEST_SHORT_NUMBER && count < words.fewest ? fill(words.wrong.digits, { phone: text, n: count }) : "";
};
const wrongText = {
url: (text) => WEB.test(text) ? "" : fill(words.wrong.url, { text }),
email: (text) => MAIL.test(text) ? "" : fill(words.wrong.email, { email: text }),
tel: wrongPhone,
phone: (text) => digits(text) >= LONGEST_SHORT_NUMBER ? wrongPhone(text) : fill(words.wrong.email, { email: text }),
};
const noDay = (text) => {
const [year, month, day] = text.split("-");
return fill(words.wrong.no_day, { year, month, day });
};
const wrongDay = (id) => {
const box = at(id), text = box.value.trim();
if (box.validity.badInput) return words.say.short_day;
return text && !dayOf(text) ? noDay(text) : "";
};
const wrongTimes = () => {
const found = {};
const [day, from, until, lastDay] = ["day", "from", "until", "last_day"].map(line);
found.day = wrongDay("day") || (day || hasBase("start") ? "" : fill(words.wrong.missing, { where: quote("day") }));
found.last_day = wrongDay("last_day") || (lastDay && day && lastDay < day ? fill(words.wrong.before, { end: lastDay, start: day }) : "");
const isOver = day && dayOf(day) && [day, lastDay, ...(line("repeat") === "once" ? lines("dates") : ["9"]), isSimple() && ticked("ends")[0] === "day" && line("last")]
.every((each) => !each || each < today(words)) && line("repeat") !== "words";
if (!found.day && (isOver || (isSimple() && ticked("ends")[0] === "day" && line("last") && line("last") < today(words)))) {
found.day = fill(words.wrong.over, { day: writeDay(words, line("last") || lastDay || day, "weekday_day_month_year") });
}
if (until && !from && day) found.from = fill(words.wrong.missing, { where: quote("from") });
if (from && until && !(lastDay > day)) {
const length = minutes(until) - minutes(from);
if (!length) found.until = words.wrong.at_once;
else if (length < 0 && length + 1440 > LONGEST_NIGHT) found.until = fill(words.wrong.before, { end: until, start: from });
}
return found;
};
const wrongRepeat = () => {
if (line("repeat") === "words") return { words: line("words") ? "" : fill(words.wrong.missing, { where: quote("words") }) };
if (line("repeat") === "dates") return { dates: lines("dates").length ? "" : fill(words.wrong.missing, { where: quote("dates") }) };
if (!isSimple()) return {};
const weeks = Number(line("weeks"));
const found = { weeks: line("repeat") === "weeks" && !(weeks >= 2 && weeks <= 8) ? fill(words.wrong.missing, { where: quote("weeks") }) : "" };
const ends = ticked("ends")[0];
const count = Number(line("count"));
if (ends === "day") found.last = wrongDay("last") || (!line("last") ? words.say.pick_repeat : line("last") <= line("day") ? words.say.shortest : "");
if (ends === "times") found.count = count >= 2 && count <= 500 ? "" : words.say.pick_repeat;
if (ends === "open") found.review_by = wrongDay("review_by") || (line("review_by") ? "" : words.say.pick_repeat);
return found;
};
const hasBase = (...fields) => subject && fields.some((name) => !isEmpty(subject.values[name]) && !(subject.as === "again" && OLD_DATES.includes(name)));
const wrongContact = () => {
const parts = names(line("contact"));
const kinds = parts.map((part) => part.includes("@") ? "email" : /^https?:|^www\./i.test(part) ? "url" : "phone");
const found = parts.map((part, number) => wrongText[kinds[number]](part)).find(Boolean);
if (found) return found;
return parts.length || partner() || hasBase("contact") ? "" : fill(words.wrong.missing, { where: quote("contact") });
};
const isOnRule = (iso) => {
const [kind, first, day] = [line("repeat"), dayOf(line("day")), dayOf(iso)];
if (!first || day.number < first.number) return !first;
const weeks = kind === "weeks" ? Number(line("weeks")) : 1;
if (kind === "week" || kind === "weeks") return (day.number - first.number) % (7 * weeks) === 0;
if (kind !== "last") return pattern(words.repeats, kind, day) === pattern(words.repeats, kind, first);
const next = new Date((day.number + 7) * 864e5);
return day.weekday === first.weekday && next.getUTCMonth() !== day.month - 1;
};
const wrongOf = {
some: (name, most) => most && ticked(name).length > most ? fill(words.say.most, { n: most }) : "",
lines: (name) => {
if (!["dates", "skip"].includes(name)) return "";
const bad = lines(name).flatMap((each) => each.match(/\d{4}-\d\d-\d\d/g) ?? []).find((day) => !dayOf(day));
if (bad) return noDay(bad);
const odd = name === "skip" && isSimple() && lines(name).find((each) => dayOf(each) && !isOnRule(each));
return odd ? fill(words.wrong.no_date, { day: writeDay(words, odd, "weekday_day_month_year") }) : "";
},
day: (name) => wrongDay(name.replace(".", "-")),
names: (name) => {
const known = new Set(Object.entries(words.partners).flatMap(([id, [called]]) => [id, fold(called)]));
const bad = name === "hosts" ? READ.names(name).find((each) => !known.has(each) && !known.has(fold(each))) : "";
return bad ? fill(words.wrong.partner, { partner: bad }) : "";
},
};
const mistakes = () => {
if (subject?.as === "right") return {};
if (subject?.as === "cancel") return { days: ticked("days")[0] === "some" && !ticked("off").length ? words.say.choose_days : "" };
const place = readPlace();
const found = {
title: line("title") ? "" : fill(words.wrong.missing, { where: quote("title") }),
...wrongTimes(), ...wrongRepeat(),
venue: PLACE.some((name) => place[name]) || hasBase(...PLACE) ? "" : words.wrong.no_place,
contact: wrongContact(),
cost: ticked("cost")[0] === "amount" && !line("amount") ? fill(words.wrong.missing, { where: quote("cost") }) : "",
};
for (const question of form.querySelectorAll(".question[data-name]")) {
const { name, kind } = question.dataset, id = name.replace(".", "-");
if (found[id] || ["contact", "repeat", "cost"].includes(name)) continue;
const box = at(id), text = READ[kind]?.(name) ?? "", most = Number(question.dataset.most ?? box?.dataset.most ?? 0);
if (typeof text === "string" && most && text.length > most) found[id] = fill(words.wrong.long, { where: quote(id), most, n: text.length });
else if (kind in wrongOf) found[id] = found[id] || wrongOf[kind](name, most);
else if (text && wrongText[kind]) found[id] = wrongText[kind](text);
}
if (!subject) found.partner = line("partner") ? "" : fill(words.wrong.missing, { where: quote("partner") });
return found;
};
const boxesOf = (id) => {
const box = at(id);
return box?.matches("fieldset") ? [...box.querySelectorAll("input, select")] : [box].filter(Boolean);
};
const tell = (id, message, isAloud = true) => {
const told = at(`${id}-wrong`) ?? at(id)?.closest(".question, .step, fieldset")?.querySelector(".wrong");
if (!told) return;
if (told.dataset.of && told.dataset.of !== id && !message) return;
if (message) told.dataset.of = id;
else delete told.dataset.of;
if (isAloud && message) told.setAttribute("role", "alert");
else told.removeAttribute("role");
told.textContent = message;
told.hidden = !message;
told.closest(".step")?.classList.toggle("is-wrong", Boolean(message));
for (const box of boxesOf(id)) {
const described = new Set((box.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
if (message) box.setAttribute("aria-invalid", "true");
else box.removeAttribute("aria-invalid");
described[message ? "add" : "delete"](told.id);
if (described.size) box.setAttribute("aria-describedby", [...described].join(" "));
else box.removeAttribute("aria-describedby");
}
};
const left = new Set();
const tellLeft = () => {
const found = mistakes();
for (const id of left) tell(id, found[id] ?? "");
};
const open = (id) => {
for (let fold = at(id)?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
};
const isRight = () => {
const found = Object.entries(mistakes());
for (const [id, message] of found) {
tell(id, message, false);
left.add(id);
}
const wrong = found.filter(([id, message]) => message && at(id));
const list = at("errors");
list.hidden = !wrong.length;
list.querySelector("ul").replaceChildren(...wrong.map(([id, message]) => {
const link = element("a", { href: `#${id}` }, message);
link.addEventListener("click", (event) => {
event.preventDefault();
open(id);
(boxesOf(id)[0] ?? at(id)).focus();
});
return element("li", {}, link);
}));
if (wrong.length) list.focus();
return !wrong.length;
};
const say = (message, isGone = false) => {
const state = at("state");
state.classList.toggle("gone", isGone);
state.replaceChildren(...message);
};
const notSent = () => [element("b", {}, at("state").dataset.first), " ", element("span", {}, at("state").dataset.more)];
const shownValue = (value) => typeof value === "string" ? value : Array.isArray(value) && value.every((each) => typeof each === "string")
? value.join(words.phrases["list.comma"]) : Object.entries(value).map(([name, each]) => `${name}: ${shownValue(each)}`).join(words.phrases["list.comma"]);
const changeLines = () => Object.entries(changed()).map(([name, value]) => {
const called = words.names[name] ?? name.replace("_", " ");
return value === null ? fill(words.say.removed, { field: called }) : `${called}: ${shownValue(value)}`;
});
const saidWhen = (values) => {
const { day, time, note } = when(words, values);
const hours = [time, note].filter(Boolean).join(" ");
const once = [day, hours].filter(Boolean).join(words.phrases["list.comma"]);
const rule = line("repeat") === "once" ? "" : saidRepeat();
return [capital(once), rule].filter(Boolean).join(" · ");
};
const showWhen = () => {
const typed = readTimes();
at("said").textContent = typed.start && dayOf(line("day")) ? saidWhen(typed) : "";
};
const showParts = () => {
const kind = line("repeat"), ends = ticked("ends")[0];
at("of-weeks").hidden = kind !== "weeks";
at("of-words").hidden = kind !== "words";
at("ends").hidden = !isSimple();
for (const part of form.querySelectorAll("[data-ends]")) part.hidden = part.dataset.ends !== ends;
form.querySelector(".amount").hidden = ticked("cost")[0] !== "amount";
at("of-other").hidden = line("partner") !== "-";
at("area").closest(".question").hidden = !form.elements.location.checked;
for (const question of form.querySelectorAll(".question[data-name^='registration.']")) {
question.hidden = !["required", "recommended"].includes(ticked("registration")[0]) && isEmpty(READ[question.dataset.kind](question.dataset.name));
}
const isDays = subject?.as === "cancel" && ticked("days")[0] === "some";
form.querySelector("#days .dates").hidden = !isDays;
const propose = at("of-propose");
if (propose) propose.hidden = !(words.repository && partner() && !words.partners[partner()]?.[1] && !(subject && subject.as !== "again"));
};
const show = () => {
const values = whole();
const holder = form.querySelector(".preview");
if (values.title) showSlip(holder, subject?.as === "cancel" ? { ...values, status: ticked("days")[0] === "some" ? values.status : "cancelled", status_note: line("status_note") } : values, words);
else holder.replaceChildren(emptySlip);
const told = at("said-again");
told.classList.toggle("changes", false);
if (subject?.as === "change") told.replaceChildren(...changeLines().flatMap((each) => [each, element("br")]));
else if (subject?.as === "right") told.textContent = words.say.right;
else if (subject?.as === "cancel") {
const days = ticked("off").map((key) => writeDay(words, key.slice(0, 10)));
told.textContent = ticked("days")[0] === "some" ? (days.length ? fill(words.say.cancel_days, { days: days.join(words.phrases["list.comma"]) }) : words.say.choose_days)
: fill(words.say.cancel_all, { title: values.title ?? subject.id });
} else told.textContent = values.start ? saidWhen(values) : "";
at("text").value = text();
showWhen();
showParts();
};
let emptySlip = null;
const text = () => {
const other = line("partner") === "-" && line("other") ? `${line("other")}\n\n` : "";
return other + boardSubmission.formatForm(submission(), words.names);
};
const message = async () => {
const code = await boardSubmission.encode(submission());
return boardSubmission.messageOf(text(), `${words.open}#${code}`, words.say.for_staff);
};
const title = () => whole().title ?? subject?.id ?? "";
const recordName = () => boardSubmission.slugOf(title()) + boardSubmission.endingOf(whole());
const isRecord = () => !subject || subject.as === "again";
const out = (sentence) => {
isOut = true;
localStorageSafely((storage) => storage.removeItem(KEPT));
const image = whole().image;
say([element("b", {}, sentence), image && isRecord() ? ` ${fill(words.say.picture, { name: image })}` : ""], true);
at("state").scrollIntoView({ block: "nearest" });
};
const address = (key) => words.email ? fill(words.say[key], { email: words.email }) : words.say[`${key}_only`];
const ways = {
copy: async () => {
const isCopied = await boardSubmission.copy(await message(), at("text"));
if (isCopied) out(address("sent_copy"));
else {
open("text");
say([element("b", {}, words.say.sent_by_hand)]);
}
},
mail: async () => {
const subjectLine = fill(words.say.subject, { title: title() });
const body = await message();
let made = boardSubmission.mailto(words.email, subjectLine, body, "");
if (!made.isWhole) made = boardSubmission.mailto(words.email, subjectLine, `${text()}\n`, "");
if (!made.isWhole) await boardSubmission.copy(body, at("text"));
out(made.isWhole ? words.say.sent_mail : words.say.sent_mail_long);
location.href = made.href;
},
download: async () => {
if (isRecord()) boardSubmission.download(recordName(), boardSubmission.formatRecord(submission()));
else boardSubmission.download(`${boardSubmission.slugOf(title())}.txt`, await message());
out(address("sent_file"));
},
propose: async () => {
const record = boardSubmission.formatRecord(submission());
const made = boardSubmission.proposal(words.repository, partner(), recordName(), record);
if (!made) return;
if (!made.isFilled) await boardSubmission.copy(record, at("text"));
open_(made.href);
out(words.say.sent_proposal);
},
};
const open_ = (href) => window.open(href, "_blank", "noopener");
const loaded = new Map(), waiting = new Map();
globalThis.boardEvents = (file) => {
loaded.set(file.partner, file.events);
waiting.get(file.partner)?.(file.events);
};
const load = (id) => {
if (loaded.has(id)) return Promise.resolve(loaded.get(id));
if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) return Promise.reject(new Error(id));
return new Promise((done, failed) => {
waiting.set(id, done);
const script = element("script", { src: `${form.dataset.root}submit/of-${id}.js?${form.dataset.day}` });
script.addEventListener("error", failed);
script.addEventListener("load", () => loaded.has(id) || failed(new Error(id)));
document.head.append(script);
});
};
const tickAll = (name, values) => {
for (const box of form.querySelectorAll(`[name="${name}"]`)) box.checked = values.includes(box.value);
};
const many = (value) => value === undefined || value === null ? [] : typeof value === "string" ? names(value) : [value].flat().map(String);
const FILL = {
some: (name, value) => {
tickAll(name, many(value));
if (name === "languages") form.elements["languages.others"].value = many(value).filter((each) => !form.querySelector(`[name="languages"][value="${CSS.escape(each)}"]`)).join(", ");
},
one: (name, value) => {
const known = [...form.querySelectorAll(`[name="${name}"]`)].some((box) => box.value === value);
tickAll(name, [known ? value : ""]);
},
tick: (name, value) => { form.elements[name].checked = value === "yes" || value === true || value === "on request"; },
lines: (name, value) => { form.elements[name].value = [value ?? []].flat().join("\n"); },
names: (name, value) => { form.elements[name].value = many(value).join(", "); },
facts: (name, value) => {
for (const box of form.querySelectorAll("[name^='access.']")) {
if (box.tagName === "SELECT") box.value = /^(yes|no)\b/.exec(value?.[box.name.slice(7)] ?? "")?.[1] ?? "";
}
},
};
const fillRepeat = (repeat) => {
const chosen = typeof repeat === "string" ? repeat : "";
form.elements.repeat.value = chosen ? "words" : "once";
form.elements.words.value = chosen;
const day = dayOf(line("day"));
const [, what, until, times] = /^(.*?)(?: until (.+)|, (\d+) times)?$/.exec(chosen) ?? [];
const month = until && /^(\d+) (\w+) (\d{4})$/.exec(until);
const number = month && words.dates.english.indexOf(month[2]) + 1;
if (!chosen || !day || (until && !number)) return;
for (const kind of ["week", "nth", "last", "day", "weeks"]) {
const found = kind === "weeks" ? words.repeats.weekly.findIndex((row) => row[day.weekday] === what) : pattern(words.repeats, kind, day) === what ? 0 : -1;
if (found < 0) continue;
form.elements.repeat.value = kind;
if (kind === "weeks") form.elements.weeks.value = found + 1;
tickAll("ends", [until ? "day" : times ? "times" : "open"]);
if (until) form.elements.last.value = `${month[3]}-${String(number).padStart(2, "0")}-${month[1].padStart(2, "0")}`;
if (times) form.elements.count.value = times;
return;
}
};
const fillPlace = ({ venue, room, address, online, area, location }) => {
const known = words.places.find(([, id, inside]) => id === venue && inside === (room ?? ""));
const written = typeof address === "object" && address ? Object.values(address).join(", ") : address;
form.elements.venue.value = known?.[0] ?? [venue, room].filter(Boolean).join(", ") ?? "";
if (!venue) form.elements.venue.value = written ?? (location ? "" : area ?? "");
form.elements.online.value = online ?? "";
form.elements.area.value = area ?? "";
};
const fillIn = (values) => {
form.elements.title.value = values.title ?? "";
const [, day, hour, minute] = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d?):(\d\d))?/.exec(values.start ?? "") ?? [];
form.elements.day.value = day ?? "";
form.elements.from.value = hour ? `${hour.padStart(2, "0")}:${minute}` : "";
const [, lastDay, endHour, endMinute] = /^(?:(\d{4}-\d\d-\d\d)[ T]?)?(?:(\d\d?):(\d\d))?$/.exec(values.end ?? "") ?? [];
form.elements.until.value = endHour && endHour !== "24" ? `${endHour.padStart(2, "0")}:${endMinute}` : "";
form.elements.last_day.value = lastDay && lastDay !== day ? lastDay : "";
fillPlace(values);
form.elements.contact.value = [values.contact?.phone, values.contact?.email].filter(Boolean).join(", ");
const cost = typeof values.cost === "string" ? values.cost : "";
const known = [...form.querySelectorAll("[name='cost']")].some((box) => box.value === cost && cost !== "amount");
tickAll("cost", [known ? cost : cost ? "amount" : ""]);
form.elements.amount.value = known ? "" : cost;
for (const question of form.querySelectorAll(".question[data-name]")) {
const { name, kind } = question.dataset;
if (["title", "repeat", "venue", "contact", "cost", "online", "area"].includes(name) || !(kind in READ)) continue;
const [group, part] = name.split(".");
const held = values[group];
const value = part ? (typeof held === "object" && held ? held[part] : undefined)
: name === "registration" && typeof held === "object" && held ? held.kind ?? "required" : held;
if (kind in FILL) FILL[kind](name, value);
else if (kind === "select") form.elements[name].value = value ?? form.elements[name].options[0].value;
else form.elements[name].value = typeof value === "string" ? value : "";
}
fillRepeat(values.repeat);
};
const begin = async (id, as) => {
const [of, slug] = id.split("/");
const events = await load(of);
const found = events[slug];
if (!found) throw new Error(id);
const values = { ...found.values };
if (as === "again") for (const name of OLD_DATES) delete values[name];
const first = found.values.start ?? "";
fillIn(as === "again" ? { ...values, start: first, end: found.values.end } : values);
if (as === "again") for (const name of ["day", "last", "last_day", "count"]) form.elements[name].value = "";
subject = { id: `${of}/${slug}`, partner: of, slug, as, values, dates: found.dates, initial: {} };
if (as === "again") delete subject.values.repeat;
subject.initial = collect();
form.elements.partner.value = of;
showSubject();
isDirty = as === "cancel" || as === "right";
isOut = !isDirty;
at("last-time").hidden = true;
show();
at("subject").hidden = as === "again";
say([element("b", {}, at("state").dataset.first), " ", fill(words.say.began, { title: found.values.title ?? id })]);
(as === "again" || as === "change" ? at(as === "again" ? "day" : "title") : at("subject").querySelector("input, select") ?? at("copy")).focus();
};
const showSubject = () => {
const as = subject?.as;
at("subject").hidden = !subject || as === "again";
at("subject").querySelector(".of").textContent = subject ? subject.values.title ?? subject.id : "";
at("days").hidden = as !== "cancel";
at("status").closest(".question").hidden = as !== "change";
at("status_note").closest(".question").hidden = as === "right";
form.querySelector(".asked").hidden = as === "cancel" || as === "right";
form.elements.partner.closest(".question").hidden = Boolean(subject);
const held = subject?.dates ?? [];
form.querySelector("#days .dates").replaceChildren(...held.map(([key, start]) => {
const { day, time } = when(words, { start });
return element("label", {}, element("input", { type: "checkbox", name: "off", value: key }), " ", element("span", {}, [day, time].filter(Boolean).join(words.phrases["list.comma"])));
}));
at("days").hidden = at("days").hidden || held.length < 2;
};
const fromAddress = () => {
const given = new URLSearchParams(location.hash.slice(1));
const who = given.get("partner");
if (who && words.partners[who]) {
form.elements.partner.value = who;
if (!words.partners[who][1]) {
at("of-partner").value = who;
showLastTime();
chooseEvents();
}
}
const id = given.get("event") ?? "", as = given.get("as") ?? "change";
if (!/^[a-z0-9-]+\/[a-z0-9-]+$/.test(id) || !["again", "change", "cancel", "right"].includes(as)) return;
begin(id, as).catch(() => say([...notSent(), " ", words.say.not_loaded]));
};
const showLastTime = () => {
at("last-time").hidden = false;
at("last-time").open = true;
};
const chooseEvents = async () => {
const [who, which] = [at("of-partner"), at("of-event")];
which.replaceChildren();
which.disabled = at("begin").disabled = true;
at("of-state").textContent = "";
if (!who.value) return;
try {
const events = Object.entries(await load(who.value));
which.replaceChildren(...events.map(([slug, { values }]) => element("option", { value: slug }, values.title ?? slug)));
which.disabled = at("begin").disabled = !events.length;
} catch {
at("of-state").textContent = words.say.not_loaded;
}
};
const localStorageSafely = (use) => {
try {
return use(localStorage);
} catch {
return null;
}
};
const keep = () => localStorageSafely((storage) => {
if (!at("keep").checked) return storage.removeItem(KEPT);
const boxes = [...form.querySelectorAll("[name]")].filter((box) => box.value !== undefined && box.type !== "button");
const typed = boxes.map((box) => [box.name, box.type === "radio" || box.type === "checkbox" ? [box.value, box.checked] : box.value]);
return storage.setItem(KEPT, JSON.stringify({ typed, subject }));
});
const restore = () => {
const kept = localStorageSafely((storage) => JSON.parse(storage.getItem(KEPT) ?? "null"));
if (!kept || location.hash.includes("event=")) return;
subject = kept.subject;
showSubject();
for (const [name, value] of kept.typed ?? []) {
const boxes = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
if (Array.isArray(value)) boxes.filter((box) => box.value === value[0]).forEach((box) => { box.checked = value[1]; });
else if (boxes[0]) boxes[0].value = value;
}
at("keep").checked = true;
isDirty = true;
isOut = false;
say([...notSent(), " ", words.say.kept]);
};
let soon = 0;
const touched = () => {
if (isOut && isDirty) say([...notSent(), " ", words.say.changed_since]);
isDirty = true;
isOut = false;
clearTimeout(soon);
soon = setTimeout(() => {
show();
tellLeft();
keep();
}, PAUSE);
};
const empty = () => {
subject = null;
form.reset();
localStorageSafely((storage) => storage.removeItem(KEPT));
isDirty = false;
isOut = true;
history.replaceState(null, "", location.pathname);
left.forEach((id) => tell(id, ""));
left.clear();
at("errors").hidden = true;
say(notSent());
showSubject();
form.elements.text_language && (form.elements.text_language.value = words.language);
show();
at("title").focus();
};
globalThis.boardForm = (data) => {
words = data;
emptySlip = form.querySelector(".preview .empty");
for (const part of form.querySelectorAll(".by-script")) part.hidden = false;
for (const part of form.querySelectorAll(".without-script")) part.hidden = true;
const state = at("state");
state.dataset.first = state.querySelector("b").textContent;
state.dataset.more = state.querySelector("span").textContent;
at("mail").hidden = !words.email;
showSubject();
restore();
show();
fromAddress();
form.addEventListener("input", ({ target }) => target.name && touched());
form.addEventListener("change", ({ target }) => {
if (target.id === "keep") return void keep();
if (!target.name) return;
if (target.matches("select, [type=radio], [type=checkbox], [type=date]")) show();
touched();
});
form.addEventListener("focusout", ({ target }) => {
if (!target.name || !words) return;
const id = target.type === "radio" || target.type === "checkbox" ? target.name.replace(".", "-") : target.id;
if (!target.value && !left.has(id)) return;
left.add(id);
setTimeout(tellLeft, SETTLED);
});
form.addEventListener("submit", (event) => event.preventDefault());
for (const [name, way] of Object.entries(ways)) {
at(name)?.addEventListener("click", () => {
show();
if (isRight()) way();
});
}
at("empty").addEventListener("click", empty);
at("of-partner").addEventListener("change", chooseEvents);
at("begin").addEventListener("click", () => {
begin(`${at("of-partner").value}/${at("of-event").value}`, at("of-as").value).catch(() => { at("of-state").textContent = words.say.not_loaded; });
});
addEventListener("hashchange", fromAddress);
addEventListener("beforeunload", (event) => {
if (isDirty && !isOut && !at("keep").checked) event.preventDefault();
});
form.querySelector("a[href='#last-time']").addEventListener("click", showLastTime);
form.dataset.ready = "";
};
})();
