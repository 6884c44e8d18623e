"""The files of a guide besides its pages and its data: how it is built, installed and published."""

from collections.abc import Mapping

from guiaviva import __version__
from guiaviva.starting.answers import Answers, name_of_language
from guiaviva.starting.demonstration import SETS
from guiaviva.starting.requirements import FILE, WHEELS, requirements
from guiaviva.starting.wheel import wheel
from guiaviva.yaml_files import dump

HOOK = '"""The program, where MkDocs looks for it."""\n\nfrom guiaviva.site.events.hook import *  # noqa: F403\n'
_BINARY = ("png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "pdf", "docx", "xlsx", "odt", "zip", "mp4", "woff2")
_IGNORED = ".venv\n.cache/\n/site/\n/.site.*\n__pycache__/\n"
# The same bytes on every system, whatever Git is told there.
_ATTRIBUTES = "* text=auto eol=lf\n" + "".join(f"*.{kind} binary\n" for kind in _BINARY)
# What each forge reads, by the path at which it looks for it.
_FORGES = {
    ".github/workflows/guia.yml": "github.yml",
    ".forgejo/workflows/guia.yml": "forgejo.yml",
    ".gitlab-ci.yml": "gitlab.yml",
    ".woodpecker/guia.yml": "woodpecker.yml",
    ".pre-commit-config.yaml": "pre-commit.yml",
}
# Where each forge looks for what is asked of whoever proposes a change.
_TEMPLATES = (
    ".github/pull_request_template.md",
    ".forgejo/pull_request_template.md",
    ".gitlab/merge_request_templates/Default.md",
)


def others(
    answers: Answers, words: Mapping[str, str], site_names: Mapping[str, str], proposals: Mapping[str, str]
) -> dict[str, str | bytes]:
    """Return path and content of each file. `words` are those of the group `start` in the first language.

    `site_names` say in each language what the site is called, `proposals` what is asked of whoever proposes a change.
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
        **{path: (SETS / "forges" / name).read_text("utf-8") for path, name in _FORGES.items()},
        **dict.fromkeys(_TEMPLATES, "\n\n---\n\n".join(proposals.values()) + "\n"),
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
