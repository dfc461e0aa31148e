"""The recipes of the grammar: from the words of an expression and its anchor to a TIMEX3 value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from onrecord.extract.times.anchor import Anchor
from onrecord.extract.times.calendar import shift, value_of
from onrecord.extract.times.words import number, words

Parts = Mapping[str, str]
UNKNOWN_DAY = "XXXX-XX-XX"


def _which(which: str | None) -> int:
    """How far "last", "this" or "next" steps."""
    word = (which or "this").removeprefix("the ")
    if word in ("last", "previous", "past", "before"):
        return -1
    return 1 if word in ("next", "coming", "following", "after") else 0


def _year(parts: Parts) -> int | None:
    if "year" in parts:
        year = int(parts["year"])
        return year if len(parts["year"]) == 4 else _century(year)
    return _century(int(parts["short"])) if "short" in parts else None


def _century(short: int) -> int:
    return 2000 + short if short < 40 else 1900 + short


def _date(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    month = int(words("month").get(parts.get("month", ""), parts.get("mon", "0")))
    day = int(parts["day"]) if "day" in parts else None
    year = _year(parts)
    if "mon" in parts and month > 12 and day is not None:
        month, day = day, month
    if year is None:
        year = _nearest_year(month, day or 1, anchor, future)
    if day is None:
        return f"{year:04}-{month:02}" if year else f"XXXX-{month:02}"
    try:
        date(year or 2000, month, day)
    except ValueError:
        # There is no 31 February: what stands is the month, where there is one.
        return f"{year:04}-{month:02}" if year and 1 <= month <= 12 else None
    return f"{year:04}-{month:02}-{day:02}" if year else f"XXXX-{month:02}-{day:02}"


def _nearest_year(month: int, day: int, anchor: Anchor, future: bool) -> int | None:
    """The year of a month or day without one: of the story told, else the nearest that fits the tense."""
    now = anchor.now()
    if now is None or anchor.narrative:
        return now.year if now else None
    ahead = (month, day) > (now.month, now.day)
    if future:
        return now.year if ahead or month == now.month else now.year + 1
    # A date a few days ahead in a sentence in the past tense is still of this year (an announcement).
    near = ahead and (month - now.month) * 30 + day - now.day <= 31
    return now.year - 1 if ahead and not near else now.year


def _month(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    month = int(words("month")[parts["month"]])
    now = anchor.now()
    if now is None:
        return f"XXXX-{month:02}"
    which = parts.get("which")
    if which in (None, "that"):
        return f"{_nearest_year(month, 1, anchor, future):04}-{month:02}"
    year = now.year
    if which == "last" and month >= now.month:
        year -= 1
    if which == "next" and month <= now.month:
        year += 1
    return f"{year:04}-{month:02}"


def _plain_year(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    return f"{_year(parts):04}"


def _decade(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    return parts["decade"] if "decade" in parts else f"19{parts['shortdecade']}"


def _nth_century(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    return f"{int(parts['nth']) - 1:02}" if int(parts["nth"]) > 0 else None


def _quarter(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    now = anchor.now()
    which = int(parts["q"] if "q" in parts else words("ordinal")[parts["ordinal"]])
    if which > 4:
        return None
    year = _year(parts) or (now.year + _which(parts.get("which")) if now else None)
    if year is not None and now is not None and "year" not in parts and "which" not in parts and not future:
        year -= 1 if which > (now.month - 1) // 3 + 1 else 0
    return f"{year:04}-Q{which}" if year else f"XXXX-Q{which}"


def _half(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    now = anchor.now()
    year = _year(parts) or (now.year if now else None)
    half = words("ordinal")[parts["ordinal"]]
    return f"{year:04}-H{half}" if year else f"XXXX-H{half}"


def _season(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    season = words("season")[parts["season"]]
    now = anchor.now()
    year = _year(parts)
    if year is None and now is not None:
        starts = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
        year = now.year - (1 if parts.get("which") == "last" and now.month < starts + 3 else 0)
        year += 1 if parts.get("which") == "next" and now.month >= starts else 0
    return f"{year:04}-{season}" if year else f"XXXX-{season}"


def _weekday(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    wanted = int(words("weekday")[parts["weekday"]])
    part = words("daypart").get(parts.get("daypart", ""))
    now = anchor.now()
    if now is None:
        return f"XXXX-WXX-{wanted}" + (f"T{part}" if part else "")
    back = (now.isoweekday() - wanted) % 7
    which = parts.get("which")
    if which == "last":
        day = now - timedelta(days=back or 7)
    elif which == "next" or future:
        day = now + timedelta(days=(wanted - now.isoweekday()) % 7 or 7)
    else:
        day = now - timedelta(days=back)
    return day.isoformat() + (f"T{part}" if part else "")


def _day(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    now = anchor.now()
    when = parts["when"]
    steps = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(
        when, 0
    )
    part = "NI" if when in ("tonight", "overnight") else words("daypart").get(parts.get("daypart", ""))
    day = (now + timedelta(days=steps)).isoformat() if now else UNKNOWN_DAY
    return day + (f"T{part}" if part else "")


def _daypart(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    now = anchor.now()
    day = (now + timedelta(days=_which(parts["which"]))).isoformat() if now else UNKNOWN_DAY
    return f"{day}T{words('daypart')[parts['daypart']]}"


def _unit(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    unit = words("unit")[parts["unit"]]
    which = parts["which"].removeprefix("the ")
    from_story = which in ("same", "that", "following", "previous")
    now = anchor.story() if from_story else anchor.now()
    day = shift(now, _which(which), unit) if now else None
    return (
        value_of(day, unit) if day else {"D": UNKNOWN_DAY, "W": "XXXX-WXX", "M": "XXXX-XX"}.get(unit, "XXXX")
    )


def _weekend(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    now = anchor.now()
    if now is None:
        return "XXXX-WXX-WE"
    step = _which(parts.get("which"))
    if parts.get("which") in (None, "the") and not future and now.isoweekday() < 6:
        step = -1
    day = now + timedelta(weeks=step)
    return f"{value_of(day, 'W')}-WE"


def _nearby(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    story = anchor.story()
    return (story + timedelta(days=_which(parts["which"]))).isoformat() if story else UNKNOWN_DAY


def _moved(parts: Parts, day: date | None, sign: int) -> str | None:
    """A day moved by so many units, with the precision of the unit."""
    count, unit = number(parts["n"]), words("unit")[parts["unit"]]
    if unit.startswith("T"):
        return "PAST_REF" if sign < 0 else "FUTURE_REF"
    if count is None or count != int(count) or day is None:
        return "PAST_REF" if sign < 0 else "FUTURE_REF"
    moved = shift(day, sign * int(count), unit)
    return value_of(moved, unit) if moved else None


def _ago(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    return _moved(parts, anchor.now(), -1)


def _hence(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    return _moved(parts, anchor.now(), 1)


def _shifted(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    return _moved(parts, anchor.story(), -1 if parts["dir"] in ("earlier", "before") else 1)


def _year_before(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    now = anchor.now()
    return f"{now.year - 1:04}" if now else "XXXX"


def _duration(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    first = _period(parts["n"], parts["unit"])
    return f"{first}/{_period(parts['m'], parts['unit'])}" if "m" in parts and first else first


def _period(count: str, unit: str) -> str | None:
    amount = number(count)
    code = words("unit")[unit]
    shown = "X" if amount is None else f"{amount:g}"
    if code == "C":
        code, shown = ("CE", shown)
    if code == "E":
        code, shown = ("DE", shown)
    if amount == 0.5 and code in ("Y", "D", "TH"):
        code, shown = {"Y": ("M", "6"), "D": ("TH", "12"), "TH": ("TM", "30")}[code]
    return f"PT{shown}{code[1:]}" if code.startswith("T") else f"P{shown}{code}"


def _vague(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    return _period("several", parts["bare"])


def _set(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    return _period(parts.get("n", "1"), parts["unit"])


def _every_weekday(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    return f"XXXX-WXX-{words('weekday')[parts['weekday']]}"


def _clock(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    now = anchor.now()
    day = _weekday(parts, anchor, future) if "weekday" in parts else now.isoformat() if now else UNKNOWN_DAY
    if "noon" in parts:
        return f"{day}T{'24:00' if parts['noon'] == 'midnight' else '12:00'}"
    hour = int(parts["hour"])
    if "half" in parts:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if parts["half"].startswith("p") else 0)
    return f"{day}T{hour:02}:{parts.get('minute', '00')}"


def _holiday(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    month_day = words("holiday")[parts["holiday"]]
    month, day = (int(x) for x in month_day.split("-"))
    year = _year(parts) or _nearest_year(month, day, anchor, future)
    return f"{year:04}-{month_day}" if year else f"XXXX-{month_day}"


def _year_end(parts: Parts, anchor: Anchor, future: bool) -> str | None:
    now = anchor.now()
    return f"{now.year:04}" if now else "XXXX"


RECIPES: Mapping[str, Callable[[Parts, Anchor, bool], str | None]] = {
    "date": _date, "month": _month, "year": _plain_year, "decade": _decade, "century": _nth_century,
    "quarter": _quarter, "half": _half, "season": _season, "weekday": _weekday, "day": _day, "daypart": _daypart,
    "unit": _unit, "weekend": _weekend, "nearby": _nearby, "ago": _ago, "hence": _hence, "shifted": _shifted,
    "year-before": _year_before, "duration": _duration, "vague": _vague, "set": _set,
    "every-weekday": _every_weekday, "repeat": lambda parts, anchor, future: words("repeat")[parts["repeat"]],
    "reference": lambda parts, anchor, future: words("adverb")[parts["adverb"]],
    "clock": _clock, "holiday": _holiday, "year-end": _year_end,
}  # fmt: skip
