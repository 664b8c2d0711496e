"""`/submit/open/`: whom it names, and which files it leads to."""

from __future__ import annotations

import json

from bulletin.model.site.form import OpenValues
from bulletin.model.site.plan import Asset, Page
from bulletin.plan.site import plan_site
from tests.plan.boards import TODAY, make_board

EVENT = "title: {title}\nstart: 2027-01-20 10:00\nend: 12:00\nvenue: library\n"
FILES = {
    "partners/elm.yaml": "name: Elm House\nsensitive: yes\n",
    "partners/hid.yaml": "name: Hidden House\ndo_not_list: yes\n",
    "events/elm/circle.yaml": EVENT.format(title="Circle"),
    "events/oak/tea.yaml": EVENT.format(title="Tea"),
}


def test_it_names_no_partner_that_asked_not_to_be_listed() -> None:
    plan = plan_site(make_board(FILES), TODAY)
    page = next(each for each in plan.pages if each.route == "submit/open/").make()
    assert isinstance(page, Page)
    assert isinstance(page.values, OpenValues)
    names = {partner.text for partner in page.values.partners}
    assert "Elm House" in names
    assert "Hidden House" not in names


def test_it_leads_to_no_file_of_a_partner_that_is_not_to_be_spoken_of() -> None:
    plan = plan_site(make_board(FILES), TODAY)
    made = next(each for each in plan.plans() if each.path == "submit/open/records.js").make()
    assert isinstance(made, Asset)
    records = json.loads(made.data.decode().removeprefix("boardRecords(").removesuffix(");\n"))
    assert records["oak/tea"][1] == "oak/tea.yaml"
    assert records["elm/circle"][1] == ""
