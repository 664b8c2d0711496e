"use strict";
(() => {
const all = (css) => document.querySelectorAll(css);
const today = new Intl.DateTimeFormat("sv", { timeZone: document.body.dataset.zone }).format();
const ahead = (iso) => Math.round((Date.parse(iso.slice(0, 10)) - Date.parse(today)) / 864e5);
const relative = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto", numberingSystem: "latn" });
for (const next of all(".next time")) {
const [soonest] = all(".dates li:not([hidden]) time");
if (soonest && ahead(next.dateTime) < 0) {
next.textContent = soonest.textContent;
next.dateTime = soonest.dateTime;
}
const days = ahead(next.dateTime);
if (days >= 0) next.after(next.parentNode.dataset.join + relative.format(days, "day"));
}
for (const button of all("[data-share]")) {
const shared = { title: button.dataset.title, url: button.dataset.share };
button.parentNode.hidden = !navigator.share;
button.onclick = () => navigator.share(shared).catch(() => {});
}
for (const link of all("[data-leave]")) {
link.onclick = (event) => {
event.preventDefault();
location.replace(link.href);
};
}
})();
