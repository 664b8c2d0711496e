const WORDS = new Intl.DateTimeFormat("en-GB", {
  weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC",
});
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const LONGEST = 300;

function plain(html) {
  return html.replace(/<[^>]*>/g, "").trim();
}

function byStart(collection) {
  return collection.getFilteredByTag("event").sort((a, b) => a.data.start.localeCompare(b.data.start));
}

function grouped(collection, keysOf) {
  const groups = new Map();
  for (const event of byStart(collection)) {
    for (const key of keysOf(event.data)) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(event);
    }
  }
  return [...groups].map(([id, events]) => ({ id, events })).sort((a, b) => a.id.localeCompare(b.id));
}

export default function (eleventyConfig) {
  eleventyConfig.addPassthroughCopy({ static: "." });
  eleventyConfig.amendLibrary("md", (markdown) => markdown.set({ linkify: true }));
  eleventyConfig.addFilter("day", (iso) => `${WORDS.format(new Date(`${iso}Z`))}, ${iso.slice(11, 16)}`);
  eleventyConfig.addFilter("date_words", (iso) => WORDS.format(new Date(`${iso}T00:00:00Z`)));
  eleventyConfig.addFilter("clock", (iso) => iso.slice(11, 16));
  eleventyConfig.addFilter("month_name", (id) => MONTH.format(new Date(`${id}-01T00:00:00Z`)));
  eleventyConfig.addFilter("compact", (iso) => iso.replace(/[-:]/g, ""));
  eleventyConfig.addFilter("stamp", (date) => date.toISOString().replace(/[-:]|\.000/g, ""));
  eleventyConfig.addFilter("rfc822", (date) => date.toUTCString());
  eleventyConfig.addFilter("plain", plain);
  eleventyConfig.addFilter("ics_text", (text) => text.replace(/,/g, "\\,").replace(/\n+/g, "\\n"));
  eleventyConfig.addFilter("first", (events, most) => events.slice(0, most));
  eleventyConfig.addCollection("coming", byStart);
  eleventyConfig.addCollection("newest", (collection) =>
    collection.getFilteredByTag("event").sort((a, b) => b.date - a.date));
  eleventyConfig.addCollection("byPartner", (collection) => grouped(collection, (data) => [data.partner]));
  eleventyConfig.addCollection("byCategory", (collection) => grouped(collection, (data) => data.categories));
  eleventyConfig.addCollection("byMonth", (collection) => grouped(collection, (data) => [data.month]));
  eleventyConfig.addGlobalData("longest", LONGEST);
  return {
    dir: { input: "content", includes: "_includes", data: "_data", output: "public" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
  };
}
