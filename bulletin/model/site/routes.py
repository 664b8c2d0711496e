"""Where things stand on the site: routes, without a leading slash and without a language's prefix."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from bulletin.model.event import Event
from bulletin.model.facets import Facet

HOME = ""
AGENDA = "events/"
SUBMIT = "submit/"
"""The form with which anybody hands in an event."""
SUBMIT_OPEN = f"{SUBMIT}open/"
"""What stands in the link of a mail from that form, for staff."""
NOT_FOUND = "404.html"
WAYS = "submit/ways/"
RECRUITING = "submit/flyer/"

EMBED_FORMS = ("", "compact/", "dark/", "compact/dark/")
"""How a partner's dates are shown within other pages: as slips or in one line each, light or dark."""

# Windows keeps some names for its devices, whatever their ending.
_WORD = r"(?!(?:con|prn|aux|nul|com\d|lpt\d)(?![a-z0-9-]))[a-z0-9][a-z0-9-]{0,99}"
_OLD_ADDRESS = re.compile(rf"/?(?:events/)?(?:({_WORD})/)?({_WORD})/?")
_PLAIN_FILE = re.compile(rf"{_WORD}\.(?:png|jpe?g|webp|pdf)")
_PUBLISHED_TYPES = frozenset({"png", "jpg", "jpeg", "webp", "pdf"})


def event_route(event: Event) -> str:
    return f"events/{event.partner}/{event.slug}/"


def old_route(event: Event, address: str, allowed: Iterable[str] = ()) -> str:
    """Where an event stood, as `was_at` says it: `/events/oak/old-name/`, `oak/old-name` or `old-name`.

    "" for what is no address of an event, and for one below another partner than the event's own, the one its
    permanent id came from, and those `allowed` besides: what stands there is that partner's affair.
    """
    found = _OLD_ADDRESS.fullmatch(address.strip())
    if found is None:
        return ""
    partner = found[1] or event.partner
    known = (event.partner, event.id.partition("/")[0], *allowed)
    return f"events/{partner}/{found[2]}/" if partner in known else ""


def day_route(day: date) -> str:
    return f"events/{day:%Y/%m/%d}/"


def month_route(day: date) -> str:
    return f"events/{day:%Y/%m}/"


def days_route(month: str = "") -> str:
    """The file of the further days of a month, `days/2027-02.js`; the folder of all of them."""
    return f"days/{month}.js" if month else "days/"


def partner_route(partner_id: str) -> str:
    return f"partners/{partner_id}/"


def form_link(event: Event, action: str) -> str:
    """The form, begun with an event: to be held `again`, to `change`, to `cancel`, or still `right`."""
    return f"{SUBMIT}#event={event.partner}/{event.slug}&as={action}"


def kit_route(partner_id: str) -> str:
    return f"{partner_route(partner_id)}kit/"


def embed_route(partner_id: str, form: str = "") -> str:
    """A partner's dates, to be shown within other pages. `form` is one of `EMBED_FORMS`."""
    return f"{partner_route(partner_id)}embed/{form}"


def venue_route(venue_id: str) -> str:
    return f"venues/{venue_id}/"


def when_route(word: str) -> str:
    return f"when/{word}/"


def page_route(slug: str) -> str:
    return f"pages/{slug}/"


def facet_route(facet: Facet) -> str:
    """`categories/food/`, `audiences/19-plus/`, `languages/fr/`, `free/`; of a pair, one behind the other."""
    if facet.parts:
        return "".join(map(facet_route, facet.parts))
    return f"{facet.kind}/{facet.slug}/" if facet.slug else f"{facet.kind}/"


def term_route(kind: str, slug: str) -> str:
    """The list of a term of a vocabulary: `categories/food/`."""
    return f"{kind}/{slug}/"


def asset_route(content_path: str) -> str:
    """A picture or flyer beside its record: `events/oak/poster.png` → `files/events/oak/poster.png`.

    A name that is more than small letters, digits and hyphens gets the first 8 hex of its SHA-256, so that
    no two come to the same place: `Our Poster.PNG` → `our-poster-7c2d1a90.png`.
    """
    folder, _, name = content_path.rpartition("/")
    if _PLAIN_FILE.fullmatch(name):
        return f"files/{content_path}"
    stem, _, ending = unicodedata.normalize("NFKD", name).lower().rpartition(".")
    words = "-".join(re.findall("[a-z0-9]+", "".join(c for c in stem if not unicodedata.combining(c))))
    digest = sha256(unicodedata.normalize("NFC", name).encode()).hexdigest()[:8]
    published = ending if ending in _PUBLISHED_TYPES else "png"
    return f"files/{folder}/{'-'.join(filter(None, (words[:60], digest)))}.{published}"


def webcal_address(address: str) -> str:
    """The address of a calendar by which programs subscribe to it, from its `https:` address."""
    return f"webcal:{address.partition(':')[2]}"
