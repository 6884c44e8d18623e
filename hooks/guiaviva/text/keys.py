"""The keys that services give out, by the beginnings that each of them, or the lists of scanners, publish."""

import re
from collections.abc import Iterator
from functools import cache

_L, _HEX = "[A-Za-z0-9]", "[0-9a-f]"
_BOTH = r"(?=[\w!.*-]*\d)(?=[\w!.*-]*[A-Z])"
# What keys begin with, and how they go on. Those first that a social media team holds.
_KEYS = {
    # Facebook, Instagram, Threads; X; LinkedIn; TikTok.
    "EAA IGQ IGAA THAA": r"[\w-]{40,}",
    "AAAAAAAAAAAAAAAAAAAA": rf"A*{_L}[A-Za-z0-9%]{{29,}}",
    "WPL_AP": rf"\d\.{_L}{{16}}\.[A-Za-z0-9+/]{{6}}==",
    "act. rft. clt.": rf"{_BOTH}[\w!*-][\w!.*-]{{20,}}",
    # Google, and so YouTube; Slack; mail and telephone services.
    "AIza": r"[\w-]{35}",
    "GOCSPX- ya29.": r"[\w-]{20,}",
    "1//0": r"[\w-]{40,}",
    "xoxa xoxb xoxe xoxo xoxp xoxr xoxs": r"[-.][\w.-]{10,}",
    "xapp-": r"[\w-]{10,}",
    "key- SK AC": rf"{_HEX}{{32}}",
    "SG.": r"[\w-]{16,}\.[\w-]{16,}",
    "xkeysib- xsmtpsib-": rf"{_HEX}{{64}}-\w{{16}}",
    "pat-na1- pat-eu1- pat-ap1-": rf"{_HEX}{{8}}(?:-{_HEX}{{4}}){{3}}-{_HEX}{{12}}",
    # Where programs and their data are.
    "ghp_ gho_ ghu_ ghs_ ghr_": r"\w{36,255}",
    "github_pat_": r"\w{60,255}",
    "glpat- gldt- glrt- glptt- glcbt- glft- glimt- glagent- gloas- glsoat-": r"[\w.-]{20,}",
    "AKIA ASIA ABIA ACCA": r"[A-Z0-9]{16}",
    "AccountKey=": r"[A-Za-z0-9+/]{86}==",
    "dop_v1_ doo_v1_ dor_v1_": rf"{_HEX}{{64}}",
    "sk-": rf"{_BOTH}[\w-]{{20,}}",
    "pplx-": rf"{_L}{{40,}}",
    "hf_": "[A-Za-z]{30,}",
    "sk_live_ sk_test_ sk_prod_ rk_live_ rk_test_ rk_prod_": r"\w{16,}",
    "sq0atp- sq0csp-": r"[\w-]{22,60}",
    "shpat_ shpca_ shppa_ shpss_": "[0-9A-Fa-f]{32}",
    "ntn_": rf"\d{{11}}{_L}{{35}}",
    "tfp_": r"[\w.=-]{50,}",
    "sl.": r"(?:u\.)?[\w-]{100,}",
    "npm_": r"\w{36}",
    "pypi-": r"[\w-]{50,}",
    "eyJ": r"[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}",
    # Whoever has one of these addresses writes in the house's name.
    "https://hooks.slack.com/": r"(?:services|workflows|triggers)/[\w+/-]{20,}",
    "https://discord.com/api/ https://discordapp.com/api/": r"(?:v\d+/)?webhooks/\d+/[\w-]+",
    ".webhook.office.com/webhookb2/": r"[\w@-]{36,}[\w@/-]*",
    ".logic.azure.com .api.powerplatform.com": r"(?::\d+)?/[^\s<>)\"']*[?&]sig=[\w%-]{20,}",
    "https://api.telegram.org/bot": r"\d+:[\w-]{30,}",
    # In several words.
    "-----BEGIN": " (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----",
    "PuTTY-User-Key-File-": r"\d:",
    "Bearer bearer": r"[ ]+(?=[\w.~+/-]*\d)(?=[\w.~+/-]*[A-Za-z])[\w.~+/-]{20,}=*",
}
_STARTS = {start: rest for starts, rest in _KEYS.items() for start in starts.split()}
_SHORT = "PuTTY-User-Key-File-"
# Of Telegram; of Mailchimp; of people on X; of apps of Facebook and Threads; of bots of Discord.
_OTHERS = re.compile(
    rf"(?<![\w-])(?:\d{{5,16}}:A[\w-]{{32,36}}|{_HEX}{{32}}-us\d{{1,2}}|\d{{15,20}}-{_L}{{30,50}}"
    r"|(?:TH\|)?\d{15,16}(?:\||%7C)[\w-]{27,40}|[MNO][\w-]{23,28}\.[\w-]{6}\.[\w-]{27,40})(?![\w-])",
    re.ASCII,
)
# Keys in one word, and those of them that begin with nothing of their own, have so many signs.
_SHORTEST, _SHORTEST_OF_OTHERS = 15, 36


def keys(text: str) -> Iterator[tuple[int, int]]:
    """Return where keys that services give out begin and end in a text."""
    # To look at the few long words is faster.
    words = [word for word in text.split() if len(word) >= _SHORTEST]
    long = "\n".join(words)
    for start, rest in _STARTS.items():
        if start in (text if " " in rest or start == _SHORT else long):
            for key in _compiled(start, rest).finditer(text):
                yield key.span()
    if any(len(word) >= _SHORTEST_OF_OTHERS and _OTHERS.search(word) for word in words):
        yield from (key.span() for key in _OTHERS.finditer(text))


@cache
def _compiled(start: str, rest: str) -> re.Pattern[str]:
    before = r"https://[\w.-]+" if start[0] == "." else "" if start[0] == "-" else r"(?<![\w-])"
    return re.compile(rf"{before}{re.escape(start)}(?:{rest})(?![\w-])", re.ASCII)
