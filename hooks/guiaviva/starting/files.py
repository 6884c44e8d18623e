"""The files of a guide besides its pages and its data: how it is built, installed and published."""

from collections.abc import Mapping

from guiaviva import __version__
from guiaviva.starting.answers import Answers, name_of_language
from guiaviva.starting.requirements import FILE, WHEELS, requirements
from guiaviva.starting.wheel import wheel
from guiaviva.yaml_files import dump

HOOK = '"""The program, where MkDocs looks for it."""\n\nfrom guiaviva.site.events.hook import *  # noqa: F403\n'
_BINARY = ("png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "pdf", "docx", "xlsx", "odt", "zip", "mp4", "woff2")
_IGNORED = ".venv\n.cache/\n/site/\n/.site.*\n__pycache__/\n"
# The same bytes on every system, whatever Git is told there.
_ATTRIBUTES = "* text=auto eol=lf\n" + "".join(f"*.{kind} binary\n" for kind in _BINARY)
_GITHUB = """\
name: guia
on: [push, pull_request]
jobs:
  site:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: {python-version: "3.12", cache: pip}
      - run: pip install --require-hashes -r requirements.txt
      - run: guia check --format github
      - run: guia build
      - uses: actions/upload-artifact@v4
        with: {name: site, path: site}
"""
# Forgejo has its own artifacts, and runners whose label is that of whoever keeps them, most often this.
_FORGEJO = """\
name: guia
on: [push, pull_request]
jobs:
  site:
    runs-on: docker
    steps:
      - uses: https://data.forgejo.org/actions/checkout@v4
      - uses: https://data.forgejo.org/actions/setup-python@v5
        with: {python-version: "3.12"}
      - run: pip install --require-hashes -r requirements.txt
      - run: guia check
      - run: guia build
      - uses: https://data.forgejo.org/forgejo/upload-artifact@v4
        with: {name: site, path: site}
"""
_GITLAB = """\
site:
  image: python:3.12
  script:
    - pip install --require-hashes -r requirements.txt
    - guia check --format gitlab > problems.json || true
    - guia build
  artifacts:
    paths: [site]
    reports: {codequality: problems.json}
"""


def others(answers: Answers, words: Mapping[str, str], site_names: Mapping[str, str]) -> dict[str, str | bytes]:
    """Return path and content of each file. `words` are those of the group `start` in the first language.

    `site_names` say in each language what the site is called.
    Raises CannotJudgeError where the program cannot be packed.
    """
    name = answers.names[answers.source]
    return {
        "mkdocs.yml": _settings(answers, words, site_names),
        FILE: requirements(words),
        f"{WHEELS}/{wheel().name}": wheel().data,
        "README.md": words["readme"].format(name=name, version=__version__).rstrip() + "\n",
        "hooks/guia.py": HOOK,
        "overrides/.gitkeep": "",
        ".gitattributes": _ATTRIBUTES,
        ".gitignore": _IGNORED,
        ".gitlab-ci.yml": _GITLAB,
        ".github/workflows/guia.yml": _GITHUB,
        ".forgejo/workflows/guia.yml": _FORGEJO,
    }


def _settings(answers: Answers, words: Mapping[str, str], site_names: Mapping[str, str]) -> str:
    first = [{"locale": answers.source, "name": name_of_language(answers.source), "default": True}]
    rest = [
        {
            "locale": one,
            "name": name_of_language(one),
            **({"site_name": site_names[one]} if one in site_names else {}),
        }
        for one in answers.languages[1:]
    ]
    return dump(
        {
            "site_name": words["site-name"],
            **({"site_url": f"{answers.address.rstrip('/')}/"} if answers.address else {}),
            "theme": {"name": "material", "custom_dir": "overrides"},
            "hooks": ["hooks/guia.py"],
            "plugins": [{"i18n": {"docs_structure": "folder", "languages": first + rest}}],
        }
    )
