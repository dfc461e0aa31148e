"""The interface for programs, read out of the app's own OpenAPI document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

# So few rows make a first answer that can be read.
FEW = "5"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation: whether it stands in the path, and what it may be."""

    name: str
    about: str
    kind: str
    required: bool
    in_path: bool
    example: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What can be asked at one address, in all its forms; `example` is an address that works without its ending."""

    method: str
    path: str
    forms: tuple[str, ...]
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    body: str | None
    example: str | None

    @property
    def examples(self) -> tuple[tuple[str, str], ...]:
        """An address in each form, with its name; none where something has to be sent."""
        if self.example is None:
            return ()
        path, _, query = self.example.partition("?")
        asked = f"?{query}" if query else ""
        return tuple((form, f"{path}.{form}{asked}") for form in self.forms) or ((path, f"{path}{asked}"),)


def operations(document: Mapping[str, Any], on_record: Mapping[str, str]) -> dict[str, list[Operation]]:
    """What can be asked, by subject, in the order of the document; examples name what is on record where it is known."""
    found: dict[str, list[Operation]] = {}
    forms: dict[tuple[str, str], tuple[str, ...]] = {}
    described: dict[tuple[str, str], Mapping[str, Any]] = {}
    for path, methods in document["paths"].items():
        stem, ending = _split(path)
        for method, operation in methods.items():
            key = (method, stem) if method == "get" else (method, path)
            forms[key] = (*forms.get(key, ()), *((ending,) if ending and method == "get" else ()))
            described.setdefault(key, operation)
    for (method, path), operation in described.items():
        subject = operation.get("tags", ["other"])[0]
        found.setdefault(subject, []).append(
            _operation(method, path, forms[method, path], operation, document, on_record)
        )
    return found


def _operation(
    method: str, path: str, forms: tuple[str, ...], operation: Mapping[str, Any], document: Mapping[str, Any],
    on_record: Mapping[str, str],
) -> Operation:  # fmt: skip
    parameters = tuple(_parameters(operation, on_record))
    return Operation(
        method=method.upper(), path=path, forms=forms, title=operation.get("summary", path),
        about=operation.get("description", ""), parameters=parameters, body=_body(operation, document),
        example=_example(path, parameters) if method == "get" else None,
    )  # fmt: skip


def _split(path: str) -> tuple[str, str]:
    stem, _, ending = path.rpartition(".")
    return (stem, ending) if re.fullmatch("[a-z]+", ending) and stem else (path, "")


def _parameters(operation: Mapping[str, Any], on_record: Mapping[str, str]) -> Iterator[Parameter]:
    for given in operation.get("parameters", ()):
        schema, in_path = given["schema"], given["in"] == "path"
        examples = schema.get("examples") or [None]
        example = on_record.get(given["name"], examples[0]) if in_path else examples[0]
        yield Parameter(
            given["name"], given.get("description", ""), _kind(schema), given.get("required", False), in_path, example
        )  # fmt: skip


def _kind(schema: Mapping[str, Any]) -> str:
    """What a value is, in words."""
    parts = [part for part in schema.get("anyOf", [schema]) if part.get("type") != "null"]
    words = [part.get("format") or part.get("type", "") for part in parts]
    listed = [value for part in parts for value in part.get("enum", ())]
    default = schema.get("default")
    said = " or ".join(listed) if listed else " or ".join(words)
    return f"{said}, else {str(default).lower() if isinstance(default, bool) else default}" if default is not None else said  # fmt: skip


def _body(operation: Mapping[str, Any], document: Mapping[str, Any]) -> str | None:
    """The name of what is sent, if anything is."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    return content["schema"].get("$ref", "").rpartition("/")[2] or None if content else None


def _example(path: str, parameters: tuple[Parameter, ...]) -> str | None:
    filled = path
    asked = {}
    for one in parameters:
        if one.in_path:
            filled = filled.replace(f"{{{one.name}}}", quote(one.example or "", safe=""))
        elif one.name == "q" and one.example:
            asked["q"] = one.example
        elif one.name == "limit":
            asked["limit"] = FEW
    return f"{filled}?{urlencode(asked)}" if asked else filled
