"""Ideas of strangers who have not seen the code, by the promise they try to break."""

from __future__ import annotations

from tests.hostile.case import Case, Folder, markdown

_REFUSED: dict[str, dict[str, str]] = {
    "encodings-hidden": {
        "only-tags": 'title: "\U000e0041\U000e0042"',
        "only-combining": 'title: "\u0301\u0301"',
        "only-braille": 'title: "\u2800"',
        "only-hangul": 'title: "\u3164"',
        "only-lrm": 'title: "\u200e\u200f"',
        "only-zwsp": 'title: "\u200b\u200b"',
        "only-space": 'title: "   "',
        "only-nbsp": 'title: "\xa0\xa0"',
    },
    "output-addresses": {
        "online-data": "online: data:text/html,x",
        "online-vb": "online: vbscript:x",
        "online-pr": "online: //evil.example",
        "online-bs": "online: '\\\\evil.example'",
        "online-noslash": "online: https:evil.example",
        "online-cred": "online: https://a:b@evil.example/",
        "online-nl": 'online: "https://a.example/\\n\\nx"',
        "online-tab": 'online: "https://a.example/\\tx"',
        "online-ip6": "online: https://[::1]/",
        "online-nullhost": "online: https:///x",
        "online-dot": "online: https://./",
        "online-pct": "online: https://a.example%2f@evil.example/",
        "online-wide": "online: https：//evil.example",
        "mail-cc": 'contact: {email: "a@b.example?cc=x@y.example"}',
        "mail-pct": 'contact: {email: "a%0Acc:x@b.example"}',
        "mail-quote": 'contact: {email: "\\"a b\\"@b.example"}',
        "mail-ip": 'contact: {email: "a@[127.0.0.1]"}',
        "mail-idn": 'contact: {email: "a@раураl.example"}',
        "tel-many": "contact: {phone: " + "5" * 500 + "}",
        "change-url": 'repeat: every day, 3 times\nchanges: {2027-01-22: {online: "javascript:alert(1)"}}',
        "change-reg": (
            "repeat: every day, 3 times\nchanges: {2027-01-22: {registration: {kind:"
            ' required, url: "data:,x"}}}'
        ),
    },
    "output-calendars": {
        "ics-param": "venue: hall\nroom: 'blue\";X=\"y'",
    },
    "output-pages": {
        "lang-script": 'languages: [en, "<b>", x-evil, i-default, art-lojban]',
        "textlang-script": 'text_language: "en\\" onload=\\"x"',
        "verified-x": 'verified: {date: 2027-01-01, how: "<script>"}',
        "interpret": 'interpretation: [asl, ase, "<b>"]',
    },
    "partners": {
        "id-dots": "id: strangers/..",
        "id-long": "id: strangers/" + "x" * 300,
        "id-other": "id: good-library/night",
        "was-good": "was_at: /events/good-school/choir/",
    },
    "paths-values": {
        "textlang": 'text_language: "../fr"',
        "image-nl": 'image: "a\\nb.png"\nimage_alt: x',
        "image-uni": 'image: "ａ.png"\nimage_alt: x',
        "image-list": "image: [a.png, b.png]\nimage_alt: x",
        "image-case": "image: POSTER.png\nimage_alt: x",
        "image-foreign": "image: ../good-school/x.png\nimage_alt: x",
    },
    "time-changes": {},
    "time-moments": {
        "verified-future": "verified: {date: 9999-12-31, how: self}",
        "posted-f": "posted: 2999-01-01T00:00:00Z",
        "changed-f": "changed: 2198-01-01T00:00:00Z",
        "posted-old": "posted: 1900-01-01T00:00:00Z",
        "start-range": "start: 2027-01-20 10:00 to 12:00",
        "start-24": "start: 2027-01-20 24:00",
        "start-60": "start: 2027-01-20 23:59:60",
        "start-week": "start: 2027-W03-3",
        "start-ord": "start: 2027-020",
        "start-neg": "start: 2027-01-20 -10:00",
        "start-exp": "start: 2027e0",
        "dur-frac": "duration: 0.0001 h",
        "dur-unit": "duration: 10 fortnights",
        "dur-neg": "duration: -1 h",
        "dur-many": "duration: 1 h 1 h",
    },
    "time-repeats": {
        "rep-both": 'repeat: {every: week, rrule: "FREQ=DAILY"}',
        "rep-both2": "repeat: {every: week, until: 2027-03-01, count: 3}",
        "rep-map-deep": "repeat: {every: {every: {every: week}}}",
        "rep-key": 'repeat: {words: every Wednesday, key: "../x"}',
        "rep-months": "repeat: {every: day, months: [0, 13, foo]}",
        "rep-to": "repeat: {every: week, from: 25:00, to: 99}",
    },
    "time-rrule": {
        "rr-nl": 'repeat: {rrule: "FREQ=DAILY\\nDTSTART:19700101"}',
        "rr-dt": 'repeat: {rrule: "DTSTART:19700101T000000 RRULE:FREQ=DAILY"}',
        "rr-rscale": 'repeat: {rrule: "RSCALE=HEBREW;FREQ=YEARLY"}',
        "rr-easter": 'repeat: {rrule: "FREQ=YEARLY;BYEASTER=0"}',
        "rr-neg": 'repeat: {rrule: "FREQ=MONTHLY;BYMONTHDAY=-31"}',
        "rr-0": 'repeat: {rrule: "FREQ=MONTHLY;BYMONTHDAY=0"}',
        "rr-u": 'repeat: {rrule: "FREQ=DAILY;UNTIL=20271301"}',
        "rr-z": 'repeat: {rrule: "FREQ=DAILY;UNTIL=20270301T000000+0100"}',
    },
    "time-zones": {
        "tz-null": 'timezone: "America/Toronto\\0"',
        "tz-abs": "timezone: /usr/share/zoneinfo/UTC",
        "tz-dotdot": "timezone: America/../UTC",
        "tz-right": "timezone: right/UTC",
    },
    "yaml-bounds": {
        "lang-long": f"languages: [en-{'-'.join(['abcdefgh'] * 20)}]",
        "docs-long": "documents: [" + "x" * 500 + "]",
    },
    "yaml-layout": {
        "empty-map": "{}: {}",
    },
    "yaml-text": {
        "status-x": "status: cancelled; DROP TABLE",
        "status-list": "status: [cancelled, full]",
        "bool-venue": "venue: yes",
        "deep-fact": "access: {step_free: {a: {b: {c: d}}}}",
        "cost-huge": "cost: $" + "9" * 180,
        "capacity-huge": "registration: {kind: required, capacity: 99999999999999999999}",
        "cap-unicode": 'registration: {kind: required, capacity: "²"}',
        "conf-leak": "location: confidential\naddress: SECRETSTREET 5",
        "conf-venue": "location: confidential\nvenue: hall",
        "bring-empty": 'bring: ["", "", " "]',
        "aud": "audience: [0-5, 6-11]",
    },
}

