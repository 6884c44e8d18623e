"""Write what the program and its site are made of, as bills of materials (CycloneDX 1.6).

    python supply/sbom.py [FOLDER]

`sbom-program.cdx.json`: what `requirements.txt` pins, with the licences that the installed packages declare, and what
its editor has of others.
`sbom-site.cdx.json`: what `third-party.yml` records of the site. Neither depends on where or when it is made;
`SOURCE_DATE_EPOCH` dates them. Exit code 1: one cannot be made, and why.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
RECORD = yaml.safe_load(Path(__file__).with_name("third-party.yml").read_text(encoding="utf-8"))
"""What others wrote: `site`, `editor`, and the licences of packages that declare none."""
Bill = dict[str, Any]


class BillError(Exception):
    """Says in one sentence what is not as it is recorded or pinned."""


def main() -> None:
    """Write both bills, each only if it is valid."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "dist")
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in {"program": program, "site": site}.items():
        try:
            text = json.dumps(make(), ensure_ascii=False, indent=2) + "\n"
        except BillError as why:
            sys.exit(str(why))
        if wrong := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
            sys.exit(f"The bill of the {name} is not valid: {wrong}")
        (folder / f"sbom-{name}.cdx.json").write_text(text, encoding="utf-8", newline="\n")


def program() -> Bill:
    """Return the bill of the program; raise BillError where what is installed is not what is pinned."""
    bill, made = _made("requirements", str(ROOT / "requirements.txt")), installed()
    known: Bill = {canonicalize_name(one["name"]): one for one in made["components"]}
    renamed = {}
    for pin in bill["components"]:
        package = known.get(canonicalize_name(pin["name"]), {})
        if package.get("version") != pin["version"]:
            found = package.get("version", "nothing")
            raise BillError(f"requirements.txt pins {pin['name']} {pin['version']}, installed is {found}: make setup")
        renamed[package["bom-ref"]] = pin["purl"]
        pin |= {"bom-ref": pin["purl"], "description": package.get("description", ""), "licenses": licences_of(package)}
    bill["components"] += [_component(one) for one in RECORD["editor"]]
    own = known["guiaviva"]
    renamed[own["bom-ref"]] = "guiaviva"
    # Where it is installed from is a folder of this machine.
    root = {key: value for key, value in own.items() if key != "externalReferences"}
    bill["metadata"]["component"] = root | {"bom-ref": "guiaviva", "type": "application"}
    bill["dependencies"] = [
        {"ref": renamed[one["ref"]], "dependsOn": [renamed[ref] for ref in one.get("dependsOn", ()) if ref in renamed]}
        for one in made["dependencies"]
        if one["ref"] in renamed
    ]
    return bill


def site() -> Bill:
    """Return the bill of the site: what it publishes that others wrote."""
    made = installed()
    version = next(one["version"] for one in made["components"] if one["name"] == "guiaviva")
    root = {"type": "application", "bom-ref": "site", "name": "guiaviva-site", "version": version}
    head = {key: made[key] for key in ("$schema", "bomFormat", "specVersion", "version")}
    components = [_component(one) for one in RECORD["site"]]
    return head | {
        "metadata": made["metadata"] | {"component": root},
        "components": components,
        "dependencies": [{"ref": "site", "dependsOn": [one["bom-ref"] for one in components]}],
    }


@cache
def installed() -> Bill:
    """Return the bill of all that is installed where this runs."""
    return _made("environment", sys.executable)


def licences_of(package: Bill) -> list[Any]:
    """Return the licences that a package of a bill declares, or that are recorded for it."""
    recorded = RECORD["undeclared"].get(canonicalize_name(package["name"]))
    return package.get("licenses") or ([{"expression": recorded}] if recorded else [])


def recorded(part: str = "site") -> Iterator[Bill]:
    """Yield what a part has of others, the site or the editor of the preview, with what is inside it."""
    for one in RECORD[part]:
        yield one
        yield from one.get("holds", ())


def _component(entry: Bill) -> Bill:
    purl = PackageURL.from_string(entry["purl"])
    inside = [
        {"type": "file", "bom-ref": path, "name": path, "hashes": [{"alg": "SHA-256", "content": digest}]}
        for path, digest in (entry.get("files", {}) | entry["notice"]).items()
    ]
    return {
        "type": "library",
        "bom-ref": entry["purl"],
        "name": "/".join(filter(None, (purl.namespace, purl.name))),
        **({"version": purl.version} if purl.version else {}),
        "licenses": [{"expression": entry["licence"]}],
        "purl": entry["purl"],
        "components": inside + [_component(one) for one in entry.get("holds", ())],
    }


def _made(*arguments: str) -> Bill:
    """Return the bill that CycloneDX's own command makes."""
    command = [
        sys.executable,
        "-m",
        "cyclonedx_py",
        *arguments,
        "--output-reproducible",
        "--no-validate",
        "--sv",
        "1.6",
        "-o",
        "-",
    ]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise BillError(f"cyclonedx-py {arguments[0]} failed: {done.stderr.strip().splitlines()[-1]}")
    return dict(json.loads(done.stdout))


if __name__ == "__main__":
    main()
