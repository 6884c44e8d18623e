"""How translations drift: tests/drift.yml says what changes, and whether it is a change of sense."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import TESTS, TODAY
from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide, load_guide
from guiaviva.guide.loading import page_of, with_pages
from guiaviva.guide.signing import everything
from guiaviva.levels import level_of
from guiaviva.reading.files import Folder, Source
from guiaviva.rules.translations import (
    stale_translation,
    translation_changed,
    translation_mismatch,
    unrecorded_translation,
)
from memory import MEMORY
from test_rules import commit

RULES = (stale_translation, translation_changed, translation_mismatch, unrecorded_translation)
LEAST = 0.97
PAGE, DATA = "docs/{}/tone.md", "data/terms.yml"
FILES = {
    "mkdocs.yml": "site_name: Guia\nsite_url: https://guia.example/\n",
    "data/institution.yml": "name: {ca: Ajuntament, es: Ayuntamiento}\nshort_name: {ca: A, es: B}\nkind: municipality\n"
    "languages: [ca, es]\nprofile: complete\n",
    DATA: """\
hashtag:
  term: {ca: Etiqueta, es: Almohadilla}
  definition:
    ca: "Paraula que agrupa missatges, de fins a 280 signes. Vegeu [la norma](https://example.org/a)."
    es: "Palabra que agrupa mensajes, de hasta 280 signos. Véase [la norma](https://example.org/a)."
    x-elsewhere: {ca: "Text d'un altre lloc", es: "Texto de otro lugar"}
message:
  term: {ca: Missatge, es: Mensaje}
  definition: {ca: "El «missatge» {nom} de cada dia", es: "El mensaje {nombre} de cada día"}
""",
}
HEAD = {
    "ca": "---\ntitle: Com parlem\ndescription: Com es parla\nsearch_words: [to]\nreviewed: 2026-11-01\n---\n# To\n\n"
    "Una entrada. <!-- only municipality, elsewhere: Ho decideix la direcció -->\n",
    "es": "---\ntitle: Cómo hablamos\ndescription: Cómo se habla\nsearch_words: [tono]\n---\n# Tono\n\n"
    "Una entrada. <!-- only municipality, elsewhere: Lo decide la dirección -->\n",
}
SECTION = {
    "ca": """
## Apartat {n} {{#section{n}}}

Primera{n} norma sobre imatges: _sempre{n}_ es respon{n} en 48 hores {n}, i cal avisar{n} l'equip{n} «ara{n}».

La imatge{n} necessita un text alternatiu que digui què s'hi veu i per a què hi és, sense repetir el peu{n}.

