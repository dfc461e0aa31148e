"""The tables of the store: the columns of a record's types, and what the store adds to them.

Each table stands in the schema `kept` with every version of every article. A view of the same name leaves out
what was withdrawn; that is what people query. The keys of a table are named in `Table.key`; they are held by
the way rows are written and are not declared, because DuckDB loads far faster without indexes.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Actor, Article, Event, Forecast, Position, Statement, Time
from onrecord.store.columns import Column, columns_of


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, what a row of it is, its key, its columns; `layer` where rows can be withdrawn, `hidden`
    the columns that its view leaves out."""

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    layer: bool = True
    hidden: tuple[str, ...] = ()

    @property
    def create(self) -> str:
        """The statement that makes the table."""
        body = ",\n".join(f'    "{column.name}" {column.type}' for column in self.columns)
        return f"CREATE TABLE kept.{self.name} (\n{body}\n);"

    @property
    def view(self) -> str:
        """The statement that makes the view over the table."""
        return f"CREATE VIEW {self.name} AS {self.select(f'kept.{self.name}')};"

    def select(self, source: str) -> str:
        """What the view shows of `source`, a table or a scan of files."""
        hidden = (("withdrawn",) if self.layer else ()) + self.hidden
        kept = f"* EXCLUDE ({', '.join(hidden)})" if hidden else "*"
        where = " WHERE NOT withdrawn" if self.layer else ""
        return f"SELECT {kept} FROM {source}{where}"


ARTICLE = Column("article", "VARCHAR", "the article, as articles.article")
WITHDRAWN = Column("withdrawn", "BOOLEAN", "whether a newer version of the article has replaced it")
DAY = Column("day", "DATE", "the day to file it under: its own date, else the day of publication")
TEXT = Column("text", "VARCHAR", "the characters that prove it")


def _party(name: str, *, many: bool) -> tuple[Column, ...]:
    brackets, whose = ("[]", "their") if many else ("", "its")
    return (
        Column(f"{name}_name{'s' * many}", f"VARCHAR{brackets}", f"{whose} name{'s' * many}"),
        Column(f"{name}_key{'s' * many}", f"VARCHAR{brackets}", f"{whose} key{'s' * many}, as actors.key"),
        Column(f"{name}_part{'ies' if many else 'y'}", f"VARCHAR{brackets}",
               "the states (ISO 3166-1 alpha-3) or organisations acted for"),
    )  # fmt: skip


