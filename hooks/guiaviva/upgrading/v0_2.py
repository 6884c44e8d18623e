"""0.2: the program is a package. Its hooks, model, templates and settings are no longer files of the guide."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from guiaviva.contentmodel import ENGINE, load_rules
from guiaviva.reading.files import Folder
from guiaviva.starting.files import HOOK
from guiaviva.upgrading.changes import Changes, Note, loaded
from guiaviva.upgrading.known import is_of_0_1, values_of
from guiaviva.yaml_files import dump

_HOOKS = ("blocks", "check", "nav", "search", "theme", "tools")
# Parts of mkdocs.yml that the program sets itself, with how they were: what an institution changed stays.
_STYLES = ("brand", "guia", "assistant", "posts")
_SCRIPTS = ("menu", "language", "periods", "place", "search", "assistant", "posts")
_FEATURES = ("navigation.footer", "navigation.top", "toc.follow", "content.tooltips")
_EXTENSIONS = (
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "guiaviva.site.blocks", "md_in_html", "tables", "toc",
    "pymdownx.details", "pymdownx.saneheaders", "pymdownx.superfences", "pymdownx.tabbed",
)  # fmt: skip


def migrate(changes: Changes) -> None:
    """Move the program's files out of a guide of 0.1, and take its part out of mkdocs.yml."""
    # The hooks of 0.1 were files of the guide.
    if not any((changes.root / "hooks" / f"{name}.py").is_file() for name in _HOOKS):
        return
    _note_changed(changes)
    for name in _HOOKS:
        changes.move(f"hooks/{name}.py", "program-file")
    if (changes.root / "hooks" / "guiaviva").is_dir():
        changes.move("hooks/guiaviva", "program-file")
    changes.write("hooks/guia.py", HOOK, "hook")
    # Titles and words are in other files now, so that a model of 0.1 cannot be read.
    changes.move("model", "model")
    for path in list(changes.files("overrides")):
        if (ENGINE / path).is_file() or path.endswith(".mjs"):
            changes.move(path, "program-file" if _is_ours(changes, path) else "template")
    _settings(changes)


def _note_changed(changes: Changes) -> None:
    """Say of each hook, and of each value of the model, that is not as 0.1 had it what it is and where it goes."""
    for path in (*(f"hooks/{name}.py" for name in _HOOKS), *changes.files("hooks/guiaviva")):
        if path.endswith(".py") and (changes.root / path).is_file() and not _is_ours(changes, path):
            changes.notes.append(Note("changed-file", path))
    levels = {id: rule.level for id, rule in load_rules(languages=()).items()}
    for path in (one for one in changes.files("model") if not one.startswith("model/schema/")):
        values = None if _is_ours(changes, path) else values_of(path, _text(changes, path))
        if values is None and not _is_ours(changes, path):
            changes.notes.append(Note("changed-file", path))
        for name, value in values or ():
            if not is_of_0_1(path, value, name):
                changes.notes.append(changed_value(path, name, value, levels))


def changed_value(path: str, name: str, value: str, levels: Mapping[str, str]) -> Note:
    """Return what to know of a value that an institution had changed; `levels` are those of the rules now."""
    rule, _, field = name.rpartition(".")
    if path != "model/rules.yml" or field != "level":
        return Note("changed-value", path, name, value)
    known = rule in levels
    return Note("changed-level" if known else "changed-level-gone", path, rule, value, levels[rule] if known else "")


def _is_ours(changes: Changes, path: str) -> bool:
    """Return whether a file is one of the program, as 0.1 had it or as it is now."""
    text = _text(changes, path)
    now = (ENGINE / path).is_file() and _plain((ENGINE / path).read_bytes()) == _plain(text.encode())
    return now or is_of_0_1(path, text)


def _text(changes: Changes, path: str) -> str:
    return Folder(changes.root).read(path).decode("utf-8-sig", errors="replace")


def _settings(changes: Changes) -> None:
    if not (text := changes.text("mkdocs.yml")):
        return
    value = loaded("mkdocs.yml", text)
    theme = value.get("theme")
    if isinstance(theme, dict):
        _take_out(theme, {"font": False, "favicon": "assets/favicon.svg", "icon": {"logo": "material/message-text"}})
        # Of the features and colours what is not as it was is the institution's.
        if sorted(theme.get("features") or ()) == sorted(_FEATURES):
            del theme["features"]
        if [one.get("scheme") for one in theme.get("palette") or () if isinstance(one, dict)] == ["default", "slate"]:
            del theme["palette"]
        theme.pop("language", None)
    value["hooks"] = [
        "hooks/guia.py",
        *(one for one in value.get("hooks") or () if Path(str(one)).stem not in (*_HOOKS, "guia")),
    ]
    _keep(value, "extra_css", [f"assets/stylesheets/{name}.css" for name in _STYLES])
    _keep(value, "extra_javascript", [f"assets/javascripts/{name}.{end}" for name in _SCRIPTS for end in ("js", "mjs")])
    _keep(value, "markdown_extensions", list(_EXTENSIONS))
    _keep(value, "watch", ["data", "model", "overrides"])
    value.pop("validation", None)
    for key in ("docs_dir", "site_dir"):
        if value.get(key) == key.removesuffix("_dir"):
            del value[key]
    changes.write("mkdocs.yml", dump(value, text), "settings")


def _keep(value: Any, key: str, ours: list[str]) -> None:
    """Leave in a list of the settings what is not the program's; take the list out where nothing is left."""
    kept = [one for one in value.get(key) or () if _name(one) not in ours]
    if kept:
        value[key] = kept
    else:
        value.pop(key, None)


def _plain(data: bytes) -> bytes:
    """Return what a file says, whatever its line ends: Git may have given it those of Windows."""
    return data.replace(b"\r\n", b"\n")


def _name(one: Any) -> str:
    if isinstance(one, dict):
        return str(one.get("path") or next(iter(one), ""))
    return str(one)


def _take_out(value: Any, known: dict[str, Any]) -> None:
    for key, one in known.items():
        if value.get(key) == one:
            del value[key]
