"""One page of each kind, with everything on it that a page of that kind can show."""

from __future__ import annotations

from dataclasses import replace

from bulletin.model.site.details import (
    CalendarMenu,
    ContactValues,
    DateFold,
    DateRow,
    EventValues,
    PartnerValues,
    PlaceValues,
    VenueValues,
)
from bulletin.model.site.parts import (
    Agenda,
    Alternate,
    DayGroup,
    EventCard,
    EventLine,
    Fact,
    Head,
    ImageValues,
    Layout,
    LineGroup,
    Link,
    MonthCell,
    MonthTable,
    NoticeLine,
    Subscribe,
    TextRun,
)
from bulletin.model.site.plan import Page
from bulletin.model.site.values import (
    HomeValues,
    IndexValues,
    ListValues,
    LostValues,
    LostWords,
    MonthValues,
    RedirectValues,
    RulesInShort,
    TextValues,
    Values,
)

NAV = (
    Link("Today", ""),
    Link("All events", "events/"),
    Link("January", "events/2027/01/"),
    Link("Partners", "partners/"),
)
LAYOUT = Layout(
    lang="en",
    dir="ltr",
    board_title="Alder Crossing Community Board",
    tagline="What’s on, from the library and 26 partners",
    url="https://board.alder.example/town/",
    home="",
    nav=NAV,
    footer=(Link("House rules", "pages/policy/"),),
    notices=(
        NoticeLine(
            "<strong>Extreme cold.</strong> The warming room opens at 20:00.",
            "Friday 15 January",
            "2027-01-15",
        ),
        NoticeLine("Fermé le 24 décembre.", lang="fr", dir="ltr"),
    ),
    made_on="Friday 15 January 2027",
    made_on_iso="2027-01-15",
    zone="America/Toronto",
    disclaimer="Listing is not an endorsement.",
)
ALTERNATES = (
    Alternate("en", "English", "", current=True),
    Alternate("fr", "Français", "fr/"),
    Alternate("ar", "العربية", "ar/", dir="rtl"),
)
CRUMBS = (Link("All the events", "events/"), Link("Literacy council", "partners/literacy/"))
FEEDS = Subscribe(
    title="Everything",
    calendar="events/calendar.ics",
    webcal="webcal://board.alder.example/town/events/calendar.ics",
    url="https://board.alder.example/town/events/calendar.ics",
    new="events/new.rss",
    soon="events/coming-up.rss",
    extra=(Link("Calendar without cancelled dates", "events/calendar-without-cancelled.ics"),),
)
CONTACT = ContactValues(
    "555-0131", "tel:555-0131", "555-0132", "hello@river.example", "https://river.example/"
)
ACCESS = (
    Fact("access", "Step-free", "yes"),
    Fact("access", "Two steps at the side door", "no"),
    Fact("access", "Captions: not checked, call 555-0100", "unknown"),
)

LOGO = ImageValues("pictures/river.png", "", "", 128, 128, webp=(("pictures/river.webp", 128),))
HELP = EventCard(
    route="events/newcomers/settlement-help/",
    title=TextRun("Settlement Help Drop-in"),
    time="9:00 – 12:00",
    start="2027-01-15T09:00-05:00",
    end="2027-01-15T12:00-05:00",
    category="language",
    place="Newcomers’ Centre · 12 King Street",
    facts=(Fact("category", "Language circles"), Fact("free", "Free"), Fact("language", "Arabic, English")),
    phone="555-0140",
    phone_href="tel:555-0140",
    picture=ImageValues("pictures/tea-list.jpg", "", "", 264, 198, webp=(("pictures/tea-list.webp", 264),)),
)
YOGA = EventCard(
    route="events/seniors/chair-yoga/",
    title=TextRun("Yoga sur chaise", "fr", "ltr"),
    time="20:00 – 8:00",
    time_note="tomorrow",
    start="2027-01-15T20:00-05:00",
    end="2027-01-16T08:00-05:00",
    status="cancelled",
    status_word="Cancelled",
    status_note="The instructor is ill.",
    struck=True,
    category="health",
    place="Maple Room",
    place_note="two steps at the door",
    facts=(Fact("category", "Health"), Fact("check", "Please check before you go")),
    label="opening night",
    note="Bring a chair.",
)
WALK = EventCard(
    route="events/library/storywalk/",
    title=TextRun("Winter StoryWalk"),
    time="All day",
    time_note="until 28 February",
    start="2027-01-10",
    end="2027-03-01",
    category="outdoors",
    is_new=True,
)
SUPPER = EventLine(
    route="events/shelter/supper/",
    title=TextRun("Souper chaud", "fr", "ltr"),
    time="18:00",
    start="2027-01-15T18:00-05:00",
    end="2027-01-15T21:00-05:00",
    about="until 21:00 · Willow Street Shelter · Free",
    category="food",
    phone="555-0110",
    phone_href="tel:555-0110",
)
TODAY = DayGroup(
    date="2027-01-15",
    title="Today, Friday 15 January",
    plain_title="Friday 15 January",
    leaf_weekday="Fri",
    leaf_day="15",
    leaf_month="Jan",
    count="2 events",
    route="events/2027/01/15/",
    slips=(HELP, YOGA),
    lines=(LineGroup("On most days", (SUPPER,)),),
    still_on=(WALK,),
    is_today=True,
)
SATURDAY = DayGroup(
    date="2027-01-16",
    title="Tomorrow, Saturday 16 January",
    plain_title="Saturday 16 January",
    leaf_weekday="Sat",
    leaf_day="16",
    leaf_month="Jan",
    count="",
    route="events/2027/01/16/",
    slips=(),
    empty="Nothing on this day. Look at Sunday.",
)
AGENDA = Agenda(days=(TODAY, SATURDAY), count="3 events in the next 28 days")


