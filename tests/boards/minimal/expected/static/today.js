/* Keeps a page true that nobody rebuilt: hides what has passed, moves "today", says how old the page is.
   Everything on the page stands there without it. */
"use strict";
(() => {
  const all = (css) => document.querySelectorAll(css);
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  const days = (iso) => Math.round((Date.parse(iso.slice(0, 10)) - Date.parse(today)) / 864e5);
  const made = document.body.dataset.made;
  const relative = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto", numberingSystem: "latn" });
  const near = (n) => relative.format(n, "day").replace(/^./, (c) => c.toUpperCase());

  if (made < today) {
    for (const dated of all(".live [data-end]")) dated.hidden = days(dated.dataset.end) < 0;
    for (const day of all("section[data-day]")) {
      const title = day.querySelector("h2[data-plain]");
      const words = title && (title.querySelector("a") || title);
      const ahead = days(day.dataset.day);
      if (words) words.textContent = (ahead === 0 || ahead === 1 ? near(ahead) + ", " : "") + title.dataset.plain;
      const count = day.querySelector(".slip[hidden]") && day.querySelector(".count");
      if (count) count.hidden = true;
      day.hidden = ahead < 0 && day.closest(".live") && !day.querySelector("[data-end]:not([hidden])");
    }
    for (const cell of all("td[data-day]")) cell.classList.toggle("today", cell.dataset.day === today);
    const stale = document.querySelector(".stale");
    if (stale && days(made) < -2) {
      stale.textContent = stale.dataset.words.replace("{when}", relative.format(days(made), "day"));
      stale.hidden = false;
    }
  }
  const next = document.querySelector(".next time");
  const first = document.querySelector(".dates li:not([hidden]) time");
  if (next && first && days(next.dateTime) < 0) { next.textContent = first.textContent; next.dateTime = first.dateTime; }
  if (next && days(next.dateTime) >= 0) next.after(next.parentNode.dataset.join + relative.format(days(next.dateTime), "day"));
})();
