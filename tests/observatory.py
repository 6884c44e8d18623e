"""The score that Mozilla's HTTP Observatory gives an answer over https, by its published table.

The table is on developer.mozilla.org/observatory/docs/tests_and_scoring, and as `SCORE_TABLE` in src/grader/charts.js
of github.com/mdn/mdn-http-observatory (01b47110, read on 30 November 2026). A site begins with 100; penalties come
first, bonuses only where 90 is left. Tests that are 0 for whatever sets no cookie, loads only its own and redirects to
https (cookies, CORS, redirection, scripts of others) are left out, and so are 5 more for being in the list of hosts
that browsers only ask over https, or for digests beside all scripts.
"""

from __future__ import annotations

import re

from servers import Answer

_UNSAFE = {"'unsafe-inline'", "'unsafe-eval'", "data:", "*", "http:", "https:"}
_PRIVATE = ("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin")
_HALF_A_YEAR = 15_768_000


def score(answer: Answer) -> int:
    """Return the score of an answer, from its headers."""
    modifiers = [_policy(answer), _tls(answer), _type(answer), _frame(answer), _referrer(answer), _resource(answer)]
    left = 100 + sum(one for one in modifiers if one < 0)
    return left + sum(one for one in modifiers if one > 0) if left >= 90 else left


def _directives(answer: Answer) -> dict[str, set[str]]:
    parts = [part.split() for part in answer["Content-Security-Policy"].split(";")]
    return {name: set(sources) for name, *sources in filter(None, parts)}


def _policy(answer: Answer) -> int:
    directives = _directives(answer)
    if not directives:
        return -25
    default = directives.get("default-src", {"*"})
    if (directives.get("script-src", default) | directives.get("style-src", default)) & _UNSAFE:
        return -20
    return 10 if default == {"'none'"} and directives.get("form-action") in ({"'none'"}, {"'self'"}) else 5


def _tls(answer: Answer) -> int:
    age = re.match("max-age=([0-9]+)", answer["Strict-Transport-Security"])
    return -20 if not age else -10 if int(age[1]) < _HALF_A_YEAR else 0


def _type(answer: Answer) -> int:
    return 0 if answer["X-Content-Type-Options"] == "nosniff" else -5


def _frame(answer: Answer) -> int:
    if "*" not in _directives(answer).get("frame-ancestors", {"*"}):
        return 5
    return 0 if answer["X-Frame-Options"] in ("DENY", "SAMEORIGIN") else -20


def _referrer(answer: Answer) -> int:
    policy = answer["Referrer-Policy"]
    return 5 if policy in _PRIVATE else -5 if policy else 0


def _resource(answer: Answer) -> int:
    return 10 if answer["Cross-Origin-Resource-Policy"] in ("same-origin", "same-site") else 0
