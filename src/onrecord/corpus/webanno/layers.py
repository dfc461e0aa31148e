"""The layers of marks as WebAnno and INCEpTION know them: span layers with text features and slots for parts."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

from onrecord.corpus.marks import LAYERS, PARTS, Mark
from onrecord.corpus.webanno.form import Column

PREFIX = "webanno.custom."
_UIMA = "http://uima.apache.org/resourceSpecifier"


def used_columns(marks: Iterable[Mark]) -> list[Column]:
    """The columns of all layers, fields and parts that some mark has."""
    used: dict[str, set[str]] = {}
    for mark in marks:
        used.setdefault(mark.layer, set()).update(mark.fields, mark.parts)
    found: list[Column] = []
    for name in (*LAYERS, *PARTS.values()):
        if name not in used:
            continue
        layer = LAYERS.get(name)
        fields = [each for each in layer.fields if each in used[name]] if layer else []
        found += [Column(PREFIX + name, each) for each in fields or [""]]
        if layer and layer.part in used[name]:
            found.append(Column(PREFIX + name, layer.part, link=_link(name, layer.part)))
            found.append(Column(PREFIX + name, layer.part, target=PREFIX + PARTS[layer.part]))
    return found


def _type_system() -> str:
    root = ElementTree.Element("typeSystemDescription", xmlns=_UIMA)
    _texts(root, name="OnRecord", description="Reports annotated by hand", version="1")
    types = ElementTree.SubElement(root, "types")
    for name in (*LAYERS, *PARTS.values()):
        layer = LAYERS.get(name)
        features = _type(types, PREFIX + name, "uima.tcas.Annotation")
        for feature in layer.fields if layer else ():
            _feature(features, feature, "uima.cas.String")
        if layer and layer.part:
            link = _link(name, layer.part)
            _feature(features, layer.part, "uima.cas.FSArray", elementType=link)
            links = _type(types, link, "uima.cas.TOP")
            _feature(links, "role", "uima.cas.String")
            _feature(links, "target", PREFIX + PARTS[layer.part])
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _type(types: ElementTree.Element, name: str, parent: str) -> ElementTree.Element:
    """The features of a new type."""
    described = ElementTree.SubElement(types, "typeDescription")
    _texts(described, name=name, description="", supertypeName=parent)
    return ElementTree.SubElement(described, "features")


def _feature(features: ElementTree.Element, name: str, range_: str, **more: str) -> None:
    described = ElementTree.SubElement(features, "featureDescription")
    _texts(described, name=name, description="", rangeTypeName=range_, **more)


def _texts(parent: ElementTree.Element, **texts: str) -> None:
    for tag, text in texts.items():
        ElementTree.SubElement(parent, tag).text = text


def _link(layer: str, part: str) -> str:
    return f"{PREFIX}{layer}{PARTS[part]}Link"


TYPE_SYSTEM = _type_system()
"""The layers as a UIMA type system, which a project of INCEpTION takes under Settings, Layers, Import."""
