"""Web servers that tests start: nginx, Apache and Caddy as a machine has them, on a free port, with a snippet of ours.

Nothing of the machine's own configuration is read or written, and whatever runs on its ports stays.
"""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"
PROGRAMS = {"nginx": "nginx", "apache": "apache2", "caddy": "caddy"}
# What the institution sends itself with all that its server has.
OWN = ("X-Institution", "yes")
_MODULES = Path("/usr/lib/apache2/modules")
_NEEDED = (
    *("mpm_event", "authz_core", "authn_core", "alias", "dir", "headers", "mime", "rewrite"),
    # Beside what the snippet asks for, what Debian has on anyway, and that might disturb it.
    *("autoindex", "deflate", "filter", "negotiation"),
)


def program(server: str) -> str:
    """Return the path of the program of a server; skip the test where the machine has none, but never in CI."""
    found = shutil.which(PROGRAMS[server], path=_PATH)
    if not found:
        assert not os.environ.get("CI"), f"CI must install {PROGRAMS[server]}"
        pytest.skip(f"no {PROGRAMS[server]} here: install it")
    return found


def free_port() -> int:
    """Return a port of 127.0.0.1 on which nothing listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _nginx(program: str, folder: Path, port: int, snippet: Path) -> tuple[list[str], str]:
    paths = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    text = f"""{user} daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log off; {paths}
    server {{
        listen 127.0.0.1:{port};
        root {folder}/other;
        add_header {OWN[0]} {OWN[1]} always;
        include {snippet};
    }}
}}
"""
    return [program, "-e", f"{folder}/error.log", "-c", f"{folder}/configuration"], text


def _apache(program: str, folder: Path, port: int, snippet: Path) -> tuple[list[str], str]:
    user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
    modules = "\n".join(f"LoadModule {name}_module {_MODULES}/mod_{name}.so" for name in _NEEDED)
    stock = "\n".join(f"Include /etc/apache2/mods-available/{name}.conf" for name in ("mime", "dir", "deflate"))
    text = f"""ServerRoot {folder}
ServerName 127.0.0.1
PidFile {folder}/pid
DefaultRuntimeDir {folder}
ErrorLog {folder}/error.log
Listen 127.0.0.1:{port}
{modules}
{user}
{stock}
<VirtualHost 127.0.0.1:{port}>
    DocumentRoot {folder}/other
    <Directory {folder}/other>
        Require all granted
    </Directory>
    Header always set {OWN[0]} {OWN[1]}
    Include {snippet}
</VirtualHost>
"""
    return [program, "-D", "FOREGROUND", "-f", f"{folder}/configuration"], text


def _caddy(program: str, folder: Path, port: int, snippet: Path) -> tuple[list[str], str]:
    text = f"""{{
	admin off
	auto_https off
	log {{
		output discard
	}}
}}
http://127.0.0.1:{port} {{
	header {OWN[0]} {OWN[1]}
	import {snippet}
	root * {folder}/other
	file_server
}}
"""
    return [program, "run", "--adapter", "caddyfile", "--config", f"{folder}/configuration"], text


_SERVERS: dict[str, Callable[[str, Path, int, Path], tuple[list[str], str]]] = {
    "nginx": _nginx,
    "apache": _apache,
    "caddy": _caddy,
}


@contextmanager
def running(server: str, snippet: str, folder: Path) -> Iterator[int]:
    """Run a server with a snippet in the place where it says that it belongs; yield its port.

    `folder` must be readable by every account; beside the site there is `other`, another application of that server.
    """
    path, port = program(server), free_port()
    (folder / "other/other").mkdir(parents=True)
    (folder / "other/other/index.html").write_text("<title>Other</title>", encoding="utf-8")
    (folder / "snippet").write_text(snippet, encoding="utf-8")
    command, text = _SERVERS[server](path, folder, port, folder / "snippet")
    (folder / "configuration").write_text(text, encoding="utf-8")
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=output, env={**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder)}
        )
    try:
        _wait(port, process, folder)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        said = [path.read_text(errors="replace") for path in (folder / "output", folder / "error.log") if path.exists()]
        assert process.poll() is None, "\n".join(said)
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the server does not answer")


@dataclass(frozen=True)
class Answer:
    """What a server answered: a header that was sent twice is there twice."""

    status: int
    headers: dict[str, list[str]]
    body: bytes

    def __getitem__(self, name: str) -> str:
        [value] = self.headers.get(name.lower(), [""])
        return value


def ask(port: int, path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask a server for a path, without following or unpacking anything."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    found: dict[str, list[str]] = {}
    for name, value in answer.getheaders():
        found.setdefault(name.lower(), []).append(value)
    body = answer.read()
    connection.close()
    return Answer(answer.status, found, body)
