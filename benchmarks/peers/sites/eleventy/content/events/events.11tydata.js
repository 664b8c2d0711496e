module.exports = {
  layout: "event.njk",
  tags: "event",
  permalink: (data) => `/events/${data.partner}/${data.page.fileSlug}/index.html`,
};
