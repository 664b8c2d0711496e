"""Times, zones and repeats that strangers typed."""

from __future__ import annotations

from tests.hostile.case import Case, Folder


def _days(year: int) -> str:
    return ", ".join(f"{year}-{1 + n // 28:02}-{1 + n % 28:02}" for n in range(336))


def _cancelled(year: int) -> str:
    return "".join(f"  {day}: cancelled\n" for day in _days(year).split(", "))


def _years() -> str:
    return ", ".join(f"{year}-01-01 to {year}-12-31" for year in range(2028, 2198))


def _february(change: str) -> str:
    return "".join(f"  2027-02-{day:02}: {{{change}}}\n" for day in range(1, 29))


_ZONES_REFUSED = (
    "Europe", "localtime", "posix/Europe/Paris", "right/Europe/Paris", "posixrules", "Factory",
    "../../etc/passwd",
    "/etc/localtime", "America/../../../etc/passwd", "Custom/Zone", "Etc/GMT+5", "EST5EDT", "America",
    "America/Toront", "+05:00", "UTC+99", "zone.tab", "tzdata.zi", "x" * 61, "Eastern Standard Time",
)  # fmt: skip

_STARTS_REFUSED = {
    "gap": "2027-03-14 02:30",
    "no-day": "2027-02-30",
    "no-month": "2027-13-01",
    "no-leap-day": "2027-02-29 10:00",
    "year-zero": "0000-01-01 10:00",
    "year-one": "0001-01-01 10:00",
    "before-1970": "1969-12-31 10:00",
    "far-ahead": "2200-01-01 10:00",
    "year-9999": "9999-12-31 23:59",
    "five-digits": "12027-01-01 10:00",
    "below": "-2027-01-01",
    "hour-25": "2027-01-20 25:00",
    "minute-60": "2027-01-20 10:60",
    "offset": "2027-01-20T10:00+01:00",
    "utc": "2027-01-20T10:00:00Z",
    "two-readings": "03/10/2027",
    "time-only": "19:00",
    "number": "1800000000",
    "words": "tomorrow",
    "arabic-digits": "٢٠٢٧-٠١-٢٠",
    "long": "1 " * 29,
    "too-long": "2027-01-20 " + "0" * 80,
    "injected": "'2027-01-20 10:00\\nRRULE:FREQ=SECONDLY'",
    "template": "YYYY-MM-DD",
}

_REFUSED_LINES = {
    "end-before": "end: 2027-01-19 10:00",
    "end-equal": "end: 10:00",
    "end-number": "end: '99999999999999999999'",
    "end-without-time": "end: 2027-01-21",
    "duration-nothing": "duration: 0 min",
    "duration-below": "duration: -5 min",
    "duration-long": "duration: 367 days",
    "duration-digits": "duration: 99999999999999 h",
    "duration-infinite": "duration: inf",
    "duration-exponent": "duration: 1e999 h",
    "duration-injected": "duration: PT1H;X=1",
    "review-by": "review_by: never",
    "publish-from": "publish_from: 2027-02-30",
    "posted-words": "posted: yesterday",
    "posted-beyond": "posted: 10000-01-01T00:00:00Z",
    "posted-before-time": "posted: 0001-01-01T00:00:00+14:00",
    "changed-after-time": "changed: 9999-12-31T23:59:59-14:00",
    "changed-far-ahead": "changed: 9999-12-31T23:59:59Z",
    "was": "was: 2027-99-99",
    "rain-date-gap": "rain_date: 2027-03-14 02:30",
    "closes-gap": "registration: {kind: required, closes: 2027-03-14 02:30}",
    "dates-gap": "dates: 2027-03-14 02:30",
    "dates-time": "dates: '19:00'",
    "dates-many": f"dates: [{_days(2027)}]\nduration: 10 days",
    "all-day-with-times": "start: 2027-01-20\nend: 2027-01-20 19:00",
    "skip-long": "repeat: every day\nskip: 1970-01-01 to 2199-12-31",
    "skip-backwards": "repeat: every day\nskip: 2027-02-10 to 2027-02-01",
    "skip-many": f"repeat: every day\nskip: [{_years()}]",
    "change-no-date": "repeat: every week\nchanges: {2027-01-21: cancelled}",
    "change-many": "repeat: every day, 500 times\nchanges:\n" + _cancelled(2035),
    "change-skipped": "repeat: every week\nskip: 2027-01-27\nchanges: {2027-01-27: cancelled}",
    "change-text": "repeat: every week\nchanges: {2027-01-27: exploded}",
    "change-long": "repeat: every day\nchanges:\n" + _february("end: 2199-01-01 10:00"),
    "change-list": "repeat: every week\nchanges: [2027-01-27]",
    "change-name": "changes: {<script>: cancelled}",
}  # fmt: skip

