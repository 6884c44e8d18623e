"""Where whoever a page did not answer says so: a message, or an issue on the forge, that is begun for them."""

from __future__ import annotations

import posixpath
from urllib.parse import quote, urlsplit

from guiaviva.site.exports.markdown import copy_of
from guiaviva.views.context import Context


def unanswered(context: Context, owner: str | None) -> str:
    """Return the address that opens it for the page of a context, "" where nobody is known to whom it could go.

    That is the forge's page for new issues where the institution names one; else the mailbox of the `owner` of the
    page, or that of the social media team. The text is the last part of the address, so that a script can add to it.
    """
    institution = context.guide.institution
    subject, body = _message(context)
    if institution.issues:
        # GitLab has these names for them; the others are those of GitHub, Gitea and Forgejo.
        is_gitlab = "/-/" in urlsplit(institution.issues).path
        title, text = ("issue[title]", "issue[description]") if is_gitlab else ("title", "body")
        sign = "&" if "?" in institution.issues else "?"
        return f"{institution.issues}{sign}{quote(title)}={quote(subject)}&{quote(text)}={quote(body)}"
    mail = owner or institution.contact.email
    return f"mailto:{mail}?subject={quote(subject)}&body={quote(body)}" if mail else ""


def _message(context: Context) -> tuple[str, str]:
    guide, id = context.guide, context.page
    page = guide.shown(context.language, id)
    folder = posixpath.dirname(context.file(copy_of(id)))
    address = f"{guide.site_url}{folder}{'/' if folder else ''}" if guide.site_url else id
    values = {"page": page.title if page else id, "address": address}
    subject, body = (context.word(f"unanswered-{name}", "site").format(**values) for name in ("subject", "body"))
    return subject, body
