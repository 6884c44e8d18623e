"""The tools that are compared: ours, plain MkDocs, and those that others would choose, each with the same Markdown.

Peers are looked for in build/peers, where `install` puts them, and on the path. A tool that is not there is None.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

from guiaviva.cache import store_of
from guiaviva.site.events.settings import EXTENSIONS
from guides import ROOT, TODAY, front_matter, languages, same_markdown, with_front_matter

PEERS = ROOT / "build/peers"
PAGE = "topics/links"  # The page that is changed: one of middle length.
PYTHON_PEERS = ("zensical==0.0.73", "zensical-i18n==0.3.0")
NODE_PEERS = ("astro@5", "@astrojs/starlight@0.37")


@dataclass(frozen=True)
class Tool:
    """How a tool is run in a folder of its own, and where things are in it."""

    name: str
    version: str
    folder: Path
    build: tuple[str, ...]
    page: Path
    address: str
    site: Path
    cache: tuple[Path, ...] = ()
    serve: Callable[[int], tuple[str, ...]] | None = None
    search_key: str | None = None
    environment: dict[str, str] = field(default_factory=dict)


def install() -> None:
    """Install the peers that come from package registries into build/peers."""
    environment = PEERS / "zensical"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    subprocess.run([environment / "bin/pip", "install", "--quiet", *PYTHON_PEERS], check=True)
    folder = PEERS / "starlight"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{"private": true, "type": "module"}\n', encoding="utf-8")
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", *NODE_PEERS], cwd=folder, check=True)


def ours(guide: Path) -> Tool:
    """Return our program, in the folder of a guide."""
    command = (sys.executable, "-m", "guiaviva")
    day = ("--today", TODAY)
    return Tool(
        "Guia Viva",
        version("guiaviva"),
        guide,
        (*command, "build", *day),
        guide / "docs" / _default(guide) / f"{PAGE}.md",
        f"{PAGE}/",
        guide / "site",
        tuple(filter(None, [store_of(guide)])),
        lambda port: (*command, "serve", "--port", str(port), *day),
        "/",
    )


def plain(guide: Path, folder: Path) -> Tool:
    """Return MkDocs with Material and static-i18n, with the guide's own mkdocs.yml without what is ours."""
    same_markdown(guide, folder / "docs")
    _write_plain_settings(guide, folder)
    command = (sys.executable, "-m", "mkdocs")
    packages = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n")
    return Tool(
        "plain MkDocs",
        " + ".join(f"{name} {version(name)}" for name in packages),
        folder,
        (*command, "build", "--quiet"),
        folder / "docs" / _default(guide) / f"{PAGE}.md",
        f"{PAGE}/",
        folder / "site",
        (),
        lambda port: (*command, "serve", "--dev-addr", f"127.0.0.1:{port}"),
        "/",
    )


def zensical(guide: Path, folder: Path) -> Tool | None:
    """Return Zensical with zensical-i18n, which reads the settings of static-i18n."""
    program = _program("zensical-i18n", PEERS / "zensical/bin")
    if program is None:
        return None
    same_markdown(guide, folder / "docs")
    _write_plain_settings(guide, folder)
    asked = [str(Path(program).parent / "python"), "-c", "from importlib.metadata import version as v; "]
    asked[2] += 'print(f\'{v("zensical")} + zensical-i18n {v("zensical-i18n")}\')'
    return Tool(
        "Zensical",
        _output(asked),
        folder,
        (program, "build"),
        folder / "docs" / _default(guide) / f"{PAGE}.md",
        f"{PAGE}/",
        folder / "site",
        (folder / ".cache",),
        search_key="/",
    )


def hugo(guide: Path, folder: Path) -> Tool | None:
    """Return Hugo with a bare layout: text, contents and the pages of the section, without a theme or a search."""
    program = _program("hugo")
    if program is None:
        return None
    same_markdown(guide, folder / "content")
    # To Hugo, index.md is a page whose folder holds no others.
    for path in list((folder / "content").rglob("index.md")):
        path.rename(path.with_name("_index.md"))
    settings: dict[str, Any] = {
        "baseURL": "/",
        "title": "Guide",
        "defaultContentLanguage": _default(guide),
        "languages": {one: {"contentDir": f"content/{one}"} for one in languages(guide)},
        "disableKinds": ["taxonomy", "term", "rss"],
    }
    (folder / "hugo.json").write_text(json.dumps(settings), encoding="utf-8")
    layouts = folder / "layouts/_default"
    layouts.mkdir(parents=True)
    for name in ("single", "list"):
        (layouts / f"{name}.html").write_text(_LAYOUT, encoding="utf-8")
    found = re.search(r"\d+\.\d+\.\d+", _output([program, "version"]))
    return Tool(
        "Hugo, bare layout",
        found[0] if found else "",
        folder,
        (program, "--quiet"),
        folder / "content" / _default(guide) / f"{PAGE}.md",
        f"{PAGE}/",
        folder / "public",
        (folder / "resources",),
        lambda port: (program, "server", "--port", str(port), "--bind", "127.0.0.1"),
    )


