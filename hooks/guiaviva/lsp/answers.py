"""What the core says, in the terms of the protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

from lsprotocol import types
from pygls.uris import from_fs_path

from guiaviva.diagnostics import Diagnostic, Place
from guiaviva.editing import Completion
from guiaviva.guide.renaming import Renaming
from guiaviva.judgement import all_rules, id_of
from guiaviva.lsp.positions import Positions
from guiaviva.reading.files import decode
from guiaviva.renderers import message_and_fix

SOURCE = "guia"
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "advice": types.DiagnosticSeverity.Information,
}
_KINDS = {
    "fact": types.CompletionItemKind.Value,
    "record": types.CompletionItemKind.Reference,
    "section": types.CompletionItemKind.Struct,
    "block": types.CompletionItemKind.Snippet,
    "link": types.CompletionItemKind.File,
    "field": types.CompletionItemKind.Field,
    "value": types.CompletionItemKind.EnumMember,
    "language": types.CompletionItemKind.Keyword,
}

At = Callable[[str], Positions]
"""Returns the positions in a file of the guide, by its path."""


def uri(root: Path, path: str) -> str:
    """Return the address of a file of a guide."""
    return from_fs_path(str(root / path)) or ""


def diagnostic(one: Diagnostic, positions: Positions) -> types.Diagnostic:
    """Return a diagnostic with the name of its rule, which leads to what the rule says of itself."""
    place = Place(one.path, one.line, one.column, one.length)
    href = _documentation(one.rule)
    return types.Diagnostic(
        range=positions.range_of(place),
        message=message_and_fix(one),
        severity=_SEVERITIES[one.level],
        code=one.rule,
        code_description=types.CodeDescription(href) if href else None,
        source=SOURCE,
    )


def _documentation(rule: str) -> str | None:
    """Return the address of the file of a rule, whose first lines say what it asks and why."""
    return _FILES.get(rule)


_FILES = {id_of(rule): from_fs_path(rule.__file__) for rule in all_rules() if rule.__file__}


def completion(number: int, one: Completion, typed: str, positions: Positions) -> types.CompletionItem:
    """Return a completion. The core has chosen and ordered already: `typed`, what is replaced, fits each of them."""
    return types.CompletionItem(
        label=one.label,
        detail=one.detail or None,
        kind=_KINDS[one.what],
        sort_text=f"{number:03}",
        filter_text=typed,
        text_edit=positions.edit(one.edit),
    )


def quick_fixes(
    shown: Iterable[tuple[Diagnostic, types.Diagnostic]], within: types.Range, address: str, positions: Positions
) -> Iterator[types.CodeAction]:
    """Return the repairs that are certain, of what is shown in a range of a file."""
    for one, said in shown:
        if one.edit and said.range.start.line <= within.end.line and said.range.end.line >= within.start.line:
            yield types.CodeAction(
                title=one.fix,
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[said],
                is_preferred=True,
                edit=types.WorkspaceEdit(changes={address: [positions.edit(one.edit)]}),
            )


def renaming(change: Renaming, root: Path, at: At) -> types.WorkspaceEdit:
    """Return what a renaming changes: lines of files, then the names of files."""
    edits = {uri(root, path): [*_edits(decode(path, data, "").text, at(path))] for path, data in change.written.items()}
    if not change.moved:
        return types.WorkspaceEdit(changes=edits)
    versions = [
        types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri=address), list(some))
        for address, some in edits.items()
    ]
    moves = [types.RenameFile(uri(root, old), uri(root, new)) for old, new in change.moved.items()]
    return types.WorkspaceEdit(document_changes=[*versions, *moves])


def _edits(text: str, positions: Positions) -> Iterator[types.TextEdit]:
    """Return the edits of lines that make a text of what a file says."""
    now, later = list(positions.lines), text.split("\n")
    for what, start, end, first, last in SequenceMatcher(None, now, later, autojunk=False).get_opcodes():
        if what == "replace" and end - start == last - first:
            for line in range(end - start):
                whole = types.Range(
                    types.Position(start + line, 0), positions.position(start + line + 1, len(now[start + line]) + 1)
                )
                yield types.TextEdit(whole, later[first + line])
        elif what != "equal":
            lines = "".join(f"{line}\n" for line in later[first:last])
            yield types.TextEdit(types.Range(types.Position(start, 0), types.Position(end, 0)), lines)
