"""Texts to translate as XLIFF 1.2, which programs of translators and platforms of translation read and write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

_SPACE = "urn:oasis:names:tc:xliff:document:1.2"
_DONE = frozenset({"translated", "signed-off", "final"})
# What no file of XML can hold.
_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Text(NamedTuple):
    """A text to translate, with what its original was before, or None."""

    id: str
    original: str
    translation: str
    former: str | None


def written(source: str, target: str, some: Iterable[Text], help: str) -> bytes:
    """Return a file with texts to be translated from a language into another; none is done."""
    root = etree.Element(_name("xliff"), {"version": "1.2"}, nsmap={None: _SPACE})
    languages = {"source-language": source, "target-language": target}
    file = etree.SubElement(root, _name("file"), {"original": "guia", "datatype": "plaintext", **languages})
    _add(etree.SubElement(file, _name("header")), "note", help)
    body = etree.SubElement(file, _name("body"))
    for one in some:
        attributes = {"id": one.id, "approved": "no", "{http://www.w3.org/XML/1998/namespace}space": "preserve"}
        unit = etree.SubElement(body, _name("trans-unit"), attributes)
        _add(unit, "source", one.original)
        # What there is may be wrong, and somebody has to say that it is not.
        _add(unit, "target", one.translation, state="needs-review-translation" if one.translation else "new")
        if one.former is not None:
            before = etree.SubElement(unit, _name("alt-trans"), {"alttranstype": "previous-version"})
            _add(before, "source", one.former)
            _add(before, "target", one.translation)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def read(data: bytes) -> Iterator[tuple[str, str, bool]]:
    """Yield the id of each text of a file, its translation, and whether that is done.

    Raises ValueError where it is no XLIFF 1.2. Entities are not expanded, and nothing is fetched.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None
    if root.getroottree().docinfo.doctype or root.tag != _name("xliff"):
        raise ValueError(root.tag)
    for unit in root.iter(_name("trans-unit")):
        target = unit.find(_name("target"))
        if target is not None:
            is_done = unit.get("approved") == "yes" or target.get("state") in _DONE
            yield unit.get("id", ""), "".join(target.itertext()), is_done


def _name(name: str) -> str:
    return f"{{{_SPACE}}}{name}"


def _add(above: etree._Element, name: str, text: str, **attributes: str) -> None:
    etree.SubElement(above, _name(name), attributes).text = _NO_XML.sub("", text)
