"""Ask whether vulnerabilities are known in what requirements.txt pins.

    python supply/audit.py

Exit code 0: none is known, or nobody could be asked, which is said as «Not audited»; 1: some are known.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

PINNED = Path(__file__).parent.parent / "requirements.txt"
# Vulnerable, as is known since 2014. Mirrors of a registry often know of no vulnerability, and pip-audit says of that
# that there is none: a service that knows nothing of this one knows nothing.
_SURELY = "jinja2==2.4.1"


def main() -> None:
    """Ask first about what is surely vulnerable, then about what is pinned."""
    with tempfile.TemporaryDirectory() as folder:
        sure = Path(folder) / "requirements.txt"
        sure.write_text(_SURELY, encoding="utf-8")
        answers = any(one.get("vulns") for one in _asked(sure, "--no-deps"))
    packages = _asked(PINNED, "--require-hashes") if answers else []
    asked = [one for one in packages if "vulns" in one]
    known = [(one, each) for one in asked for each in one["vulns"]]
    for one, each in known:
        mended = ", ".join(each["fix_versions"]) or "no version yet"
        print(f"{one['name']} {one['version']} has {each['id']}; mended in {mended}.")
    if not asked:
        print("Not audited: no service that knows of vulnerabilities answers here.")
    elif left := [one["name"] for one in packages if one not in asked]:
        print(f"Not audited, since the service does not know them: {', '.join(left)}.")
    else:
        print(f"Audited: {len(asked)} packages, {len(known)} known vulnerabilities.")
    sys.exit(1 if known else 0)


def _asked(requirements: Path, *options: str) -> list[dict[str, Any]]:
    """Return what is said of each package, or nothing where there was no answer."""
    command = [sys.executable, "-m", "pip_audit", "-r", str(requirements), *options]
    command += ["--disable-pip", "--format", "json", "--progress-spinner", "off", "--timeout", "10"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
        return list(json.loads(done.stdout)["dependencies"])
    except (subprocess.TimeoutExpired, ValueError, LookupError):
        return []


if __name__ == "__main__":
    main()
