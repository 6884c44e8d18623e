"""The public register: whose account an address or a handle is, read alike by Python and by the page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from guiaviva.commands import main
from guiaviva.guide import Guide
from guiaviva.guide.handles import ALIKE, BEFORE, HOSTS, NO_NAMES, account_of
from guiaviva.site.exports.accounts import register
from guiaviva.site.exports.published import text_of
from guiaviva.views.context import Context
from guiaviva.views.parts import Lookup
from guiaviva.views.register import view_register
from memory import changed
from projects import TODAY, change, demonstration, digest
from test_twins import node, pytestmark  # noqa: F401 (skipped without Node, as these are)

TABLES = {"hosts": HOSTS, "before": BEFORE, "alike": ALIKE, "none": NO_NAMES}
ADDRESSES = {
    "https://x.com/ajriublanc": "x.com/ajriublanc",
    "https://X.com/AjRiublanc/?s=20&t=abc#top": "x.com/ajriublanc",
    "twitter.com/@ajriublanc": "x.com/ajriublanc",
    "https://mobile.twitter.com/ajriublanc/status/1": "x.com/ajriublanc",
    "https://x.com@evil.example/ajriublanc": "evil.example/ajriublanc",
    "https://x.com.evil.example/ajriublanc": "x.com.evil.example/ajriublanc",
    "https://netflix.com/ajriublanc": "netflix.com/ajriublanc",
    "https://m.facebook.com/ajriublanc?mibextid=1": "facebook.com/ajriublanc",
    "https://es-es.facebook.com/ajriublanc/posts/1": "facebook.com/ajriublanc",
    "https://www.facebook.com/profile.php?ref=x&id=1000": "facebook.com/1000",
    "https://www.facebook.com/people/Aj-Riublanc/1000/": "facebook.com/1000",
    "https://www.facebook.com/groups/riublanc": "facebook.com/groups/riublanc",
    "https://www.instagram.com/ajriublanc/?igsh=MzRl": "instagram.com/ajriublanc",
    "https://www.instagram.com/p/Cxyz/": "",
    "https://es.linkedin.com/company/ajriublanc/about/": "linkedin.com/company/ajriublanc",
    "https://bsky.app/profile/riublanc.example/post/3k": "bsky.app/riublanc.example",
    "https://www.youtube.com/@ajriublanc/videos": "youtube.com/ajriublanc",
    "https://www.youtube.com/channel/UCabc": "youtube.com/channel/ucabc",
    "https://t.me/s/riublancavisa": "t.me/riublancavisa",
    "https://www.threads.net/@riublanc.cultura": "threads.com/riublanc.cultura",
    "https://mastodon.riublanc.example/@ajuntament/1234": "mastodon.riublanc.example/ajuntament",
    "https://mastodon.riublanc.example/users/ajuntament": "mastodon.riublanc.example/ajuntament",
    "https://social.example/@ajuntament@mastodon.riublanc.example": "mastodon.riublanc.example/ajuntament",
    "https://www.riublanc.example/canal-whatsapp/": "riublanc.example/canal-whatsapp",
    "https://www.tiktok.com/%40riublanc.jove": "tiktok.com/riublanc.jove",
    "https://x.com/ajri%D1%83blanc": "x.com/ajriуblanc",
    "https://x.com/": "",
    "https://[": "",
    "": "",
}


def test_of_whose_profile_an_address_is() -> None:
    assert {address: account_of(address) for address in ADDRESSES} == ADDRESSES


def test_the_page_reads_addresses_as_the_check_does() -> None:
    assert node("addresses", {"tables": TABLES, "asked": list(ADDRESSES)}) == list(ADDRESSES.values())


def lookup(guide: Guide, texts: Iterable[str]) -> list[list[str]]:
    """Return what the page says of texts: the state, and the accounts by the ids of their rows."""
    view = view_register(Context(guide, "en", "accounts/official", "register"))[0]
    assert isinstance(view, Lookup)
    accounts = [vars(one) for one in view.accounts]
    register: dict[str, Any] = {"words": view.words, "tables": view.tables, "accounts": accounts}
    return list(node("register", {"register": register, "asked": list(texts)}))


X = ["known", "account-x-main"]
TELEGRAM = ["known", "account-telegram-notices"]
MASTODON = ["known", "account-mastodon-main"]
POLICE = ["near", "account-x-police"]
ANSWERS = {
    # An address in any of its forms.
    "https://x.com/ajriublanc": X,
    "HTTPS://WWW.TWITTER.COM/AjRiublanc/?ref_src=twsrc": X,
    " mobile.twitter.com/@ajriublanc ": X,
    "x.com/ajriublanc/status/17": X,
    "És seu, això? https://twitter.com/ajriublanc.": X,
    "\u200ehttps://x.com/ajriublanc\u200b": X,
    "facebook.com/joventutriublanc": ["known", "account-facebook-youth"],
    "instagram.com/ajriublanc_oficial/": ["known", "impersonation-instagram-contest"],
    # A handle.
    "@riublancavisa": TELEGRAM,
    "RIUBLANCAVISA": TELEGRAM,
    "acct:riublancavisa": TELEGRAM,
    "què és @RiublancAvisa?": TELEGRAM,
    "@ajuntament@mastodon.riublanc.example": MASTODON,
    "ajuntament@mastodon.riublanc.example": MASTODON,
    "https://social.example/@ajuntament@mastodon.riublanc.example": MASTODON,
    "riublanc.example": ["known", "account-bluesky-main"],
    "riublanc   AVISA": ["known", "account-whatsapp-notices"],
    # What only looks like one of ours is not.
    "@policiariublank": POLICE,
    "@policiarìublanc": POLICE,
    "@po1iciariublanc": POLICE,
    "@policia_riublanc": POLICE,
    "@policiariublanc_oficial": POLICE,
    "https://x.com/policiariubIanc": POLICE,
    "https://x.com/policiariubl%D0%B0nc": POLICE,
    "https://tiktok.com/@policiariublanc": POLICE,
    "https://x.com@evil.example/policiariublanc": POLICE,
    "@ajuntament@social.example": ["near", "account-mastodon-main"],
    # Others, and what is no account.
    "@bisbatdevic": ["unknown"],
    "https://x.com/bisbatdevic": ["unknown"],
    "https://www.instagram.com/p/Cabc/": ["no-name"],
    "https://x.com/": ["no-name"],
    "   @": ["empty"],
}


def test_what_the_page_says_of_what_is_typed_or_pasted() -> None:
    assert dict(zip(ANSWERS, lookup(demonstration(), ANSWERS), strict=True)) == ANSWERS


def test_a_handle_of_several_networks_lists_all_and_the_impersonation_first() -> None:
    (answer,) = lookup(demonstration(), ["@ajriublanc"])
    assert answer[:2] == ["known", "impersonation-snapchat-town"]
    assert {"account-x-main", "account-instagram-main", "account-facebook-main"} <= set(answer)


def test_the_public_register_of_a_guide_says_what_anybody_may_know() -> None:
    guide = demonstration()
    text = text_of(register(guide))
    assert text == text_of(register(guide))
    for entry in guide.facts.accounts.values():
        assert str(entry.record.mailbox) not in text
        assert str(entry.record.owner) not in text
    shown = {one["id"]: one for one in json.loads(text)["accounts"]}
    assert shown["facebook-youth"]["closed"] == "2025-06-30"
    assert shown["mastodon-main"]["verified_by"][-1]["how"] == "verified-link"


def test_an_account_that_is_not_filled_in_is_not_in_the_register() -> None:
    path = "data/accounts.yml"
    text = (Path(__file__).parent / "guides" / "complete" / path).read_text(encoding="utf-8")
    assert "https://x.com/riublanc" in text
    guide = changed("complete", {path: text.replace("https://x.com/riublanc", "https://x.com", 1)})
    first, *others = guide.facts.accounts
    assert [one.id for one in register(guide).accounts] == others
    assert first not in others


def test_the_register_is_published_alone_and_nothing_else_is_written_over(
    guide_folder: Callable[[str], Path], tmp_path: Path
) -> None:
    root, out = guide_folder("complete"), tmp_path / "public"
    command = ["register", "--out", str(out), "--root", str(root), "--lang", "en", "--today", TODAY]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    written = digest(out)
    assert CliRunner().invoke(main, command).exit_code == 0
    assert digest(out) == written
    (out / "index.html").write_text("The town.", encoding="utf-8")
    refused = CliRunner().invoke(main, command)
    assert (refused.exit_code, (out / "index.html").read_text(encoding="utf-8")) == (2, "The town.")
    assert "nothing in it has been touched" in refused.output


def test_the_register_of_a_guide_with_errors_is_not_published(
    guide_folder: Callable[[str], Path], tmp_path: Path
) -> None:
    root = guide_folder("complete")
    change(root / "data/accounts.yml", "network: x", "network: y")
    done = CliRunner().invoke(main, ["register", "--out", str(tmp_path / "public"), "--root", str(root)])
    assert (done.exit_code, (tmp_path / "public").exists()) == (1, False)
