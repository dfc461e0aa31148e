"""Fetches one page, only when its address is given outright."""

from __future__ import annotations

import time

from onrecord.errors import InputError

TIMEOUT_S = 15.0
TOTAL_S = 60.0
REDIRECTS = 5
LIMIT_BYTES = 8_000_000


def fetch(url: str) -> bytes:
    """The bytes at an http(s) address, unpacked; raises InputError when it fails, is too large, or is no text."""
    import httpx

    agent = {"User-Agent": "OnRecord (reads one page that its user named)"}
    began = time.monotonic()
    try:
        with (
            httpx.Client(
                follow_redirects=True, max_redirects=REDIRECTS, timeout=TIMEOUT_S, headers=agent
            ) as client,
            client.stream("GET", url) as response,
        ):
            response.raise_for_status()
            kind = response.headers.get("content-type", "text/html").lower()
            if not any(word in kind for word in ("text", "html", "json", "xml")):
                raise InputError("binary", f"the address gives {kind.split(';')[0]}, not a page")
            got = bytearray()
            for chunk in response.iter_bytes():
                got += chunk
                if len(got) > LIMIT_BYTES:
                    raise InputError("too-large", f"the page is larger than {LIMIT_BYTES:,} bytes")
                if time.monotonic() - began > TOTAL_S:
                    raise InputError("fetch-failed", f"the page did not arrive within {TOTAL_S:.0f} seconds")
            return bytes(got)
    except httpx.HTTPStatusError as error:
        raise InputError("fetch-failed", f"the server answered {error.response.status_code}") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise InputError("fetch-failed", f"{error or type(error).__name__}") from error
