from __future__ import annotations

import pytest

from bulletin.check import CheckDay
from bulletin.plan import plan_site
from tests.check.small_boards import BOARD, TODAY, board_of, event, problems_of, rules_of

PATH = "events/oak/story-time.md"
ABOUT = "---\ntitle: About\n---\nWe are the board.\n"


def linking(url: str) -> dict[str, str]:
    files = {PATH: f"---\n{event()}---\nRead [this]({url}).\n", "pages/about.md": ABOUT}
    return {**files, "events/oak/other.yaml": event(title="Chess", room="red", was_at="oak/old-chess")}


@pytest.mark.parametrize(
    "url",
    [
        "/pages/about/", "/pages/about", "../../../pages/about/", "/fr/pages/about/", "/pages/about/#who",
        "/", "/events/", "/events/2027/02/", "/events/2027/02/03/", "/events/oak/other/", "../other/",
        "/events/oak/old-chess/", "/partners/oak/", "/venues/hall/", "/categories/books/", "/needs/eat/",
        "/free/", "/languages/", "/languages/fr/", "/fr/languages/fr/", "/languages/fr/calendar.ics",
        "/404.html", "/static/style.css", "/events/events.json", "/sitemap.xml",
        "/events/calendar.ics", "/partners/oak/new.rss", "#top", "https://board.oak.example/venues/hall/",
        "https://elsewhere.example/pages/nothing/", "mailto:hello@oak.example", "tel:555-0101",
    ],
)  # fmt: skip
def test_a_link_that_leads_somewhere_is_left_alone(url: str) -> None:
    assert [rule for rule in rules_of(linking(url)) if rule != "private-email"] == []


@pytest.mark.parametrize(
    "url",
    [
        "/pages/abut/", "../abut/", "/venues/barn/", "/partners/elm/", "/events/oak/nothing/",
        "/categories/knitting/", "https://board.oak.example/pages/abut/", "/fr/pages/abut/",
        "/pages/about.md",
    ],
)  # fmt: skip
def test_a_link_that_leads_nowhere_is_told_with_its_line(url: str) -> None:
    found = problems_of(linking(url))

    assert [problem.rule.id for problem in found] == ["dead-link"]
    assert found[0].ref.line == 7


def test_pages_that_the_board_does_not_publish_are_no_pages() -> None:
    few = {"board.yaml": f"{BOARD}publish: [rss, ics]\n"}

    assert rules_of({**linking("/venues/hall/"), **few}) == ["dead-link"]
    assert rules_of({**linking("/when/tomorrow/"), **few}) == ["dead-link"]
    assert rules_of({**linking("/categories/books/"), **few}) == []
    assert rules_of(linking("/when/tomorrow/")) == []
    assert rules_of(linking("/en/pages/about/")) == ["dead-link"]


def test_every_page_and_feed_of_a_site_may_be_linked_to() -> None:
    board = board_of({**linking("/"), "events/oak/talk.yaml": event(title="Talk", languages="[ar, zh-Hant]")})
    paths = [plan.path for plan in plan_site(board, TODAY).plans()]
    urls = [f"/{path.removesuffix('index.html')}" for path in paths if path != "_headers"]
    assert "/languages/zh-hant/" in urls

    parts = [urls[first : first + 100] for first in range(0, len(urls), 100)]
    links = ["\n\n".join(f"<https://board.oak.example{url}>" for url in part) for part in parts]
    pages = {
        f"pages/p{number}.md": f"---\ntitle: Page {number}\n---\n{text}\n"
        for number, text in enumerate(links)
    }
    talk = event(title="Talk", languages="[ar, zh-Hant]")
    assert "dead-link" not in rules_of({**linking("/"), "events/oak/talk.yaml": talk, **pages})


def test_a_link_to_what_is_left_out_for_an_error_is_not_called_dead() -> None:
    files = {"pages/about.md": f"{ABOUT}[a](/events/oak/talk/) [b](/languages/de/) [c](/partners/elm/)\n"}
    paths = frozenset({"board.yaml", "pages/about.md", "events/oak/talk.yaml", "partners/elm.yaml"})
    assert rules_of(files).count("dead-link") == 3
    assert "dead-link" not in rules_of(files, CheckDay(TODAY, paths=paths))


def test_the_page_somebody_meant_is_offered() -> None:
    assert problems_of(linking("/pages/abuot/"))[0].hint == "Did you mean /pages/about/?"


def test_what_records_name_is_there() -> None:
    assert rules_of({"board.yaml": f"{BOARD}library: elm\npolicy: rules\n"}) == [
        "missing-policy",
        "unknown-library",
    ]
    assert rules_of({"board.yaml": f"{BOARD}library: oak\npolicy: about\n", "pages/about.md": ABOUT}) == []
    assert rules_of({"events/oak/a.yaml": event(part_of="oak/fest")}) == ["unknown-programme"]


@pytest.mark.parametrize(
    ("address", "is_right"),
    [
        ("oak/old", True),
        ("/events/oak/old/", True),
        ("oak/a", False),
        ("our old page", False),
        ("https://x.example/", False),
    ],
)
def test_an_old_address_is_one_of_an_event_and_free(address: str, is_right: bool) -> None:
    assert rules_of({"events/oak/a.yaml": event(was_at=address)}) == (
        [] if is_right else ["wrong-old-address"]
    )


def test_rules_that_nobody_can_read_are_asked_about() -> None:
    files = {"board.yaml": f"{BOARD}policy: {{version: 3, lead_time: 5}}\n"}
    [problem] = problems_of(files)
    assert (problem.rule.id, problem.hint) == ("missing-policy", "Write it into the file pages/policy.md.")
    page = {"pages/policy.md": "---\ntitle: Rules\n---\nBe kind.\n"}
    assert rules_of({**files, **page}) == []
