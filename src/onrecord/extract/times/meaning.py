"""Whether words that can mean a time do so where they stand, by the words and marks beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from onrecord.extract.times.clause import Clause
from onrecord.extract.times.grammar import Match
from onrecord.extract.times.words import number, words

# Rules of one kind of text only: stories do not report quarters; news does not count what is former as a time.
IN_STORIES = frozenset({"in-story"})
IN_NEWS = frozenset({"fiscal-period", "the-quarter"})
_AMOUNT = re.compile(
    r"\d|percent|%|\b(?:times|once|twice|thrice|cents?|dollars?|million|billion|thousand|hundreds?|barrels?|dozens?)\b"
)
_YEAR_BEFORE = re.compile(r"\b\d{4}[-/]$")
_QUOTES = "\"'`\u201c\u2018"
_CLOSED = re.compile(r"[.,!?]?[\"'\u201d\u2019](?!s\b)")
_OWNED = re.compile(r"['\u2019]s ([a-z]+)")
_ACRONYM_BEFORE = re.compile(r"[A-Z]{2,} $")
_FIRST_WORD = re.compile(r"[ -]*([a-z']+|\d+|[^\w\s])")


def is_meant(match: Match, clause: Clause, *, narrative: bool) -> bool:
    """Whether the expression is a time here; most rules are always meant."""
    if match.rule.name in (IN_NEWS if narrative else IN_STORIES):
        return False
    if _is_title(clause):
        return False
    test = _TESTS.get(match.rule.recipe)
    return test is None or test(match, clause)


def _next_word(clause: Clause) -> str:
    found = _FIRST_WORD.match(clause.lower, clause.end)
    return found[1] if found else ""


def _as_name(match: Match, clause: Clause, part: str) -> bool:
    """Whether a word is written with a capital, as names of months and days are."""
    at = clause.lower.find(match.parts[part], match.start)
    return at < 0 or clause.text[at].isupper()


def _is_title(clause: Clause) -> bool:
    """Whether it is all that quotation marks enclose, written with capitals: a broadcast or a film ("This Week")."""
    opened = clause.start > 0 and clause.text[clause.start - 1] in _QUOTES
    if not opened or not _CLOSED.match(clause.text, clause.end):
        return False
    _, *following = clause.text[clause.start : clause.end].split()
    return bool(following) and all(word[0].isupper() for word in following)


def _is_today(match: Match, clause: Clause) -> bool:
    """Whether it is no name ("USA Today") and not this age ("today's youth")."""
    if clause.text[clause.start].isupper() and _ACRONYM_BEFORE.search(
        clause.text, max(0, clause.start - 12), clause.start
    ):
        return False
    owned = _OWNED.match(clause.lower, clause.end)
    return owned is None or owned[1] not in words("of-today")


def _is_ago(match: Match, clause: Clause) -> bool:
    """Whether it is told in days or longer, or back from now ("an hour later" is a length of time)."""
    unit = match.parts.get("unit", "")
    small = (words("unit").get(unit) or words("units").get(unit) or "").startswith("T")
    return not small or match.parts["direct"] not in ("later", "earlier")


def _is_month(match: Match, clause: Clause) -> bool:
    if "month" not in match.parts or any(c.isdigit() for c in clause.lower[match.start : match.end]):
        return True
    month = match.parts["month"]
    if not _as_name(match, clause, "month"):
        return False
    if match.length == len(month):
        if month in ("may", "march"):
            return _is_month_alone(clause)
        if month in words("short-month"):
            return False
    return clause.before() not in words("title") and clause.before() not in words("named-day")


def _is_month_alone(clause: Clause) -> bool:
    """Whether "May" or "March" by itself is the month: behind a preposition, or before a noun ("the May vote")."""
    before = clause.before()
    if before in words("before-month"):
        return not clause.text[clause.end : clause.end + 2].strip()[:1].isupper()
    return before == "the" and clause.is_beside_noun()


def _is_weekday(match: Match, clause: Clause) -> bool:
    if not _as_name(match, clause, "weekday"):
        return False
    return clause.before() not in words("named-day") and _next_word(clause) not in words("paper")


def _is_year(match: Match, clause: Clause) -> bool:
    if "year" not in match.parts or match.length > 4:
        return True
    if _next_word(clause) in words("after-number"):
        return False
    before = clause.lower[max(0, match.start - 6) : match.start]
    if before.endswith(("-", "/", ".", ":")) and before[-2:-1].isdigit():
        return _YEAR_BEFORE.search(before) is not None
    return clause.before() in words("before-year") or clause.before() not in words("not-year")


def _is_season(match: Match, clause: Clause) -> bool:
    season = match.parts["season"]
    if match.length > len(season) or season not in ("spring", "fall"):
        return _next_word(clause) not in ("olympics", "games")
    before = clause.before()
    return before != "to" and before in words("before-year") and _next_word(clause) not in words("verb-tail")


def _is_duration(match: Match, clause: Clause) -> bool:
    unit, following = match.parts.get("unit", ""), _next_word(clause)
    if match.parts.get("reach") == "last" and clause.before() in words("before-verb"):
        return False
    if following in ("old", "olds") or (following == "ago" and "reach" not in match.parts):
        return False
    if unit == "second" and following.isalpha() and "-" not in clause.lower[match.start : match.end]:
        return False
    if unit in ("quarters", "quarter"):
        return number(match.parts.get("n", "some")) is not None and following != "of"
    return True


def _is_set(match: Match, clause: Clause) -> bool:
    if match.parts.get("a") not in ("a", "an"):
        return True
    near = clause.lower[max(0, match.start - 45) : match.start]
    if clause.before() in words("before-unit"):
        return False
    return bool(_AMOUNT.search(near)) or any(word in words("number") for word in near.split()[-4:])


def _is_reference(match: Match, clause: Clause) -> bool:
    word = match.parts["adverb"]
    following = _next_word(clause)
    if word == "the past":
        return (
            following not in words("number") and following not in words("units") and not following.isdigit()
        )
    if word == "the future":
        return following != "of" and not clause.is_beside_noun()
    if word == "current" and following == "account":
        return False
    if word == "the present":
        return following in ("", ".", ",", ";", ")", "day", "and")
    return not (word == "now" and following == "-")


def _is_quarter(match: Match, clause: Clause) -> bool:
    """Whether it is no match, distance or share ("a quarter century", "the fourth quarter-final")."""
    return _next_word(clause) not in words("after-quarter")


def _is_half(match: Match, clause: Clause) -> bool:
    return "year" in match.parts or "era" in match.parts or clause.before() in words("before-year")


def _is_the_unit(match: Match, clause: Clause) -> bool:
    """Whether "the year" is the present one: behind a preposition, or its beginning or end."""
    known = match.parts["unit"] in ("year", "week", "month") and clause.before() in words("before-the-unit")
    return known or "mod" in match.parts


def _is_daypart(match: Match, clause: Clause) -> bool:
    """Whether the part of the day is said to be of some day, and not just "the morning"."""
    return "mod" in match.parts or match.parts.get("which") != "the" or "direct" in match.parts


def _is_unit(match: Match, clause: Clause) -> bool:
    """Whether it is no "last day": that is an end, not yesterday."""
    return match.parts["unit"] != "day" or not match.parts["which"].endswith(("last", "past"))


def _is_vague(match: Match, clause: Clause) -> bool:
    """Whether it is no share ("three quarters of the seats")."""
    return match.parts["bare"] not in ("quarters", "seconds") or match.rule.name != "units-of"


def _is_repeat(match: Match, clause: Clause) -> bool:
    """Whether it is no name ("the Daily Courier")."""
    named = clause.text[clause.start].isupper() and clause.text[clause.end + 1 : clause.end + 2].isupper()
    return not named


_TESTS: Mapping[str, Callable[[Match, Clause], bool]] = {
    "month": _is_month, "date": _is_month, "weekday": _is_weekday, "year": _is_year, "season": _is_season,
    "duration": _is_duration, "set": _is_set, "reference": _is_reference, "quarter": _is_quarter,
    "unit": _is_unit, "vague": _is_vague, "repeat": _is_repeat, "half": _is_half, "the-unit": _is_the_unit,
    "daypart": _is_daypart, "day": _is_today, "ago": _is_ago, "fiscal-period": _is_quarter,
}  # fmt: skip
