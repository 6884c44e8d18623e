"""What web servers send with the configurations of `guia headers`, on the servers themselves."""

from __future__ import annotations

import gzip
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from guiaviva.commands import main
from guiaviva.judgement import Judgement
from guiaviva.reading.documents import Document
from guiaviva.site.rendering import building
from guiaviva.site.serving import SERVERS
from observatory import score
from projects import ROOT, change, demonstration, run, write_small_project
from servers import OWN, Answer, ask, program, running

DEPLOY = {"nginx": "nginx.conf", "apache": "apache.conf", "caddy": "guia.caddy"}
PLACES = {"/": "", "/guia/": "guia/"}
KEPT = "public, max-age=31536000, immutable"
# With every answer. What X-Frame-Options and the rest say, a browser obeys whatever it is that was answered.
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
TEXT = "á" * 2000
FILES = {
    "index.html": "<title>Home</title>",
    "tone/index.html": f"<title>Tone</title>{TEXT}",
    "es/tone/index.html": f"<title>Tono</title>{TEXT}",
    "404.html": "<title>No hi és</title>",
    "es/404.html": "<title>No está</title>",
    "assets/guia.0a1b2c3d/menu.js": f"// {TEXT}",
    "assets/favicon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "assistant.json": "{}",
    "plans/plan.csv": "a;b",
    "blank.rtf": "{\\rtf1}",
    "site.webmanifest": "{}",
    "sitemap.xml": "<urlset/>",
    "words.dic.gz": "packed",
    ".git/config": "secret",
    ".secret.html": "secret",
}


