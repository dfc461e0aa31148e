"""The shared encoders: texts to vectors of meaning, and reports to what is read off them, by models in the package."""

from onrecord.encoder.heads.attribution import Attribution, attributions
from onrecord.encoder.sentences import PIECES, WIDTH, Encoder, Tokens, Vectors, load_encoder

__all__ = [
    "PIECES",
    "WIDTH",
    "Attribution",
    "Encoder",
    "Tokens",
    "Vectors",
    "attributions",
    "load_encoder",
]
