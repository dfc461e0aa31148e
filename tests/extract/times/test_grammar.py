"""The grammar of temporal expressions: every rule proves itself by its own example."""

from __future__ import annotations

import pytest

from onrecord import times
from onrecord.extract.times.grammar import LEFT, RIGHT, compiled
from onrecord.extract.times.words import any_of, words
from onrecord.lexicon import load_table
from onrecord.text.calendar import covered

PUBLISHED = "2021-12-09"  # a Thursday


def values(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str]]:
    return [(t.span.of(text), t.value) for t in times(text, published)]


@pytest.mark.parametrize("rule", load_table("time_rules"), ids=lambda rule: rule["name"])
def test_every_rule_reads_its_example(rule):
    found = times(f"It was said that trade {rule['example']}, officials said.", PUBLISHED)
    assert (f"times/{rule['name']}", rule["value"]) in [(t.reason, t.value) for t in found]


@pytest.mark.parametrize("rule", load_table("time_rules"), ids=lambda rule: rule["name"])
def test_no_example_reaches_beyond_its_trigger(rule):
    text = f"it was said that trade {rule['example'].lower()}, officials said."
    longest = max((len(m.group()) for m in compiled(rule["pattern"]).finditer(text)), default=0)
    assert longest < min(LEFT, RIGHT)


def test_the_parts_are_all_used():
    parts = {row["part"] for row in load_table("time_parts")}
    written = [row["pattern"] for table in ("time_parts", "time_rules") for row in load_table(table)]
    triggers = {trigger for row in load_table("time_rules") for trigger in row["trigger"].split("|")}
    assert {p for p in parts if p not in triggers and not any(f"{{{p}}}" in w for w in written)} == set()


def test_a_class_of_words_reads_the_longest_word():
    import re

    assert re.match(any_of(words("month")), "sept. 4").group() == "sept."


