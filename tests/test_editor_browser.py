"""The editor of the preview in a real browser: what is typed is seen and saved, and nobody's text is lost."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import NARROW, WIDE, Visit, pytestmark, violations  # noqa: F401 (the mark)
from projects import SOURCE, change, write_small_project
from test_preview import Served, served
from waiting import expect, fits, is_focused

WORD = """<html><head><style>p {color: red}</style></head><body><!--StartFragment-->
<h1>Títol<o:p></o:p></h1>
<p class=MsoNormal><b>Negreta</b> i <a href="https://example.org/a(b"><i>un enllaç</i></a>
 i <a href="file:///C:/x.doc">un fitxer</a>, 2 * 3 * 4.<img src="file:///x.png"></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
 style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>Primer</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o&nbsp;</span>Dins</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·&nbsp;</span>Segon</p>
<h2>Taula</h2>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.&nbsp;</span>U</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.&nbsp;</span>Dos</p>
<table><tr><td><p><b>Xarxa</b></p></td><td><p>To</p></td></tr>
<tr><td><p>X | Y</p></td><td><p>Proper</p><p>i clar</p></td></tr></table><script>alert(1)</script>
<!--EndFragment--></body></html>"""
MARKDOWN = """## Títol

Negreta i [un enllaç](https://example.org/a%28b) i un fitxer, 2 \\* 3 \\* 4.

- Primer
    - Dins
- Segon

### Taula

1. U
2. Dos

| Xarxa | To |
| --- | --- |
| X \\| Y | Proper i clar |"""
PASTE = """([html, plain]) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", plain);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(event);
}"""
DROP = """async () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 2400, height: 1200 });
  canvas.getContext("2d").fillRect(0, 0, 900, 900);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg"));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([blob], "IMG_0001.jpg", { type: "image/jpeg" }));
  document.activeElement.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Served]]:
    root = write_small_project(tmp_path_factory.mktemp("editor") / "project")
    with served(root) as running:
        yield root, running


def path_of(name: str) -> str:
    return f"docs/{SOURCE}/{name}.md"


def edited(browser: Any, guide: Served, name: str, **options: Any) -> Visit:
    origin = "/".join(guide.address.split("/")[:3])
    visit = Visit(browser, origin, **{"viewport": WIDE, **options})
    visit.page.goto(f"{origin}/-/edit/page?path={path_of(name)}")
    expect(visit.page.locator("html[data-ready]")).to_have_count(1)
    return visit


def typed(page: Any, text: str) -> None:
    """Type at the end of the text."""
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+End")
    page.evaluate(PASTE, ["", text])


def text_of(page: Any) -> str:
    return "\n".join(page.locator(".cm-line").all_text_contents())


