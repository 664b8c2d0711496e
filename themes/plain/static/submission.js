/* A submission: what somebody says of an event, as the text of a form, as a record, and behind the # of an address.
   It is a plain object of fields as people type them in a record ({title, start, contact: {phone}, …}). Beside
   them may stand `action` (new, change, cancel, still-right), `event` (its id), `days` (those called off) and
   `partner` (an id). In a change a field that is null is one to take away. */
"use strict";
(() => {
  const BESIDE = ["action", "event", "days", "partner"];
  const ACTIONS = ["new", "change", "cancel", "still-right"];
  const ONLY_STAFF = ["id", "was_at", "verified", "source", "posted", "changed", "contributed", "funder", "library_role"];
  const ORDER = ["title", "start", "end", "duration", "repeat", "dates", "skip", "venue", "room", "address", "area",
    "online", "location", "summary", "cost", "registration", "contact"];
  /** Fields that hold one text: whatever else stands there is none of the form's. */
  const TEXTS = ["title", "start", "end", "duration", "venue", "room", "area", "online", "location", "summary", "description",
    "status", "status_note", "audience", "ages", "text_language", "access_note", "action", "event", "partner"];
  const MAIL = 1800, ADDRESS = 7000, CODE = 40000, RECORD = 65536, TEXT = 20000, MANY = 200, DEEPEST = 4;
  const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]|\p{Cs}|[\u{1fffe}\u{1ffff}\u{2fffe}\u{2ffff}\u{10fffe}\u{10ffff}]/gu;
  const FORM = /^\\*[ \t*_]{0,9}bulletin[- ]form\s+\d/gim;

  // ---- the fields, without what no file may hold

  const clean = (text) => String(text).replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n").replace(UNSAFE, "");
  const line = (text) => clean(text).replace(/\s+/g, " ").trim();
  const lines = (text) => clean(text).replace(/[^\S\n]+$/gm, "").replace(/^\n+|\s+$/g, "");
  const own = (map, name) => Object.prototype.hasOwnProperty.call(map, name) ? map[name] : undefined;
  const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isStructure = (value) => typeof value === "object" && value !== null;
  const tidyValue = (value, depth = 0) => {
    if (depth > DEEPEST) return undefined;
    if (typeof value === "boolean") return value ? "yes" : "no";
    if (typeof value === "string" || typeof value === "number") return line(value) || undefined;
    if (Array.isArray(value)) {
      const found = value.slice(0, MANY).map((each) => tidyValue(each, depth + 1)).filter((each) => each !== undefined);
      return found.length ? found : undefined;
    }
    if (!isMap(value)) return undefined;
    const found = Object.entries(value).slice(0, MANY).filter(([name]) => /^[\w-]{1,40}( \d\d:\d\d)?$/.test(name))
      .map(([name, each]) => [name, tidyValue(each, depth + 1)]).filter(([, each]) => each !== undefined);
    return found.length ? Object.fromEntries(found) : undefined;
  };
  /** The same submission without empty fields, fields that only the library may set, and odd characters. */
  const tidy = (values) => {
    const found = {};
    const names = Object.keys(values).filter((name) => /^[a-z][a-z_]{0,39}$/.test(name) && !ONLY_STAFF.includes(name));
    const known = [...BESIDE, ...ORDER].filter((name) => names.includes(name));
    for (const name of new Set([...known, ...names])) {
      if (values[name] === null && !BESIDE.includes(name)) found[name] = null;
      else if (TEXTS.includes(name) && isStructure(values[name])) continue;
      else if (name === "description") found[name] = lines(values[name] ?? "") || undefined;
      else found[name] = tidyValue(values[name]);
    }
    if (!ACTIONS.includes(found.action)) found.action = "new";
    if (found.action !== "change") for (const name in found) if (found[name] === null) delete found[name];
    if (found.action === "new" || !/^[a-z][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/.test(found.event)) delete found.event;
    if (!/^[a-z0-9][a-z0-9-]*$/.test(found.partner)) delete found.partner;
    if (found.action !== "cancel") delete found.days;
    if (found.days !== undefined) found.days = [found.days].flat().filter((day) => /^\d{4}-\d\d-\d\d( \d\d:\d\d)?$/.test(day));
    for (const name in found) if (found[name] === undefined) delete found[name];
    return found;
  };
  /** The fields of the record alone. */
  const fieldsOf = (values) => Object.fromEntries(Object.entries(tidy(values)).filter(([name]) => !BESIDE.includes(name)));

  // ---- the text of the form

  /** The text that `bulletin intake` reads. `names` are those of fields in the page's language ("title",
      "contact.phone"), and of what is asked ("action", "action.new"); what has none goes by its own. */
  const formatForm = (values, names = {}) => {
    const { description, ...rest } = tidy(values);
    const said = ["bulletin-form 1"];
    const add = (name, value) => {
      const label = own(names, name) ?? (name.endsWith(".kind") && own(names, name.slice(0, -5))) ?? undefined;
      said.push(`${label || name.replace(/\./g, " ").replace(/_/g, " ")}: ${value}`.trimEnd());
    };
    for (const [name, value] of Object.entries(rest)) {
      if (name === "action") add(name, names[`action.${value}`] ?? value);
      else if (value === null) add(name, "");
      else if (Array.isArray(value) && value.every((each) => typeof each === "string")) value.forEach((each) => add(name, each));
      else if (isMap(value) && Object.values(value).every((each) => typeof each === "string")) {
        for (const [part, each] of Object.entries(value)) add(`${name}.${part}`, each);
      } else add(name, typeof value === "string" ? value : JSON.stringify(value));
    }
    if (description === null) add("description", "");
    else if (description) said.push("", `${names.description ?? "description"}:`, description.replace(FORM, "\\$&"));
    return [...said, "end"].join("\n");
  };

  // ---- the record

  const quoted = (text) => JSON.stringify(text).replace(/[\u0080-\u009f\u2028\u2029]/g, "");
  const nested = (value, indent) => {
    if (typeof value === "string") return ` ${quoted(value)}`;
    const pad = `\n${" ".repeat(indent)}`;
    if (Array.isArray(value)) {
      return value.map((each) => `${pad}-${isMap(each) ? nested(each, indent + 2).replace(/^\s+/, " ") : nested(each, indent + 2)}`).join("");
    }
    const named = (name) => /^[a-z_]+$/.test(name) ? name : quoted(name);
    return Object.entries(value).map(([name, each]) => `${pad}${named(name)}:${nested(each, indent + 2)}`).join("");
  };
  const written = (fields) => Object.entries(fields).filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}:${nested(value, 2)}\n`).join("");

  /** The text of the record's file: every text in quotes, the description below the fields. */
  const formatRecord = (values) => {
    const { description, ...rest } = fieldsOf(values);
    return description ? `---\n${written(rest)}---\n\n${description}\n` : written(rest);
  };
  /** The lines of a record that say these fields, to be put in place of others. */
  const formatFields = (values) => {
    const { description, ...rest } = fieldsOf(values);
    return written(description ? { ...rest, description } : rest);
  };
  /** The lines by which all of an event, or the `days` of it, is called off. */
  const formatCalledOff = (values) => {
    const { days = [], status_note: note } = tidy(values);
    const off = { status: "cancelled" };
    return written(days.length ? { changes: Object.fromEntries(days.map((day) => [day, note ? { ...off, note } : off])) }
      : { ...off, ...(note ? { status_note: note } : {}) });
  };
  /** The lines by which an event was found right on a day. */
  const formatChecked = (day) => written({ verified: { date: day, how: "self" } });
  const endingOf = (values) => fieldsOf(values).description ? ".md" : ".yaml";

  /** A name for the file of something called so: small letters, digits and hyphens; always one. */
  const slugOf = (title) => {
    const bare = line(title ?? "").replace(/['’ʼ]/g, "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const slug = bare.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
    if (slug && slug.length <= 80 && !/^(con|prn|aux|nul|com\d|lpt\d)$/.test(slug)) return slug;
    let hash = 0x811c9dc5;
    for (const char of bare) hash = Math.imul(hash ^ char.codePointAt(), 0x01000193);
    return `${slug.slice(0, 70).replace(/-+$/, "") || "e"}-${(hash >>> 0).toString(16).padStart(8, "0")}`;
  };

  // ---- behind the # of an address

  const through = async (bytes, stream, most = Infinity) => {
    const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
    const found = [];
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if ((size += value.length) > most) {
        reader.cancel().catch(() => {});
        throw new Error("long");
      }
      found.push(value);
    }
    return new Uint8Array(await new Blob(found).arrayBuffer());
  };
  const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const bytesOf = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt());

  /** The submission for an address; compressed, where the browser can: `z.…`, else `j.…`. */
  const encode = async (values) => {
    const bytes = new TextEncoder().encode(JSON.stringify(tidy(values)));
    try {
      const packed = await through(bytes, new CompressionStream("deflate-raw"));
      if (packed.length < bytes.length) return `z.${base64(packed)}`;
    } catch {
      // Older browsers have no such stream.
    }
    return `j.${base64(bytes)}`;
  };

  /** The submission in an address. Rejects with an Error whose message is "nothing", "long", "old" (a browser
      that cannot read it) or "broken". */
  const decode = async (code) => {
    const found = /^#?([jz])\.([\w-]+)$/.exec(code.trim());
    if (!found) throw new Error(/^#?$/.test(code.trim()) ? "nothing" : "broken");
    if (code.length > CODE) throw new Error("long");
    if (found[1] === "z" && !("DecompressionStream" in globalThis)) throw new Error("old");
    let values;
    try {
      let bytes = bytesOf(found[2]);
      if (found[1] === "z") bytes = await through(bytes, new DecompressionStream("deflate-raw"), RECORD);
      values = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    } catch (error) {
      throw new Error(error.message === "long" ? "long" : "broken");
    }
    if (!isMap(values)) throw new Error("broken");
    const checked = tidy(values);
    if (Object.keys(checked).length === 1 || JSON.stringify(checked).length > RECORD) throw new Error("broken");
    if (typeof checked.description === "string" && checked.description.length > TEXT) throw new Error("long");
    return checked;
  };

  // ---- ways out

  const crlf = (text) => text.replace(/\r?\n/g, "\r\n");
  /** Everything that is sent: the form's text, and the address for staff, told by `forStaff`. */
  const messageOf = (text, link, forStaff) => link ? `${text}\n\n${forStaff}\n${link}\n` : `${text}\n`;

  /** The address that opens a mail: `{href, isWhole}`. Too long for mail programs, it holds the subject and
      `instead` alone, and the text has to be pasted. */
  const mailto = (to, subject, message, instead = "") => {
    const made = (body) => `mailto:${encodeURIComponent(to).replace(/%40/g, "@")}?subject=${encodeURIComponent(line(subject).slice(0, 150))}`
      + (body ? `&body=${encodeURIComponent(crlf(body))}` : "");
    const href = made(message);
    return href.length <= MAIL ? { href, isWhole: true } : { href: made(instead), isWhole: false };
  };

  const download = (name, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  /** Whether it was copied; else the text stands selected in the textarea, to be copied by hand. */
  const copy = async (text, textarea) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      textarea.value = text;
      textarea.hidden = false;
      textarea.focus();
      textarea.select();
      try {
        return document.execCommand("copy");
      } catch {
        return false;
      }
    }
  };

  // ---- the repository's host: `repository` is what addresses of its pages begin with ({new, text, edit}), or null

  const isPath = (path) => /^[a-z0-9][a-z0-9-]*\/[\p{L}\p{N}][\p{L}\p{N}._ -]*\.(md|markdown|ya?ml)$/u.test(path) && !path.includes("..");

  /** The new file of an event, for whoever has an account: `{href, path, isFilled}`, below the partner's folder
      and nowhere else; not `isFilled`: the text has to be pasted. null where there is no such page. */
  const proposal = (repository, partner, name, text) => {
    if (!repository || !isPath(`${partner}/${name}`)) return null;
    const path = `content/events/${partner}/${name}`;
    const href = repository.new + encodeURIComponent(path);
    const filled = repository.text && href + repository.text + encodeURIComponent(text);
    return filled && filled.length <= ADDRESS ? { href: filled, path, isFilled: true } : { href, path, isFilled: false };
  };

  /** Where the file of an event is changed; `path` is `partner/name.md`. "" where there is no such page. */
  const editUrl = (repository, path) => repository && isPath(path)
    ? `${repository.edit}content/events/${path.split("/").map(encodeURIComponent).join("/")}` : "";

  /** Whether a text is an address that may be a link: http, https, mailto or tel. */
  const isSafe = (text) => /^(https?:\/\/[^\s/\\@]+([/?#][^\s\\]*)?|mailto:[^\s?,;]+|tel:\+?[\d().*-]{2,40})$/i.test(text);

  globalThis.boardSubmission = {
    tidy, formatForm, formatRecord, formatFields, formatCalledOff, formatChecked, endingOf, slugOf, encode, decode, messageOf, mailto, download, copy,
    proposal, editUrl, isSafe,
  };
})();
