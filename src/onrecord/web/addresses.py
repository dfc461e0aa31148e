"""Where things are in the app: the one place that knows the form of its addresses."""

from __future__ import annotations

from urllib.parse import quote, urlencode


def article(key: str) -> str:
    """The page of a report."""
    return f"/articles/{quote(key, safe='')}"


def item(key: str, id: str) -> str:
    """An item in its report, at its evidence."""
    return f"{article(key)}#{quote(id, safe='')}"


def event(name: str) -> str:
    """An event by its name across the store, article#id."""
    key, _, id = name.partition("#")
    return item(key, id)


def happening(name: str) -> str:
    """The page of a happening by its id, article#id."""
    key, _, id = name.partition("#")
    return f"/happenings/{quote(key, safe='')}/{quote(id, safe='')}"


def versions(key: str) -> str:
    """The versions of a report, beside one another."""
    return f"{article(key)}/versions"


def copies(key: str) -> str:
    """The copies of a report that others published."""
    return f"{article(key)}/copies"


def review(layer: str, key: str) -> str:
    """The items of a layer in a report that nobody has decided on."""
    return f"/review?layer={layer}&article={quote(key, safe='')}"


def story(key: str) -> str:
    """The page of a story."""
    return f"/stories/{quote(key, safe='')}"


def actor(key: str | None) -> str | None:
    """The page of an actor; null for one that is only described in a report."""
    if not key or key.startswith("~"):
        return None
    return f"/actors/{quote(key, safe='/')}"


def dyad(one: str, other: str) -> str:
    """The page of two parties."""
    return f"/dyads/{quote(one, safe='')}/{quote(other, safe='')}"


def embedded(chart: str, **wanted: str) -> str:
    """A chart alone, for pages elsewhere."""
    return f"/embed/{chart}?{urlencode(wanted)}"


def decision(layer: str, key: str, id: str) -> str:
    """An item of a report with all that was decided on it, and the form to decide on it once more."""
    return f"/review/{layer}/{quote(key, safe='')}/{quote(id, safe='')}"
