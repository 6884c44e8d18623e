"""Every role can be reached: by a shared mailbox or telephone.

Whoever has a danger or a lost account before them calls a role, and not a name in a table.

Not seen: whether somebody answers there, nor roles of which nothing in the guide speaks.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.naming import used_roles
from guiaviva.guide.uses import named, required_page


def check(guide: Guide) -> Iterator[Finding]:
    used = used_roles(guide)
    for key, role in guide.facts.roles.items():
        contact = role.record.contact
        if not (contact.email or contact.phone) and key in used:
            record = named(f"roles.{key}")
            variant = "kept" if record and required_page(guide, record) else ""
            place, name = role.place("contact"), role.record.name
            yield found("role-without-contact", place, variant=variant, role=key, name=name)
