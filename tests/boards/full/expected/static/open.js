"use strict";
(() => {
const root = document.getElementById("open");
const at = (id) => document.getElementById(id);
const part = (selector) => root.querySelector(selector);
const { fill, element, showSlip, today, writeDay } = boardPreview;
let say = null, words = null, records = null, submission = null;
globalThis.boardOpen = (data) => { say = data.say; };
globalThis.boardForm = (data) => { words = data; };
globalThis.boardRecords = (data) => { records = data; };
const own = (map, key) => Object.prototype.hasOwnProperty.call(map ?? {}, key ?? "") ? map[key] : undefined;
const partnerName = (id) => own(words.partners, id)?.[0] ?? id;
const record = () => own(records, submission.event);
const isNew = () => submission.action === "new";
const whose = () => isNew() ? at("whose").value : submission.event?.split("/")[0] ?? "";
const isSensitive = () => Boolean(own(words.partners, whose())?.[1]);
const text = () => {
switch (submission.action) {
case "change": return boardSubmission.formatFields(submission);
case "still-right": return boardSubmission.formatChecked(today(words));
case "cancel": return boardSubmission.formatCalledOff(submission);
default: return boardSubmission.formatRecord(submission);
}
};
const fileName = () => {
const slug = boardSubmission.slugOf(submission.title), ending = boardSubmission.endingOf(submission);
const isTaken = (name) => own(records, `${whose()}/${name}`) || Object.values(records ?? {}).some(([, file]) => file.replace(/\.\w+$/, "") === `${whose()}/${name}`);
let name = slug;
for (let number = 2; isTaken(name); number++) name = `${slug}-${number}`;
return name + ending;
};
const takenAway = () => Object.entries(submission).filter(([, value]) => value === null).map(([name]) => name);
const wayOn = () => {
const partner = whose();
if (!partner) return {};
if (!isNew()) {
const file = record()?.[1] ?? "", path = `content/events/${file}`;
const href = file.startsWith(`${partner}/`) && !isSensitive() ? boardSubmission.editUrl(words.repository, file) : "";
if (!href) return { about: record() ? say.by_hand : "" };
const away = takenAway().length ? ` ${fill(say.take_away, { names: takenAway().join(", ") })}` : "";
return { href, label: say.open_file, about: fill(say.go_change, { path }) + away };
}
const path = `content/events/${partner}/${fileName()}`;
if (isSensitive()) return { about: fill(say.sensitive, { path }) };
const made = boardSubmission.proposal(words.repository, partner, fileName(), text());
if (!made) return { about: fill(say.save, { path }) };
return { href: made.href, label: say.propose, about: fill(made.isFilled ? say.go_new : say.go_paste, { path }) };
};
const goOn = () => {
const { href = "", label = "", about = "" } = wayOn();
at("go").hidden = !href;
if (href) Object.assign(at("go"), { href, rel: "noreferrer" });
else at("go").removeAttribute("href");
at("go").textContent = label;
at("about-go").textContent = about;
};
const asked = () => {
const title = record()?.[0] ?? submission.title ?? submission.event ?? "";
const days = (submission.days ?? []).map((day) => writeDay(words, day.slice(0, 10)) + day.slice(10)).join(words.phrases["list.comma"]);
const sentence = say[submission.action === "cancel" && days ? "cancel_days" : submission.action];
const [before, after = ""] = fill(sentence, { days }).split("{title}");
const route = record()?.[2];
const name = route ? element("a", { href: root.dataset.root + route + (location.protocol === "file:" ? "index.html" : "") }, title) : title;
return [element("b", {}, before, element("bdi", {}, name), after)];
};
const from = () => {
const { partner } = submission;
const told = [partner ? fill(say.from, { partner: partnerName(partner) }) : say.from_nobody];
if (partner && !own(words.partners, partner)) told.push(fill(say.unknown_partner, { partner }));
if (!isNew() && !record()) told.push(fill(say.unknown_event, { event: submission.event ?? "?" }));
if (!isNew() && partner && record() && whose() !== partner) told.push(fill(say.not_theirs, { partner: partnerName(whose()) }));
return told.join(" ");
};
const label = (name) => own(words.called, name) ?? own(words.names, name) ?? name.replace(/\.kind$/, "").replace(/[._]/g, " ");
const flat = (name, value) => {
if (typeof value === "string") return [[name, value]];
if (Array.isArray(value)) return value.flatMap((each) => flat(name, each));
return value === null ? [[name, "—"]] : Object.entries(value).flatMap(([below, each]) => flat(`${name}.${below}`, each));
};
const shown = (value) => boardSubmission.isSafe(value) ? element("a", { href: value, rel: "noreferrer nofollow" }, value) : value;
const rows = () => Object.entries(submission).filter(([name]) => !["action", "partner"].includes(name))
.flatMap(([name, value]) => flat(name, value))
.map(([name, value]) => element("div", {}, element("dt", { dir: "auto" }, label(name)), element("dd", { dir: "auto" }, shown(value))));
const show = () => {
part(".state").replaceChildren(...asked());
part(".who").textContent = from();
part(".call").hidden = isNew();
part(".call").textContent = say.call;
part(".question").hidden = !isNew();
at("whose").value = own(words.partners, submission.partner) ? submission.partner : "";
const isAll = submission.action === "cancel" && !submission.days?.length;
showSlip(part(".preview"), { title: record()?.[0], ...submission, ...(isAll ? { status: "cancelled" } : {}) }, words);
part(".says").replaceChildren(...rows());
at("text").value = text();
at("copied").textContent = "";
part(".found").hidden = false;
goOn();
};
const read = async () => {
part(".state").hidden = false;
part(".found").hidden = true;
try {
submission = await boardSubmission.decode(location.hash);
} catch (error) {
part(".state").textContent = say[error.message] ?? say.broken;
return;
}
show();
};
document.addEventListener("DOMContentLoaded", () => {
if (!say || !words) return;
part(".without-script").hidden = true;
at("whose").addEventListener("change", goOn);
at("copy").addEventListener("click", async () => {
at("copied").textContent = await boardSubmission.copy(text(), at("text")) ? say.copied : say.not_copied;
});
at("download").addEventListener("click", () => {
boardSubmission.download(isNew() ? fileName() : `${submission.event?.split("/")[1] ?? "event"}.txt`, text());
});
addEventListener("hashchange", read);
read();
});
})();