_HARMLESS: dict[str, dict[str, str]] = {
    "encodings-hidden": {
        "homograph": "title: Сhооl nіght pаypal",
        "joiners": 'title: "A\u200d\u200d\u200dmeeting\u200c"',
        "only-punct": 'title: "!!! ... ???"',
        "rtl-url": "title: مرحبا https://evil.example/ab שלום",
        "emoji-long": "title: " + "👨\u200d👩\u200d👧\u200d👦" * 28,
    },
    "output-addresses": {
        "online-softh": 'online: "https://a\xadb.example/"',
        "online-zw": 'online: "https://a\u200bb.example/"',
        "online-idn": "online: https://раураl.example/",
        "online-dec": "online: https://2130706433/",
        "online-local": "online: http://localhost:22/",
        "online-port": "online: https://a.example:/",
        "online-frag": "online: 'https://a.example/#<script>'",
        "online-long": "online: https://a.example/" + "x" * 1975,
        "online-uni": "online: https://a.example/日本?q=é",
        "mail-pctat": 'contact: {email: "a%40evil.example@b.example"}',
        "mail-amp": 'contact: {email: "a&bcc=x@b.example"}',
        "mail-hash": 'contact: {email: "a#x@b.example"}',
        "tel-junk": 'contact: {phone: "555;phone-context=evil.example"}',
        "tel-star": 'contact: {phone: "*#06#"}',
        "tel-ussd": 'contact: {phone: "*2767*3855#"}',
        "tel-words": 'contact: {phone: "call <b>now</b> 1-800"}',
        "sms": 'contact: {text: "555?body=x&cc=y"}',
        "curl": 'contact: {url: "https://a.example/\\"><script>"}',
        "source-script": 'source: {channel: x, url: "javascript:alert(1)"}',
    },
    "output-calendars": {
        "ics-alarm": 'summary: "BEGIN:VALARM\\nTRIGGER:-PT5M\\nACTION:AUDIO\\nEND:VALARM"',
        "ics-address": 'address: "1 Oak; St, \\"x\\": \\\\n\\nATTENDEE:mailto:a"',
        "ics-long-utf": "title: " + "é日🎉" * 60,
        "ics-bs": "title: 'ends with backslash \\'",
        "ics-fold": "summary: " + "\\\\" * 150,
        "ics-alt": "online: 'https://a.example/;X=\"1\",2:3'",
    },
    "output-data": {
        "ent-title": 'title: "&lt;script&gt; &#x6a;avascript: &copy"',
        "json-ld": (
            'title: "</script><script>alert(1)</script>"\naddress: {street: "</ScRiP'
            't ><img src=x>", locality: "<!--<script>"}'
        ),
        "jsonld-sep": 'summary: "a<!--b-->c]]>d"',
        "dashdash": 'title: "-- --> <!-- --"',
    },
    "output-feeds": {
        "cdata": 'summary: "]]>]]&gt;<![CDATA["',
        "xml-ent": 'title: "&xxe; %param; <!DOCTYPE x>"',
    },
    "output-pages": {
        "html-title": "title: <b>Bold</b> & <i>x",
        "change-label": (
            'repeat: every day, 3 times\nchanges: {2027-01-22: {label: "</script><im'
            'g src=x onerror=alert(1)>", note: "[x](javascript:alert(1))"}}'
        ),
        "discreet-x": 'discreet_title: "<script>"\ntitle: SECRET',
        "bring-nl": 'bring: ["a\\nb", "- c"]',
        "summary-md": 'summary: "[x](javascript:alert(1)) **b** <script>"',
        "summary-nl": 'summary: "a\\n\\n\\nb"',
        "note-md": 'status: cancelled\nstatus_note: "[x](//evil) <b>"',
        "contributed": 'contributed: [{by: "</td><script>", what: money, amount: "=1+1", public: yes}]',
        "series-nl": 'series: "a\\nb"',
        "desc-both": 'description: "[x]: javascript:alert(1)\\n\\n[x]"',
    },
    "partners": {
        "hosts-case": "hosts: [Good-School]",
        "source-uid": 'source: {channel: x, uid: "good-school/choir@board.example"}',
        "was-feed": "was_at: strangers/calendar.ics",
        "was-index": "was_at: strangers/index.html",
        "was-static": "was_at: /static/site.css",
        "was-404": "was_at: /404.html",
        "was-partners": "was_at: /partners/good-school/",
        "was-uni": "was_at: strangers/日本",
        "hosts-self": "hosts: [strangers, strangers]",
        "hosts-good": "hosts: [good-school]",
        "part-other": "part_of: good-library/night",
    },
    "paths-values": {
        "cat-x": "categories: ../storytime",
        "needs-x": 'needs: [charge, "../x"]',
        "image-alt-only": "image_alt: x",
    },
    "time-changes": {
        "change-venue": "repeat: every day, 3 times\nchanges: {2027-01-22: {venue: ../x}}",
        "cancel-all": (
            "repeat: every day, 3 times\nchanges: {2027-01-20: cancelled, 2027-01-21"
            ": cancelled, 2027-01-22: cancelled}"
        ),
        "skip-start": "skip: 2027-01-20",
        "change-collide": "repeat: every day, 3 times\nchanges: {2027-01-20: {start: 2027-01-21 10:00}}",
        "change-far": "repeat: every day, 3 times\nchanges: {2027-01-20: {start: 2198-01-21 10:00}}",
        "change-past": "repeat: every day, 3 times\nchanges: {2027-01-22: {start: 1970-01-01 10:00}}",
    },
    "time-moments": {
        "review-old": "repeat: every week\nreview_by: 1970-01-01",
        "rain-self": "rain_date: 2027-01-20 10:00",
        "was-self-date": "status: rescheduled\nwas: 2027-01-20 10:00",
        "start-sp": 'start: "2027-01-20  10:00"',
        "start-u": "start: 2027‑01‑20 10:00",
        "end-next": "start: 2027-01-20 23:00\nend: 01:00",
        "end-far": "start: 2027-01-20 10:00\nend: 2199-01-01 10:00",
    },
    "time-repeats": {
        "rep-nest": "repeat: [[every week]]",
        "rep-year29": "start: 2028-02-29 10:00\nrepeat: every year\nend: 11:00",
    },
    "time-rrule": {
        "rr-lower": 'repeat: {rrule: "freq=daily;count=3"}',
        "rr-ws": 'repeat: {rrule: "FREQ=DAILY; COUNT=3"}',
        "rr-dup": 'repeat: {rrule: "FREQ=WEEKLY;BYDAY=WE,WE,WE,WE"}',
    },
    "time-zones": {
        "tz-case": "timezone: america/toronto",
        "tz-nl": 'timezone: "America/Toronto\\n"',
        "tz-old": "timezone: US/Eastern",
    },
    "yaml-bounds": {
        "cost-list-huge": f"cost: [{', '.join(f'{{label: n{n}, amount: $5}}' for n in range(300))}]",
    },
    "yaml-layout": {
        "null-key": "~: x",
        "num-key": "1: x",
    },
    "yaml-text": {
        "welcome-x": 'welcome: [newcomers, __class__, "{{7*7}}"]',
        "geo": "address: {street: x, geo: {lat: 1e400, lon: nan}}",
        "cost-neg": "cost: $-5",
        "cost-exp": "cost: $1e99",
        "ages-x": "ages: 99999-1",
        "ages-neg": "ages: -5-200",
        "ages-u": 'ages: "٦-١١"',
        "conf-summary": "location: confidential\nsummary: nothing",
        "conf-undated": "location: confidential\npublish_dates: no\nrepeat: every week",
        "onreq": "location: on request\narea: Downtown",
        "contrib-num": "contributed: [{by: x, what: money, amount: 1e999}]",
        "cat-case": "categories: STORYTIME",
        "desc-list": "description: [a, b]",
        "desc-map": "description: {a: b}",
    },
}

