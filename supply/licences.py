"""Write which licences apply to what others wrote: THIRD-PARTY.md, and `licences.txt` for the published site.

    python supply/licences.py

Exit code 1, and nothing written, where a package declares no licence or one that the policy does not admit.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable

from license_expression import ExpressionError, get_spdx_licensing
from packageurl import PackageURL
from packaging.utils import canonicalize_name

import sbom

_SPDX = get_spdx_licensing()
_PIN = re.compile(r"^([\w.-]+)==", re.MULTILINE)
_STRONG = re.compile(r"(?<![A-Za-z])A?GPL|GNU (Affero )?General Public|AGPL", re.IGNORECASE)
_EDITOR = "hooks/guiaviva/site/preview/editor/"
_INTRODUCTION = """\
# Third-party software

Written by `make licences`, from what packages declare and from `supply/third-party.yml`.

What we publish or need to run may be under permissive licences, or under weak copyleft ones (LGPL, MPL), used as it
came. The GPL and the AGPL are admitted only where another licence may be chosen, which is then the one that we choose.
Tools for development are not passed on and may have any licence.
"""


def main() -> None:
    """Write both files, or say what stands against it."""
    if faults := refused():
        sys.exit("\n".join(faults))
    for path, text in written().items():
        (sbom.ROOT / path).write_text(text, encoding="utf-8", newline="\n")


def written() -> dict[str, str]:
    """Return the text of each file, by its path."""
    return {"THIRD-PARTY.md": _page(), "overrides/assets/licences.txt": _notice()}


def refused() -> list[str]:
    """Say of each package, and of each part of the site, whose licence is not known or not admitted, which it is."""
    licences = {one["purl"]: one["licence"] for part in ("site", "editor") for one in sbom.recorded(part)}
    licences |= packages("requirements.txt")
    return [
        f"{name}: {licence}, which is not admitted (see THIRD-PARTY.md)." if licence else
        f"{name} declares no licence: read its LICENSE and record it under `undeclared` in supply/third-party.yml."
        for name, licence in licences.items()
        if not licence or not admitted(licence)
    ]  # fmt: skip


def admitted(licence: str) -> bool:
    """Tell whether what has this licence, an SPDX expression or other words, may be passed on with the program."""
    try:
        return _admitted(_SPDX.parse(licence))
    except ExpressionError:
        return not _STRONG.search(licence)


def _admitted(expression: object) -> bool:
    if isinstance(expression, _SPDX.OR):
        return any(map(_admitted, expression.args))
    if isinstance(expression, _SPDX.AND):
        return all(map(_admitted, expression.args))
    return not _STRONG.match(str(expression))


def packages(requirements: str) -> dict[str, str]:
    """Return the licence of each package that a file of requirements pins, or "" for none."""
    pinned = {canonicalize_name(one) for one in _PIN.findall((sbom.ROOT / requirements).read_text(encoding="utf-8"))}
    known = {canonicalize_name(one["name"]): one for one in sbom.installed()["components"]}
    return {name: _declared(known[name]) for name in sorted(pinned & set(known))}


def _declared(package: sbom.Bill) -> str:
    """Return what a package declares; an SPDX identifier says more than the classifier beside it."""
    licences = [one.get("license", {}) | one for one in sbom.licences_of(package)]
    exact = [one.get("expression") or one.get("id") for one in licences if "expression" in one or "id" in one]
    return "; ".join(str(one) for one in exact or [one["name"].rpartition(" :: ")[2] for one in licences])


def _page() -> str:
    site = [
        (*_named(one), one["licence"], f"[{_path(one).rpartition('/')[2]}](overrides/{_path(one)})")
        for one in sbom.recorded()
    ]
    editor = [
        (*_named(one), one["licence"], f"[{_path(one)}]({_EDITOR}{_path(one)})") for one in sbom.recorded("editor")
    ]
    parts = [
        "\n## In the published site\n",
        *_table(("component", "version", "licence", "its text"), *site),
        "\n## In the editor of the preview\n",
        *_table(("component", "version", "licence", "its text"), *editor),
        "\n## What the program runs on\n",
        *_table(("package", "licence"), *packages("requirements.txt").items()),
        "\n## For development only\n",
        *_table(("package", "licence"), *packages("requirements-dev.txt").items()),
    ]
    return _INTRODUCTION + "\n".join(parts) + "\n"


def _notice() -> str:
    lines = [
        f"{name} {version}: {one['licence']}\n  {_path(one)}"
        for one in sbom.recorded()
        for name, version in [_named(one)]
    ]
    return "\n".join(["What others wrote in this site, its licence, and where the text of that is:", "", *lines, ""])


def _named(entry: sbom.Bill) -> tuple[str, str]:
    purl = PackageURL.from_string(entry["purl"])
    return "/".join(filter(None, (purl.namespace, purl.name))), purl.version or "(version unknown)"


def _path(entry: sbom.Bill) -> str:
    return str(next(iter(entry["notice"])))


def _table(*rows: Iterable[str]) -> list[str]:
    heads, *others = map(tuple, rows)
    return [f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *others)]


if __name__ == "__main__":
    main()
