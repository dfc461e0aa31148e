"""The files of the models: verified by digest before anything is loaded, and none of them a pickle."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.errors import ModelError

MODELS = Path(__file__).parent / "model"
DIGESTS = "digests.json"


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def verified(name: str, folder: Path = MODELS) -> Path:
    """The path of a model file whose digest is the recorded one; raises ModelError where it is not."""
    try:
        expected = json.loads((folder / DIGESTS).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder} has no digests of its models; reinstall OnRecord") from error
    path = folder / name
    if name not in expected or not path.is_file():
        raise ModelError(f"the encoder lacks {name}; reinstall OnRecord")
    if digest(path) != expected[name]:
        raise ModelError(f"{path} is not the reviewed file; reinstall OnRecord")
    return path


def record(folder: Path, *names: str) -> None:
    """Writes the digests of the named files into the folder, beside those that are recorded there."""
    path = folder / DIGESTS
    known = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    known |= {name: digest(folder / name) for name in names}
    path.write_text(json.dumps(dict(sorted(known.items())), indent=1) + "\n", "utf-8")


def load_session(name: str, folder: Path = MODELS) -> Any:
    """An ONNX model, ready to run; its threads wait without spinning, so that workers beside them lose nothing."""
    import onnxruntime

    onnxruntime.set_default_logger_severity(3)
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        str(verified(name, folder)), options, providers=["CPUExecutionProvider"]
    )


def load_tokenizer(folder: Path = MODELS) -> Any:
    """The word pieces of the encoders, without truncation."""
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(verified("tokenizer.json", folder)))


def load_arrays(name: str, folder: Path = MODELS) -> Mapping[str, np.ndarray[Any, Any]]:
    """The named arrays of an .npz file."""
    with np.load(verified(name, folder), allow_pickle=False) as found:
        return {key: found[key] for key in found.files}