_REFUSED_TEXTS: dict[str, dict[str, str]] = {
    "markdown-addresses": {},
}

_HARMLESS_TEXTS: dict[str, dict[str, str]] = {
    "markdown-addresses": {
        "url-uni": "[x](\u2028javascript:alert(1))",
        "idn-link": "[pay](https://раураl.example/) <https://раураl.example/>",
        "text-lies": "[https://library.example](https://evil.example)",
        "ref-proto": (
            "[a][__proto__] [b][constructor]\n\n[__proto__]: javascript:x\n[constructor]: //evil.example"
        ),
        "ref-nl": '[a]:\n  javascript:alert(1)\n  "t"\n\n[a]',
        "url-nl": "[x](java\nscript:alert(1)) [y](<java\nscript:alert(1)>)",
        "url-tab": "[x](java\tscript:alert(1))",
        "url-sp": "[x]( javascript:alert(1))",
        "url-ent-colon": (
            "[x](javascript&#58;alert(1)) [y](javascript&#0000058alert(1)) [z](&#x6"
            "A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1))"
        ),
        "url-title": '[x](https://a.example "\'><img src=x onerror=alert(1)>")',
        "url-quotes": "[x](https://a.example/'\"<>)",
        "auto-quote": 'https://a.example/"onmouseover="alert(1)',
        "auto-angle": '<https://a.example/" onmouseover="alert(1)>',
        "auto-mail": "<a@b.example?cc=x&body=%0A>  mailto:a@b.example?cc=c@d.example",
        "tel": "[x](tel:*%2306%23) [y](tel:555;x=javascript:alert(1)) [z](sms:555)",
        "ws": "[x](ws://evil.example) [y](wss://e) [z](blob:x) [q](filesystem:x)",
        "hash": "[x](#<script>) [y](?<script>) [z](../../../../etc)",
        "slash": "[x](/\\evil.example) [y](\\/evil.example) [z](/%09/evil.example) [w](/\t/evil.example)",
        "dot": "[x](.//evil.example) [y](..//evil.example) [z](/..//evil.example) [w](/.//evil.example)",
        "internal-js": "[x](/static/../events/good-school/choir/) [y](/events/calendar.ics?x#y)",
        "unclosed": "<img src=x onerror=alert(1) ",
        "unclosed2": '<a href="javascript:alert(1)"',
        "bidi-link": "[אב](https://evil.example) https://a.example/א",
        "heading-links": "# [x](javascript:alert(1))\n===\n",
        "emph-url": "*https://a.example/*_x_",
        "code-link": "[`x`](javascript:alert(1))",
        "win": "C:\\con\\con file:///C:/con",
        "unc": "<\\\\evil\\share> \\\\evil.example\\x",
    },
    "markdown-bounds": {
        "nested-emph": "******************************a******************************",
        "longlink": "[" + "x" * 900 + "](https://a.example/)",
        "10000": "w" * 10_000,
        "emoji": "👨\u200d👩\u200d👧\u200d👦" * 700,
        "stacked": "> # > - # x\n>> 1. > ```\n>>> x",
        "trail": "x" * 50 + " " * 5000 + "\n",
        "leading": " " * 5000 + "x",
    },
    "markdown-html": {
        "img-ref": "![x][i]\n\n[i]: https://evil.example/t.gif",
        "img-link": "[![x](https://evil.example/t.gif)](javascript:alert(1))",
        "tbl-html": "a|b\n-|-\n<td onclick=x>|`|`\n",
        "comment": "<!-- > <script>alert(1)</script> -->",
        "comment2": "<!--<!--> <img src=x onerror=alert(1)> -->",
        "cdata": "]]> <![CDATA[ ]]>",
        "pi": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>&b;',
        "nul-ent": "&#0;&#x0;java&#0;script:alert(1) [x](java&#0;script:alert(1))",
        "entity-tag": "&lt;img src=x onerror=alert(1)&gt; &amp;lt;script&amp;gt;",
        "half-tags": "<scr\nipt>alert(1)</scr\nipt> <img\nsrc=x\nonerror=alert(1)\n>",
        "nested-tags": "<<script>script>alert(1)<</script>/script>",
        "svg2": '<svg><a xlink:href="javascript:alert(1)"><text y=9>x</text></a></svg>',
        "mxss": "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "mxss2": "<noscript><style></noscript><img src=x onerror=alert(1)>",
        "title-tag": "<title><img src=x onerror=alert(1)></title>",
        "textarea": "<textarea><script>alert(1)</textarea>x",
        "plaintext": "<plaintext><xmp><listing>",
        "import": "<link rel=import href=x><portal src=x><frameset><frame src=x>",
        "slot": "<x-foo is=a></x-foo><slot></slot><dialog open>",
        "meta": "<meta charset=utf-7> +ADw-script+AD4-",
        "isindex": "<isindex type=image src=1 onerror=alert(1)>",
        "fence-html": "~~~html\n<script>alert(1)</script>\n~~~",
        "fence-open": "```\n<script>alert(1)</script>",
        "backtick-ph": "`a` wzxhzdk0wzxhzdk klzzwxh:0001 \\`",
        "br": "a<br onclick=alert(1)>b<br/x>c",
        "hr": "<hr onclick=x>",
        "del": "~~x~~ ==y== ^z^ ++w++",
        "task": "- [ ] a\n- [x] <script>",
        "smart": '(c) -- ... "q"',
        "toc": "[TOC]",
        "wiki": "[[x]]",
        "abbr": "*[HTML]: <script>\nHTML",
        "math": "$$\\href{javascript:alert(1)}{x}$$",
    },
    "output-pages": {
        "meta-md": "title: x\nauthor: y",
        "frontmatter-in-body": "---\nlayout: evil\n---\n{% raw %}",
        "csv": "=1+1",
        "vcard": "BEGIN:VCARD\nEND:VCARD",
    },
}


def cases() -> list[Case]:
    folder = Folder("strangers")
    for promise, ideas in _REFUSED.items():
        for name, lines in ideas.items():
            folder.refused_lines(f"{promise}-{name}", lines)
    for promise, ideas in _HARMLESS.items():
        for name, lines in ideas.items():
            folder.harmless_lines(f"{promise}-{name}", lines)
    for promise, ideas in _REFUSED_TEXTS.items():
        for name, body in ideas.items():
            folder.refused(f"{promise}-text-{name}", markdown(body), ending="md")
    for promise, ideas in _HARMLESS_TEXTS.items():
        for name, body in ideas.items():
            folder.harmless(f"{promise}-text-{name}", markdown(body), ending="md")
    return folder.cases