def _cell(day: int, *titles: EventCard) -> MonthCell:
    return MonthCell(
        day=str(day),
        in_month=True,
        is_today=day == 15,
        route=f"events/2027/01/{day:02}/" if titles else "",
        name=f"{day} January 2027, {len(titles)} events",
        titles=titles,
        more=f"{day} more" if titles else "",
        count=len(titles),
        rare=len(titles),
    )


MONTH = MonthTable(
    title="January 2027",
    month="2027-01",
    route="events/2027/01/",
    weekdays=tuple(
        (name[:2], name)
        for name in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    ),
    weeks=(
        (MonthCell("31", False, False, "", ""), *(_cell(day) for day in range(1, 7))),
        (*(_cell(day) for day in range(9, 15)), _cell(15, YOGA)),
        (*(_cell(day) for day in range(16, 22)), _cell(22, HELP)),
    ),
    previous=Link("December 2026", "events/2026/12/"),
    next=Link("February 2027", "events/2027/02/"),
)
ROWS = (
    DateRow("Tue 19 January, 18:00", "2027-01-19T18:00-05:00", "2027-01-19"),
    DateRow(
        "Tue 26 January, 18:00",
        "2027-01-26T18:00-05:00",
        "2027-01-26",
        "cancelled",
        "Cancelled",
        True,
        "snow",
    ),
)
FOLDED = DateFold("March 2027 (1)", (DateRow("Tue 2 March, 18:00", "2027-03-02T18:00-05:00", "2027-03-02"),))
EVENT = EventValues(
    title=TextRun("English Conversation Circle"),
    summary=TextRun("Practise English with neighbours over tea."),
    body=TextRun('<p>See the <a href="/pages/policy/">house rules</a>.</p>'),
    crumbs=CRUMBS,
    category="language",
    when="Tuesdays, 18:00 – 19:30",
    when_notes=("Until 17 June.",),
    chosen=ROWS,
    next_date=ROWS[0],
    where=(
        PlaceValues("Library, Room 2", ("1 Main Street",), "venues/library/", "https://osm.example/?m=1&l=2"),
        PlaceValues("Online", online_url="https://meet.example/circle"),
    ),
    for_me="Adults. Held in English.",
    access=ACCESS[:2],
    more_access=ACCESS[2:],
    more_access_title="1 not checked",
    access_note="Ask for the lift.",
    getting_in=("Free. Just come.", "No ID needed."),
    registration_url="https://river.example/sign-up",
    contact=CONTACT,
    dates=ROWS,
    more_dates=(FOLDED,),
    past_dates="4 dates are over.",
    by=(Link("Literacy Council", "partners/literacy/"), Link("Public Library", "partners/library/")),
    checked="CheckedBoard 5 January 2027.",
    suggest_url="https://git.example/edit",
    form_route="submit/#event=literacy-council/english-circle&as=change",
    wrong_url="mailto:board@alder.example",
    wrong_subject="English Conversation Circle",
    image=ImageValues(
        "pictures/tea.jpg",
        "A table with cups",
        "Photo: us",
        1200,
        675,
        webp=(("pictures/tea.webp", 1200), ("pictures/tea-small.webp", 640)),
    ),
    logo=LOGO,
    flyer="events/literacy/circle/flyer.pdf",
    calendar=CalendarMenu(
        "Tue 19 January, 18:00 – 19:30",
        "events/literacy/circle/next.ics",
        "https://google.example/?a=1&b=2",
        "https://outlook.example/?a=1",
        "https://board.alder.example/town/events/literacy/circle/event.ics",
        "webcal://board.alder.example/town/events/literacy/circle/event.ics",
        "https://google.example/?cid=1",
        "https://outlook.example/?url=1",
        "events/literacy/circle/event.ics",
    ),
    address="https://board.alder.example/town/events/literacy/circle/",
    leave_url="https://elsewhere.example/",
    subscribe=FEEDS,
    facts=(("Bring", "A cup."),),
    tags=(Link("Language circles", "categories/language/"),),
)
TRANSLATED = EventValues(
    title=TextRun("دائرة المحادثة", "ar", "rtl"),
    summary=TextRun("تدرّب على الإنجليزية.", "ar", "rtl"),
    body=TextRun("<p>أحضر كوبًا.</p>", "ar", "rtl"),
    untranslated="This text is in Arabic.",
    status="postponed",
    status_word="Postponed",
    status_note="The heating failed.",
    struck=True,
    when="Friday 15 January",
    must_call=True,
    contact_missing="No phone was given.",
)