def starlight(guide: Path, folder: Path) -> Tool | None:
    """Return Astro with Starlight, its search (Pagefind) included."""
    modules = PEERS / "starlight/node_modules"
    if not (modules / ".bin/astro").exists():
        return None
    docs = same_markdown(guide, folder / "src/content/docs")
    for path in docs.rglob("*.md"):
        fields, body = front_matter(path.read_text(encoding="utf-8"))
        # Starlight writes the title itself, and knows no other fields.
        heading = re.search(r"^# (.*)\n", body, re.MULTILINE)
        title = fields.get("title") or (heading[1] if heading else path.stem)
        body = body.replace(heading[0], "", 1) if heading else body
        path.write_text(with_front_matter({"title": title}, body), encoding="utf-8")
    (folder / "node_modules").symlink_to(modules, target_is_directory=True)
    (folder / "package.json").write_text('{"private": true, "type": "module"}\n', encoding="utf-8")
    (folder / "src/content.config.ts").write_text(_COLLECTION, encoding="utf-8")
    locales = json.dumps({one: {"label": one, "lang": one} for one in languages(guide)})
    settings = _ASTRO.replace("LOCALES", locales).replace("DEFAULT", _default(guide))
    (folder / "astro.config.mjs").write_text(settings, encoding="utf-8")
    names = ("@astrojs/starlight", "astro")
    versions = [json.loads((modules / name / "package.json").read_text(encoding="utf-8"))["version"] for name in names]
    return Tool(
        "Starlight",
        f"{versions[0]} + Astro {versions[1]}",
        folder,
        (str(modules / ".bin/astro"), "build"),
        docs / _default(guide) / f"{PAGE}.md",
        f"{_default(guide)}/{PAGE}/",
        folder / "dist",
        (folder / ".cache", folder / ".astro"),
        lambda port: (str(modules / ".bin/astro"), "dev", "--port", str(port), "--host", "127.0.0.1"),
        "Control+k",
        {"ASTRO_TELEMETRY_DISABLED": "1"},
    )


_LAYOUT = """\
<!doctype html><html lang="{{ .Site.Language.Lang }}"><title>{{ .Title }}</title>
<nav>{{ range .CurrentSection.Pages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</nav>
{{ .TableOfContents }}<main>{{ .Content }}</main></html>
"""
_COLLECTION = """\
import { defineCollection } from "astro:content";
import { docsLoader } from "@astrojs/starlight/loaders";
import { docsSchema } from "@astrojs/starlight/schema";
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
"""
_ASTRO = """\
import { defineConfig } from "astro/config";
import starlight from "@astrojs/starlight";
export default defineConfig({
  site: "https://guide.example", cacheDir: "./.cache",
  integrations: [starlight({ title: "Guide", defaultLocale: "DEFAULT", locales: LOCALES })],
});
"""


def _settings(guide: Path) -> dict[str, Any]:
    settings: dict[str, Any] = yaml.safe_load((guide / "mkdocs.yml").read_text(encoding="utf-8"))
    return settings


def _languages_plugin(settings: dict[str, Any]) -> dict[str, Any]:
    return next(one["i18n"] for one in settings["plugins"] if isinstance(one, dict) and "i18n" in one)


def _default(guide: Path) -> str:
    listed = _languages_plugin(_settings(guide))["languages"]
    return str(next(one["locale"] for one in listed if one.get("default")))


def _write_plain_settings(guide: Path, folder: Path) -> None:
    settings = _settings(guide)
    plugin = _languages_plugin(settings)
    for key in ("hooks", "watch", "extra_css", "extra_javascript"):
        settings.pop(key, None)
    settings["theme"].pop("custom_dir", None)
    settings["plugins"] = ["search", {"i18n": plugin}]
    settings["markdown_extensions"] = [
        {name: options} for name, options in EXTENSIONS.items() if not name.startswith("guiaviva")
    ]
    text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")


def _program(name: str, folder: Path | None = None) -> str | None:
    return (shutil.which(name, path=str(folder)) if folder else None) or shutil.which(name)


def _output(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
