"""A language is added to a guide, or taken out of it, in its data, its pages and mkdocs.yml."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap

from guiaviva.errors import CannotJudgeError
from guiaviva.forms import forms
from guiaviva.guide import Guide, pairs
from guiaviva.guide.signing import signed_ledger
from guiaviva.line_ends import plain
from guiaviva.reading.targets import target as writable
from guiaviva.starting.added import start_of
from guiaviva.starting.answers import name_of_language, spoken_language
from guiaviva.translations.records import PATH
from guiaviva.yaml_files import YAMLError, dump, load, write

_INSTITUTION = "data/institution.yml"
REMOVED = "removed"
"""The folder in which what a language had is kept, by language: pages, and the texts of data."""


@dataclass
class Change:
    """What is to be written and moved: texts by path, and files by the path to which they go."""

    written: dict[str, str] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    pages: int = 0
    texts: int = 0

    def apply(self, root: Path) -> None:
        """Carry it out below `root`. Raises OSError."""
        for path in (*self.written, *self.moved, *self.moved.values()):
            writable(root, path)
        for path, text in self.written.items():
            write(root / path, text)
        for old, new in self.moved.items():
            (root / new).parent.mkdir(parents=True, exist_ok=True)
            (root / old).rename(root / new)
        for folder in sorted({(root / old).parent for old in self.moved}, reverse=True):
            while folder != root and folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
                folder = folder.parent


def removing(guide: Guide, language: str) -> Change:
    """Return what takes a language out of a guide; its pages and texts go to `removed/⟨language⟩/`.

    Raises CannotJudgeError where the guide does not have it, it is the one that the others follow, or a file of data
    cannot be read.
    """
    if language not in guide.languages:
        raise CannotJudgeError("no-such-language", found=language, choices=guide.languages)
    if language == guide.source_language:
        alone = len(guide.languages) == 1
        raise CannotJudgeError("only-language" if alone else "original-language", found=language)
    kept = f"{REMOVED}/{language}"
    if (guide.folder.root / kept).exists():
        raise CannotJudgeError("removed-already", path=kept)
    change = Change()
    for path in sorted(guide.facts.sources):
        if path.endswith(".yml"):
            text, value = _loaded(guide, path)
            before = repr(value)
            taken = _without(value, language, frozenset(guide.languages))
            if repr(value) != before:
                change.written[path] = dump(value, text)
            if taken is not None:
                change.written[f"{kept}/{path}"] = dump(taken)
                change.texts += _count(taken)
    _settings(guide, change, lambda listed: [one for one in listed if one.get("locale") != language])
    for path in sorted(guide.files):
        if path.startswith(f"{language}/"):
            change.moved[f"docs/{path}"] = f"{kept}/docs/{path}"
    return change


def adding(guide: Guide, language: str, home: str) -> Change:
    """Return what adds a language to a guide: with it what the program has in it of what the guide says still.

    `home` is the text of the home page where it has none. Raises CannotJudgeError where it is no language, the guide
    has it, or a file cannot be read.
    """
    spoken_language(language, guide.folder.root)
    if language in guide.languages:
        raise CannotJudgeError("language-there", found=language)
    _, institution = _loaded(guide, _INSTITUTION)
    if not isinstance(institution, dict) or not isinstance(institution.get("languages"), list):
        raise CannotJudgeError("unreadable-data", path=_INSTITUTION)
    new = start_of(guide, language)
    home_path = f"docs/{language}/index.md"
    change = Change({home_path: home} if not guide.folder.exists(home_path) else {})
    change.written |= new.pages
    change.pages = len(new.pages)
    for path in sorted(guide.facts.sources):
        if path.endswith(".yml"):
            text, value = _loaded(guide, path)
            added = new.add_texts(path, value)
            change.texts += added
            if path == _INSTITUTION:
                value["languages"].append(language)
                added += 1
            if added:
                change.written[path] = dump(value, text)
    site_name = guide.model.words["start"]["site-name"].get(language)
    line = _in_one_line(
        locale=language, name=name_of_language(language), **({"site_name": site_name} if site_name else {})
    )
    _settings(guide, change, lambda listed: [*listed, line])
    return change


def following(guide: Guide, language: str) -> dict[str, bytes]:
    """Return what follows from a language that was added: its documents to fill in, and the record of texts of data."""
    texts = {one.text: one.now for one in pairs.texts_of(guide) if one.text.language == language}
    documents = {path: text.encode() for path, text in forms(guide) if path.startswith(f"docs/{language}/")}
    return {**documents, **({PATH: signed_ledger(guide, texts).encode()} if texts else {})}


def _loaded(guide: Guide, path: str) -> tuple[str, Any]:
    try:
        text = plain(guide.folder.read(path).decode("utf-8-sig"))
        return text, load(text)
    except (OSError, UnicodeDecodeError, YAMLError):
        raise CannotJudgeError("unreadable-data", path=path) from None


def _settings(guide: Guide, change: Change, edit: Any) -> None:
    """Change the list of languages of mkdocs.yml, where it has one."""
    if not guide.folder.exists("mkdocs.yml"):
        return
    text, value = _loaded(guide, "mkdocs.yml")
    if not isinstance(value, dict):
        raise CannotJudgeError("unreadable-data", path="mkdocs.yml")
    for plugin in value.get("plugins") or ():
        if isinstance(plugin, dict) and isinstance(plugin.get("i18n"), dict) and plugin["i18n"].get("languages"):
            plugin["i18n"]["languages"][:] = edit(list(plugin["i18n"]["languages"]))
            change.written["mkdocs.yml"] = dump(value, text)


def _without(value: Any, language: str, languages: Collection[str]) -> Any:
    """Take a language out of a value; return what was taken, in its place in the same structure, or None."""
    if isinstance(value, dict):
        if language in value and all(key in languages for key in value):
            return value.pop(language)
        taken = {key: part for key in list(value) if (part := _without(value[key], language, languages)) is not None}
        return taken or None
    if isinstance(value, list):
        if value and all(isinstance(one, str) and one in languages for one in value):
            if language in value:
                value.remove(language)
            return None
        own = [one for one in value if isinstance(one, dict) and one.get("language") == language]
        for one in own:
            value.remove(one)
        parts = [part for one in value if (part := _without(one, language, languages)) is not None]
        return [*own, *parts] or None
    return None


def _in_one_line(**values: str) -> Any:
    group = CommentedMap(values)
    group.fa.set_flow_style()
    return group


def _count(value: Any) -> int:
    if isinstance(value, dict):
        return sum(map(_count, value.values()))
    return sum(map(_count, value)) if isinstance(value, list) else 1
