"""The site on the server that most institutions run: as Debian configures it, and with what `guia headers` prints."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error

from browsing import NARROW, Visit, pytestmark
from projects import ROOT
from servers import free_port
from waiting import expect

__all__ = ["pytestmark"]

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
STOCK = Path("/etc/nginx/nginx.conf")
HAS_NGINX = bool(NGINX and STOCK.exists())
with_nginx = pytest.mark.skipif(not HAS_NGINX and not os.environ.get("CI"), reason="no nginx here: install it")
# As in Debian's /etc/nginx/sites-available/default; the folder of the guide, and one in which it is a folder.
SERVER = """
server {{
    listen 127.0.0.1:{port};
    root {root};
    index index.html index.htm index.nginx-debian.html;
    server_name _;
    {rest}
}}
"""
PLAIN = "location / { try_files $uri $uri/ =404; }"
# What in the stock configuration belongs to the machine: its accounts, files and sites.
OF_THE_MACHINE = re.compile(r"^\s*(user|pid|error_log|access_log|include /etc/nginx/(?!mime)).*$", re.MULTILINE)


@pytest.fixture(scope="module")
def nginx(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Serve the site of the demonstration; yield its address alone, in a folder, and with what is in deploy/."""
    assert NGINX
    assert HAS_NGINX, "CI must install nginx"
    folder = tmp_path_factory.mktemp("nginx")
    (folder / "web/intranet").mkdir(parents=True)
    (folder / "web/intranet/guia").symlink_to(site)
    ports = {"root": free_port(), "folder": free_port(), "deploy": free_port()}
    deploy = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8").replace("/srv/guia", str(site))
    servers = [
        SERVER.format(port=ports["root"], root=site, rest=PLAIN),
        SERVER.format(port=ports["folder"], root=folder / "web", rest=PLAIN),
        SERVER.format(port=ports["deploy"], root=site, rest=deploy),
    ]
    own = f"pid {folder}/pid; error_log {folder}/error.log; daemon off;"
    user = "user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    stock = OF_THE_MACHINE.sub("", STOCK.read_text(encoding="utf-8"))
    paths = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    http = re.sub(r"(?m)^http \{", f"http {{ access_log off; {paths} {' '.join(servers)}", stock)
    (folder / "nginx.conf").write_text(f"{user} {own}\n{http}", encoding="utf-8")
    process = subprocess.Popen([NGINX, "-c", folder / "nginx.conf", "-e", folder / "error.log"])
    try:
        _wait(ports["deploy"], process)
        addresses = {name: f"http://127.0.0.1:{port}/" for name, port in ports.items()}
        yield addresses | {"folder": f"{addresses['folder']}intranet/guia/"}
    finally:
        process.terminate()
        process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert process.poll() is None, "nginx does not take the configuration"
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx does not answer")


@with_nginx
@pytest.mark.parametrize("place", ["root", "folder", "deploy"])
def test_everything_works_on_it(browser: Any, nginx: dict[str, str], place: str) -> None:
    address = nginx[place]
    visit = Visit(browser, address, viewport=NARROW)
    page = visit.page
    page.goto(address)
    page.click("[data-guia-menu]")
    expect(page.locator("[data-guia-menu]")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator("[data-guia-menu]")).to_have_attribute("aria-expanded", "false")
    page.click("[data-guia-search]")
    page.fill("dialog.guia-search input[type=search]", "queixa")
    expect(page.locator("#search-results a").first).to_be_visible()
    page.goto(f"{address}responses/assistant/")
    page.locator(".guia-now button, .guia-now a").first.click()
    expect(page).to_have_url(re.compile("#(question|situation)-"))
    page.goto(f"{address}check/")
    page.fill("[data-guia-posts] textarea", "Nova exposició #ARA")
    page.wait_for_selector(".guia-report[data-looked]")
    page.goto(f"{address}plans/institution/")
    expect(page.locator(".guia-chart svg").first).to_be_attached()
    assert visit.wrong == []
    visit.context.close()


@with_nginx
def test_no_script_makes_html_or_a_worker_of_a_text(browser: Any, nginx: dict[str, str]) -> None:
    visit = Visit(browser, nginx["deploy"])
    visit.page.goto(nginx["deploy"])
    write = "(text) => { const one = document.createElement('p'); one.innerHTML = text; return one.textContent; }"
    with pytest.raises(Error, match="TrustedHTML"):
        visit.page.evaluate(write, "1 < 2 <img src=x onerror=alert()>")
    with pytest.raises(Error, match="TrustedScriptURL"):
        visit.page.evaluate("new Worker('/tone/')")
    visit.context.close()


@with_nginx
def test_what_changes_its_address_is_kept_for_ever_and_nothing_else(
    browser: Any, nginx: dict[str, str], site: Path
) -> None:
    address, ever = nginx["deploy"], "public, max-age=31536000, immutable"
    context = browser.new_context()
    ask = context.request
    kept = [path.relative_to(site).as_posix() for path in site.rglob("*") if re.search(r"\.[0-9a-f]{8}[./]", str(path))]
    for start in (
        "assets/guia.",
        "search/index.",
        "es/search/index.",
    ):
        path = next(path for path in kept if path.startswith(start) and (site / path).is_file())
        assert ask.get(address + path).headers["cache-control"] == ever, path
    for path in ("", "tone/", "search/index.json", "assistant.json", "sitemap.xml", "assets/favicon.svg"):
        assert ask.get(address + path).headers["cache-control"] == "no-cache", path
    missing = ask.get(f"{address}nothing/")
    assert missing.status == 404
    assert "guia-404" in missing.text()
    assert ask.get(f"{address}assets/guia.00000000/menu.js").headers.get("cache-control") != ever
    context.close()
