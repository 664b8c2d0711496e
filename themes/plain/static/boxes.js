/* The boxes of the form as fields of a record: read, checked, filled in. `words` is what `submit/form.js` hands over. */
"use strict";
globalThis.boardBoxes = (form, words) => {
  const { dayOf, today, writeDay, fill } = boardPreview;
  const at = (id) => document.getElementById(id);
  const LONGEST_SHORT_NUMBER = 3, LONGEST_NIGHT = 14 * 60;
  const PLACE = ["venue", "room", "address", "online", "area", "location"];
  const OLD_DATES = ["start", "end", "dates", "skip", "changes", "status", "status_note", "review_by", "rain_date"];
  const MAIL = /^[^@\s<>"',;:]+@[a-z0-9]([a-z0-9.-]*[a-z0-9])?\.[a-z]{2,}$/i;
  const WEB = /^https?:\/\/[^\s/\\@]+\.[^\s\\]+$/i;
  /** Questions with boxes of their own, which stand in no list. */
  const OWN = ["title", "repeat", "venue", "contact", "cost", "online", "area"];

  // ---- reading

  const line = (name) => (form.elements[name]?.value ?? "").replace(/\s+/g, " ").trim();
  const lines = (name) => form.elements[name].value.split(/[\n;]/).map((each) => each.trim()).filter(Boolean);
  const names = (text) => text.split(/[,;،\n]/).map((each) => each.trim()).filter(Boolean);
  const ticked = (name) => [...form.querySelectorAll(`[name="${name}"]:checked`)].map((box) => box.value).filter(Boolean);
  const chosen = (name) => ticked(name)[0] ?? "";
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  const READ = {
    line, url: line, email: line, tel: line, number: line, day: line, select: line,
    text: (name) => form.elements[name].value.trim(),
    lines, names: (name) => names(line(name)),
    one: chosen,
    some: (name) => name === "languages" ? [...ticked(name), ...names(line("languages.others"))] : ticked(name),
    tick: (name) => form.elements[name].checked ? "yes" : "",
    facts: () => Object.fromEntries([...form.querySelectorAll("[name^='access.']")].filter((box) => box.tagName === "SELECT" && box.value)
      .map((box) => [box.name.slice(7), box.value])),
  };
  const isEmpty = (value) => value === "" || value === undefined || (typeof value === "object" && !Object.keys(value).length);

  /** `start` and `end`, as a record has them. */
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
  /** The repeat as a sentence of one language, `date` writes the day on which it ends. */
  const sentence = (repeats, language, date) => {
    const kind = line("repeat"), day = dayOf(line("day"));
    if (kind === "words") return line("words");
    const what = day ? pattern(repeats, kind, day) : "";
    if (!what) return "";
    const ends = chosen("ends"), last = line("last"), count = Number(line("count"));
    if (ends === "day" && dayOf(last)) return fill(repeats.until, { what, date: date(last) });
    if (ends === "times" && count > 0) {
      const form = repeats.times[count] ?? repeats.times[new Intl.PluralRules(language).select(count)] ?? repeats.times.other;
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
  const contactKind = (part) => part.includes("@") ? "email" : /^https?:|^www\./i.test(part) ? "url" : "phone";
  /** What stands in the one box for whom to ask: each of its parts by what it looks like. */
  const readContact = () => {
    const found = {};
    for (const part of names(line("contact"))) found[contactKind(part)] ??= part;
    return found;
  };
  const readCost = () => {
    const cost = chosen("cost");
    return cost === "amount" ? line("amount") : cost;
  };

  const partnerOf = (subject) => subject?.partner ?? (line("partner") === "-" ? "" : line("partner"));

  /** All that is typed, without what the form began with. */
  const collect = () => {
    const found = { title: line("title"), ...readTimes(), repeat: readRepeat(), ...readPlace(), cost: readCost() };
    const nested = { contact: readContact(), registration: {} };
    for (const question of form.querySelectorAll(".question[data-name]")) {
      const { name, kind } = question.dataset;
      if ([...OWN, "location"].includes(name) || !(kind in READ)) continue;
      const value = READ[kind](name);
      const [group, part] = name.split(".");
      if (part) nested[group][part] ??= value;
      else if (name === "registration") nested.registration.kind = value;
      else found[name] = value;
    }
    if (line("repeat") === "once" || chosen("ends") !== "open") delete found.review_by;
    if (words.languages.length < 2) delete found.text_language;
    if (found.status === "scheduled") delete found.status;
    for (const [group, parts] of Object.entries(nested)) {
      const given = Object.fromEntries(Object.entries(parts).filter(([, value]) => !isEmpty(value)));
      found[group] = group === "registration" && Object.keys(given).join() === "kind" ? given.kind : given;
    }
    return Object.fromEntries(Object.entries(found).filter(([, value]) => !isEmpty(value)));
  };

  /** Whether a simple repeat makes a date on that day. */
  const isOnRule = (iso) => {
    const [kind, first, day] = [line("repeat"), dayOf(line("day")), dayOf(iso)];
    if (!first || day.number < first.number) return !first;
    const weeks = kind === "weeks" ? Number(line("weeks")) : 1;
    if (kind === "week" || kind === "weeks") return (day.number - first.number) % (7 * weeks) === 0;
    if (kind !== "last") return pattern(words.repeats, kind, day) === pattern(words.repeats, kind, first);
    const next = new Date((day.number + 7) * 864e5);
    return day.weekday === first.weekday && next.getUTCMonth() !== day.month - 1;
  };

  // ---- what is wrong, in the words that `check` says it in

  const minutes = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const label = (id) => {
    const called = words.called[id.replace("-", ".")];
    const found = form.querySelector(`label[for="${id}"]`) ?? at(id)?.closest("fieldset")?.querySelector("legend");
    return called || (found?.textContent ?? id).replace(/^\s*\d(?=\D)/, "").trim();
  };
  const quote = (id) => `“${label(id)}”`;
  const missing = (id) => fill(words.wrong.missing, { where: quote(id) });
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

  /** What is wrong with a date or an hour, by the box it is told at. */
  const wrongTimes = (subject) => {
    const found = {};
    const [day, from, until, lastDay] = ["day", "from", "until", "last_day"].map(line);
    found.day = wrongDay("day") || (day || hasBase(subject, "start") ? "" : missing("day"));
    found.last_day = wrongDay("last_day") || (lastDay && day && lastDay < day ? fill(words.wrong.before, { end: lastDay, start: day }) : "");
    const now = today(words), last = isSimple() && chosen("ends") === "day" ? line("last") : "";
    const isOver = line("repeat") === "once" ? dayOf(day) && [day, lastDay, ...lines("dates")].every((each) => each < now) : last && last < now;
    if (!found.day && isOver) found.day = fill(words.wrong.over, { day: writeDay(words, last || lastDay || day, "weekday_day_month_year") });
    if (until && !from && day) found.from = missing("from");
    if (from && until && !(lastDay > day)) {
      const length = minutes(until) - minutes(from);
      if (!length) found.until = words.wrong.at_once;
      else if (length < 0 && length + 1440 > LONGEST_NIGHT) found.until = fill(words.wrong.before, { end: until, start: from });
    }
    return found;
  };
  const wrongRepeat = () => {
    if (line("repeat") === "words") return { words: line("words") ? "" : missing("words") };
    if (line("repeat") === "dates") return { dates: lines("dates").length ? "" : missing("dates") };
    if (!isSimple()) return {};
    const weeks = Number(line("weeks"));
    const found = { weeks: line("repeat") === "weeks" && !(weeks >= 2 && weeks <= 8) ? missing("weeks") : "" };
    const ends = chosen("ends");
    const count = Number(line("count"));
    if (ends === "day") found.last = wrongDay("last") || (!line("last") ? words.say.pick_repeat : line("last") <= line("day") ? words.say.shortest : "");
    if (ends === "times") found.count = count >= 2 && count <= 500 ? "" : words.say.pick_repeat;
    if (ends === "open") found.review_by = wrongDay("review_by") || (line("review_by") ? "" : words.say.pick_repeat);
    return found;
  };
  const hasBase = (subject, ...fields) => subject && fields.some((name) => !isEmpty(subject.values[name]) && !(subject.as === "again" && OLD_DATES.includes(name)));

  const wrongContact = (subject) => {
    const parts = names(line("contact"));
    return parts.map((part) => wrongText[contactKind(part)](part)).find(Boolean) ?? (parts.length || partnerOf(subject) || hasBase(subject, "contact") ? "" : missing("contact"));
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

  /** Everything that is wrong: a message by the id of the box it is told at. */
  const mistakes = (subject) => {
    if (subject?.as === "right") return {};
    if (subject?.as === "cancel") return { days: chosen("days") === "some" && !ticked("off").length ? words.say.choose_days : "" };
    const place = readPlace();
    const found = {
      title: line("title") ? "" : missing("title"),
      ...wrongTimes(subject), ...wrongRepeat(),
      venue: PLACE.some((name) => place[name]) || hasBase(subject, ...PLACE) ? "" : words.wrong.no_place,
      contact: wrongContact(subject),
      cost: chosen("cost") === "amount" && !line("amount") ? missing("cost") : "",
    };
    for (const question of form.querySelectorAll(".question[data-name]")) {
      const { name, kind } = question.dataset, id = name.replace(".", "-");
      if (found[id] || ["contact", "repeat", "cost"].includes(name)) continue;
      const box = at(id), text = READ[kind]?.(name) ?? "", most = Number(question.dataset.most ?? box?.dataset.most ?? 0);
      if (typeof text === "string" && most && text.length > most) found[id] = fill(words.wrong.long, { where: quote(id), most, n: text.length });
      else if (kind in wrongOf) found[id] = found[id] || wrongOf[kind](name, most);
      else if (text && wrongText[kind]) found[id] = wrongText[kind](text);
    }
    if (!subject) found.partner = line("partner") ? "" : missing("partner");
    return found;
  };

  // ---- filling in

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
    const typed = typeof repeat === "string" ? repeat : "";
    form.elements.repeat.value = typed ? "words" : "once";
    form.elements.words.value = typed;
    const day = dayOf(line("day"));
    const [, what, until, times] = /^(.*?)(?: until (.+)|, (\d+) times)?$/.exec(typed) ?? [];
    const month = until && /^(\d+) (\w+) (\d{4})$/.exec(until);
    const number = month && words.dates.english.indexOf(month[2]) + 1;
    if (!typed || !day || (until && !number)) return;
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
  /** Puts the fields of a record into the boxes; what no box can show stays as it is. */
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
      if (OWN.includes(name) || !(kind in READ)) continue;
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

  return { OLD_DATES, READ, line, ticked, chosen, isEmpty, isSimple, readTimes, saidRepeat, partnerOf, collect, mistakes, fillIn };
};