CASES = [  # id, text, expressions with values
    ("past weekday", "The envoy left on Monday.", [("Monday", "2021-12-06")]),
    ("today's weekday", "The court ruled on Thursday.", [("Thursday", "2021-12-09")]),
    ("future weekday", "The ministers will meet on Monday.", [("Monday", "2021-12-13")]),
    ("planned weekday", "A hearing is scheduled for Tuesday.", [("Tuesday", "2021-12-14")]),
    ("purpose is no plan", "They gathered to mourn on Tuesday.", [("Tuesday", "2021-12-07")]),
    ("deadline in the past tense", "He told the rebels to leave by Sunday.", [("Sunday", "2021-12-12")]),
    ("the next day follows the story", "They met on December 1 and signed the next day.", [("December 1", "2021-12-01"), ("the next day", "2021-12-02")]),
    ("month of last year", "The offensive began in December 2020 and ended in March.", [("December 2020", "2020-12"), ("March", "2021-03")]),
    ("month to come", "Talks will resume in March.", [("March", "2022-03")]),
    ("no such day", "The deal lapsed on 31 February.", [("31 February", "2021-02")]),
    ("modal verb", "They may talk and march on.", []),
    ("a name", "Theresa May and Mr. March met.", []),
    ("age", "The 34-year-old soldier was freed.", []),
    ("money", "It cost $1999 and 2,000 jobs.", []),
    ("a count", "Some 1500 troops and 2000 people fled.", []),
    ("range of days", "A truce of 10-14 days was agreed.", [("10-14 days", "P10D/P14D")]),
    ("days of a month", "It rained from 14 to 16 May 2019.", [("14", "2019-05-14"), ("16 May 2019", "2019-05-16")]),
    ("day first where it must be", "Signed on 30/9/2013 and 4/10/2013.", [("30/9/2013", "2013-09-30"), ("4/10/2013", "2013-10-04")]),
    ("day first where the text writes so", "On 7 December they met; the form says 3/11/2021.", [("7 December", "2021-12-07"), ("3/11/2021", "2021-11-03")]),
    ("clock of the world", "Shells fell at 0600 GMT on Monday.", [("0600 GMT on Monday", "2021-12-06T06:00")]),
    ("clock of the military", "The raid began at 0430 hrs.", [("0430 hrs", "2021-12-09T04:30")]),
    ("night of a day", "Fighting raged on the night of 12 March 2019.", [("the night of 12 March 2019", "2019-03-12TNI")]),
    ("feast that moves", "Shops closed on Good Friday.", [("Good Friday", "2021-04-02")]),
    ("month of fasting", "Clashes broke out during Ramadan.", [("Ramadan", "2021-04-13/2021-05-12")]),
    ("the quarter reported", "Third-quarter profit rose. A year earlier, the firm lost money.", [("Third-quarter", "2021-Q3"), ("A year earlier", "2020-Q3")]),
    ("spoken year", "In nineteen ninety-six he won.", [("nineteen ninety-six", "1996")]),
    ("numbers in words", "For twenty-four years and two and a half hours.", [("twenty-four years", "P24Y"), ("two and a half hours", "PT2H30M")]),
    ("since looks back", "It has been closed since April.", [("April", "2021-04")]),
    ("a timetable", "The summit opens on Tuesday.", [("Tuesday", "2021-12-14")]),
    ("a month follows its sentence", "Jailed in August 2012, he was freed in March.", [("August 2012", "2012-08"), ("March", "2013-03")]),
    ("days from one to another", "It lasted from Friday to Sunday.", [("Friday", "2021-12-03"), ("Sunday", "2021-12-05")]),
    ("later than a year", "In 2014 they fled. A month later they were back.", [("2014", "2014"), ("A month later", "FUTURE_REF")]),
    ("a name of a paper", "The Daily Courier and the Sunday Times wrote of it.", []),
    ("shares", "Three quarters of the seats and the fourth quarter-final.", []),
    ("a plan that lies ahead", "The unions planned a march for wages Friday.", [("Friday", "2021-12-10")]),
    ("a plan that lies behind", "The unions planned a march for wages Monday.", [("Monday", "2021-12-06")]),
    ("what could not be done", "The envoy could not be reached Wednesday.", [("Wednesday", "2021-12-08")]),
    ("a day set", "The appeal must be heard soon, and the judge set Wednesday as the last day.", [("Wednesday", "2021-12-08")]),
    ("set aside is no plan", "On Monday, when he set aside plans for a journey, they met.", [("Monday", "2021-12-06")]),
    ("a passive of the present", "Much will be clear when the appeal is heard in March.", [("March", "2022-03")]),
    ("an announced day", "They invited her to speak in Geneva on Jan. 20.", [("Jan. 20", "2022-01-20")]),
    ("a day of long ago", "They invited her to speak in Geneva on April 20.", [("April 20", "2021-04-20")]),
    ("a title before a name", "In March, with Sen. Brown away, the bill passed.", [("March", "2021-03")]),
    ("a day before a colon", "From a leading article on Friday, Dec. 10: The vote was fair.", [("Friday, Dec. 10", "2021-12-10")]),
    ("a clock with its day behind brackets", "It struck at 9:15 p.m. (1915 GMT) Tuesday.", [("9:15 p.m.", "2021-12-07T21:15"), ("1915 GMT", "2021-12-07T19:15"), ("Tuesday", "2021-12-07")]),
    ("a clock with its day in brackets", "She will land at 7 in the morning (1 a.m. EST Saturday).", [("7 in the morning", "2021-12-11T07:00"), ("1 a.m. EST Saturday", "2021-12-11T01:00")]),
    ("that day of a month", "He fled in October. The bank was shut that same day.", [("October", "2021-10"), ("that same day", "2021-10-XX")]),
    ("the day before an event", "It rained the day before ministers arrived, and the day before.", [("the day before", "2021-12-08")]),
    ("the day after a weekday", "She left the day after last Monday's vote.", [("the day after last Monday", "2021-12-07")]),
    ("a weekend of a feast", "Prices rose over Labor Day weekend.", [("Labor Day weekend", "2021-W35-WE")]),
    ("years that followed", "In the years that followed, trade grew.", [("years", "PXY")]),
    ("no day of a day-long meeting", "It was their third day-long meeting.", [("day-long", "P1D")]),
    ("as long as", "An appeal may take as long as a year.", [("a year", "P1Y")]),
    ("hours later", "Half an hour later and some two hours later, it stopped.", [("Half an hour", "PT30M"), ("some two hours", "PT2H")]),
    ("hours ago", "It stopped two hours ago.", [("two hours ago", "PAST_REF")]),
    ("titles", "She spoke on \"This Week\" and \"90 Days,\" and wrote in USA Today.", []),
    ("quoted speech", "\"Last week we won,\" she said. \"Today,\" he said, \"we lost.\"", [("Last week", "2021-W48"), ("Today", "2021-12-09")]),
    ("this age", "It is a lesson for today's youth and in today's vote.", [("today", "2021-12-09")]),
    ("thousands", "Some sixteen thousand jobs went.", []),
    ("no word is cut where a rule can reach no further", f"It paid in 1989 {'so ' * 14}a 20 cents.", [("1989", "1989")]),
    ("before Christ", "He crossed the river in 49 BC.", [("49 BC", "BC0049")]),
    ("other digits", "Signed in \u0662\u0660\u0661\u0664.", [("\u0662\u0660\u0661\u0664", "2014")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_expressions(text, expected):
    assert values(text) == expected


def test_without_a_publication_date_nothing_is_guessed():
    assert values("The envoy left on Monday and returns next week.", None) == [
        ("Monday", "XXXX-WXX-1"),
        ("next week", "XXXX-WXX"),
    ]


STORY = (
    "War in the hills, 1911-1914\n\nThe first shots fell in October 1911. By January the town was lost. In 1912 the "
    "king fled; he had been crowned in 1870. On 3 May the next army came, and two days later it was beaten. "
    "In the spring of 1913 peace was signed, but in 1914 the former rebels rose."
)


def test_a_story_goes_on_from_what_it_spoke_of_last():
    found = dict(values(STORY, "2009-12-19"))
    assert found["January"] == "1912-01"
    assert found["3 May"] == "1912-05-03"
    assert found["two days later"] == "1912-05-05"
    assert found["former"] == "PAST_REF"


def test_a_story_that_opens_with_a_month_begins_in_the_first_year_it_names():
    text = "On 3 May the fleet sailed. It came home in June 1588, and in 1589 it was broken up."
    assert values(text, "2009-12-19")[0] == ("3 May", "1588-05-03")


def test_news_of_the_past_is_no_story():
    text = f"{STORY} He said on Monday that this week he had read of it today. Last year he had not; on Friday he will."
    assert ("Monday", "2021-12-06") in values(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It must end within two weeks.", ("2021-12-09", "2021-12-23")),
        ("Prices fell over the past three months.", ("2021-09-09", "2021-12-09")),
        ("Elections come in the coming weeks.", ("2021-12-09", None)),
        ("The siege lasted two weeks.", (None, None)),
    ],
)
def test_lengths_of_time_that_hang_on_now_have_days(text, days):
    (time,) = times(text, PUBLISHED)
    assert (time.begin, time.end) == days


@pytest.mark.parametrize(
    ("text", "mod"),
    [("in early March", "START"), ("in mid-March", "MID"), ("by the end of March", "END"), ("in March", None),
     ("nearly two years", "LESS_THAN"), ("about two years", "APPROX")],
)  # fmt: skip
def test_modifiers(text, mod):
    assert [t.mod for t in times(f"It came {text}.", PUBLISHED)] == [mod]


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2021-W49", ("2021-12-06", "2021-12-12")),
        ("2021-Q1", ("2021-01-01", "2021-03-31")),
        ("2020-02", ("2020-02-01", "2020-02-29")),
        ("199", ("1990-01-01", "1999-12-31")),
        ("2021-WI", ("2021-12-01", "2022-02-28")),
        ("2021-02-31", (None, None)),
        ("PRESENT_REF", (None, None)),
        ("BC0331", (None, None)),
    ],
)
def test_days_covered(value, days):
    assert covered(value) == days