def test_a_page_is_edited_seen_and_saved_byte_for_byte(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    file = root / path_of("tone")
    before = codecs.BOM_UTF8 + file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(before)
    visit = Visit(browser, running.address, viewport=WIDE)
    page = visit.page
    page.goto(f"{running.address}tone/")
    page.get_by_role("link", name="Editar", exact=True).click()
    expect(page.locator("html[data-ready]")).to_have_count(1)
    expect(page.locator("#save")).to_be_disabled()
    expect(page.locator(".cm-content")).not_to_contain_text("owner:")
    typed(page, "\nUna zanahoria.\n")
    expect(page.frame_locator("#frame").locator("article")).to_contain_text("Una zanahoria.")
    assert file.read_bytes() == before
    page.keyboard.press("Control+s")
    expect(page.locator("#status")).to_have_text("Guardado.")
    assert file.read_bytes() == before + b"\r\nUna zanahoria.\r\n"
    page.get_by_role("button", name="Cambios de hoy").click()
    page.get_by_role("button", name="Deshacer").first.click()
    expect(page.locator("dialog [role=status]")).to_have_text("Deshecho.")
    assert file.read_bytes() == before
    page.keyboard.press("Escape")
    expect(page.locator(".cm-content")).not_to_contain_text("zanahoria")
    expect(page.locator("#status")).to_have_text("Deshecho.")
    expect(page.locator("#save")).to_be_disabled()
    # The link from one document to the next is followed before its events have ended.
    assert [one for one in visit.wrong if "events" not in one] == []
    visit.context.close()


def test_the_description_of_a_page_is_filled_in_and_its_line_alone_is_written(
    browser: Any, guide: tuple[Path, Served]
) -> None:
    root, running = guide
    file = root / path_of("approval")
    before = b"---\ntitle: Aprobar\nowner:   editor\nreviewed: 2026-11-20 # seen\n---\n\n# Aprobar\n\nTexto.\n"
    file.write_bytes(before := before.replace(b"\n", b"\r\n"))
    visit = edited(browser, running, "approval", viewport=NARROW, color_scheme="dark")
    page = visit.page
    # What is missing is open, and said beside its field.
    expect(page.get_by_label("Se revisa cada (meses)", exact=True)).to_be_visible()
    expect(page.locator("#fields .guia-finding")).to_contain_text("«review_every»")
    expect(page.locator("#save")).to_be_disabled()
    fits(page, NARROW["width"])
    assert violations(page) == []
    expect(page.get_by_label("Descripción")).to_have_attribute("lang", SOURCE)
    page.get_by_label("Descripción").fill("Una frase: corta.")
    page.keyboard.press("Control+s")
    expect(page.locator("#status")).to_have_text("Guardado.")
    assert file.read_bytes() == before.replace(b"owner", b'description: "Una frase: corta."\r\nowner')
    # The heading is in the text, whatever the title is.
    page.get_by_role("button", name="Página").click()
    page.frame_locator("#frame").locator("h1").click(position={"x": 5, "y": 8})
    is_focused(page, ".cm-content")
    # Whoever deletes the text deletes nothing else, and what was filled in is undone with the text.
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(page.locator(".cm-content")).to_have_text("")
    page.keyboard.press("Backspace")
    page.keyboard.press("Control+z")
    expect(page.locator(".cm-content")).to_contain_text("Texto.")
    page.keyboard.press("Control+z")
    expect(page.get_by_label("Descripción")).to_have_value("")
    page.keyboard.press("Control+s")
    expect(page.locator("#status")).to_have_text("Guardado.")
    assert file.read_bytes() == before
    # What somebody else writes there is in the form.
    change(file, "2026-11-20", "2026-11-21")
    expect(page.get_by_label("Última revisión")).to_have_value("2026-11-21")
    # What cannot be read is in the text.
    change(file, "owner: ", "owner: [")
    expect(page.locator(".cm-content")).to_contain_text("owner: [")
    expect(page.locator("#fields")).to_be_hidden()
    assert visit.wrong == []
    visit.context.close()


def test_what_is_typed_while_the_page_follows_the_disk_is_shown(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    visit = edited(browser, running, "networks/x")
    page, held = visit.page, list[Any]()

    def hold(route: Any) -> None:
        if held or route.request.resource_type != "fetch":
            route.continue_()
        else:
            held.append((route, route.fetch()))

    # What the page fetches when it is opened is over by then.
    page.wait_for_timeout(1000)
    page.route(lambda url: "guia-draft=" in url, hold)
    change(root / path_of("glossary"), "# ", "# Otro ")
    while not held:
        page.wait_for_timeout(50)
    with page.expect_response("**/-/edit/findings"):
        typed(page, "\nUn nabo.\n")
    route, answer = held[0]
    route.fulfill(response=answer)
    expect(page.frame_locator("#frame").locator("article")).to_contain_text("Un nabo.")
    visit.context.close()


def test_what_is_saved_outlives_an_answer_that_was_asked_for_before(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    visit = edited(browser, running, "tone")
    page, held = visit.page, list[Any]()
    page.route("**/-/edit/open", lambda route: held.append((route, route.fetch())), times=1)
    change(root / path_of("glossary"), "# ", "# Nuevo ")
    while not held:
        page.wait_for_timeout(50)
    typed(page, "\nUn nabo.\n")
    page.keyboard.press("Control+s")
    expect(page.locator("#status")).to_have_text("Guardado.")
    with page.expect_response("**/-/edit/open"):
        held[0][0].fulfill(response=held[0][1])
    # Whatever follows from it has followed by then.
    page.evaluate("fetch('/-/preview.css').then((answer) => answer.text())")
    assert "Un nabo." in page.locator(".cm-content").inner_text()
    visit.context.close()


def test_two_people_on_one_page_see_both_texts(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    file = root / path_of("principles")
    visit = edited(browser, running, "principles")
    page = visit.page
    typed(page, "\nMío.\n")
    change(file, "# ", "# Ajeno ")
    page.keyboard.press("Control+s")
    box = page.get_by_role("dialog")
    expect(box).to_contain_text("# Ajeno ")
    expect(box).to_contain_text("Mío.")
    assert "Mío" not in file.read_text("utf-8")
    box.get_by_role("button", name="Conservar los cambios de ambos").click()
    page.keyboard.press("Control+s")
    expect(page.locator("#status")).to_have_text("Guardado.")
    text = file.read_text("utf-8")
    assert "# Ajeno " in text
    assert text.endswith("\nMío.\n")
    visit.context.close()


def test_two_people_in_one_sentence_choose_there(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    file = root / path_of("topics/images")
    visit = edited(browser, running, "topics/images", viewport=NARROW)
    page = visit.page
    typed(page, "\nUno. Dos.")
    page.keyboard.press("Control+s")
    expect(page.locator("#status")).to_have_text("Guardado.")
    typed(page, " Tres.")
    change(file, "Dos.", "Otro.")
    page.keyboard.press("Control+s")
    box = page.get_by_role("dialog")
    go = box.get_by_role("button", name="Continuar con lo elegido")
    go.click()
    expect(box.get_by_role("status")).to_have_text("Hay que elegir en todos los lugares.")
    assert violations(page, "dialog") == []
    box.get_by_label("Las dos, una detrás de otra").check()
    go.click()
    # It shows texts too, until it closes.
    expect(box).to_be_hidden()
    expect(page.locator(".cm-content")).to_contain_text("Uno. Otro. Dos. Tres.")
    visit.context.close()


def test_what_is_undone_is_chosen_where_it_was_changed_again(browser: Any, guide: tuple[Path, Served]) -> None:
    visit = edited(browser, guide[1], "networks/x", viewport=NARROW)
    page = visit.page
    for text in ("\nUno. Dos.", " Tres.", ", cuatro."):
        if text.startswith(","):
            page.keyboard.press("Backspace")
        typed(page, text)
        expect(page.locator("#save")).to_be_enabled()
        page.keyboard.press("Control+s")
        expect(page.locator("#save")).to_be_disabled()
        expect(page.locator("#status")).to_have_text("Guardado.")
    page.get_by_role("button", name="Cambios de hoy").click()
    page.get_by_role("button", name="Deshacer").nth(1).click()
    box = page.get_by_role("dialog")
    expect(box).to_contain_text("Lugar 1 de 1")
    assert violations(page, "dialog") == []
    box.get_by_label("Lo que hay guardado ahora").check()
    go = box.get_by_role("button", name="Continuar con lo elegido")
    # The browser says that a dialog is closed with its next frame: what it shows is gone before.
    assert go.evaluate("one => (one.click(), document.querySelectorAll('dialog').length)") == 0
    expect(page.locator(".cm-content")).to_contain_text("Dos. Tres, cuatro.")
    visit.context.close()


def test_a_finding_is_marked_and_mended(browser: Any, guide: tuple[Path, Served]) -> None:
    visit = edited(browser, guide[1], "glossary")
    page = visit.page
    typed(page, "\n{{ networks.x.limit.characters }}\n")
    expect(page.locator(".cm-lintRange-error")).to_contain_text("networks.x.limit.characters")
    page.get_by_role("button", name="Corregir").click()
    expect(page.locator(".cm-content")).to_contain_text("{{ networks.x.limits.characters }}")
    expect(page.locator("#list")).not_to_contain_text("networks.x.limit.")
    is_focused(page, "#findings-title")
    visit.context.close()


def test_what_may_be_written_is_offered(browser: Any, guide: tuple[Path, Served]) -> None:
    visit = edited(browser, guide[1], "find")
    page = visit.page
    typed(page, "\n[principio")
    page.keyboard.type("s")
    page.locator(".cm-tooltip-autocomplete li", has_text="Principios").click()
    expect(page.locator(".cm-content")).to_contain_text("](principles.md)")
    visit.context.close()


def test_word_leaves_headings_lists_links_and_tables(browser: Any, guide: tuple[Path, Served]) -> None:
    visit = edited(browser, guide[1], "topics/images")
    page = visit.page
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+a")
    page.evaluate(PASTE, [WORD, "plain"])
    expect(page.locator(".cm-content")).to_contain_text("Taula")
    assert text_of(page) == MARKDOWN
    # What another editor of code has in the clipboard is no document.
    page.keyboard.press("Control+a")
    page.evaluate(PASTE, ["<div><span># No [*x*]</span></div>", "# No [*x*]"])
    expect(page.locator(".cm-content")).to_have_text("# No [*x*]")
    assert visit.wrong == []
    visit.context.close()


def test_a_picture_is_asked_what_it_shows_and_made_smaller(browser: Any, guide: tuple[Path, Served]) -> None:
    root, running = guide
    visit = edited(browser, running, "networks/x")
    page = visit.page
    page.locator(".cm-content").focus()
    page.evaluate(DROP)
    field = page.get_by_role("dialog").get_by_label("¿Qué muestra la imagen?")
    field.fill("Un cuadro negro")
    page.keyboard.press("Enter")
    expect(page.locator(".cm-content")).to_contain_text("![Un cuadro negro](../../assets/un-cuadro-negro.webp)")
    data = (root / "docs/assets/un-cuadro-negro.webp").read_bytes()
    assert data[8:12] == b"WEBP"
    assert (
        page.evaluate("async (bytes) => (await createImageBitmap(new Blob([new Uint8Array(bytes)]))).width", list(data))
        == 1600
    )
    assert visit.wrong == []
    visit.context.close()


def test_a_text_is_corrected_from_a_phone_and_with_the_keyboard(browser: Any, guide: tuple[Path, Served]) -> None:
    visit = edited(browser, guide[1], "responses/crisis", viewport=NARROW, color_scheme="dark")
    page = visit.page
    fits(page, NARROW["width"])
    typed(page, "\n[enlace](missing.md)\n")
    expect(page.locator("#count")).to_have_text("(2)")
    # Tab leaves the text, as it leaves any field.
    page.locator(".cm-content").focus()
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('.cm-content')")
    for part in ("Página", "Avisos", "Texto"):
        page.get_by_role("button", name=part).click()
        expect(page.locator("main > section:visible")).to_have_count(1)
        fits(page, NARROW["width"])
        assert violations(page) == []
    page.get_by_role("button", name="Avisos").click()
    page.get_by_role("button", name="Ir a la línea").first.click()
    is_focused(page, ".cm-content")
    visit.context.close()


def test_assistive_technology_finds_its_way(browser: Any, guide: tuple[Path, Served]) -> None:
    visit = edited(browser, guide[1], "responses/crisis")
    page = visit.page
    expect(page.locator("#none")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Cambios de hoy").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page, "dialog") == []
    page.keyboard.press("Escape")
    is_focused(page, "#savings")
    assert visit.wrong == []
    visit.context.close()


def test_what_is_typed_outlives_the_preview(browser: Any, tmp_path: Path) -> None:
    root = write_small_project(tmp_path / "project")
    with served(root) as running:
        port = running.address.split(":")[2].strip("/")
        visit = edited(browser, running, "tone")
        typed(visit.page, "\nEscrito antes.\n")
    page = visit.page
    page.keyboard.press("Control+s")
    expect(page.locator("#status")).to_contain_text("guia serve")
    with served(root, "--port", port):
        page.keyboard.press("Control+s")
        expect(page.locator("#status")).to_have_text("Guardado.")
    assert (root / path_of("tone")).read_text("utf-8").endswith("\nEscrito antes.\n")
    visit.context.close()


def test_a_click_on_a_sentence_leads_to_it_and_its_block_is_marked(browser: Any, guide: tuple[Path, Served]) -> None:
    visit = edited(browser, guide[1], "tone")
    page = visit.page
    article = page.frame_locator("#frame").locator("article")
    typed(page, "\n## Apartado\n\n- Uno.\n- Dos veces. Ahora **tres**.\n\n| A | B |\n| - | - |\n| c | Celda |\n")
    places = {"h2": "Apartado", "li": "Dos veces.", "strong": "tres", "td": "Celda"}
    for element, words in places.items():
        article.locator(element, has_text=words).get_by_text(words).last.click(position={"x": 5, "y": 8})
        is_focused(page, ".cm-content")
        page.keyboard.type("¡")
        expect(page.locator(".cm-content")).to_contain_text(f"¡{words}")
        expect(article.locator("[data-guia-here]")).to_contain_text(f"¡{words}")
    page.keyboard.press("Control+End")
    expect(article.locator("[data-guia-here]")).to_contain_text("Celda")
    assert visit.wrong == []
    visit.context.close()


def test_a_click_on_what_is_made_of_data_leads_to_its_records(browser: Any, guide: tuple[Path, Served]) -> None:
    visit = edited(browser, guide[1], "networks/x")
    page = visit.page
    expect(page.locator("#none")).to_be_visible()
    page.frame_locator("#frame").locator(".guia-network dd").nth(1).click(position={"x": 3, "y": 6})
    expect(page.locator("#status")).to_contain_text("Esto sale de los datos")
    page.locator("#status").get_by_role("link", name="Ver sus fichas").click()
    expect(page.locator("[data-here] a").first).to_be_visible()
    visit.context.close()
