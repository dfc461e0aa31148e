"""What was trained as files of the package: the encoder as ONNX with 8-bit weights, a head as arrays, digests."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from onrecord.encoder.files import record
from onrecord.encoder.reading.surface import SIZES
from onrecord.train.network import AttributionNetwork, ReadingNetwork

OPSET = 17


def write_tokenizer(source: Path, folder: Path) -> None:
    """Writes `tokenizer.json` without truncation and padding."""
    written = json.loads((source / "tokenizer.json").read_text("utf-8"))
    written["truncation"] = written["padding"] = None
    text = json.dumps(written, ensure_ascii=False, separators=(",", ":"))
    (folder / "tokenizer.json").write_text(text, "utf-8")
    record(folder, "tokenizer.json")


def write_encoder(network: ReadingNetwork, folder: Path) -> None:
    """Writes `reading.onnx`: ids (1, n) and marks (1, n, 5) to vectors (1, n, width)."""
    network.eval()
    network.bert.config._attn_implementation = "eager"
    ids = torch.randint(1000, 2000, (1, 64))
    marks = torch.zeros(1, 64, len(SIZES), dtype=torch.long)
    axes = {1: "pieces"}
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            network, (ids, marks), str(whole), opset_version=OPSET, dynamo=False, input_names=["ids", "marks"],
            output_names=["vectors"], dynamic_axes={"ids": axes, "marks": axes, "vectors": axes},
        )  # fmt: skip
        quantize_dynamic(whole, folder / "reading.onnx", weight_type=QuantType.QInt8, per_channel=True)
    onnx.checker.check_model(str(folder / "reading.onnx"))
    record(folder, "reading.onnx")


def attribution_arrays(head: AttributionNetwork) -> dict[str, np.ndarray[Any, Any]]:
    """The weights of the head by the names that the run time knows them by."""
    return {
        "tag": _array(head.tag.weight.T),
        "tag_bias": _array(head.tag.bias),
        "piece": _array(head.piece.weight.T),
        "piece_bias": _array(head.piece.bias),
        "cue": _array(head.cue.weight.T),
        "cue_bias": _array(head.cue.bias),
        "source_link": _array(head.link[0]),
        "content_link": _array(head.link[1]),
        "source_near": _array(head.near[0]),
        "content_near": _array(head.near[1]),
        "moves": _array(head.moves),
        "starts": _array(head.starts),
    }


def write_head(name: str, arrays: Mapping[str, np.ndarray[Any, Any]], folder: Path) -> None:
    """Writes the arrays of a head as an .npz file, which holds no pickle."""
    np.savez(folder / name, allow_pickle=False, **arrays)
    record(folder, name)


def _array(given: Any) -> np.ndarray[Any, Any]:
    found: np.ndarray[Any, Any] = np.ascontiguousarray(given.detach().cpu().numpy().astype(np.float32))
    return found
