"""Addresses of the web that tell who copied or opens them, or that open what only their owner should.

They come with what is copied from a message, an application or somebody's own session. What counts visits of a
campaign (`utm_…`) is nobody's.
"""

import re
from collections.abc import Iterator

# What networks and programs of mail add to know each reader: of any address, of those of YouTube and Spotify, of X.
_MARKS = (
    r"fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|ttclid|twclid|li_fat_id|igshid|igsh|xmt|mibextid|mc_eid"
    r"|_hsenc|_hsmi|mkt_tok|vero_id|_gl|_ga"
)
_OF_NETWORKS = r"(?<=[?&])si(?==[\w-]{12,})|(?<=[?&])t(?==[\w-]{20,})"
# A session that is open, or what opens one.
_SESSIONS = r"jsessionid|phpsessid|aspsessionid\w*|sessionid|session_id|session_token|access_token|auth_token|id_token"
_SECRETS = r"token|auth|otp|invite|invitation|reset|password_reset_token"
# Services through which a program of mail or a network leads all addresses.
_THROUGH = (
    r"(?:[\w-]+\.)*safelinks\.protection\.outlook\.com/|(?:www\.)?google\.[a-z.]{2,6}/url\?|urldefense\.(?:proofpoint\.)?com/v\d"
    r"|lm?\.(?:facebook|instagram|messenger|threads)\.(?:com|net)/(?:l\.php)?\?|(?:www\.)?linkedin\.com/(?:redir|safety)/"
    r"|(?:www\.)?youtube\.com/redirect\?|[\w.-]+\.mimecast\.com/s/|linkprotect\.cudasvc\.com/|[\w.-]+\.list-manage\.com/track/"
)
# Where a document is written, or is open to whoever has the address.
_WRITING = (
    r"docs\.google\.com/(?:\w+/)?(?:u/\d/)?d/[\w-]{10,}/edit|[\w-]+\.sharepoint\.com/:[a-z]:/|1drv\.ms/|onedrive\.live\.com/edit"
    r"|forms\.office\.com/pages/design\w*|(?:www\.)?canva\.com/design/[^\s)>]+/edit|[\w.-]+/wp-admin/"
)
# Where nobody from outside gets: a host without a domain that the web has, a private number, a shared folder.
_INTERNAL = re.compile(
    r"https?://(?:[\w-]+(?=[:/\s)>\]]|$)|(?:[\w-]+\.)*(?:intra(?:net)?|interna?|corp|lan|localhost)\.[\w.-]+"
    r"|[\w.-]+\.(?:local|lan|internal?|intranet|corp|home)(?![\w.])|(?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2,3})"
    r"[^\s)>\]|]*"
    r"|(?<![\w.])(?:intra(?:net)?)\.[\w-]+(?:\.[\w-]+)+[^\s)>\]|]*"
    r"|(?<![\w\\])\\\\[\w.$-]+(?:\\[\w .$-]*[\w$])+|(?<![\w\\])[A-Z]:\\[\w\\.$-]+"
    r"|(?<![\d.])(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}(?![\d.])",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"«»|]+")
_PATTERNS = {
    "session": re.compile(
        rf"(?<=[?&;/#])(?:(?:{_SESSIONS})=[\w%.~+-]{{8,}}|(?:{_SECRETS})=(?=[\w%.~+-]*\d)(?=[\w%.~+-]*[a-z])[\w%.~+-]{{12,}})",
        re.IGNORECASE,
    ),
    "trace": re.compile(
        rf"(?<=[?&#])(?:{_MARKS})=[\w%.~+-]{{6,}}|(?:youtu(?:be\.com|\.be)|spotify\.com|//(?:www\.)?(?:x|twitter)\.com)/"
        rf"[^\s)>\]]*?(?:{_OF_NETWORKS})=[\w-]+|(?<=://)(?:{_THROUGH})",
        re.IGNORECASE,
    ),
    "editing": re.compile(rf"(?<=://)(?:{_WRITING})", re.IGNORECASE),
}


def addresses(text: str) -> Iterator[tuple[str, int, int, str]]:
    """Return of each such address what is wrong, where the address is, and the part of it that shows it."""
    for match in _ADDRESS.finditer(text):
        for kind, pattern in _PATTERNS.items():
            if shown := pattern.search(match[0]):
                part = re.sub(r"=.*", "=…", shown[0].rpartition("?")[2] or shown[0])
                yield kind, *match.span(), re.split("[?&]", part)[-1] or shown[0]
                break


def internal(text: str) -> Iterator[tuple[int, int]]:
    """Return where addresses begin and end to which only those inside of an institution get."""
    yield from (match.span() for match in _INTERNAL.finditer(text))