Un text{n} breu. Hi ha una frase{n} llarga i una altra, [enllaços{n}](topics/links{n}.md) i una [norma{n}](https://www.example.org/norma{n}).

- Primer{n}
- Segon{n}

1. Obrir{n}
2. Tancar{n}

| Què | Quan |
|---|---|
| Pregunta{n} | 1 dia |
| Queixa{n} | 2 dies |

### Com es fa{n}

El 3 de març {n}, a les 20 h {n}, ho van veure 12.000 {n} persones. <!-- only ES -->{n}

!!! note "Avís{n}"
    Dins{n} del requadre.

/// tip | Consell{n}
Un consell{n}.
///

/// guide | contact
///
<!-- {n} -->

```sh
guia check docs/ca/page{n}.md --strict
```
""",
    "es": """
## Sección {n} {{#section{n}}}

Primera{n} norma sobre imágenes: _siempre{n}_ se responde{n} en 48 horas {n}, y hay que avisar{n} al equipo «ahora{n}».

La imagen{n} necesita un texto alternativo que diga lo que se ve y para qué está ahí, sin repetir el pie.

Un texto{n} breve. Hay una frase{n} larga y otra, [enlaces{n}](topics/links{n}.md) y una [norma{n}](https://www.example.org/norma{n}).

- Primero{n}
- Segundo{n}

1. Abrir{n}
2. Cerrar{n}

| Qué | Cuándo |
|---|---|
| Pregunta{n} | 1 día |
| Queja{n} | 2 días |

### Cómo se hace{n}

El 3 de marzo {n}, a las 8 de la tarde {n}, lo vieron 12.000 {n} personas. <!-- only ES -->{n}

!!! note "Aviso{n}"
    Dentro{n} del recuadro.

/// tip | Consejo{n}
Un consejo{n}.
///

/// guide | contact
///
<!-- {n} -->

```sh
guia check docs/ca/page{n}.md --strict
```
""",
}
# Letters, since a figure would be one of the text.
NAMES = ("alfa", "beta", "gamma")


def filled(text: str, name: str) -> str:
    return text.replace("{n}", name).replace("{{", "{").replace("}}", "}")


def page(language: str) -> str:
    sections = (filled(SECTION[language], name) for name in NAMES)
    return HEAD[language] + "".join(sections)


FILES |= {PAGE.format(language): page(language) for language in ("ca", "es")}


@cache
def scenarios() -> tuple[dict[str, Any], ...]:
    found = yaml.load((TESTS / "drift.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    made = []
    for group, ones in found.items():
        for one in ones:
            for name in NAMES[: {"benchmark": 3, "sections": 2}.get(group, 1)]:
                made.append({**one, "group": group, "name": name, "sense": one["sense"] in (True, "yes")})
    return tuple(made)


def overlay(root: Path, one: dict[str, Any]) -> dict[str, bytes | None]:
    written: dict[str, bytes | None] = {}
    for language in ("ca", "es"):
        path = DATA if one["group"] == "data" else PAGE.format(language)
        text = (written.get(path) or (root / path).read_bytes()).decode()
        for old, new in one.get(language, {}).items():
            if one["group"] != "data":
                old, new = (
                    part.replace("{n}", one["name"]).replace("{{", "{").replace("}}", "}") for part in (old, new)
                )
            assert old in text, (one["kind"], old)
            text = text.replace(old, new, 1)
        written[path] = text.encode()
    return written


def found_in(guide: Guide, one: dict[str, Any]) -> list[Finding]:
    """Return what the rules find in the guide as a scenario changes it."""
    root, written = guide.folder.root, overlay(guide.folder.root, one)
    if one["group"] == "data":
        changed = load_guide(Folder(root, written), today=TODAY, store=MEMORY)
    else:
        sources = [Source(path, (data or b"").decode()) for path, data in written.items()]
        changed = with_pages(guide, [page_of(source, guide.languages) for source in sources])
    return [finding for rule in RULES for finding in rule.check(changed)]


@pytest.fixture(scope="module", params=["signed", "unsigned"])
def guide(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Guide:
    folder = tmp_path_factory.mktemp(request.param)
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    if request.param == "signed":
        for path, data in everything(load_guide(folder, today=TODAY)).items():
            (folder / path).write_bytes(data)
    commit(folder)
    return load_guide(folder, today=TODAY)


def is_said(guide: Guide, one: Finding) -> bool:
    """Return whether a finding is that the sense has changed; that nobody signed anything off says nothing of it."""
    return one.rule != "unrecorded-translation" and not (one.variant == "minor" and level_of(one, guide) == "advice")


def test_what_changes_the_sense_is_said_and_what_does_not_is_not(guide: Guide) -> None:
    """Of all changes of sense so many are found, of all warnings so many are of one, and each is one finding."""
    signed = guide.folder.is_file("translations.yml")
    right, wrong, missed = [], [], []
    for one in scenarios():
        if one.get("signed") == "only" and not signed:
            continue
        found = [finding for finding in found_in(guide, one) if is_said(guide, finding)]
        assert len(found) <= 1, (one["kind"], found)
        name = f"{one['group']}: {one['kind']} ({one['name']})"
        if one["sense"]:
            (right if found else missed).append(name)
        elif any(level_of(finding, guide) != "advice" for finding in found):
            wrong.append(name)
    assert len(right) >= LEAST * (len(right) + len(missed)), missed
    assert len(right) >= LEAST * (len(right) + len(wrong)), wrong


def test_there_are_enough_kinds() -> None:
    assert sum(one["group"] == "benchmark" for one in scenarios()) >= 47
    assert len(scenarios()) >= 196
