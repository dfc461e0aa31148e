"""The shared encoder: texts to vectors of meaning, by a small model that lies in the package."""

from onrecord.encoder.encoder import PIECES, WIDTH, Encoder, Tokens, Vectors, load_encoder

__all__ = ["PIECES", "WIDTH", "Encoder", "Tokens", "Vectors", "load_encoder"]
