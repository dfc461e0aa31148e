"""Recipes of points in time: dates, months, weekdays, days, parts of days, clock times, feasts."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.extract.times.anchor import Anchor
from onrecord.extract.times.feasts import feast
from onrecord.extract.times.sight import UNKNOWN_DAY, Sight, year_text
from onrecord.extract.times.words import number, ordinal, words
from onrecord.text.calendar import shift, value_of

# A month, or a day by its number, so many days ahead in the past tense is still to come: it was announced, not
# reported; a day of eleven months ago is written with its year.
ANNOUNCED_DAYS = 31
ANNOUNCED_DAY_DAYS = 60
# A weekday that may lie behind or ahead is the nearer one.
NEAR_DAYS = 3
# Two digits are a year up to so many years ahead of publication, or of this year where there is none.
NEAR_YEARS = 15
NO_LATER_THAN = 2030
# In the present tense a date is of the year in which it lies at most so many days ahead.
NEAREST_DAYS = 120
MANY_WEEKS = 1000
WEEK = 7


def named_year(sight: Sight) -> int | None:
    """The year that the expression names itself, negative before Christ."""
    if year := sight.get("year", "first"):
        return int(year) if len(year) != 2 else full_year(int(year), sight.anchor)
    if anno := sight.get("ad"):
        return int(anno)
    if bc := sight.get("bc"):
        return -int("".join(c for c in bc if c.isdigit()) or 0)
    if short := sight.get("short"):
        return full_year(int(short), sight.anchor)
    if "teen" in sight.parts or "thousand" in sight.parts:
        return spoken_year(sight)
    era = sight.get("era")
    if era is None:
        return None
    told = any(word in era for word in ("that", "same", "following", "previous"))
    base = sight.anchor.year if told else None
    now = sight.anchor.now()
    seen = base or (now.year if now else None)
    return None if seen is None else seen + era_step(era)


def full_year(short: int, anchor: Anchor) -> int:
    """The year that two digits stand for: of the century of a story, else the last one but for the near future."""
    if anchor.narrative and anchor.year and anchor.year > 0:
        return anchor.year // 100 * 100 + short
    last = (anchor.published.year if anchor.published else NO_LATER_THAN) + NEAR_YEARS
    return last - (last - short) % 100


def spoken_year(sight: Sight) -> int | None:
    """A year in words: "nineteen ninety-six"."""
    tens = sight.parts.get("tens", "hundred")
    rest = 0 if tens == "hundred" else number(tens)
    if rest is None or rest != int(rest) or rest > 99:
        return None
    return (int(words("teen")[sight.parts["teen"]]) * 100 if "teen" in sight.parts else 2000) + int(rest)


def era_step(era: str) -> int:
    """How many years "last year", "a year earlier" or "next year" is from its origin."""
    if any(word in era for word in ("last", "previous", "ago", "earlier")):
        return -1
    return 1 if any(word in era for word in ("next", "following")) else 0


def nearest_year(month: int, day: int, sight: Sight) -> int | None:
    """The year of a month or day without one: of the story told, else the nearest that fits the tense."""
    anchor = sight.anchor
    if anchor.narrative and anchor.year is not None:
        return _next_in_story(month, sight)
    now = anchor.published
    if now is None:
        return anchor.year
    if not sight.is_future() and (told := _year_in_sentence(month, sight)) and told < now.year:
        return told
    days = ((month - now.month) * 30.5 + day - now.day) % 366
    if sight.is_future():
        return now.year if (month, day) > (now.month, now.day) or month == now.month else now.year + 1
    announced = ANNOUNCED_DAY_DAYS if "day" in sight.parts else ANNOUNCED_DAYS
    limit = {"over": 0, "past": announced}.get(sight.clause.tense(), NEAREST_DAYS)
    ahead = (month, day) > (now.month, now.day)
    if days <= limit:
        return now.year if ahead or month == now.month else now.year + 1
    return now.year - 1 if ahead else now.year


def _year_in_sentence(month: int, sight: Sight) -> int | None:
    """The year in which a month follows the date that its sentence named before: "in August 2012 and in December"."""
    dated = sight.anchor.dated
    if dated is None or sight.clause.start - len(sight.clause.sentence_before()) > dated[2]:
        return None
    return dated[0] + (1 if month < dated[1] else 0)


def stepped_year(month: int, day: int, sight: Sight) -> int | None:
    """The year of a month or day behind "last" or before "next"; None where neither stands."""
    step, now = sight.step(), sight.origin()
    if not step or now is None:
        return None
    seen = (now.month, now.day if "day" in sight.parts else day)
    passed = (month, day) >= seen if step < 0 else (month, day) <= seen
    return now.year + (step if passed else 0)


def _next_in_story(month: int, sight: Sight) -> int | None:
    """The year of a month in a story: January after December is of the next year."""
    anchor = sight.anchor
    latest = anchor.latest
    turned = latest is not None and latest.year == anchor.year and latest.month - month >= TURN_MONTHS
    return anchor.year + 1 if turned and anchor.year is not None and anchor.months else anchor.year


TURN_MONTHS = 9


def of_date(sight: Sight) -> str | None:
    """A day by its number and month, with its year where it is known."""
    month = int(words("month").get(sight.parts.get("month", ""), sight.parts.get("mon", "0")))
    written = sight.parts["day"]
    day = ordinal(written)
    year = named_year(sight)
    if year is None:
        year = stepped_year(month, day, sight) or nearest_year(month, day, sight)
    try:
        known = date(year if year and year > 0 else 2000, month, day)
    except ValueError:
        # There is no 31 February: what stands is the month, where there is one.
        return f"{year_text(year)}-{month:02}" if 1 <= month <= 12 else None
    if sight.parts.get("unit") == "week":
        return value_of(known, "W")
    hour = f"T{sight.parts['hour24']}:{sight.parts['minute24']}" if "hour24" in sight.parts else ""
    return f"{year_text(year)}-{month:02}-{day:02}{hour or sight.day_part()}"


def of_nth_alone(sight: Sight) -> str | None:
    """A day of a month that the text spoke of."""
    told = "which" not in sight.parts or sight.from_story()
    now = sight.anchor.story() if told else sight.anchor.published
    month = shift(now, sight.step(), "M") if now else None
    try:
        return month.replace(day=ordinal(sight.parts["day"])).isoformat() if month else None
    except ValueError:
        return None


def of_slashed(sight: Sight) -> str | None:
    """A day in numerals; which number is the month is told by what is possible, else by the habit of the text."""
    first, second = int(sight.parts["mon"]), int(sight.parts["day"])
    day_first = first > 12 or (second <= 12 and (sight.anchor.day_first or sight.parts["sep"] == "."))
    day, month = (first, second) if day_first else (second, first)
    try:
        return date(named_year(sight) or 2000, month, day).isoformat()
    except ValueError:
        return None


def of_month(sight: Sight) -> str | None:
    """A month, with its year where it is known."""
    month = int(words("month")[sight.parts["month"]])
    year = named_year(sight)
    if year is None:
        year = stepped_year(month, 1, sight) or _same_or_nearest(month, sight)
    return f"{year_text(year)}-{month:02}"


def _same_or_nearest(month: int, sight: Sight) -> int | None:
    """The year of a month that "this" or nothing stands before."""
    now = sight.origin()
    if sight.parts.get("which") == "this" and now is not None:
        return now.year
    return nearest_year(month, 1, sight)


def of_weekday(sight: Sight) -> str | None:
    """A day of the week: the last or the next one, by the words beside it and the tense."""
    wanted = int(words("weekday")[sight.parts["weekday"]])
    now = sight.origin()
    if now is None:
        return f"XXXX-WXX-{wanted}{sight.day_part()}"
    if week := sight.parts.get("week"):
        monday = now - timedelta(days=now.isoweekday() - 1)
        return (monday + timedelta(days=wanted - 1, weeks=int(words("which")[week]))).isoformat()
    start = sight.anchor.latest
    if start and abs((now - start).days) <= WEEK and sight.ends_range():
        return (start + timedelta(days=(wanted - start.isoweekday()) % 7)).isoformat() + sight.day_part()
    day = weekday_near(now, wanted, sight)
    if beside := sight.parts.get("beside"):
        day += timedelta(days=int(words("direct")[beside]))
    return day.isoformat() + sight.day_part()


def of_weekdays_ago(sight: Sight) -> str | None:
    """A day of the week so many weeks back."""
    wanted, count = int(words("weekdays")[sight.parts["weekday"]]), number(sight.parts["n"])
    now = sight.anchor.now()
    if now is None or count is None or not 0 < count < MANY_WEEKS:
        return f"XXXX-WXX-{wanted}"
    back = (now.isoweekday() - wanted) % 7 or 7
    moved = shift(now, -back - 7 * (int(count) - 1), "D")
    return moved.isoformat() if moved else None


def weekday_near(now: date, wanted: int, sight: Sight) -> date:
    """The day of the week `wanted` that the expression means, seen from `now`."""
    back = (now.isoweekday() - wanted) % 7
    step = sight.step()
    if step < 0:
        return now - timedelta(days=back or 7)
    ahead = timedelta(days=(wanted - now.isoweekday()) % 7)
    if step > 0:
        return now + (ahead or timedelta(days=7))
    tense = sight.clause.tense()
    open_ahead = tense == "open" and ahead.days <= NEAR_DAYS
    this = sight.parts.get("which", "").endswith("this")
    if this or tense == "future" or open_ahead or sight.clause.is_deadline():
        return now + ahead
    return now - timedelta(days=back)


def of_day(sight: Sight) -> str | None:
    """Today, yesterday, tomorrow and the parts of these days."""
    now = sight.anchor.now()
    if now is None:
        return UNKNOWN_DAY + sight.day_part()
    steps = int(words("deictic")[sight.parts["when"]])
    return (now + timedelta(days=steps)).isoformat() + sight.day_part()


def of_daypart(sight: Sight) -> str | None:
    """A part of the day of which the text speaks."""
    which, direct = sight.parts["which"], sight.parts.get("direct")
    named = sight.parts["daypart"]
    told = which != "this" and not (which == "last" and named == "night")
    day = sight.anchor.story() if told else sight.anchor.published or sight.anchor.latest
    if day is None:
        return UNKNOWN_DAY + sight.day_part()
    step = -1 if direct in ("before", "earlier") else 1 if direct == "after" else sight.step()
    return (day + timedelta(days=step)).isoformat() + sight.day_part()


def of_night(sight: Sight) -> str | None:
    """A part of a day that is not known."""
    return UNKNOWN_DAY + sight.day_part()


def of_clock(sight: Sight) -> str | None:
    """A time of the clock, on its day."""
    at = _noon(sight) or _hour(sight)
    if at is None:
        return None
    if "month" in sight.parts:
        day = of_date(sight)
    elif "weekday" in sight.parts:
        day = of_weekday(sight)
    elif "when" in sight.parts:
        day = of_day(sight)
    else:
        told = sight.anchor.narrative or sight.is_beside_latest()
        now = sight.anchor.story() if told else sight.anchor.published
        day = now.isoformat() if now else UNKNOWN_DAY
    return f"{day[:10]}T{at}" if day else None


def _noon(sight: Sight) -> str | None:
    return words("noon")[sight.parts["noon"]] if "noon" in sight.parts else None


def _hour(sight: Sight) -> str | None:
    parts = sight.parts
    if military := parts.get("military"):
        return f"{military[:2]}:{military[2:]}" if int(military[:2]) <= 24 else None
    if "hour24" in parts:
        return f"{int(parts['hour24']):02}:{parts['minute24']}"
    hour = number(sight.get("hour", "oclock") or "")
    if hour is None or hour != int(hour) or hour > 24:
        return None
    half = parts.get("half", "")
    if half and hour <= 12:
        late = half.startswith("p") or half in ("afternoon", "evening")
        hour = hour % 12 + (12 if late else 0)
    return f"{int(hour):02}:{parts.get('minute', '00')}"


def of_holiday(sight: Sight) -> str | None:
    """The day of a feast, in the year named or the nearest one."""
    code = words("holiday")[sight.parts["holiday"]]
    year = named_year(sight)
    now = sight.anchor.now()
    if year is None and now is not None:
        this = feast(code, now.year)
        month, day = (int(this[5:7]), int(this[8:10] or 1)) if this else (1, 1)
        year = nearest_year(month, day, sight)
        if sight.step() and this and year == now.year:
            passed = this > now.isoformat()
            year += -1 if sight.step() < 0 and passed else 1 if sight.step() > 0 and not passed else 0
    value = feast(code, year) if year else None
    if value is None:
        return f"XXXX-{code}" if code[:2].isdigit() and len(code) == 5 else UNKNOWN_DAY
    around = sight.parts.get("around")
    return (
        _around(date.fromisoformat(value), around)
        if around and len(value) == 10
        else value + sight.day_part()
    )


def _around(feast_day: date, span: str) -> str:
    """The week that a feast is in, or the weekend it is on or ends: a Monday belongs to the days before it."""
    if span == "week":
        return value_of(feast_day, "W")
    return value_of(feast_day - timedelta(days=1 if feast_day.isoweekday() == 1 else 0), "W") + "-WE"
