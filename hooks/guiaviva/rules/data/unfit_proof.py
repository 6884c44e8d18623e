"""What is said to prove that an account is ours can prove it.

Anybody can have a page on a network: only what stands on the website of the institution, or in a name that is its
domain, cannot be imitated.

Not seen: whether the page lists the account or links to it, and whether the domain is that of the institution.
"""

import re
from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.schema import Proof
from guiaviva.guide import Guide
from guiaviva.guide.handles import HOSTS, name_of, place_of

_OF_A_PAGE = ("website", "rel-me")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}")


def check(guide: Guide) -> Iterator[Finding]:
    for key, account in guide.facts.accounts.items():
        handle = account.record.handle
        for number, proof in enumerate(account.record.verified_by):
            variant = _wrong(proof, handle)
            if variant is not None:
                values = {"account": key, "how": proof.how, "handle": handle, "found": proof.url or ""}
                place = account.where("verified_by", number, "url" if variant == "network" else "how")
                yield found("unfit-proof", place, variant=variant, **values)


def _wrong(proof: Proof, handle: str) -> str | None:
    if proof.how in _OF_A_PAGE and not proof.url:
        return ""
    if proof.how in _OF_A_PAGE and place_of(proof.url or "") in HOSTS.values():
        return "network"
    return "domain" if proof.how == "domain-handle" and not _DOMAIN.fullmatch(name_of(handle)) else None
