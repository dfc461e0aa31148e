"""Speed of the reading encoder and the attribution head, in words a CPU-second.

    OMP_NUM_THREADS=1 taskset -c 0 python benchmarks/attributions.py DATA.jsonl [--limit N]

Each line of the data holds `text`. The time counted is that of all threads of the process, after the model is loaded
and warm: cutting into pieces, encoding, decoding. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import time
from itertools import islice
from pathlib import Path

from onrecord.encoder.files import load_tokenizer
from onrecord.encoder.heads.attribution import load_head
from onrecord.encoder.reading import cut, load_reader

WARM = 3


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--limit", type=int)
    asked = parser.parse_args()
    with asked.data.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, asked.limit)]
    reader, head, tokenizer = load_reader(), load_head(), load_tokenizer()
    for text in texts[:WARM]:
        head.find(reader.read(text))
    began = time.process_time()
    pieces = sum(len(cut(text, tokenizer)) for text in texts)
    cutting = time.process_time() - began
    began = time.process_time()
    readings = [reader.read(text) for text in texts]
    reading = time.process_time() - began
    began = time.process_time()
    found = sum(len(head.find(one)) for one in readings)
    finding = time.process_time() - began
    words = sum(len(text.split()) for text in texts)
    result = {
        "documents": len(texts), "words": words, "pieces": pieces, "attributions": found,
        "words/CPU-second": round(words / (reading + finding)),
        "share of cutting": round(cutting / (reading + finding), 3),
        "share of decoding": round(finding / (reading + finding), 3),
    }  # fmt: skip
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