ARTICLES = Table("articles", "A report as it was published, each version a row.", ("article",), (
    Column("article", "VARCHAR", "its id in the store: a hash of where it was published and of its text"),
    *columns_of(Article),
    Column("source_id", "VARCHAR", "the caller's own id of it"),
    Column("origin", "VARCHAR", "the file, row or address it was read from"),
    Column("added", "TIMESTAMP", "when it was put on record (UTC)"),
    Column("serial", "BIGINT", "counts the articles in the order in which they were put on record"),
    Column("version", "INTEGER", "1, or one more than that of the version it replaces"),
    Column("replaces", "VARCHAR", "the article that it is a newer version of"),
    Column("engine", "VARCHAR", "the version of OnRecord that read it"),
    Column("model", "VARCHAR", "the language model"),
    Column("steps", "VARCHAR[]", "the steps that were run"),
    WITHDRAWN,
))  # fmt: skip
ACTORS = Table("actors", "Somebody or something that acts or speaks in one article.", ("article", "id"), (
    ARTICLE, *columns_of(Actor, skip=("mentions",)),
    Column("key", "VARCHAR", 'who it is across articles; begins with "~" where it is described and not named'),
    Column("party", "VARCHAR", "the state (ISO 3166-1 alpha-3) or organisation it is or acts for"),
    WITHDRAWN,
))  # fmt: skip
MENTIONS = Table("mentions", "A place where an actor is named or meant.", ("article", "actor", "span_start"), (
    ARTICLE, Column("actor", "VARCHAR", "the actor, as actors.id"),
    Column("span_start", "INTEGER", "where it begins in articles.text"),
    Column("span_end", "INTEGER", "where it ends, exclusive"),
    Column("form", "VARCHAR", "name, title, pronoun, metonym or description"), TEXT, WITHDRAWN,
))  # fmt: skip
TIMES = Table(
    "times", "A temporal expression.", ("article", "id"), (ARTICLE, *columns_of(Time), TEXT, WITHDRAWN)
)
STATEMENTS = Table("statements", "What somebody is reported to have said.", ("article", "id"), (
    ARTICLE, *columns_of(Statement), *_party("speaker", many=False), *_party("addressee", many=True),
    Column("via_keys", "VARCHAR[]", "the keys of the citation chain"), TEXT, DAY, WITHDRAWN,
))  # fmt: skip
EVENTS = Table("events", "Who did what to whom.", ("article", "id"), (
    ARTICLE, *columns_of(Event), *_party("source", many=True), *_party("target", many=True),
    TEXT, DAY, WITHDRAWN,
))  # fmt: skip
POSITIONS = Table("positions", "A move in the bargaining.", ("article", "id"), (
    ARTICLE, *columns_of(Position), *_party("holder", many=False), *_party("toward", many=True),
    TEXT, Column("condition_text", "VARCHAR", "the condition it hangs on"), DAY, WITHDRAWN,
))  # fmt: skip
FORECASTS = Table("forecasts", "A likelihood put on something.", ("article", "id"), (
    ARTICLE, *columns_of(Forecast), *_party("forecaster", many=False),
    TEXT, Column("phrase_text", "VARCHAR", "the words of likelihood"), DAY, WITHDRAWN,
))  # fmt: skip
INPUTS = Table("inputs", "Everything that was read, kept or not: the ledger.", ("key",), (
    Column("key", "VARCHAR", "the origin and a hash of the bytes"),
    Column("source", "VARCHAR", "the file, folder or address that was named"),
    Column("origin", "VARCHAR", "the file, row or address within it"),
    Column("source_id", "VARCHAR", "the caller's own id of it"),
    Column("article", "VARCHAR", "the article it became; null where it was dropped"),
    Column("step", "VARCHAR", "the step at which it was dropped"),
    Column("reason", "VARCHAR", "why it was dropped, a short constant; null where it was kept"),
    Column("message", "VARCHAR", "the reason in words"),
    Column("taken", "TIMESTAMP", "when (UTC)"),
), layer=False)  # fmt: skip
REVISIONS = Table("revisions", "What became of an item when its article changed.", ("article", "id"), (
    ARTICLE, Column("id", "VARCHAR", "the item in the old version"),
    Column("now_article", "VARCHAR", "the new version"),
    Column("now_id", "VARCHAR", "the item in it that rests on the same words; null where there is none"),
    Column("state", "VARCHAR", "kept, reread (its words stand and are read differently) or withdrawn"),
    Column("span_start", "INTEGER", "where its evidence stands in the new version"),
    Column("span_end", "INTEGER", "where that ends, exclusive"),
), layer=False)  # fmt: skip
FEEDS = Table("feeds", "A feed that is watched, and when it is due.", ("url",), (
    Column("url", "VARCHAR", "its address, as the user named it"),
    Column("moved", "VARCHAR", "where it lies for good since it moved"),
    Column("etag", "VARCHAR", "its version as its server names it, where all of it was dealt with"),
    Column("last_modified", "VARCHAR", "when that version was made, in the server's words"),
    Column("polled", "TIMESTAMP", "when it was asked last (UTC)"),
    Column("due", "TIMESTAMP", "when it is to be asked again (UTC)"),
    Column("failures", "INTEGER", "how many polls in a row failed"),
    Column("reason", "VARCHAR", "why the last one failed, a short constant; null where it did not"),
    Column("message", "VARCHAR", "the reason in words"),
    Column("ended", "BOOLEAN", "whether it is gone for good (410) and never asked again"),
), layer=False)  # fmt: skip
FINGERPRINTS = Table("fingerprints", "The sketch of an article by which copies are found.", ("article",), (
    ARTICLE, Column("bands", "UBIGINT[]", "hashes of bands of its MinHash signature"),
), layer=False)  # fmt: skip
WIRE_FAMILIES = Table("wire_families", "Reports that are one text, published by several outlets.", ("family",), (
    Column("family", "VARCHAR", "the article that was first"),
    Column("first_outlet", "VARCHAR", "who published it first, or the agency credited with it"),
    Column("evidence", "VARCHAR", "why that one: credit, date or order of arrival"),
    Column("articles", "INTEGER", "how many copies"), Column("outlets", "INTEGER", "by how many outlets"),
), layer=False)  # fmt: skip
WIRE_COPIES = Table("wire_copies", "A report of such a family.", ("article",), (
    Column("family", "VARCHAR", "as wire_families.family"), ARTICLE,
    Column("likeness", "DOUBLE", "the share of its words that stand in the first, in order, in [0, 1]"),
    Column("credit", "VARCHAR", "the agency it credits"),
), layer=False)  # fmt: skip
STORIES = Table("stories", "A running story: reports of one course of events.", ("story",), (
    Column("story", "VARCHAR", "its id: that of its first report"),
    Column("title", "VARCHAR", "the title of its first report that has one, else the beginning of its text"),
    Column("actors", "VARCHAR[]", "who acts in most of its reports, as actors.key, the most frequent first"),
    Column("first", "DATE", "day of its first report"), Column("last", "DATE", "day of its latest"),
    Column("articles", "INTEGER", "how many reports"), Column("outlets", "INTEGER", "by how many outlets"),
    Column("independent", "INTEGER", "how many reports are left when all copies of one text count once"),
    Column("total", "FLOAT[]", "the sum of the meanings of its reports, by which new ones find it"),
), layer=False, hidden=("total",))  # fmt: skip
STORY_ARTICLES = Table("story_articles", "A report of a story.", ("article",), (
    Column("story", "VARCHAR", "as stories.story"), ARTICLE,
    Column("likeness", "DOUBLE", "how like the story it was when it joined, in [0, 1]"),
), layer=False)  # fmt: skip
HAPPENINGS = Table("happenings", "One event, as all reports of it tell it.", ("happening",), (
    Column("happening", "VARCHAR", "its id: article#id of the first event"),
    Column("type", "VARCHAR", "the PLOVER type"), Column("text", "VARCHAR", "the words of the first report"),
    Column("source_keys", "VARCHAR[]", "who, in any report"), Column("target_keys", "VARCHAR[]", "to whom"),
    Column("first", "DATE", "earliest day told"), Column("last", "DATE", "latest day told"),
    Column("reports", "INTEGER", "how many articles tell it"),
    Column("outlets", "INTEGER", "how many outlets"), Column("independent", "INTEGER", "how many are no copies"),
    Column("contradictions", "VARCHAR[]", "on what its reports differ: numbers, denials, days"),
), layer=False)  # fmt: skip
TELLINGS = Table("tellings", "An event of a report as a telling of a happening.", ("article", "id"), (
    Column("happening", "VARCHAR", "as happenings.happening"), ARTICLE,
    Column("id", "VARCHAR", "the event, as events.id"),
    Column("counts", "VARCHAR[]", 'what it counts, as "sailor=9"'),
), layer=False)  # fmt: skip
JOINS = Table("joins", "Two events of reports that were found to be one happening.", ("one", "other"), (
    Column("one", "VARCHAR", "an event, as article#id"), Column("other", "VARCHAR", "another"),
    Column("score", "DOUBLE", "how likely they are one, in [0, 1]"),
    Column("reasons", "VARCHAR[]", "what speaks for it, the weightiest first"),
), layer=False)  # fmt: skip
RULINGS = Table("rulings", "A person's word that two events are one, or are not.", ("one", "other"), (
    Column("one", "VARCHAR", "an event, as article#id"), Column("other", "VARCHAR", "another"),
    Column("same", "BOOLEAN", "whether they are one"), Column("ruled", "TIMESTAMP", "when it was said (UTC)"),
), layer=False)  # fmt: skip
REVIEWS = Table("reviews", "A person's decision on an item; added to and never changed.", ("key",), (
    Column("key", "VARCHAR", "its id, as the one who decides gives it, so that what is sent twice is kept once"),
    Column("serial", "BIGINT", "counts the decisions in the order in which they were made"),
    Column("article", "VARCHAR", "the article that was read, as articles.article, whose hash holds the text fast"),
    Column("layer", "VARCHAR", "statements, events, positions, forecasts, times or actors"),
    Column("id", "VARCHAR", "the item in that article"),
    Column("decision", "VARCHAR", "accepted, rejected, edited, or undone, which takes back another decision"),
    Column("change", "VARCHAR", "the fields that the person set, as JSON; {} where none"),
    Column("note", "VARCHAR", "what the person says about it"), Column("reviewer", "VARCHAR", "who decided"),
    Column("decided", "TIMESTAMP", "when (UTC)"),
    Column("undoes", "VARCHAR", "the key of the decision that is taken back"),
    Column("item", "VARCHAR", "the item as it was read when it was decided on, as JSON"),
    Column("text", "VARCHAR", "its evidence then"),
    Column("span_start", "INTEGER", "where that begins in the text of the article"),
    Column("span_end", "INTEGER", "where it ends, exclusive"),
), layer=False)  # fmt: skip
SEARCHES = Table("searches", "A search that a person saved under a name.", ("name",), (
    Column("name", "VARCHAR", "what the person calls it"),
    Column("path", "VARCHAR", "the page it is made on, as the path of its address"),
    Column("query", "VARCHAR", "what it asks, as the query of the address"),
    Column("saved", "TIMESTAMP", "when (UTC)"),
), layer=False)  # fmt: skip

