"""JSON-LD documents, written piece by piece."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Node = Mapping[str, Any]


def document(head: Node, key: str, nodes: Iterable[Node]) -> Iterator[str]:
    """A JSON object with the members of `head` and, under `key`, the list of nodes, one a line.

    >>> "".join(document({"a": 1}, "b", [{"c": 2}]))
    '{"a": 1, "b": [\\n{"c": 2}\\n]}\\n'
    """
    yield json.dumps(head, ensure_ascii=False)[:-1] + (", " if head else "") + json.dumps(key) + ": ["
    separator = "\n"
    for node in nodes:
        yield separator + json.dumps(known(node), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def known(node: Node) -> dict[str, Any]:
    """The members of a node that have a value."""
    return {name: value for name, value in node.items() if value not in (None, "", [], ())}