def page(route: str, template: str, values: Values, title: str = "Conversation", **head: object) -> Page:
    return Page(route, template, Head(title=title, alternates=ALTERNATES, **head), values, "en")  # type: ignore[arg-type]


NEEDS = (Link("Food", "needs/eat/"), Link("Shelter", "needs/sleep/", count=3))
CHIPS = (Link("On today", "", current=True), Link("Free", "free/", count=12))

PAGES = {
    "home": page("", "home", HomeValues(CHIPS, AGENDA, (WALK,), MONTH, NEEDS, FEEDS), LAYOUT.board_title),
    "list": page(
        "categories/health/",
        "list",
        ListValues(
            "Health",
            "category",
            Agenda((TODAY,), later=(WALK,), undated=(HELP,), count="3 events"),
            CRUMBS[:1],
            intro="<p>Moving, eating, sleeping.</p>",
            chips=CHIPS[1:],
            siblings=(Link("Food and meals", "categories/food/", count=2),),
            siblings_title="Other categories",
            previous=Link("Thursday 14 January", "events/2027/01/14/"),
            next=Link("Sunday 17 January", "events/2027/01/17/"),
            month=MONTH,
            needs=NEEDS,
            subscribe=FEEDS,
        ),
        "Health",
        feeds=(Link("Health", "categories/health/calendar.ics"), Link("New", "categories/health/new.rss")),
    ),
    "empty": page("needs/sleep/", "list", ListValues("Shelter", "need", Agenda(empty="Call 555-0100."))),
    "month": page(
        "events/2027/01/", "month", MonthValues("January 2027", MONTH, TODAY, (WALK,), CRUMBS[:1], FEEDS)
    ),
    "event": page(
        "events/literacy/circle/",
        "event",
        EVENT,
        "English Conversation Circle",
        description="Practise English.",
        image="events/literacy/circle/tea.jpg",
        json_ld=({"@type": "Event", "name": "</script><b>&"},),
    ),
    "translated": page("events/literacy/arabic/", "event", TRANSLATED),
    "partner": page(
        "partners/literacy/",
        "partner",
        PartnerValues(
            name="Riverbend Literacy Council",
            kind="School",
            body=TextRun("<p>Since 1984.</p>"),
            agenda=AGENDA,
            contact=CONTACT,
            crumbs=(Link("All partners", "partners/"),),
            logo=replace(LOGO, alt="A river"),
            checked="CheckedBoard 5 January 2027.",
            ended="No longer hands in events.",
            languages="English, French",
            subscribe=FEEDS,
            credit_line="With thanks to the county.",
            leave_url="https://elsewhere.example/",
        ),
    ),
    "venue": page(
        "venues/library/",
        "venue",
        VenueValues(
            name="Public Library",
            lines=(("Address", "1 Main Street"), ("Phone", "555-0100")),
            access=ACCESS,
            rooms=(("Room 2", "First floor, 20 people."),),
            agenda=AGENDA,
            crumbs=(Link("All places", "venues/"),),
            map_url="https://osm.example/1",
            url="https://library.example/",
            closed=("12 February 2027",),
            subscribe=FEEDS,
        ),
    ),
    "index": page(
        "partners/",
        "index",
        IndexValues(
            "Partners",
            (
                ("Schools", (Link("Elm Street School", "partners/elm/", count=3, note="term time"),)),
                ("", (Link("Choir", "partners/choir/", logo=LOGO), Link("Drama", "partners/drama/"))),
            ),
            "<p>Who hands in.</p>",
            CRUMBS[:1],
        ),
    ),
    "text": page(
        "pages/policy/",
        "text",
        TextValues(
            TextRun("House rules"),
            TextRun("<h3>Rules</h3><p>Be kind.</p>"),
            rules=RulesInShort(
                version="Version 3",
                form="We check the form, never the viewpoint.",
                rules=("It says when it ends.",),
                reasons=("Sales are not listed.",),
                again="You may ask us to look again.",
                contact=ContactValues(phone="555-0100", phone_href="tel:555-0100"),
            ),
        ),
    ),
    "redirect": page(
        "old/", "redirect", RedirectValues("English Conversation Circle", "events/literacy/circle/")
    ),
    "lost": page(
        "404.html",
        "lost",
        LostValues(
            (
                LostWords(
                    *("en", "ltr", "There is nothing at this address", "It may have been taken down."),
                    *("See what is on", "https://board.example/town/"),
                ),
                LostWords(
                    *("ar", "rtl", "لا شيء هنا", "ربما أُزيل."),
                    *("ما يجري اليوم", "https://board.example/town/ar/"),
                ),
            )
        ),
        noindex=True,
    ),
}
