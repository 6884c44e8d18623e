"""Charts of a plan in a browser: legible on a telephone, in both palettes, under the policy, and without a script."""

from __future__ import annotations

from itertools import cycle
from typing import Any

import pytest

from browsing import LANGUAGES, NARROW, WIDE, Visit, pytestmark, rules_in, violations  # noqa: F401 (the mark)
from projects import folder_of
from waiting import fits

PLANS = [f"{folder_of(language, LANGUAGES)}plans/institution/" for language in LANGUAGES]
OPEN = "document.querySelectorAll('.guia details').forEach(one => { one.open = true })"
# A drawing is scaled as a whole, so the size of its letters is that of its box.
LETTERS = """[...document.querySelectorAll('.guia-drawing text')].map(one => {
    const { width } = one.ownerSVGElement.getBoundingClientRect();
    return parseFloat(getComputedStyle(one).fontSize) * width / one.ownerSVGElement.viewBox.baseVal.width;
})"""
OUTSIDE = """[...document.querySelectorAll('.guia-drawing text')].filter(one => {
    const text = one.getBoundingClientRect(), box = one.ownerSVGElement.getBoundingClientRect();
    return text.left < box.left - 2 || text.right > box.right + 2;
}).map(one => one.textContent)"""


@pytest.mark.parametrize(("path", "scheme"), list(zip(PLANS, cycle(("light", "dark")), strict=False)))
def test_charts_are_legible_and_axe_finds_nothing(browser: Any, address: str, path: str, scheme: str) -> None:
    """In each language in one palette, which take turns."""
    here = Visit(browser, address, viewport=NARROW, color_scheme=scheme, reduced_motion="reduce")
    here.page.goto(address + path)
    here.page.evaluate(OPEN)
    for viewport in (NARROW, {"width": 768, "height": 1024}, WIDE):
        here.page.set_viewport_size(viewport)
        fits(here.page, viewport["width"])
        letters = here.page.evaluate(LETTERS)
        assert len(letters) > 50
        assert min(letters) >= 12
        assert here.page.evaluate(OUTSIDE) == []
    assert violations(here.page, only=rules_in(scheme)) == []
    # No style and no script was refused by the policy.
    assert here.wrong == []
    here.context.close()


def test_a_figure_leads_to_its_measures_without_a_script(browser: Any, address: str) -> None:
    here = Visit(browser, address, viewport=WIDE, java_script_enabled=False)
    here.page.goto(address + PLANS[-1])
    link = here.page.locator(".guia-indicators a[href^='#measures-']").first
    target = str(link.get_attribute("href"))
    # The section, and the table in it.
    for opens in here.page.locator("details:has(.guia-indicators) > summary").all():
        opens.click()
    link.click()
    here.page.wait_for_selector(f"{target} svg", state="visible")
    here.context.close()


def test_a_telephone_says_the_state_of_an_objective_first_and_once(browser: Any, address: str) -> None:
    here = Visit(browser, address, viewport=NARROW)
    here.page.goto(address + PLANS[-1])
    row = here.page.locator(".guia-dashboard tbody tr").first
    states = row.locator(".guia-state").locator("visible=true")
    for opened in (False, True):
        assert states.count() == 1, opened
        assert states.first.inner_text()
        row.locator("summary").click()
    here.context.close()


def test_the_files_of_a_plan_are_beside_its_page(browser: Any, address: str) -> None:
    here = Visit(browser, address, viewport=WIDE)
    here.page.goto(address + PLANS[-1])
    links = here.page.eval_on_selector_all(".guia-files a", "all => all.map(one => one.href)")
    assert len(links) > 5
    answers = [here.page.request.get(link) for link in links]
    assert {answer.status for answer in answers} == {200}
    here.context.close()