_RULES_REFUSED = {
    "secondly": "FREQ=SECONDLY",
    "minutely": "FREQ=MINUTELY",
    "hourly": "FREQ=HOURLY",
    "count-billion": "FREQ=DAILY;COUNT=1000000000",
    "count-501": "FREQ=DAILY;COUNT=501",
    "count-zero": "FREQ=DAILY;COUNT=0",
    "count-below": "FREQ=DAILY;COUNT=-1",
    "count-wide": "FREQ=DAILY;COUNT=１０",
    "count-digits": "FREQ=DAILY;COUNT=" + "9" * 200,
    "interval-zero": "FREQ=DAILY;INTERVAL=0",
    "interval-100": "FREQ=DAILY;INTERVAL=100",
    "interval-below": "FREQ=DAILY;INTERVAL=-1",
    "set-position": "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1",
    "by-hour": "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8",
    "by-minute": "FREQ=DAILY;BYMINUTE=0,1,2,3",
    "by-second": "FREQ=DAILY;BYSECOND=0,1,2,3",
    "by-year-day": "FREQ=YEARLY;BYYEARDAY=1",
    "by-week": "FREQ=YEARLY;BYWEEKNO=1",
    "february-30": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "february-30-daily": "FREQ=DAILY;INTERVAL=99;BYMONTH=2;BYMONTHDAY=30",
    "april-31": "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31",
    "no-frequency": "INTERVAL=2",
    "unknown-frequency": "FREQ=FORTNIGHTLY",
    "twice": "FREQ=DAILY;FREQ=WEEKLY",
    "until-and-count": "FREQ=DAILY;COUNT=3;UNTIL=20270301",
    "until-nonsense": "FREQ=DAILY;UNTIL=99999999",
    "until-past": "FREQ=DAILY;UNTIL=20260101",
    "no-value": "FREQ=DAILY;COUNT=",
    "exrule": "FREQ=DAILY\\nEXRULE:FREQ=DAILY",
    "injected": "FREQ=DAILY\\r\\nATTENDEE:mailto:a@b.example",
    "x-part": "FREQ=DAILY;X-EVIL=1",
    "long": "FREQ=DAILY;BYMONTHDAY=" + ",".join(["1"] * 140),
    "weekday-99": "FREQ=MONTHLY;BYDAY=99MO",
    "month-13": "FREQ=YEARLY;BYMONTH=13",
    "day-32": "FREQ=MONTHLY;BYMONTHDAY=32",
    "python": "__import__('os').system('id')",
    "weekly-month-day": "FREQ=WEEKLY;BYMONTHDAY=20",
    "week-start": "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU",
}

_WORDS_REFUSED = {
    "nought": "every 0 days",
    "below": "every -1 weeks",
    "hundred": "every 100 weeks",
    "times": "every day, 501 times",
    "times-digits": "every day, 99999999999999999999 times",
    "second-saturday": "every second Saturday",
    "hourly": "every hour",
    "february-30": "every year on 30 February",
    "no-day-31": "on the 32nd of every month",
    "until-past": "every Wednesday until 2026-01-01",
    "nonsense": "whenever the moon is full",
    "code": "FREQ=SECONDLY",
    "other-day": "every Tuesday",
}


def cases() -> list[Case]:
    folder = Folder("clockmakers")
    for number, zone in enumerate(_ZONES_REFUSED):
        folder.refused_lines(f"zone-{number}", f"timezone: '{zone}'")
    for name, start in _STARTS_REFUSED.items():
        folder.refused_lines(f"start-{name}", f"start: {start}")
    for name, lines in _REFUSED_LINES.items():
        folder.refused_lines(name, lines)
    for name, rule in _RULES_REFUSED.items():
        folder.refused_lines(f"rule-{name}", f'repeat: {{rrule: "{rule}"}}')
    for name, words in _WORDS_REFUSED.items():
        folder.refused_lines(f"words-{name}", f"repeat: {words}")
    folder.refused_lines("rules-many", "repeat:\n  - every day\n" + _rules(300))
    folder.refused_lines("rules-15", "repeat:\n  - every day\n" + _rules(14))
    folder.refused_lines("rules-daily", "repeat:\n  - every day\n" + _rules(5))
    folder.refused_lines("rules-long", "duration: 366 days\nrepeat: every day until 2199-12-31")
    folder.refused_lines("rules-week-long", "duration: 60 days\nrepeat: every week")
    folder.refused_lines("rule-gap", "start: 2027-01-20 02:30\nduration: 20 min\nrepeat: every day")
    folder.harmless_lines("ok-ambiguous", "start: 2027-11-07 01:30\nduration: 20 min")
    folder.harmless_lines("ok-whole-life", "start: 1970-01-01\nend: 2199-12-31")
    folder.harmless_lines(
        "ok-old-rule", "start: 1970-01-01 10:00\nduration: 1 h\nrepeat: every day until 2199-12-31"
    )
    folder.harmless_lines("ok-end-too", "end: 11:00\nduration: 1 hour")
    folder.harmless_lines("ok-zone-list", "timezone: [Europe/Paris]")
    folder.harmless_lines("ok-day-after", "start: 2027-01-20 23:59\nduration: 1 min")
    folder.harmless_lines("ok-other-side", "timezone: Pacific/Kiritimati")
    folder.harmless_lines("ok-half-hour", "timezone: Australia/Lord_Howe\nrepeat: every day, 500 times")
    folder.harmless_lines("ok-leap-day", "start: 2028-02-29 10:00\nrepeat: every year on 29 February")
    folder.harmless_lines("ok-wide-digits", "start: ２０２７-０１-２０ 10:00")
    folder.harmless_lines("ok-every-every", f"repeat: {'every ' * 49}day")
    folder.harmless_lines("ok-published-never", "publish_until: 2199-12-31")
    return folder.cases


def _rules(number: int) -> str:
    return "".join(
        f"  - words: every day from {8 + n % 12}:{n % 60:02}\n    key: k{n}\n" for n in range(number)
    )
