"""Annotations as WebAnno TSV 3.3, which INCEpTION and WebAnno write and read.

Every layer of marks is a span layer `webanno.custom.LAYER` with its fields as text features, written as in
`cells`; the condition of a position and the phrase of a forecast are span layers to which a slot feature links.
A project needs these layers before it takes the files: TYPE_SYSTEM makes them.
"""

from onrecord.corpus.webanno.layers import TYPE_SYSTEM
from onrecord.corpus.webanno.reading import from_webanno
from onrecord.corpus.webanno.writing import to_webanno

__all__ = ["TYPE_SYSTEM", "from_webanno", "to_webanno"]
