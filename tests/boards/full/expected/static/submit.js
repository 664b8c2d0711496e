"use strict";
globalThis.boardForm = (words) => {
const form = document.getElementById("submit");
const at = (id) => document.getElementById(id);
const { dayOf, writeDay, when, fill, capital, element, showSlip } = boardPreview;
const { OLD_DATES, READ, line, ticked, chosen, isEmpty, isSimple, readTimes, saidRepeat, partnerOf, collect, mistakes,
fillIn } = boardBoxes(form, words);
const emptySlip = form.querySelector(".preview .empty");
const KEPT = "board-form", PAUSE = 400, SETTLED = 300;
let subject = null;
let isDirty = false, isOut = true;
const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const namesIn = (now) => new Set([...Object.keys(subject.values), ...Object.keys(now)]);
const whole = () => {
const now = collect();
if (!subject) return now;
const found = {};
for (const name of namesIn(now)) {
const value = isSame(now[name], subject.initial[name]) ? subject.values[name] ?? now[name] : now[name];
if (!isEmpty(value)) found[name] = value;
}
if (now.end !== undefined && !isSame(now.end, subject.initial.end)) delete found.duration;
return found;
};
const changed = () => {
const now = whole();
const found = {};
for (const name of namesIn(now)) {
if (!isSame(now[name], subject.values[name]) && !(name === "text_language" && isSame(now[name], subject.initial[name]))) found[name] = now[name] ?? null;
}
return found;
};
const partner = () => partnerOf(subject);
const submission = () => {
const beside = subject && subject.as !== "again" ? { event: subject.id } : {};
const who = partner() ? { partner: partner() } : {};
switch (subject?.as) {
case "change": return { action: "change", ...beside, ...who, ...changed() };
case "right": return { action: "still-right", ...beside, ...who };
case "cancel": {
const days = chosen("days") === "some" ? { days: ticked("off") } : {};
const note = line("status_note");
return { action: "cancel", ...beside, ...who, ...days, ...(note ? { status_note: note } : {}) };
}
default: return { action: "new", ...who, ...whole() };
}
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
const found = mistakes(subject);
for (const id of left) tell(id, found[id] ?? "");
};
const unfold = (id) => {
for (let fold = at(id)?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
};
const isRight = () => {
const found = Object.entries(mistakes(subject));
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
unfold(id);
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
const listed = (texts) => texts.filter(Boolean).join(words.phrases["list.comma"]);
const shownValue = (value) => typeof value === "string" ? value : listed(Array.isArray(value) && value.every((each) => typeof each === "string")
? value : Object.entries(value).map(([name, each]) => `${name}: ${shownValue(each)}`));
const changeLines = () => Object.entries(changed()).map(([name, value]) => {
const called = words.names[name] ?? name.replace("_", " ");
return value === null ? fill(words.say.removed, { field: called }) : `${called}: ${shownValue(value)}`;
});
const saidWhen = (values) => {
const { day, time, note } = when(words, values);
const hours = [time, note].filter(Boolean).join(" ");
const once = listed([day, hours]);
const rule = line("repeat") === "once" ? "" : saidRepeat();
return [capital(once), rule].filter(Boolean).join(" · ");
};
const showWhen = () => {
const typed = readTimes();
at("said").textContent = typed.start && dayOf(line("day")) ? saidWhen(typed) : "";
};
const showParts = () => {
const kind = line("repeat"), ends = chosen("ends");
at("of-weeks").hidden = kind !== "weeks";
at("of-words").hidden = kind !== "words";
at("ends").hidden = !isSimple();
for (const part of form.querySelectorAll("[data-ends]")) part.hidden = part.dataset.ends !== ends;
form.querySelector(".amount").hidden = chosen("cost") !== "amount";
at("of-other").hidden = line("partner") !== "-";
at("area").closest(".question").hidden = !form.elements.location.checked;
for (const question of form.querySelectorAll(".question[data-name^='registration.']")) {
question.hidden = !["required", "recommended"].includes(chosen("registration")) && isEmpty(READ[question.dataset.kind](question.dataset.name));
}
const isDays = subject?.as === "cancel" && chosen("days") === "some";
form.querySelector("#days .dates").hidden = !isDays;
const propose = at("of-propose");
if (propose) propose.hidden = !(words.repository && partner() && !words.partners[partner()]?.[1] && !(subject && subject.as !== "again"));
};
const show = () => {
const values = whole();
const holder = form.querySelector(".preview");
if (values.title) showSlip(holder, subject?.as === "cancel" ? { ...values, status: chosen("days") === "some" ? values.status : "cancelled", status_note: line("status_note") } : values, words);
else holder.replaceChildren(emptySlip);
const told = at("said-again");
told.classList.toggle("changes", false);
if (subject?.as === "change") told.replaceChildren(...changeLines().flatMap((each) => [each, element("br")]));
else if (subject?.as === "right") told.textContent = words.say.right;
else if (subject?.as === "cancel") {
const days = ticked("off").map((key) => writeDay(words, key.slice(0, 10)));
told.textContent = chosen("days") === "some" ? (days.length ? fill(words.say.cancel_days, { days: listed(days) }) : words.say.choose_days)
: fill(words.say.cancel_all, { title: values.title ?? subject.id });
} else told.textContent = values.start ? saidWhen(values) : "";
at("text").value = text();
showWhen();
showParts();
};
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
stored((storage) => storage.removeItem(KEPT));
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
unfold("text");
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
openTab(made.href);
out(words.say.sent_proposal);
},
};
const openTab = (href) => window.open(href, "_blank", "noopener");
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
at("status").closest(".question").hidden = as !== "change";
at("status_note").closest(".question").hidden = as === "right";
form.querySelector(".asked").hidden = as === "cancel" || as === "right";
form.elements.partner.closest(".question").hidden = Boolean(subject);
const held = subject?.dates ?? [];
form.querySelector("#days .dates").replaceChildren(...held.map(([key, start]) => {
const { day, time } = when(words, { start });
return element("label", {}, element("input", { type: "checkbox", name: "off", value: key }), " ", element("span", {}, listed([day, time])));
}));
at("days").hidden = as !== "cancel" || held.length < 2;
};
const toLastTime = form.querySelector("a[href='#last-time']");
const fromAddress = () => {
const given = new URLSearchParams(location.hash.slice(1));
const who = given.get("partner");
if (who && words.partners[who]) {
form.elements.partner.value = who;
if (toLastTime && !words.partners[who][1]) {
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
const stored = (use) => {
try {
return use(localStorage);
} catch {
return null;
}
};
const keep = () => stored((storage) => {
if (!at("keep").checked) return storage.removeItem(KEPT);
const boxes = [...form.querySelectorAll("[name]")].filter((box) => box.value !== undefined && box.type !== "button");
const typed = boxes.map((box) => [box.name, box.type === "radio" || box.type === "checkbox" ? [box.value, box.checked] : box.value]);
return storage.setItem(KEPT, JSON.stringify({ typed, subject }));
});
const restore = () => {
const kept = stored((storage) => JSON.parse(storage.getItem(KEPT) ?? "null"));
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
stored((storage) => storage.removeItem(KEPT));
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
if (!target.name) return;
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
toLastTime?.addEventListener("click", showLastTime);
form.dataset.ready = "";
};
