"""The formats of keys that services give out, as each of them, and the published lists of scanners, describe them.

Those first that a social media team holds. Keys without a form of their own (of Mastodon, the old ones of X) are found
by the words beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# What is in a key, by which it is looked for, and its format.
_FORMATS: tuple[tuple[tuple[str, ...], str], ...] = (
    # Facebook, Instagram, Threads
    (("EAA", "IGQ", "IGAA", "THAA"), r"(?:EAA|IGQ|IGAA|THAA)[A-Za-z0-9_-]{40,}"),
    # X
    (("A" * 20,), r"A{20,}[A-Za-z0-9%]{30,}"),
    # LinkedIn, TikTok
    (("WPL_AP",), r"WPL_AP\d\.[A-Za-z0-9]{16}\.[A-Za-z0-9+/]{6}=="),
    (("act.", "rft.", "clt."), r"(?:act|rft|clt)\.(?=[\w!.*-]*\d)(?=[\w!.*-]*[A-Z])[\w!*-][\w!.*-]{20,}"),
    # Google, and so YouTube
    (("AIza", "GOCSPX-", "ya29."), r"AIza[\w-]{35}|GOCSPX-[\w-]{20,}|ya29\.[\w-]{20,}"),
    (("1//0",), r"1//0[\w-]{40,}"),
    # Telegram, Slack, Discord
    ((":A",), r"\d{5,16}:A[\w-]{32,36}"),
    (("xox", "xapp-"), r"xox[abeoprs][-.][\w.-]{10,}|xapp-[\w-]{10,}"),
    # Mailchimp, Mailgun, SendGrid, Brevo, Twilio, HubSpot
    (("-us",), r"[0-9a-f]{32}-us\d{1,2}"),
    (("key-", "SG."), r"key-[0-9a-f]{32}|SG\.[\w-]{16,}\.[\w-]{16,}"),
    (("xkeysib-", "xsmtpsib-"), r"x(?:key|smtp)sib-[0-9a-f]{64}-\w{16}"),
    (("SK", "AC"), r"(?:SK|AC)[0-9a-f]{32}"),
    (("pat-",), r"pat-(?:na|eu|ap)\d-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    # GitHub, GitLab
    (("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"), r"gh[pousr]_\w{36,255}|github_pat_\w{60,255}"),
    (("glpat-", "gldt-", "glrt-", "glptt-", "glcbt-"), r"gl(?:pat|dt|rt|ptt|cbt)-[\w.-]{20,}"),
    (("glft-", "glimt-", "glagent-", "gloas-", "glsoat-"), r"gl(?:ft|imt|agent|oas|soat)-[\w.-]{20,}"),
    # Amazon Web Services, Azure, DigitalOcean
    (("AKIA", "ASIA", "ABIA", "ACCA"), r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}"),
    (("AccountKey=",), r"AccountKey=[A-Za-z0-9+/]{86}=="),
    (("dop_v1_", "doo_v1_", "dor_v1_"), r"do[por]_v1_[0-9a-f]{64}"),
    # OpenAI, Anthropic, Perplexity, Hugging Face
    (("sk-",), r"sk-(?=[\w-]*\d)(?=[\w-]*[A-Z])[A-Za-z0-9_-]{20,}"),
    (("pplx-", "hf_"), r"pplx-[A-Za-z0-9]{40,}|hf_[A-Za-z]{30,}"),
    # Stripe, Square, Shopify
    (("k_live_", "k_test_", "k_prod_"), r"[sr]k_(?:live|test|prod)_\w{16,}"),
    (("sq0",), r"sq0(?:atp|csp)-[\w-]{22,60}"),
    (("shp",), r"shp(?:at|ca|pa|ss)_[0-9A-Fa-f]{32}"),
    # Notion, Typeform, Dropbox, npm, PyPI
    (("ntn_", "tfp_"), r"ntn_[0-9]{11}[A-Za-z0-9]{35}|tfp_[\w.=-]{50,}"),
    (("sl.",), r"sl\.(?:u\.)?[\w-]{100,}"),
    (("npm_", "pypi-"), r"npm_\w{36}|pypi-[\w-]{50,}"),
    # JSON Web Tokens
    (("eyJ",), r"eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"),
)
# Some begin with a long number: those of people on X, of apps of Facebook and Threads.
_NUMBERED = r"\d{15,20}-[A-Za-z0-9]{30,50}|(?:TH\|)?\d{15,16}(?:\||%7C)[A-Za-z0-9_-]{27,40}"
_LONG_NUMBER = re.compile(r"\d{15}")
# Those of bots of Discord begin as any word does.
_DOTTED = r"[MNO][\w-]{23,28}\.[\w-]{6}\.[\w-]{27,40}"
# Whoever has one of these addresses writes in the house's name.
_ADDRESSES = (
    r"hooks\.slack\.com/(?:services|workflows|triggers)/[\w+/-]{20,}"
    r"|discord(?:app)?\.com/api/(?:v\d+/)?webhooks/\d+/[\w-]+"
    r"|[a-z0-9-]+\.webhook\.office\.com/webhookb2/[\w@-]{36,}[\w@/-]*"
    r"|[\w.-]+\.(?:logic\.azure\.com|api\.powerplatform\.com)(?::\d+)?/[^\s<>)\"']*[?&]sig=[\w%-]{20,}"
    r"|api\.telegram\.org/bot\d+:[\w-]{30,}"
)
_ADDRESS_HINTS = ("hooks.slack.com", "/webhooks/", ".webhook.office.com", "sig=", "api.telegram.org/bot")
_TOKENS = re.compile(
    rf"(?<![\w-])(?:{'|'.join(pattern for _, pattern in _FORMATS)}|{_NUMBERED}|{_DOTTED})(?![\w-])|https?://(?:{_ADDRESSES})"
)
_HINTS = (*(hint for hints, _ in _FORMATS for hint in hints), *_ADDRESS_HINTS)
# What is in several words.
_SEVERAL = re.compile(
    r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d:"
    r"|(?<![\w-])[Bb]earer[ ]+(?=[\w.~+/-]*\d)(?=[\w.~+/-]*[A-Za-z])[\w.~+/-]{20,}=*"
)
_SEVERAL_HINTS = ("-----BEGIN", "PuTTY-User-Key-File", "earer ")
# All others are words of so many signs at least, and those of Discord of so many.
_SHORTEST, _DOTTED_SHORTEST = 15, 59


def tokens(text: str, *, numbers: bool) -> Iterator[tuple[int, int]]:
    """Return where keys that services give out begin and end in a text. `numbers` says that it may have long ones."""
    # Formats are looked for only in lines that have what one of them begins with, and that in long words alone.
    words = [word for word in text.split() if len(word) >= _SHORTEST]
    long = "\n".join(words)
    hints = [hint for hint in _HINTS if hint in long]
    hints += [hint for hint in _SEVERAL_HINTS if hint in text]
    hints += [word for word in words if len(word) >= _DOTTED_SHORTEST and word.count(".") > 1 and "/" not in word]
    places = [place for hint in hints for place in places_of(text, hint)]
    places += [number.start() for number in _LONG_NUMBER.finditer(text)] if numbers else []
    for start, end in lines_of(text, places):
        for match in (*_TOKENS.finditer(text, start, end), *_SEVERAL.finditer(text, start, end)):
            yield match.span()


def lines_of(text: str, places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Return where the lines begin and end in which these places are, each line once."""
    starts = dict.fromkeys(text.rfind("\n", 0, place) + 1 for place in places)
    return ((start, end if (end := text.find("\n", start)) >= 0 else len(text)) for start in starts)


def places_of(text: str, part: str) -> Iterator[int]:
    """Return where a part is in a text."""
    place = text.find(part)
    while place >= 0:
        yield place
        place = text.find(part, place + 1)
