"""Recipes of lengths of time, of points counted from another, and of times that come back."""

from __future__ import annotations

from datetime import date

from onrecord.extract.times.sight import UNKNOWN_DAY, Sight, year_text
from onrecord.extract.times.words import number, ordinal, words
from onrecord.text.calendar import covered, shift, value_of

# Units as TIMEX3 counts them: what is written as so many of another.
COUNTED = {"E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y"), "2W": (2, "W")}
PARTS = {"Y": (12, "M"), "TH": (60, "TM"), "TM": (60, "TS"), "D": (24, "TH"), "W": (7, "D")}
AHEAD = 1
UNCOUNTED = {"E": "PXDE", "C": "PXCE", "L": "PXL"}


def of_duration(sight: Sight) -> str | None:
    """A length of time, or two where the text gives a range."""
    unit = sight.unit()
    count = _count(sight.parts.get("n"), sight)
    if "half" in sight.parts and count is not None:
        count += 0.5
    first = period(count, unit)
    if "m" in sight.parts:
        return f"{first}/{period(number(sight.parts['m']), unit)}"
    return first


def _count(written: str | None, sight: Sight) -> float | None:
    if written in ("", "a", "an"):
        return 1.0
    if written is None:
        return None if sight.parts.get("unit", "").endswith("s") or "bare" in sight.parts else 1.0
    return number(written)


def period(count: float | None, unit: str) -> str:
    """So many of a unit as a TIMEX3 value; X where it is not known how many.

    >>> period(2, "Y"), period(2.5, "TH"), period(None, "D"), period(3, "E")
    ('P2Y', 'PT2H30M', 'PXD', 'P30Y')
    """
    if count is None:
        return UNCOUNTED.get(unit) or _period("X", unit)
    if unit in COUNTED:
        times, unit = COUNTED[unit]
        count *= times
    if count == int(count) or unit not in PARTS:
        return _period(f"{count:g}" if count != int(count) else str(int(count)), unit)
    times, smaller = PARTS[unit]
    rest = round((count - int(count)) * times)
    if not int(count):
        return _period(str(rest), smaller)
    joint = _period(str(rest), smaller).removeprefix("P")
    whole = _period(str(int(count)), unit)
    return whole + (joint.removeprefix("T") if "T" in whole else joint)


def _period(shown: str, unit: str) -> str:
    return f"PT{shown}{unit[1:]}" if unit.startswith("T") else f"P{shown}{unit}"


def of_in_a_row(sight: Sight) -> str | None:
    """So many units one after the other: "for the third straight day"."""
    return period(ordinal(sight.parts["nth"]), sight.unit())


def of_vague(sight: Sight) -> str | None:
    """A length of time of unknown measure: "for hours"."""
    return period(None, sight.unit())


def of_stretch(sight: Sight) -> str | None:
    """The near past or future, by a unit and no number."""
    return words("stretch")[sight.parts["stretch"]]


def of_ago(sight: Sight) -> str | None:
    """A point so many units before or after now, or the point the text spoke of."""
    direct, anchor = sight.parts["direct"], sight.anchor
    sign = int(words("direct")[direct])
    count = None if "bare" in sight.parts else _count(sight.parts["n"], sight)
    unit = sight.unit()
    if unit == "Y" and count == 1 and sign < 0 and anchor.quarter and not anchor.narrative:
        year, quarter = anchor.quarter
        return f"{year - 1:04}-Q{quarter}"
    from_now = direct in ("ago", "from now", "hence")
    if sign > 0 and not from_now and anchor.coarse:
        return _after_coarse(count, unit, anchor.coarse)
    back = sign < 0 and not anchor.narrative and not sight.follows_day()
    origin = anchor.now() if from_now or back else anchor.story()
    return _moved(count, unit, origin, sign, sight)


def _after_coarse(count: float | None, unit: str, told: str) -> str:
    """A point so many units after a month or year: known where it is counted in months or years."""
    first = date.fromisoformat(covered(told)[0] or "")
    fits = unit == "Y" or (unit == "M" and len(told) == len("2021-12"))
    moved = shift(first, int(count), unit) if fits and count is not None and count == int(count) else None
    return value_of(moved, unit) if moved else "FUTURE_REF"


def of_hence(sight: Sight) -> str | None:
    """A point so many units from now."""
    count = _count(sight.parts["n"], sight)
    return _moved(count, sight.unit(), sight.anchor.now(), 1, sight)


def _moved(count: float | None, unit: str, day: date | None, sign: int, sight: Sight) -> str | None:
    """A day moved by so many units, with the precision of the unit."""
    vague = "PAST_REF" if sign < 0 else "FUTURE_REF"
    if unit in ("TH", "TM", "TS", "L") or count is None or count != int(count) or day is None:
        return vague
    if unit == "2W":
        count, unit = count * 2, "W"
    if unit == "Y" and sight.anchor.year is not None and sight.anchor.narrative:
        return year_text(sight.anchor.year + sign * int(count))
    if unit in ("E", "C"):
        count, unit = count * COUNTED[unit][0], "Y"
    moved = shift(day, sign * int(count), unit)
    return value_of(moved, unit) if moved else None


def of_nth_day(sight: Sight) -> str | None:
    """A day counted from a beginning that the text may not tell."""
    return UNKNOWN_DAY


def of_set(sight: Sight) -> str | None:
    """A time that comes back after so many units."""
    count = 2.0 if "other" in sight.parts else number(sight.parts["n"]) if "n" in sight.parts else 1.0
    return period(count, sight.unit())


def of_every_weekday(sight: Sight) -> str | None:
    """A day of each week."""
    named = sight.parts["weekday"]
    return f"XXXX-WXX-{words('weekday').get(named) or words('weekdays')[named]}{sight.day_part()}"


def of_every_month(sight: Sight) -> str | None:
    """A month of each year."""
    return f"XXXX-{int(words('month')[sight.parts['month']]):02}"


def of_every_season(sight: Sight) -> str | None:
    """A season of each year."""
    return f"XXXX-{words('season')[sight.parts['season']]}"


def of_repeat(sight: Sight) -> str | None:
    """What "daily" or "weekly" stand for."""
    return words("repeat")[sight.parts["repeat"]]


def reach(sight: Sight, value: str) -> tuple[date | None, date | None]:
    """The first and last day of a length of time that ends or begins now ("the next two weeks").

    One of them is None where the measure is vague ("the coming weeks"), both where it hangs on no day.
    """
    now = sight.anchor.now()
    named = sight.parts.get("reach") or sight.parts.get("stretch", "").removeprefix("the ")
    sign = (
        AHEAD
        if named.endswith(("ahead", "to come"))
        else int(words("reach").get(named.partition(" ")[0], "0"))
    )
    if not sign and (before := sight.clause.before()) in ("within", "in"):
        sign = AHEAD if before == "within" or sight.is_future() else 0
    other = ended(now, value, sign) if now and sign else None
    if now is None or not sign or (not named and other is None):
        return None, None
    return (now, other) if sign == AHEAD else (other, now)


def ended(day: date, value: str, sign: int) -> date | None:
    """The day that is a TIMEX3 duration away; None where the duration is vague or shorter than a day.

    >>> ended(date(2021, 12, 9), "P2W", 1)
    datetime.date(2021, 12, 23)
    """
    count, unit = value[1:-1], value[-1:]
    if not count.isdigit() or unit not in ("D", "W", "M", "Q", "Y") or len(count) > 4:
        return None
    return shift(day, sign * int(count), unit)
