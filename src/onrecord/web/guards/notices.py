"""What a guard answers in place of the app: a short page in words, or the same as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

import jinja2
from starlette.types import Scope, Send

from onrecord.web.guards.asking import wants_page

RawHeaders: TypeAlias = Iterable[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form on a notice: where it is posted to, what its button says, whether it asks for a secret."""

    action: str
    button: str
    csrf: str
    asks: bool = False
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A page of a guard: what happened in `title`, what to do in `text`."""

    status: int
    title: str
    text: str
    form: Form | None = None


Render: TypeAlias = Callable[[Notice], str]

_PAGE = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{ notice.title }} – OnRecord</title>
</head>
<body>
<main>
<h1>{{ notice.title }}</h1>
<p>{{ notice.text }}</p>
{% if form %}
<form method="post" action="{{ form.action }}">
<input type="hidden" name="csrf" value="{{ form.csrf }}">
{% if form.next %}
<input type="hidden" name="next" value="{{ form.next }}">
{% endif %}
{% if form.asks %}
<p><label for="secret">Password or token</label><br>
<input id="secret" name="secret" type="password" autocomplete="current-password" required autofocus></p>
{% endif %}
<p><button>{{ form.button }}</button></p>
</form>
{% endif %}
</main>
</body>
</html>
""")


def plain_page(notice: Notice) -> str:
    """A notice as a page that needs no style sheet and no script."""
    return _PAGE.render(notice=notice, form=notice.form)


async def send_notice(
    scope: Scope, send: Send, notice: Notice, extra: RawHeaders = (), *, render: Render = plain_page
) -> None:
    """Answers a request with a notice: a page for browsers, JSON for programs."""
    if notice.form is not None or wants_page(scope):
        kind, body = b"text/html; charset=utf-8", render(notice).encode()
    else:
        said = f"{notice.title}. {notice.text}"
        shape = {"status": notice.status, "problem": said}
        kind, body = b"application/json", json.dumps(shape).encode()
    await send_answer(send, notice.status, body, [(b"content-type", kind), *extra])


async def send_answer(send: Send, status: int, body: bytes, headers: RawHeaders) -> None:
    """Sends a whole answer, which nobody may keep."""
    length = (b"content-length", str(len(body)).encode())
    sent = [*headers, length, (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": sent})
    await send({"type": "http.response.body", "body": body})