TABLES: tuple[Table, ...] = (
    ARTICLES, ACTORS, MENTIONS, TIMES, STATEMENTS, EVENTS, POSITIONS, FORECASTS,
    INPUTS, REVISIONS, FEEDS, FINGERPRINTS, WIRE_FAMILIES, WIRE_COPIES, STORIES, STORY_ARTICLES,
    HAPPENINGS, TELLINGS, JOINS, RULINGS, REVIEWS, SEARCHES,
)  # fmt: skip
IDENTITIES = (
    "CREATE VIEW identities AS SELECT key, name, max(kind) AS kind, max(country) AS country,"
    " max(party) AS party, count(DISTINCT article) AS articles FROM actors GROUP BY key, name;"
)
DROPPED = (
    "CREATE VIEW dropped AS SELECT key, source, origin, source_id, step, reason, message, taken"
    " FROM kept.inputs WHERE reason IS NOT NULL;"
)
# A decision follows its item into the next version of the article where the same words stand and are an item there.
REVIEWED = (
    "CREATE VIEW reviewed AS WITH RECURSIVE followed AS ("
    "SELECT r.key, r.article, r.id, r.span_start, r.span_end FROM kept.reviews r"
    " WHERE r.decision <> 'undone' AND r.key NOT IN (SELECT undoes FROM kept.reviews WHERE undoes IS NOT NULL)"
    " UNION ALL SELECT f.key, v.now_article, v.now_id, v.span_start, v.span_end FROM followed f"
    " JOIN kept.revisions v ON v.article = f.article AND v.id = f.id WHERE v.state = 'kept')"
    " SELECT f.article, r.layer, f.id, r.decision, r.change, r.note, r.reviewer, r.decided, r.key, r.serial,"
    " r.undoes, r.article AS read_in, r.item, r.text, f.span_start, f.span_end"
    " FROM followed f JOIN kept.reviews r USING (key)"
    " QUALIFY row_number() OVER (PARTITION BY f.article, r.layer, f.id ORDER BY r.serial DESC) = 1;"
)
DERIVED = (IDENTITIES, DROPPED, REVIEWED)
