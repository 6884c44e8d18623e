"""What an import holds back from Git, how somebody releases it, and what the check says of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import TESTS, TODAY
from guiaviva.guide import Guide, load_guide
from guiaviva.importing.documents import Document
from guiaviva.importing.holding import hold
from guiaviva.importing.taking import marks_of
from guiaviva.reading.outline import outline
from projects import require_demonstration
from test_cli import guia

require_demonstration()

Copy = Callable[[str], Path]
HIDDEN = Path("imports/not-in-git")


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(TESTS / "guides/minimum", today=TODAY)


def held(guide: Guide, text: str) -> list[str]:
    """Return what is held back of a text of Markdown."""
    return [one.value for one in hold(guide, Document("a", outline(text)), marks_of(guide), 1)[1]]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Les contrasenyes són al calaix. La de Facebook és Vallfosca2019!, i prou.", ["Vallfosca2019!"]),
        ("# Contrasenyes\n\n## Facebook\n\nÉs gat-blau-7.", ["gat-blau-7"]),
        ("| Xarxa | Contrasenya actual |\n|---|---|\n| X | gatblau |\n| FB | estiu 22 |", ["gatblau", "estiu 22"]),
        ("| Contrasenya | gatblau |\n|---|---|", ["gatblau"]),
        ("Contrasenya: vallfosca", ["vallfosca"]),
        ("# Claus\n\n- [Les imatges](#us-de-imatges-2)\n- L&#8217;acc&eacute;s\n\n[Estiu2019!](a.md)", ["Estiu2019!"]),
        ("# Accessos\n\n- Usuari: ajvallfosca\n- Facebook: estiu2019", ["estiu2019"]),
        ("El PIN de la targeta és 4821.", ["4821"]),
        ("El token és EAAGm0PX4ZCpsBAKZ.", ["EAAGm0PX4ZCpsBAKZ"]),
        # The letter of control of these two is wrong.
        ("NIE X1234567A i DNI 12345679A.", ["X1234567A", "12345679A"]),
        ("Truqueu a l'ext. 4021.", ["4021"]),
        ("Escriviu a marta.soler@vallfosca.cat.", ["marta.soler@vallfosca.cat"]),
        ("Escriviu a jsmith@vallfosca.cat.", ["jsmith@vallfosca.cat"]),
        ("La bústia de comunicació és comunicacio@vallfosca.cat.", []),
        ("És a http://intranet.vallfosca.cat/x.", ["http://intranet.vallfosca.cat/x"]),
        (r"És a \\servidor\xarxes.", [r"\\servidor\xarxes"]),
        ("Avisa la Marta Soler i Puig, o en Joan de la Torre.", ["Marta Soler", "Joan de la Torre"]),
        ("És al carrer Joan Maragall, a l'escola Pau Casals. La Marta també. El Joan XXIII no.", []),
        ("La contrasenya és llarga i es canvia cada 90 dies. Vegeu #Festa2024 i @festa2024.", []),
    ],
)  # fmt: skip
def test_what_may_be_a_secret_or_a_person_is_held_back(guide: Guide, text: str, values: list[str]) -> None:
    assert held(guide, text) == values


def test_what_data_shares_is_not_held_back(guide: Guide) -> None:
    mailbox = next(one for one in guide.contacts if "@" in one)
    assert held(guide, f"Escriviu a {mailbox}.") == []


def imported(root: Path, tmp_path: Path, text: str) -> None:
    source = tmp_path / "a.md"
    source.write_text(text, encoding="utf-8")
    assert guia("import", source, "--root", root, "--messages", "en").exit_code == 0


TEXT = """\
# Els vehicles elèctrics de la brigada

Avisa la Marta Soler, i la contrasenya és Estiu2019!, que no sap ningú més de la casa.
"""


def shared(root: Path) -> str:
    """Return all that an import wrote and that Git takes."""
    files = [one for one in root.rglob("*.*") if one.is_file() and not one.is_relative_to(root / HIDDEN)]
    return "\n".join(one.read_text(encoding="utf-8", errors="replace") for one in files)


def test_git_takes_nothing_of_what_is_held_back(guide_folder: Copy, tmp_path: Path) -> None:
    root, source = guide_folder("minimum"), tmp_path / "a.md"
    source.write_text(TEXT, encoding="utf-8")
    done = guia("import", source, "--root", root, "--messages", "en")
    for secret in ("Estiu2019", "Marta Soler"):
        assert secret not in shared(root)
        assert secret not in done.stdout
    assert (root / HIDDEN / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert (root / HIDDEN / "a.md/a.md").read_text(encoding="utf-8") == TEXT
    assert "imports/a.md/left-over.md:3: [retingut 1]: somebody's name" in done.stdout
    assert "imports/not-in-git/a.md/held.md" in done.stdout


def test_what_somebody_ticks_is_put_back(guide_folder: Copy, tmp_path: Path) -> None:
    root = guide_folder("minimum")
    imported(root, tmp_path, TEXT)
    listed = root / HIDDEN / "a.md/held.md"
    listed.write_text(listed.read_text(encoding="utf-8").replace("- [ ] 1:", "- [x] 1:"), encoding="utf-8")
    done = guia("import", "--accept", "--root", root, "--messages", "en")
    assert "Released: 1." in done.stdout
    text = (root / "imports/a.md/left-over.md").read_text(encoding="utf-8")
    assert "Avisa la Marta Soler, i la contrasenya és [retingut 2]" in text
    assert "Marta Soler" not in listed.read_text(encoding="utf-8")


def test_numbers_go_on_from_one_import_to_the_next(guide_folder: Copy, tmp_path: Path) -> None:
    root = guide_folder("minimum")
    imported(root, tmp_path, TEXT)
    other = tmp_path / "b.md"
    other.write_text(TEXT.replace("Marta Soler", "Pere Vidal"), encoding="utf-8")
    assert guia("import", other, "--root", root).exit_code == 0
    assert "[retingut 3]" in (root / "imports/b.md/left-over.md").read_text(encoding="utf-8")


def test_the_check_reads_what_git_takes_of_imports(guide_folder: Copy, tmp_path: Path) -> None:
    root = guide_folder("minimum")
    imported(root, tmp_path, TEXT)
    assert guia("check", "--root", root, "--profile", "minimum").exit_code == 0
    (root / "imports/a.md/note.md").write_text("La contrasenya és: Estiu2019!\n", encoding="utf-8")
    (root / HIDDEN / ".gitignore").unlink()
    done = guia("check", "--root", root, "--profile", "minimum", "--lang", "ca")
    assert done.exit_code == 1
    assert "imports/a.md/note.md" in done.stdout
    assert "imports/not-in-git/.gitignore" in done.stdout
