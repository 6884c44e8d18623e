"""Sending and translating in a real browser, by somebody who knows no Git."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest

from browsing import NARROW, WIDE, Visit, pytestmark, violations  # noqa: F401 (the mark)
from projects import OTHER, SOURCE, change, write_small_project
from test_preview import Served, served
from waiting import expect, fits

ANSWERED = re.compile("Enviado:|Git todavía no sabe|El texto propio")
TONE, GLOSSARY = (f"docs/{SOURCE}/{one}.md" for one in ("tone", "glossary"))


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Served]]:
    top = tmp_path_factory.mktemp("sending")
    settings = top / "gitconfig"
    settings.write_text("[user]\n\tname = Ada\n\temail = ada@example.org\n[init]\n\tdefaultBranch = main\n", "utf-8")
    root = write_small_project(top / "project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", str(settings))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        git(top, "init", "-q", "--bare", "there.git")
        git(root, "init", "-q")
        git(root, "add", "-A")
        git(root, "commit", "-qm", "Begin")
        git(root, "remote", "add", "origin", str(top / "there.git"))
        git(root, "push", "-q", "origin", "main")
        # Who somebody is, is asked here: Git is not told by what it has of its own.
        settings.write_text("", "utf-8")
        with served(root, GIT_CONFIG_GLOBAL=str(settings), GIT_CONFIG_NOSYSTEM="1", XDG_CACHE_HOME=str(top)) as running:
            yield root, running


def opened(browser: Any, guide: Served, name: str, **options: Any) -> Visit:
    origin = "/".join(guide.address.split("/")[:3])
    visit = Visit(browser, origin, **{"viewport": WIDE, **options})
    visit.page.goto(f"{origin}/-/edit/{name}")
    expect(visit.page.locator("html[data-ready]")).to_have_count(1)
    return visit


def send(page: Any) -> None:
    """Press until it is sent, which a second press does where the check has found something meanwhile."""
    page.get_by_role("button", name="Enviar", exact=True).click()
    found = page.locator("#status", has_text="pulsar otra vez")
    expect(found.or_(page.locator("#sent, #conflicts fieldset, #status", has_text=ANSWERED)).first).to_be_visible()
    if found.count():
        page.get_by_role("button", name="Enviar", exact=True).click()


def test_what_was_edited_is_sent_and_nothing_else(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    there = root.parent / "there.git"
    visit = opened(browser, running, f"page?path={TONE}")
    page = visit.page
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("\nUna zanahoria.\n")
    page.keyboard.press("Control+s")
    expect(page.locator("#status")).to_have_text("Guardado.")
    page.get_by_role("link", name="Mis cambios").click()
    expect(page.locator("#changed > li")).to_have_count(1)
    expect(page.locator("#changed")).to_contain_text("1 apartado de «")
    change(root / GLOSSARY, "# ", "# Más tarde ")
    page.reload()
    box = page.get_by_role("checkbox", name="Más tarde")
    box.uncheck()
    assert violations(page) == []
    page.get_by_role("button", name="Enviar").click()
    expect(page.locator("#status")).to_contain_text("Falta la frase")
    page.get_by_label("¿Por qué?").fill("Hacía falta una zanahoria")
    send(page)
    expect(page.locator("#status")).to_contain_text("Git todavía no sabe")
    assert git(there, "branch", "--format=%(refname:short)") == "main"
    page.get_by_label("Nombre").fill("Ada")
    page.get_by_label("Dirección de correo").fill("ada@example.org")
    page.get_by_role("button", name="Enviar").click()
    # What was sent, and what is to be done next, is where the form was.
    expect(page.locator("#sent")).to_contain_text("envíe este correo al equipo de la guía")
    expect(page.locator("#sent-title")).to_be_in_viewport()
    # Its technical name is there for whoever needs it, folded.
    expect(page.locator("#request")).to_contain_text("guia/20")
    expect(page.get_by_text("guia/20")).to_be_hidden()
    expect(page.locator("#sent-title")).to_have_text("Enviado: «Hacía falta una zanahoria»")
    expect(page.locator("#waiting ul ul > li")).to_have_count(1)
    expect(page.get_by_role("heading", name="Todavía no se ha enviado")).to_be_visible()
    expect(page.locator("#waiting")).to_contain_text(re.compile(r"Enviada el \w+, \d+ de \w+: espera"))
    branch = git(there, "branch", "--format=%(refname:short)", "--list", "guia/*")
    assert branch.endswith("-hacia-falta-una-zanahoria")
    assert git(there, "diff", "--numstat", "main", branch) == f"2\t0\t{TONE}"
    assert git(there, "log", "-1", "--format=%an: %s", branch) == "Ada: Hacía falta una zanahoria"
    assert git(root, "branch", "--show-current") == "main"
    # What was not chosen stays here, to be sent another day.
    expect(box).to_be_checked()
    change(root / GLOSSARY, "# Más tarde ", "# ")
    # What is missing is answered as such, and the link from one document to the next ends its events.
    assert [one for one in visit.wrong if "422" not in one and "events" not in one] == []
    visit.context.close()


def test_the_same_lines_are_two_texts_to_choose_from(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    there, path = root.parent / "there.git", f"docs/{SOURCE}/principles.md"
    others = root.parent / "others"
    git(root.parent, "clone", "-q", "there.git", "others")
    change(others / path, "# ", "# Ajeno ")
    git(others, "-c", "user.name=B", "-c", "user.email=b@example.org", "commit", "-qam", "Theirs")
    git(others, "push", "-q")
    change(root / path, "# ", "# Propio ")
    visit = opened(browser, running, "changes", viewport=NARROW)
    page = visit.page
    fits(page, NARROW["width"])
    page.get_by_label("¿Por qué?").fill("Otro título")
    if page.get_by_label("Nombre").is_visible():
        page.get_by_label("Nombre").fill("Ada")
        page.get_by_label("Dirección de correo").fill("ada@example.org")
    page.get_by_role("button", name="Enviar").click()
    choice = page.get_by_role("radio", name="El texto propio")
    expect(choice).to_have_count(1)
    expect(page.locator("#conflicts")).to_contain_text("# Ajeno ")
    fits(page, NARROW["width"])
    assert violations(page) == []
    choice.check()
    page.get_by_role("button", name="Enviar").click()
    # What was sent, and what is to be done next, is where the form was.
    expect(page.locator("#sent")).to_contain_text("envíe este correo al equipo de la guía")
    expect(page.locator("#sent-title")).to_be_in_viewport()
    # Its technical name is there for whoever needs it, folded.
    expect(page.locator("#request")).to_contain_text("guia/20")
    expect(page.get_by_text("guia/20")).to_be_hidden()
    branch = git(there, "branch", "--format=%(refname:short)", "--sort=-committerdate", "--list", "guia/*").split()[0]
    assert "# Propio " in git(there, "show", f"{branch}:{path}")
    assert "<<<<" not in (root / path).read_text("utf-8")
    assert visit.wrong == []
    visit.context.close()


def test_what_others_did_is_taken_into_this_copy(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    path, others = f"docs/{SOURCE}/find.md", root.parent / "colleague"
    git(root.parent, "clone", "-q", "there.git", "colleague")
    change(others / path, "# ", "# Nuevo ")
    git(others, "-c", "user.name=B", "-c", "user.email=b@example.org", "commit", "-qam", "Theirs")
    git(others, "push", "-q")
    visit = opened(browser, running, "changes", viewport=NARROW)
    page = visit.page
    page.get_by_role("button", name="Recibir lo que han hecho los demás").click()
    choice = page.get_by_role("radio", name="El texto propio")
    expect(page.locator("#status")).to_contain_text(re.compile("Elija|puestos al día"))
    if choice.count():
        choice.first.check()
        page.get_by_role("button", name="Recibir").click()
    expect(page.locator("#status")).to_contain_text("puestos al día")
    assert "# Nuevo " in (root / path).read_text("utf-8")
    page.get_by_role("button", name="Recibir").click()
    expect(page.locator("#status")).to_contain_text("No hay nada nuevo")
    fits(page, NARROW["width"])
    assert violations(page) == []
    assert visit.wrong == []
    visit.context.close()


def test_another_proposal_is_begun_and_the_first_is_corrected(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    there, path = root.parent / "there.git", root / f"docs/{SOURCE}/find.md"
    visit = opened(browser, running, "changes", viewport=NARROW)
    page = visit.page
    # What was sent before may still wait.
    if (another := page.get_by_role("button", name="Empezar otra propuesta")).count():
        another.first.click()
        expect(page.locator("#status")).to_contain_text("Se puede empezar una propuesta nueva")
    before = path.read_text("utf-8")

    def propose(why: str) -> None:
        path.write_text(f"{path.read_text('utf-8')}\n{why}.\n", "utf-8")
        page.reload()
        page.get_by_label("¿Por qué?").fill(why)
        page.get_by_label("Nombre").fill("Ada")
        page.get_by_label("Dirección de correo").fill("ada@example.org")
        send(page)
        expect(page.locator("#sent-title")).to_have_text(f"Enviado: «{why}»")

    propose("Lunes")
    # Nobody is left before a form as if nothing had been sent.
    expect(page.locator("#form")).to_be_hidden()
    fits(page, NARROW["width"])
    assert violations(page) == []
    page.get_by_role("button", name="Empezar otra propuesta").click()
    expect(page.locator("#status")).to_contain_text("Se puede empezar una propuesta nueva")
    assert path.read_text("utf-8") == before
    propose("Martes")
    names = git(there, "branch", "--format=%(refname:short)", "--list", "guia/*-lunes", "guia/*-martes").split()
    assert [git(there, "diff", "--numstat", f"main...{one}") for one in names] == [f"2\t0\tdocs/{SOURCE}/find.md"] * 2
    page.get_by_role("button", name="Corregirla: Lunes").click()
    expect(page.locator("#status")).to_contain_text("vuelve a tener la propuesta «Lunes»")
    assert path.read_text("utf-8").endswith("\nLunes.\n")
    assert violations(page) == []
    git(there, "update-ref", "-d", f"refs/heads/{names[1]}")
    page.get_by_role("button", name="Recibir lo que han hecho los demás").click()
    expect(page.locator("#waiting")).to_contain_text("ya no está donde se envió")
    page.get_by_role("button", name="Quitarla de la lista: Martes").click()
    expect(page.locator("#waiting")).not_to_contain_text("Martes")
    page.get_by_role("button", name="Empezar otra propuesta").click()
    expect(page.locator("#status")).to_contain_text("Se puede empezar una propuesta nueva")
    assert visit.wrong == []
    visit.context.close()


def test_what_is_sent_waits_for_the_check(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    there, path = root.parent / "there.git", f"docs/{SOURCE}/tone.md"
    change(root / path, "# ", "# Sin comprobar ")
    before = git(there, "branch")
    is_checked = False
    visit = opened(browser, running, "changes", viewport=NARROW)
    page = visit.page

    def answer(route: Any) -> None:
        found = {"name": "Tono", "href": "/", "path": path, "level": "error", "message": "Hay un enlace roto."}
        route.fulfill(json={"left": [found] if is_checked else None, "errors": 2 if is_checked else 0})

    page.route("**/-/edit/changes/left", answer)
    page.reload()
    page.get_by_label("¿Por qué?").fill("Sin comprobar")
    page.get_by_label("Nombre").fill("Ada")
    page.get_by_label("Dirección de correo").fill("ada@example.org")
    press = page.get_by_role("button", name="Enviar", exact=True)
    press.click()
    expect(page.locator("#status")).to_contain_text("Se está comprobando")
    is_checked = True
    expect(page.locator("#status")).to_contain_text("pulsar otra vez")
    expect(page.locator("#left")).to_contain_text("Hay un enlace roto.")
    expect(page.locator("#left")).to_contain_text("errores (2)")
    fits(page, NARROW["width"])
    assert violations(page) == []
    assert git(there, "branch") == before
    press.click()
    expect(page.locator("#sent-title")).to_have_text("Enviado: «Sin comprobar»")
    visit.context.close()


def test_a_file_is_downloaded(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    change(root / f"docs/{SOURCE}/glossary.md", "# ", "# Otro ")
    visit = opened(browser, running, "changes", color_scheme="dark")
    page = visit.page
    page.get_by_label("¿Por qué?").fill("Otro título")
    page.get_by_label("Nombre").fill("Ada")
    page.get_by_label("Dirección de correo").fill("ada@example.org")
    with page.expect_download() as download:
        page.get_by_role("button", name="Descargar como archivo").click()
    assert download.value.suggested_filename.endswith("-otro-titulo.patch")
    assert "+# Otro " in Path(download.value.path()).read_text("utf-8")
    visit.context.close()


def test_a_translation_is_written_beside_its_original(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    path = f"docs/{OTHER}/responses/crisis.md"
    visit = opened(browser, running, "translations", viewport=NARROW)
    page = visit.page
    fits(page, NARROW["width"])
    assert violations(page) == []
    page.locator(f"a[href$='{quote_plus(path)}']").click()
    expect(page.locator("html[data-ready]")).to_have_count(1)
    fits(page, NARROW["width"])
    assert violations(page) == []
    section = page.locator(".guia-pair").nth(1)
    text = section.get_by_label("Traducción", exact=True)
    before = text.input_value()
    text.fill(f"{before}\n\nIt is 47,000.")
    section.get_by_role("button", name="Guardar y validar").click()
    expect(section.get_by_role("status")).to_contain_text("Guardado, pero no validado")
    text.fill(f"{before}\n\nOne more.")
    section.get_by_role("button", name="Guardar y validar").click()
    expect(section.get_by_role("status")).to_contain_text("Guardado y validado.")
    # It is seen, and leads on.
    expect(section.get_by_role("link", name="Mis cambios")).to_be_in_viewport()
    saved = (root / path).read_text("utf-8")
    assert "One more." in saved
    assert "translates:" in saved
    visit.context.close()


def test_translations_are_recorded_where_they_are_listed(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    path = f"docs/{OTHER}/tone.md"
    before = (root / path).read_text("utf-8")
    visit = opened(browser, running, "translations", viewport=NARROW)
    page = visit.page
    row = page.locator(".guia-changes > li").filter(has=page.locator(f"a[href$='{quote_plus(path)}']"))
    row.get_by_text("Mostrarlo y validarlo aquí").click()
    # What is recorded is seen in both languages.
    section = row.locator(".guia-pair").first
    expect(section.locator(f"[lang={SOURCE}]").first).to_be_visible()
    expect(section.get_by_label("Traducción", exact=True)).to_be_visible()
    fits(page, NARROW["width"])
    assert violations(page) == []
    for number in range(2):
        one = row.locator(".guia-pair").nth(number)
        one.get_by_role("button", name="Guardar y validar").click()
        expect(one.get_by_role("status")).to_contain_text("Guardado y validado.")
    assert (root / path).read_text("utf-8") != before
    assert visit.wrong == []
    visit.context.close()
    (root / path).write_text(before, "utf-8")
