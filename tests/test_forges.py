"""Where a change request is made, by the address that Git sends to: no password is ever in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiaviva.editing.forges import request_address, web_of

ADDRESSES = [
    ("git@github.com:institution/guide.git", "https://github.com/institution/guide"),
    ("https://github.com/institution/guide.git", "https://github.com/institution/guide"),
    ("https://ada:s3cret@github.com/institution/guide", "https://github.com/institution/guide"),
    ("ssh://git@ssh.github.com:443/institution/guide.git", "https://github.com/institution/guide"),
    ("git@gitlab.example.org:group/sub/sub/guide.git", "https://gitlab.example.org/group/sub/sub/guide"),
    ("ssh://git@gitlab.example.org:2222/group/sub/guide.git", "https://gitlab.example.org/group/sub/guide"),
    ("https://oauth2:token@gitlab.example.org:8443/group/guide.git", "https://gitlab.example.org:8443/group/guide"),
    ("http://forge.example.org:3000/a/guide.git/", "http://forge.example.org:3000/a/guide"),
    ("ssh://git@[2001:db8::1]:22/a/guide", "https://[2001:db8::1]/a/guide"),
    ("forge:a/guide.git", "https://forge/a/guide"),
    ("git@codeberg.org:/a/guide", "https://codeberg.org/a/guide"),
    ("/srv/git/guide.git", ""),
    ("../guide.git", ""),
    ("C:\\git\\guide.git", ""),
    ("C:/git/guide.git", ""),
    ("file:///srv/git/guide.git", ""),
    ("ext::sh -c id", ""),
    ("https://", ""),
    ("https://forge.example.org:port/a/b", ""),
    ("", ""),
]


@pytest.mark.parametrize(("remote", "web"), ADDRESSES)
def test_the_repository_in_the_browser(remote: str, web: str) -> None:
    found = web_of(remote)
    assert (found.address if found else "") == web


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("git@github.com:a/g.git", "https://github.com/a/g/compare/main...guia/x?expand=1"),
        ("git@codeberg.org:a/g.git", "https://codeberg.org/a/g/compare/main...guia/x"),
        ("https://gitea.example.org/a/g.git", "https://gitea.example.org/a/g/compare/main...guia/x"),
        (
            "git@gitlab.example.org:a/b/g.git",
            "https://gitlab.example.org/a/b/g/-/merge_requests/new?merge_request%5Bsource_branch%5D=guia/x"
            "&merge_request%5Btarget_branch%5D=main",
        ),
        ("git@forge.example.org:a/g.git", ""),
        ("git@notgithub.example.org:a/g.git", ""),
    ],
)
def test_a_new_change_request(remote: str, address: str) -> None:
    assert request_address(web_of(remote), "guia/x", "main") == address


def test_the_forge_knows_best_where_a_request_is_made() -> None:
    web = web_of("git@forge.example.org:a/g.git")
    own = "https://forge.example.org/a/g/compare/main...guia/x"
    assert request_address(web, "guia/x", "main", f"remote: Create it:\nremote:   {own}\n") == own
    elsewhere = "remote: https://evil.example.org/a/g/compare/main...guia/x"
    assert request_address(web, "guia/x", "main", elsewhere) == ""


words = st.text("abcxyz0129", min_size=2, max_size=8)


@given(words, st.lists(words, min_size=2, max_size=4), words, words, st.integers(1, 65535))
def test_no_form_of_an_address_shows_a_password(
    host: str, path: list[str], user: str, password: str, port: int
) -> None:
    way = "/".join(path)
    wanted = f"https://{host}.example.org/{way}"
    forms = {
        f"{user}@{host}.example.org:{way}.git": wanted,
        f"ssh://{user}@{host}.example.org:{port}/{way}.git": wanted,
        f"https://{user}:{password}S@{host}.example.org/{way}.git": wanted,
        f"https://{password}S@{host}.example.org:{port}/{way}": wanted.replace(".org/", f".org:{port}/"),
    }
    for form, address in forms.items():
        found = web_of(form)
        assert found
        assert found.address == address
