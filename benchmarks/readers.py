"""Holds many readers at once on the web app, and says how long they wait.

    python benchmarks/generated.py STORE
    python benchmarks/readers.py STORE [--readers 200] [--seconds 60]

Starts `onrecord serve` on loopback and lets wrk (Debian: apt install wrk) ask for pages of every kind, as fast as each of the
readers gets an answer. Fails where an answer is an error. With --writing, reports are added all the while, so that what was
kept is stale again and again.
"""

from __future__ import annotations

import argparse
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

from generated import reports
from pages import addresses

from onrecord.store import open_store
from onrecord.store.add import add
from onrecord.store.rows import Taken

SCRIPT = """
local paths = {%s}
local at = 0
request = function() at = at %% #paths + 1; return wrk.format("GET", paths[at]) end
done = function(summary, latency)
  io.write(string.format('{"requests": %%d, "failed": %%d, "p50": %%.1f, "p95": %%.1f, "p99": %%.1f, "longest": %%.1f, "seconds": %%.1f}\\n',
    summary.requests, summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000, latency.max / 1000, summary.duration / 1e6))
end
"""
ADDED_EVERY_S = 5.0


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def wait_for(url: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(url, timeout=1)
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"nothing answers at {url}")


def keep_adding(path: Path, stop: threading.Event) -> None:
    """Adds a report every few seconds, as a watch does."""
    store = open_store(path)
    for number, record in enumerate(reports(10_000_000)):
        if stop.wait(ADDED_EVERY_S):
            return
        name = f"added {time.time()} {number}"
        add(store, [Taken(key=name, source="benchmark", origin=name, outcome=record)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--writing", action="store_true", help="add reports meanwhile")
    args = parser.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is not installed; on Debian: apt install wrk")
    port = free_port()
    paths = [
        path for path in addresses(open_store(args.store)) if not path.startswith(("/try", "/review", "/sql"))
    ]
    server = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "serve", str(args.store), "--port", str(port), "--no-open"]
    )
    stop = threading.Event()
    try:
        wait_for(f"http://127.0.0.1:{port}/health")
        if args.writing:
            threading.Thread(target=keep_adding, args=(args.store, stop), daemon=True).start()
        with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
            script.write(SCRIPT % ", ".join(json.dumps(path) for path in paths))
            script.flush()
            done = subprocess.run(
                ["wrk", "-t1", f"-c{args.readers}", f"-d{args.seconds}s", "--timeout", "10s", "-s", script.name, f"http://127.0.0.1:{port}"],
                capture_output=True, text=True, check=True,
            )  # fmt: skip
    finally:
        stop.set()
        server.terminate()
        server.wait(20)
    figures = json.loads(done.stdout.splitlines()[-1])
    print(f"{args.readers} readers, {len(paths)} pages: {figures['requests'] / figures['seconds']:,.0f} answers/s, "
          f"p50 {figures['p50']} ms, p95 {figures['p95']} ms, p99 {figures['p99']} ms, longest {figures['longest']} ms, "
          f"{figures['failed']} failed")  # fmt: skip
    if figures["failed"]:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
