"""Recipes of longer times: weeks, quarters, seasons, years, decades, centuries, and references to now or then."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.extract.times.points import named_year
from onrecord.extract.times.sight import UNKNOWN_DAY, Sight, year_text
from onrecord.extract.times.words import ordinal, words
from onrecord.text.calendar import SEASONS, shift, value_of

UNKNOWN = {"D": UNKNOWN_DAY, "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "E": "XXX", "C": "XX"}


def of_year(sight: Sight) -> str | None:
    """A year by its number."""
    if tail := sight.get("tail"):
        return f"{sight.anchor.year // 100:02}{tail}" if sight.anchor.year and sight.anchor.year > 0 else None
    return year_text(named_year(sight))


def of_decade(sight: Sight) -> str | None:
    """The ten years that the text names."""
    if decade := sight.get("decade"):
        return decade
    if spelled := sight.get("spelled"):
        return f"19{words('spelled_decade')[spelled]}"
    return f"19{sight.get('shortdecade', 'baredecade')}"


def of_century(sight: Sight) -> str | None:
    """The hundred years that the text names."""
    count = ordinal(sight.parts["nth"])
    if "bc" in sight.parts:
        return f"BC{count - 1:02}"
    return f"{count - 1:02}" if 0 < count <= 99 else None


def of_quarter(sight: Sight) -> str | None:
    """A quarter by its number; the business press speaks of the one that is over where the year is not named."""
    which = int(sight.parts["q"] if "q" in sight.parts else words("ordinal")[sight.parts["ordinal"]])
    if which > 4:
        return None
    year, now = named_year(sight), sight.anchor.now()
    if year is None and now is not None:
        ahead = which > (now.month - 1) // 3 + 1
        year = now.year - (1 if ahead and which - (now.month - 1) // 3 > 2 and not sight.is_future() else 0)
        if "back" in sight.parts:
            year = (sight.anchor.quarter or (year, which))[0] - 1
            return f"{year:04}-Q{which}"
    told = year is not None and not sight.parts.keys() & {"back", "first"}
    if told and year is not None and (now is None or (year, which) <= reported_quarter(now)):
        sight.anchor.quarter = (year, which)
    return f"{year_text(year)}-Q{which}"


def of_fiscal_period(sight: Sight) -> str | None:
    """The quarter that a business report is about, or the same one of another year."""
    ref, now = sight.parts.get("ref", ""), sight.anchor.now()
    if now is None:
        return "XXXX-QX"
    year, quarter = sight.anchor.quarter or reported_quarter(now)
    if ref in ("this", "current"):
        return value_of(now, "Q")
    if ref in ("next",):
        return value_of(shift(now, 1, "Q") or now, "Q")
    if ref in ("previous", "preceding", "prior") and sight.parts["unit"] == "quarter":
        year, quarter = (year, quarter - 1) if quarter > 1 else (year - 1, 4)
    elif ref.isdigit():
        year = int(ref)
    elif (
        any(word in ref for word in ("ago", "earlier", "last year"))
        or "era" in sight.parts
        or any(word in ref for word in ("comparable", "corresponding", "like", "same"))
    ):
        year -= 1
    return f"{year:04}-Q{quarter}"


def reported_quarter(now: date) -> tuple[int, int]:
    """The last quarter that was over on a day: the one that business reports are about."""
    quarter = (now.month - 1) // 3
    return (now.year, quarter) if quarter else (now.year - 1, 4)


def of_year_before(sight: Sight) -> str | None:
    """The year, or the quarter where a quarter is reported, before the present one."""
    if sight.anchor.quarter:
        year, quarter = sight.anchor.quarter
        return f"{year - 1:04}-Q{quarter}"
    now = sight.anchor.now()
    return f"{now.year - 1:04}" if now else "XXXX"


def of_half(sight: Sight) -> str | None:
    """Half a year."""
    now = sight.anchor.now()
    year = named_year(sight) or (now.year if now else None)
    return f"{year_text(year)}-H{1 if sight.parts['ordinal'] == 'first' else 2}"


def of_season(sight: Sight) -> str | None:
    """A season, with its year where it is known."""
    season = words("season")[sight.parts["season"]]
    year, now = named_year(sight), sight.origin()
    if year is None and sight.anchor.narrative and sight.anchor.year is not None:
        year = sight.anchor.year
    elif year is None and now is not None:
        first = SEASONS[season][0]
        year, step = now.year, sight.step()
        if step < 0 and now.month < first + 3:
            year -= 1
        elif step > 0 and now.month >= first:
            year += 1
        elif not step and now.month < first and not sight.is_future() and "which" not in sight.parts:
            year -= 1 if first - now.month > 3 else 0
    return f"{year_text(year)}-{season}"


def of_unit(sight: Sight) -> str | None:
    """This, last or next week, month, year."""
    unit, now = sight.unit(), sight.origin()
    if unit == "2W":
        unit = "W"
    if unit.startswith("T") or unit == "L":
        return None
    if sight.parts["which"].endswith("same") and unit == "D" and now:
        return now.isoformat()
    if unit == "Q" and sight.step() <= 0 and sight.anchor.quarter and "this" not in sight.parts["which"]:
        return of_fiscal_period(sight)
    if sight.from_story() and unit == "Y" and sight.anchor.year is not None:
        return year_text(sight.anchor.year + sight.step())
    day = shift(now, sight.step(), unit) if now else None
    return value_of(day, unit) if day else UNKNOWN.get(unit, "XXXX")


def of_the_unit(sight: Sight) -> str | None:
    """The year, month, week or day of which the text speaks."""
    unit, anchor = sight.unit(), sight.anchor
    now = anchor.now()
    if unit == "Y" and anchor.narrative and anchor.year is not None:
        return year_text(anchor.year)
    return value_of(now, unit) if now else UNKNOWN.get(unit, "XXXX")


def of_weekend(sight: Sight) -> str | None:
    """A weekend; one without a word beside it is the last, or in the future tense the next."""
    now = sight.anchor.now()
    if now is None:
        return "XXXX-WXX-WE"
    step = sight.step()
    if sight.parts.get("which") in (None, "the") and not sight.is_future() and now.isoweekday() < 6:
        step = -1
    return f"{value_of(now + timedelta(weeks=step), 'W')}-WE"


def of_nearby(sight: Sight) -> str | None:
    """The day, week or month beside the one the text spoke of last."""
    which, unit, story = sight.parts["which"], sight.unit(), sight.anchor.story()
    back = any(word in which for word in ("before", "previous", "earlier", "preceding"))
    step = -1 if back else 0 if "same" in which or "that" in which else 1
    if unit == "D" and not step and len(sight.anchor.coarse or "") == len("2021-12"):
        return f"{sight.anchor.coarse}-XX"
    moved = shift(story, step, unit) if story else None
    return value_of(moved, unit) if moved else UNKNOWN.get(unit, "XXXX")


def of_year_end(sight: Sight) -> str | None:
    """The end of the year or month, with the precision of the year or month."""
    now = sight.anchor.now()
    moved = shift(now, sight.step(), sight.unit()) if now else None
    return value_of(moved, sight.unit()) if moved else "XXXX"


def of_reference(sight: Sight) -> str | None:
    """A reference to the present, the past or the future."""
    named = sight.parts["adverb"]
    return words("adverb").get(named) or words("past_adverb")[named]
