"""Plain text as people paste it, to an article with its sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from onrecord.lexicon import load_table
from onrecord.model import Article, Dateline, Section, Span, content_id
from onrecord.model.codes import SectionKind
from onrecord.reading.dates import DATE, day_in
from onrecord.reading.incoming import Hints
from onrecord.who import knowledge

_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]*\S[^\n]*)*")
_TRAILING_CREDIT = re.compile(
    r"\s/\s(?P<credit>[^/\n]{2,60})$|\s\((?:Photo|Image|Picture): (?P<photo>[^()\n]{2,60})\)$"
)
_SLUG = re.compile(
    rf"^(?P<place>[A-Z][A-Z' .-]{{2,40}}(?:, [A-Z][A-Za-z. ]{{1,20}})?)(?:,? (?P<date>{DATE}))?"
    r"(?: \((?P<outlet>[A-Z][\w .&-]{1,30})\))? ?(?:-|–|—|--) "
)
_SENTENCE_END = re.compile(r"[.!?:;,][\"'”’)]*$")
# Headlines and standfirsts stand at the top, and are short.
HEADLINE_CHARS = 160
HEAD_PARAGRAPHS = 6


@dataclass(slots=True)
class _Found:
    """What the paragraphs tell of the report, filled in from the top."""

    sections: list[Section] = field(default_factory=list)
    title: str | None = None
    summary: str | None = None
    byline: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    outlet: str | None = None
    published: str | None = None
    dateline: Dateline = field(default_factory=Dateline)

    def add(self, kind: SectionKind, start: int, end: int) -> None:
        if self.sections and self.sections[-1].kind == kind == "body":
            start = self.sections.pop().span.start
        self.sections.append(Section(kind=kind, span=Span(start, end)))


def read_plain(text: str, hints: Hints = Hints()) -> Article:
    """The article in `text`, verbatim; a title given apart is put before it with one blank line between."""
    whole = f"{hints.title}\n\n{text}" if hints.title else text
    found = _Found(title=hints.title)
    paragraphs = list(_paragraphs(whole))
    head_ends = _head(whole, paragraphs, bool(hints.title))
    for at, (start, end) in enumerate(paragraphs):
        line = whole[start:end]
        if _furniture(line, start, end, found):
            continue
        if at < head_ends:
            _headline(line, start, end, at, found)
        else:
            found.add("body", start, end)
    _dateline(whole, found, hints.date or found.published)
    return Article(
        id=content_id(whole), url=hints.url, outlet=hints.outlet or found.outlet, byline=tuple(found.byline), title=found.title,
        summary=found.summary, published=hints.date or found.published, dateline=found.dateline,
        credits=tuple(found.credits), text=whole, sections=tuple(found.sections),
    )  # fmt: skip


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs, divided by blank lines; lines stacked in a page head stand each for itself."""
    for block in _PARAGRAPH.finditer(text):
        lines = [m.span() for m in re.finditer(r"\S[^\n]*", block.group())]
        if len(lines) > 1 and _stacked(block.group(), lines):
            yield from ((block.start() + start, block.start() + end) for start, end in lines)
        else:
            yield block.start(), block.end()


def _stacked(block: str, lines: list[tuple[int, int]]) -> bool:
    """Whether the lines of a block are items of a page head (one is a byline or date), not hard-wrapped prose."""
    return any(_byline(block[start:end]) is not None for start, end in lines)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["kind"], re.compile(row["pattern"].replace("{date}", DATE))) for row in load_table("bylines")
    )


def _byline(line: str) -> tuple[str, re.Match[str]] | None:
    if len(line) > 200:
        return None
    folded = line.strip().replace("\u00a0", " ")
    return next(((kind, m) for kind, pattern in _patterns() if (m := pattern.match(folded))), None)


def _furniture(line: str, start: int, end: int, found: _Found) -> bool:
    """Takes a byline, date, credit or source line out of the prose; says whether it was one."""
    hit = _byline(line)
    if hit is None:
        return False
    kind, match = hit
    parts = {k: v.strip() for k, v in match.groupdict().items() if v}
    if "date" in parts:
        found.published = found.published or day_in(parts["date"])
    if "author" in parts:
        found.byline += [name.strip() for name in re.split(r",| and ", parts["author"]) if name.strip()]
        if _is_outlet(parts["author"]):
            found.outlet = found.outlet or parts["author"]
    if "credit" in parts:
        found.credits.append(parts["credit"])
    if "outlet" in parts:
        found.outlet = parts["outlet"]
    found.add("credit" if kind == "credit" else "byline", start, end)
    return True


@cache
def _outlets() -> frozenset[str]:
    base = knowledge()
    media = {actor.id: actor.name for actor in base.actors.values() if actor.kind == "media"}
    return frozenset((*media.values(), *(alias.text for alias in base.aliases if alias.actor in media)))


def _is_outlet(name: str) -> bool:
    return name in _outlets() or bool(
        re.search(r"\b(?:News|Agency|Staff|Post|Times|Press|Media|Desk)\b", name)
    )


def _head(text: str, paragraphs: list[tuple[int, int]], titled: bool) -> int:
    """How many paragraphs at the top are headline and standfirst: none, where nothing sets them off from the prose."""
    last_byline = -1
    for at, (start, end) in enumerate(paragraphs[:HEAD_PARAGRAPHS]):
        hit = _byline(text[start:end])
        if hit is not None and hit[0] == "byline":
            last_byline = at
    if last_byline > 0:
        return last_byline
    if titled:
        return 1
    if len(paragraphs) > 1:
        start, end = paragraphs[0]
        line = text[start:end].strip()
        if "\n" not in line and len(line) <= HEADLINE_CHARS and not _SENTENCE_END.search(line):
            again = text[slice(*paragraphs[1])].strip() == line
            return 2 if again else 1
    return 0


def _headline(line: str, start: int, end: int, at: int, found: _Found) -> None:
    words = line.strip()
    if at == 0 or words == found.title:
        found.title = found.title or words
        found.add("title", start, end)
        return
    cut = end
    credit = _TRAILING_CREDIT.search(line)
    if credit:
        cut = start + credit.start()
        found.credits.append((credit["credit"] or credit["photo"]).strip())
    found.summary = found.summary or text_of(line[: cut - start])
    found.add("summary", start, cut)
    if credit:
        named = credit.start("credit") if credit["credit"] else credit.start("photo")
        found.add("credit", start + named, end)


def text_of(line: str) -> str:
    """A line on its own: white space folded."""
    return " ".join(line.split())


def _dateline(text: str, found: _Found, published: str | None) -> None:
    """Takes the place and day in front of a wire report out of the prose; its agency is the outlet where no other is."""
    body = next((s for s in found.sections if s.kind == "body"), None)
    if body is None:
        return
    slug = _SLUG.match(text[body.span.start : body.span.start + 120].replace("\u00a0", " "))
    if slug is None or not any(c.isupper() for c in slug["place"]):
        return
    day = day_in(slug["date"], near=published) if slug["date"] else None
    found.dateline = Dateline(place=slug["place"].strip().title(), date=day)
    prose = body.span.start + slug.end()
    at = found.sections.index(body)
    found.sections[at : at + 1] = [
        Section(kind="byline", span=Span(body.span.start, body.span.start + len(slug[0].rstrip()))),
        Section(kind="body", span=Span(prose, body.span.end)),
    ]
    if slug["outlet"]:
        found.outlet = found.outlet or slug["outlet"]
