"""The Content-Security-Policy of a page: a browser runs and loads what is the site's own, and nothing else.

It is the second wall. Were markup of somebody else to reach a page, no script in it would run, and nothing would be
asked of another host.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
"""An inline element: its name and its text."""
# What the site has no use for is refused by the first of them: frames, plug-ins, workers of another kind.
_OWN = {
    "default-src": "'none'",
    "img-src": "'self' data:",
    "media-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
_TRUSTED = {"require-trusted-types-for": "'script'", "trusted-types": "default"}


def policy(inline: str, *, trusted: bool = True) -> str:
    """Return the policy that allows the theme's own inline scripts and styles, which are given as HTML.

    With `trusted`, no script turns a text into HTML, and `trusted.js` says which worker may run. The inline scripts are
    made from the theme's templates and never taken from a page, where somebody else's could be.
    """
    sources: dict[str, list[str]] = {"script": ["'self'"], "style": ["'self'"]}
    for name, text in INLINE.findall(inline):
        sources[name].append(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'")
    own = {f"{name}-src": " ".join(dict.fromkeys(allowed)) for name, allowed in sources.items()}
    return "; ".join(f"{name} {allowed}" for name, allowed in (_OWN | own | (_TRUSTED if trusted else {})).items())
