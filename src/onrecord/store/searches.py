"""The searches that people saved under a name, to make them again."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass

from onrecord.store.bulk import insert
from onrecord.store.store import Store, utc_now

NAME_CHARS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A saved search: the path of its page, such as "/events", and its query, such as "type=AID&country=NOR"."""

    name: str
    path: str
    query: str
    saved: datetime.datetime


def save_search(store: Store, name: str, path: str, query: str = "") -> Search:
    """Saves a search and gives it back as saved; one of the same name is replaced.

    Raises ValueError for a name that is empty or too long, and for a path that could lead to another site.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= NAME_CHARS:
        raise ValueError(f"a search needs a name of at most {NAME_CHARS} characters")
    if not _is_local(path):
        raise ValueError(f"{path!r} is no path of a page here; it begins with one /")
    search = Search(name=name, path=path, query=query.removeprefix("?"), saved=utc_now())
    with store.writing() as connection:
        connection.execute("DELETE FROM kept.searches WHERE name = ?", [name])
        insert(connection, "searches", [asdict(search)])
    return search


def searches(store: Store) -> list[Search]:
    """The saved searches, in order of name."""
    rows = store.rows("SELECT name, path, query, saved FROM searches ORDER BY lower(name), name")
    return [Search(**row) for row in rows]


def drop_search(store: Store, name: str) -> bool:
    """Removes a saved search; gives whether there was one."""
    with store.writing() as connection:
        gone = connection.execute(
            "DELETE FROM kept.searches WHERE name = ? RETURNING name", [name]
        ).fetchall()
    return bool(gone)


def _is_local(path: str) -> bool:
    """Whether a browser stays here: it takes "//" and "/\\" for the beginning of another host, and skips controls."""
    return (
        path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "?" not in path
    )
