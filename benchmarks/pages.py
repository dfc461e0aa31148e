"""Times every page of the web app and the data behind it, over a store of generated reports.

    python benchmarks/generated.py STORE
    python benchmarks/pages.py STORE

Nothing is kept between the requests; each is made ASKED times. Printed are the median and the longest time that the server
took, in milliseconds, the slowest page first.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from starlette.testclient import TestClient

from onrecord.store import Store, open_store
from onrecord.store.samples import samples
from onrecord.web import make_app
from onrecord.web.views import VIEWS

ASKED = 5
UNDER_CONDITIONS = ("/events?actor=Haugen", "/events?country=NOR&type=THREATEN", "/statements?since=2021&until=2022", "/events?offset=20000",
                    "/articles?outlet=Outlet+7", "/positions?status=broken", "/map?country=SDN")  # fmt: skip


def addresses(store: Store) -> Iterator[str]:
    """An address for each view, and lists under conditions."""
    named = samples(store)
    for view in VIEWS:
        yield view.path.format(**{part.name: named[part.name] for part in view.parts})
    yield from UNDER_CONDITIONS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("store", type=Path)
    store = open_store(parser.parse_args().store)
    client = TestClient(make_app(store))
    rows = []
    for address in addresses(store):
        client.get(address)
        spent = []
        for _ in range(ASKED):
            began = time.perf_counter()
            answer = client.get(address)
            spent.append(1000 * (time.perf_counter() - began))
        rows.append((statistics.median(spent), max(spent), answer.status_code, len(answer.content), address))
    for median, longest, status, size, address in sorted(rows, reverse=True):
        print(f"{median:6.0f} ms {longest:6.0f} ms  {status}  {size / 1000:6.0f} kB  {address}")


if __name__ == "__main__":
    main()
