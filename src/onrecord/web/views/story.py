"""The page of a story: what happened, who wants what of whom, who said what, and how well it is known."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from pydantic import Field

from onrecord.across.escalation import curve
from onrecord.store import Filter
from onrecord.store.contents import Contents, contents
from onrecord.store.due import Stretch, due
from onrecord.store.retold import first_told
from onrecord.store.series import days, deeds
from onrecord.store.store import mappings
from onrecord.web import storyline
from onrecord.web.asked import FURTHEST, MOST_ROWS, Asked
from onrecord.web.desk import Desk
from onrecord.web.figures import escalation
from onrecord.web.figures.lanes import chief, lanes
from onrecord.web.figures.worldmap import placed
from onrecord.web.view import Names, Page, Part, View

# What a section shows before it leads on to the whole list.
HOLDERS, MOVES_EACH = 6, 6
SPEAKERS, STATEMENTS_EACH = 6, 3
MOST_HAPPENINGS = 8
MOST_REPORTS = 40
MOST_DUE = 30
SECTIONS = (
    ("timeline", "Timeline"), ("positions", "Who wants what"), ("happenings", "What several reports tell"),
    ("escalation", "Escalation"), ("statements", "Who said what"), ("due", "Deadlines and plans"), ("places", "Places"),
    ("reports", "The reports"),
)  # fmt: skip


class Portion(Asked):
    """Which of the rows of a story."""

    limit: int = Field(MOST_ROWS, ge=1, le=MOST_ROWS, description="At most so many rows")
    offset: int = Field(0, ge=0, le=FURTHEST, description="Leave out the first so many")


def _data(desk: Desk, asked: Portion, names: Names) -> pa.Table:
    with desk.store.one_state():
        if not desk.rows("stories", Filter(story=names["story"]), limit=1):
            raise _unknown(names["story"])
        return days(desk.store, _narrowed(asked, names), limit=asked.limit, offset=asked.offset)


def _narrowed(_asked: Any, names: Names) -> Filter:
    return Filter(story=names["story"])


def _page(desk: Desk, _asked: Portion, names: Names) -> Page:
    story = contents(desk.store, names["story"])
    if story is None:
        raise _unknown(names["story"])
    wanted = Filter(story=names["story"])
    shown = {
        "timeline": lanes(story),
        "positions": _board(story),
        "happenings": _happenings(desk, story),
        "escalation": escalation.of_story(
            curve(escalation.counted(deeds(desk.store, None, wanted))), names["story"]
        ),
        "statements": storyline.by_person(
            storyline.said_of(story, "statements"), "speaker", most=SPEAKERS, each=STATEMENTS_EACH
        ),
        "due": mappings(due(desk.store, desk.today, wanted, Stretch(limit=MOST_DUE), past=True)),
        "places": placed(storyline.deeds_of(story)),
        "reports": _reports(story),
    }
    return {
        "story": story.story, "contents": story, "corroboration": storyline.corroboration(story.story), "shown": shown,
        "sections": [(name, title) for name, title in SECTIONS if shown[name]],
        "chief": chief(story), "told_by": storyline.told_by(story), "within": f"?story={names['story']}",
    }  # fmt: skip


def _board(story: Contents) -> tuple[storyline.Group, ...]:
    return storyline.by_person(storyline.said_of(story, "positions"), "holder", most=HOLDERS, each=MOVES_EACH)


def _happenings(desk: Desk, story: Contents) -> list[dict[str, Any]]:
    """Those that several reports tell, the best told first, with who did it to whom."""
    told = [row for row in story.happenings if row["reports"] > 1][:MOST_HAPPENINGS]
    who = first_told(desk.store, [row["happening"] for row in told])
    return [{**row, "who": who.get(row["happening"])} for row in told]


def _reports(story: Contents) -> list[dict[str, Any]]:
    """The reports in order; a copy names the report that it copies, where that is in the story."""
    titles = {row["article"]: row for row in story.reports}
    return [
        {**row, "copies": titles.get(row["family"] or "") if row["family"] != row["article"] else None}
        for row in story.reports[:MOST_REPORTS]
    ]


def _unknown(story: str) -> LookupError:
    return LookupError(f"No story {story} is on record; see the list of stories.")


STORY = View(
    path="/stories/{story}", name="story", title="Story",
    about="A story day by day: its events, statements, positions and forecasts.", page=_page, data=_data, takes=Portion,
    parts=(Part("story", "The id of a story", "9d0e4f57f918f4b3"),), narrowed=_narrowed, template="story.html.j2",
    exports={"atom": "atom", "ics": "icalendar", "geojson": "geojson"},
)  # fmt: skip
