"""Text on its way out: into pages, attributes, linked data, calendars, feeds and addresses."""

from __future__ import annotations

from tests.hostile.case import Case, Folder, Must

_PAYLOADS = {
    "script": "\"'><script>alert(1)</script><img src=x onerror=alert(1)>",
    "linked-data": "</script><script>alert(1)</script><!--",
    "calendar": "x\\nEND:VEVENT\\nBEGIN:VEVENT\\nATTENDEE;X=1:mailto:a@b.example",
    "template": "{{ 7*7 }}{% raw %}{{ config }}${7*7}#{7*7}<%= 7 %>",
    "feed": "]]><item>&lt;script&gt;&amp;#106;</item><!ENTITY x>",
}  # fmt: skip

_PLACES = {
    "title": "title: {}",
    "summary": "summary: {}",
    "status-note": "status: cancelled\nstatus_note: {}",
    "cost": "cost: {}",
    "cost-label": "cost: [{{label: {}, amount: $5, note: {}}}]",
    "phone": "contact: {{phone: {}}}",
    "text": "contact: {{text: {}}}",
    "area": "area: {}",
    "address": "address: {}",
    "street": "address: {{street: {}, locality: {}, postal: {}}}",
    "ages": "ages: {}",
    "bring": "bring: [{}, {}]",
    "documents": "documents: [{}]",
    "access-note": "access_note: {}",
    "fact-note": "access: {{step_free: yes}}\naccess_note: {}",
    "discreet": "discreet_title: {}",
    "series": "series: {}",
    "label": "repeat: every week\nchanges: {{2027-01-27: {{label: {}, note: {}}}}}",
    "sign-up": "registration: {{kind: required, phone: {}}}",
    "channel": "source: {{channel: {}}}",
    "given": "contributed: [{{by: {}, what: money}}]",
}

_ADDRESS_FIELDS = {
    "online": "online: {}",
    "contact": "contact: {{url: {}}}",
    "sign-up": "registration: {{kind: required, url: {}}}",
}

_ADDRESSES_REFUSED = {
    "script": "'javascript:alert(1)'",
    "script-host": "'javascript://a.example/%0aalert(1)'",
    "data": "'data:text/html,<script>alert(1)</script>'",
    "data-host": "'data://a.example/,x'",
    "file": "'file:///etc/passwd'",
    "relative": "'//evil.example/'",
    "user": "'https://board.example@evil.example/'",
    "space": "'https://a.example/ onclick=alert(1)'",
    "lines": '"https://a.example/\\nATTENDEE:x"',
    "backslash": "'https:\\\\evil.example'",
    "mail": "'mailto:a@b.example'",
}

_MAIL_REFUSED = {
    "copy": "'a@b.example?bcc=x@y.example'",
    "quoted": "'\"><script>\"@b.example'",
    "lines": '"a@b.example\\nBcc: x"',
    "two": "'a@b.example, c@d.example'",
    "name": "'<script>alert(1)</script>@b.example'",
    "semicolon": "'a;b@c.example'",
}


def cases() -> list[Case]:
    folder = Folder("printers")
    for place, lines in _PLACES.items():
        for name, payload in _PAYLOADS.items():
            quoted = '"' + payload.replace('"', '\\"') + '"'
            folder.harmless_lines(f"{place}-{name}", _filled(lines, quoted))
    for place, lines in _ADDRESS_FIELDS.items():
        for name, address in _ADDRESSES_REFUSED.items():
            folder.refused_lines(f"{place}-url-{name}", _filled(lines, address))
    for place, lines in _PLACES.items():
        folder.harmless_lines(f"{place}-return", _filled(lines, '"x\\rATTENDEE:mailto:a@b.example"'))
    for name, address in _MAIL_REFUSED.items():
        folder.refused_lines(f"mail-{name}", f"contact: {{email: {address}}}")
    folder.harmless_lines(
        "ok-quote-in-url", "online: 'https://a.example/?a=\"><script>alert(1)</script>&b=%0d%0a'"
    )
    folder.harmless_lines("ok-entity-in-url", "online: 'https://a.example/?a=1&copy=2&lt=3'")
    folder.harmless_lines("ok-phone-link", "contact: {phone: 'javascript:alert(1)', text: '555;ext=1,2#3'}")
    folder.harmless_lines("ok-long-word", f"title: {'W' * 200}\nsummary: {'w' * 300}")
    folder.harmless_lines("ok-formula", "title: =cmd|'/C calc'!A0")
    folder.harmless_lines("ok-percent-n", "title: '%s%s%n%x {0} {title} \\x41'")
    folder.cases += _staff()
    return folder.cases


def _filled(lines: str, value: str) -> str:
    return lines.format(*[value] * lines.replace("{{", "").count("{}"))


def _staff() -> list[Case]:
    """Partners, venues, pages and calendars that somebody tampered with."""
    quoted = "'\"''><script>alert(1)</script>'"
    refused = {
        "partners/hacked-url.yaml": "name: A\nurl: javascript:alert(1)\n",
        "partners/hacked-default.yaml": "name: A\ndefaults: {title: x}\n",
        "partners/hacked-logo.yaml": "name: A\nlogo: ../board.yaml\nlogo_alt: x\n",
        "partners/hacked-deep.yaml": "name: A\nabout: " + "[" * 9000 + "\n",
        "partners/hacked-alias.yaml": "name: A\nkind: &a club\ntier: *a\n",
        "partners/hacked-about.md": "---\nname: A\n---\n\n" + "![" * 8000 + "\n",
        "partners/2027.yaml": "name: A year\n",
        "venues/hacked-url.yaml": "name: A\nurl: 'data:text/html,x'\n",
        "venues/hacked-geo.yaml": "name: A\ngeo: {lat: nan, lon: inf}\n",
        "venues/hacked-geo-far.yaml": "name: A\ngeo: {lat: 999, lon: 1}\n",
        "venues/hacked-big.yaml": f"name: A\ntransit: {'x' * 270_000}\n",
        "calendars/hacked-date.yaml": "name: A\ndates: ../../etc/passwd\n",
        "pages/hacked-text.md": "---\ntitle: A\n---\n\n" + "[" * 8000 + "\n",
        "pages/hacked-twice.md": "---\ntitle: A\ntitle: B\n---\n\nx\n",
    }
    harmless = {
        "venues/tampered-room.yaml": "name: A\nrooms: {'../x': {name: B}}\n",
        "partners/tampered.yaml": f"name: {quoted}\nabout: {quoted}\ncontact: {{phone: {quoted}}}\n",
        "venues/tampered.yaml": f"name: {quoted}\naddress: {quoted}\ntransit: {quoted}\nhours: {quoted}\n",
        "pages/tampered.md": f"---\ntitle: {quoted}\n---\n\n<script>alert(1)</script> [x](data:,x)\n",
    }
    found = [Case(path, text.encode(), Must.BE_REFUSED) for path, text in refused.items()]
    for path, text in harmless.items():
        page = f"{path.rpartition('.')[0]}/index.html"
        found.append(Case(path, text.encode(), Must.BE_HARMLESS, page))
    return found