def write_site(folder: Path) -> None:
    """Write a site of a few files, some of which have a compressed one beside them."""
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
        if TEXT in text:
            (folder / f"{path}.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


def deployed(server: str, place: str) -> str:
    return (ROOT / "deploy" / PLACES[place] / DEPLOY[server]).read_text(encoding="utf-8")


@contextmanager
def serving(server: str, configuration: str) -> Iterator[int]:
    """Serve the site as a configuration for /srv/guia says; yield the port."""
    # Apache reads it as another account, for which the folders of pytest are closed.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        write_site(folder / "site")
        with running(server, configuration.replace("/srv/guia", f"{folder}/site"), folder) as port:
            yield port


@pytest.fixture(
    scope="module",
    params=[(server, place) for server in DEPLOY for place in PLACES],
    ids=lambda one: f"{one[0]} {one[1]}",
)
def served(request: pytest.FixtureRequest) -> Iterator[tuple[str, str, int]]:
    """Serve a site as the files in deploy/ say; yield the name of the server, where the site is, and the port."""
    server, place = request.param
    with serving(server, deployed(server, place)) as port:
        yield server, place, port


def assert_protected(answer: Answer, cache: str = "no-cache") -> None:
    for name, value in {**ALWAYS, "Cache-Control": cache, OWN[0]: OWN[1]}.items():
        assert answer[name] == value, (answer.status, name)
    policy = answer["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert policy.endswith("; frame-ancestors 'none'")
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["Strict-Transport-Security"] == ""


def test_pages_and_files(served: tuple[str, str, int]) -> None:
    _, place, port = served
    for path, type_, cache in (
        ("", "text/html; charset=utf-8", "no-cache"),
        ("tone/", "text/html; charset=utf-8", "no-cache"),
        ("assets/guia.0a1b2c3d/menu.js", "text/javascript; charset=utf-8", KEPT),
        ("assets/favicon.svg", "image/svg+xml; charset=utf-8", "no-cache"),
        ("assistant.json", "application/json; charset=utf-8", "no-cache"),
        ("plans/plan.csv", "text/csv; charset=utf-8", "no-cache"),
        ("sitemap.xml", "application/xml; charset=utf-8", "no-cache"),
        ("site.webmanifest", "application/manifest+json", "no-cache"),
        ("blank.rtf", "application/rtf", "no-cache"),
        # A script unpacks it, and not the browser.
        ("words.dic.gz", "application/gzip", "no-cache"),
    ):
        for method in ("GET", "HEAD"):
            answer = ask(port, place + path, method, Accept_Encoding="gzip" if path.endswith(".gz") else "identity")
            assert answer.status == 200, path
            assert answer["Content-Encoding"] == "", path
            assert answer["Content-Type"].lower().startswith(type_), path
            assert_protected(answer, cache)
            text = FILES.get(path) or FILES[f"{path}index.html"]
            assert answer.body.decode() == (text if method == "GET" else ""), path


def test_compressed_files_are_sent_to_who_reads_them(served: tuple[str, str, int]) -> None:
    _, place, port = served
    for path, file, type_, cache in (
        ("tone/", "tone/index.html", "text/html", "no-cache"),
        ("assets/guia.0a1b2c3d/menu.js", "assets/guia.0a1b2c3d/menu.js", "text/javascript", KEPT),
    ):
        packed = ask(port, place + path, Accept_Encoding="gzip, br")
        assert packed["Content-Encoding"] == "gzip"
        assert packed.body == gzip.compress(FILES[file].encode(), mtime=0)
        assert packed["Content-Type"].lower() == f"{type_}; charset=utf-8"
        assert_protected(packed, cache)
        plain = ask(port, place + path, Accept_Encoding="identity")
        assert plain["Content-Encoding"] == ""
        assert plain.body.decode() == FILES[file]
        for answer in (packed, plain):
            assert "accept-encoding" in ",".join(answer.headers["vary"]).lower()
        assert packed["ETag"] != plain["ETag"]


def test_a_folder_leads_to_its_page(served: tuple[str, str, int]) -> None:
    _, place, port = served
    for path in ("tone", "es/tone", *([""] if place != "/" else [])):
        written = f"{place}{path}".rstrip("/") if not path else place + path
        answer = ask(port, written)
        assert answer.status in (301, 308), written
        assert re.sub("^http://127.0.0.1:[0-9]+", "", answer["Location"]) == f"{written}/"
        assert_protected(answer)


def test_what_is_missing_has_the_page_of_its_language(served: tuple[str, str, int]) -> None:
    _, place, port = served
    for path, title in (
        ("nothing/", "No hi és"),
        ("nothing.json", "No hi és"),
        ("assets/guia.00000000/menu.js", "No hi és"),
        ("es/nothing/", "No está"),
        # Where a language has no such page, that of the top is there.
        ("en/nothing/", "No hi és"),
    ):
        answer = ask(port, place + path, Accept_Encoding="gzip")
        assert answer.status == 404, path
        text = gzip.decompress(answer.body) if answer["Content-Encoding"] else answer.body
        assert f"<title>{title}</title>" in text.decode(), path
        assert answer["Content-Type"].lower() == "text/html; charset=utf-8", path
        assert_protected(answer)
        assert ask(port, place + path, "HEAD").status == 404


def test_hidden_files_and_folders_without_a_page_are_refused(served: tuple[str, str, int]) -> None:
    _, place, port = served
    for path in (".git/config", ".secret.html", "assets/.nothing", "%2egit/config"):
        answer = ask(port, place + path)
        assert answer.status == 403, path
        assert b"secret" not in answer.body
        assert "No hi és" in answer.body.decode(), path
        assert_protected(answer)
    answer = ask(port, f"{place}assets/")
    assert answer.status in (403, 404)
    assert "No hi és" in answer.body.decode()
    assert_protected(answer)


def test_what_has_not_changed_is_not_sent_again(served: tuple[str, str, int]) -> None:
    server, place, port = served
    for path, cache in (("tone/", "no-cache"), ("assets/guia.0a1b2c3d/menu.js", KEPT)):
        for encoding in ("gzip", "identity"):
            first = ask(port, place + path, Accept_Encoding=encoding)
            again = ask(port, place + path, Accept_Encoding=encoding, If_None_Match=first["ETag"])
            assert again.status == 304, (path, encoding)
            assert again.body == b""
            assert again["Cache-Control"] == cache
            if server != "apache":
                # Apache leaves out of a 304 what the browser has kept with the page (RFC 9110, 15.4.5).
                assert_protected(again, cache)


def test_a_part_of_a_file(served: tuple[str, str, int]) -> None:
    _, place, port = served
    answer = ask(port, f"{place}tone/", Range="bytes=0-6")
    assert (answer.status, answer.body) == (206, b"<title>")
    assert_protected(answer)


def test_a_part_that_a_file_does_not_have(served: tuple[str, str, int]) -> None:
    """No header is sent twice: of two, a browser takes none, and some proxies refuse the answer."""
    server, place, port = served
    for path, encoding in (("tone/", "identity"), ("tone/", "gzip"), ("assets/favicon.svg", "identity")):
        for method in ("GET", "HEAD"):
            answer = ask(port, place + path, method, Range="bytes=99999-", Accept_Encoding=encoding)
            assert answer.status == 416, path
            assert_protected(answer)
            # It says how the page itself is packed.
            assert not answer.body or not answer["Content-Encoding"] or server != "nginx", path


@pytest.mark.parametrize(
    ("method", "asked", "statuses"),
    # Some servers take what is posted to a file for a question.
    [("GET", {"Range": "bytes=99999-"}, {416}), ("GET", {"If_Match": '"x"'}, {412}), ("POST", {}, {405, 200})],
)
def test_a_refusal_is_not_kept_in_the_place_of_a_file(
    served: tuple[str, str, int], method: str, asked: dict[str, str], statuses: set[int]
) -> None:
    """A cache between server and reader would give everybody the answer that one had."""
    _, place, port = served
    answer = ask(port, f"{place}assets/guia.0a1b2c3d/menu.js", method, **asked)
    assert answer.status in statuses
    assert_protected(answer)


def test_what_else_the_server_has_is_left_alone(served: tuple[str, str, int]) -> None:
    _, place, port = served
    if place == "/":
        return
    for path, status in (("/other/", 200), ("/guiax/", 404), ("/nothing/", 404)):
        answer = ask(port, path)
        assert answer.status == status
        assert answer["Content-Security-Policy"] == answer["Cache-Control"] == answer["X-Frame-Options"] == ""
        assert answer[OWN[0]] == OWN[1]
        assert "No hi és" not in answer.body.decode()


# What the command prints.


@pytest.fixture(scope="module", autouse=True)
def _prepared_once() -> Iterator[None]:
    """Read the demonstration and prepare its site once: calls differ in what is printed of it."""
    policy = building.page_policy(ROOT, Judgement(demonstration(), ()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("guiaviva.commands._terminal.load_guide", lambda root, **_: demonstration())
        patch.setattr(building, "page_policy", lambda root, judgement: policy)
        yield


def guia(*arguments: str) -> Result:
    """Run the command; a traceback is never an answer."""
    result = CliRunner(env={"GUIA_LANG": None}).invoke(main, ["headers", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def printed(*arguments: str) -> str:
    result = guia("--root", str(ROOT), "--site-dir", "/srv/guia", *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("server", DEPLOY)
def test_the_files_to_deploy_are_what_the_command_prints(server: str, place: str) -> None:
    assert printed("--for", server, "--at", place, "--lang", "en") == deployed(server, place)


def test_where_tls_ends_browsers_are_told_to_insist_on_it() -> None:
    for server in SERVERS:
        assert "max-age=31536000" in printed("--for", server, "--tls").replace(KEPT, "")
        assert "max-age" not in printed("--for", server).replace(KEPT, "")


def test_single_sign_on_has_its_place_and_comments_the_language_of_the_guide() -> None:
    for server in set(SERVERS) - {"netlify"}:
        assert "INICI DE SESSIÓ ÚNIC" in printed("--for", server)
        assert "INICIO DE SESIÓN ÚNICO" in printed("--for", server, "--lang", "es")


def test_the_path_is_that_of_the_address_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "location ^~ /intranet/guia/ {" in printed("--for", "nginx", "--at", "intranet/guia")
    for address, path in (("https://example.org/a/guia", "/a/guia/"), ("https://example.org", "/"), ("", "/")):
        settings = Document("mkdocs.yml", {**demonstration().config.value, "site_url": address})
        guide = replace(demonstration(), config=settings)
        monkeypatch.setattr("guiaviva.commands._terminal.load_guide", lambda *_, guide=guide, **__: guide)
        assert f"location ^~ {path} {{" in printed("--for", "nginx")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--for", "nginx", "--at", "/gu ia/"], "«/gu ia/»"),
        (["--for", "nginx", "--at", "/../"], "«/../»"),
        (["--for", "nginx", "--at", "/a;b/"], "--at /guide/"),
        (["--for", "nginx", "--site-dir", "/srv/$x"], "«/srv/$x»"),
        (["--for", "lighttpd"], "apache, caddy, iis, netlify, nginx"),
        ([], "--for"),
    ],
)
def test_what_cannot_be_made_is_said_in_one_sentence(arguments: list[str], said: str) -> None:
    result = guia("--root", str(ROOT), "--lang", "en", *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_site_that_cannot_be_prepared(tmp_path: Path) -> None:
    """The guide itself can be read, and MkDocs knows no such theme."""
    project = write_small_project(tmp_path / "project")
    change(project / "mkdocs.yml", "name: material", "name: nothing")
    done = run(project, "guiaviva", "headers", "--for", "nginx", "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert "'nothing'" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_other_two_are_well_formed() -> None:
    root = ElementTree.fromstring(printed("--for", "iis", "--tls"))
    sent = {one.get("name"): one.get("value") for one in root.iter("add") if one.get("value")}
    lines = printed("--for", "netlify", "--tls", "--at", "/").splitlines()
    rule = lines[lines.index("/*") + 1 :]
    told = dict(one.strip().split(": ", 1) for one in rule[: rule.index("")])
    assert ALWAYS.items() <= sent.items()
    assert told.items() <= sent.items()
    assert "#   /es/*  /es/404.html  404" in lines


def test_caddy_finds_nothing_to_say(tmp_path: Path) -> None:
    for place in PLACES:
        snippet = ROOT / "deploy" / PLACES[place] / DEPLOY["caddy"]
        whole = tmp_path / "Caddyfile"
        whole.write_text(f"http://127.0.0.1:1 {{\n\timport {snippet}\n}}\n", encoding="utf-8")
        for command in (["validate", "--adapter", "caddyfile", "--config", whole], ["fmt", snippet]):
            done = subprocess.run([program("caddy"), *command], capture_output=True, check=False)
            assert done.returncode == 0, done.stderr
            assert b'"level":"warn"' not in done.stderr


@pytest.mark.parametrize("server", DEPLOY)
def test_the_observatory_gives_more_than_full_marks(server: str) -> None:
    with serving(server, printed("--for", server, "--tls", "--at", "/guia/")) as port:
        assert score(ask(port, "/guia/")) >= 110
        assert score(ask(port, "/other/")) < 50
