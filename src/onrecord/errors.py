"""The whole tree of errors that OnRecord raises.

    OnRecordError
    ├── InputError         an input cannot be read; carries the step and reason under which it is dropped
    ├── ModelError         the language model is missing or its files are not the verified ones
    ├── LexiconError       a table of words breaks its own rules
    ├── RecordError        a record cannot be decoded; the message names the path inside it
    ├── PlanError          a step needs a layer that no earlier step assigns, or is unknown
    ├── StoreError         the store is missing, locked, damaged, full or of a later version
    │   └── ConditionError     a table cannot meet a condition
    ├── QueryError         a query that a person wrote is wrong, not allowed or takes too long
    └── AccessError        a server would be open to others, or a token or password is not usable

Every error survives pickling, so that it crosses process borders whole.
"""

from __future__ import annotations


class OnRecordError(Exception):
    """Base of every error that OnRecord raises on purpose."""

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.args, self.__dict__)


def _rebuild(cls: type[OnRecordError], args: tuple[object, ...], state: dict[str, object]) -> OnRecordError:
    error = cls.__new__(cls)
    error.args = args
    error.__dict__.update(state)
    return error


class InputError(OnRecordError):
    """An input cannot be read. `reason` is a short constant, the message one line for people."""

    def __init__(self, reason: str, message: str, *, step: str = "read") -> None:
        super().__init__(message)
        self.reason = reason
        self.step = step


class ModelError(OnRecordError):
    """The language model is missing or altered."""


class LexiconError(OnRecordError):
    """A table of words breaks its own rules; the message names table and line."""


class RecordError(OnRecordError):
    """A record cannot be decoded; the message names the path of the fault."""


class PlanError(OnRecordError):
    """The steps asked for cannot run in this order, or are unknown."""


class StoreError(OnRecordError):
    """The store cannot be used; the message names the file, the cause and what to do."""


class ConditionError(StoreError):
    """A table of the store cannot meet a condition; the message says which."""


class QueryError(OnRecordError):
    """A query in SQL is wrong, would write, or takes too long; the message says which."""


class AccessError(OnRecordError):
    """A server would be open to others, or its tokens and password cannot be used; the message says what to do."""
