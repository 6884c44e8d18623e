"""What an editor asks for over the Language Server Protocol."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from guiaviva import __version__
from guiaviva.contentmodel import languages_of
from guiaviva.diagnostics import Diagnostic, Place
from guiaviva.editing import completions
from guiaviva.editing.describing import description
from guiaviva.editing.pointing import Pointed, definition, pointed_at, references
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.guide.renaming import renaming
from guiaviva.guide.uses import named
from guiaviva.language import FALLBACK
from guiaviva.lsp import answers
from guiaviva.lsp.desk import Desk
from guiaviva.lsp.guides import Followed, is_guide, root_of
from guiaviva.lsp.positions import Positions
from guiaviva.references import NoValueError, References
from guiaviva.reporting import sentence

_TRIGGERS = ["{", ".", "|", "#", "(", "[", "/", " ", ":", "-"]
# RequestFailed, of LSP 3.17.
_FAILED = -32803


class Server(LanguageServer):
    """The server with the guides that are open, by their roots. `today` is the day for which they are judged."""

    def __init__(self, today: date | None, language: str | None) -> None:
        """Speak `language`, or else that of the editor."""
        super().__init__("guia", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.today, self.language = today, language
        self.desks: dict[Path, Desk] = {}
        self.shown: dict[str, list[tuple[Diagnostic, types.Diagnostic]]] = {}
        self.told: set[str] = set()

    def desk(self, root: Path) -> Desk:
        """Return the desk of the guide at a root, which is begun where it is new."""
        if root not in self.desks:
            followed = Followed(root, self.today, self.language)
            self.desks[root] = desk = Desk(followed, lambda path, found: self.publish(root, path, found), self.say)
            desk.begin()
        return self.desks[root]

    def place(self, address: str) -> tuple[Desk, str] | None:
        """Return the desk and the path of a file, or None where it belongs to no guide."""
        file = to_fs_path(address)
        found = root_of(Path(file)) if file and address.startswith("file:") else None
        return (self.desk(found[0]), found[1]) if found else None

    def positions(self, desk: Desk, path: str) -> Positions:
        """Return the positions in a file as it is typed, or as it was read last."""
        source = desk.guide.source(path) if desk.guide else None
        return Positions(desk.opened.get(path, source.text if source else ""), self.workspace.position_codec)

    def publish(self, root: Path, path: str, found: Sequence[Diagnostic]) -> None:
        """Show what is said of a file."""
        address, positions = answers.uri(root, path), self.positions(self.desks[root], path)
        self.shown[address] = [(one, answers.diagnostic(one, positions)) for one in found]
        said = [said for _, said in self.shown[address]]
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(address, said))

    def say(self, text: str) -> None:
        """Say a sentence in the editor, once."""
        if text not in self.told:
            self.told.add(text)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, text))

    async def pointed(self, address: str, position: types.Position) -> tuple[Desk, Guide, Pointed] | None:
        """Return what is meant at a place, with its guide, once all that was typed so far is in that."""
        found = self.place(address)
        if found is None or (guide := await found[0].settled()) is None:
            return None
        desk, path = found
        positions = self.positions(desk, path)
        line, column = position.line + 1, positions.column(position)
        pointed = pointed_at(guide, path, "\n".join(positions.lines), line, column)
        return (desk, guide, pointed) if pointed else None

    def location(self, desk: Desk, place: Place) -> types.Location:
        """Return a place of a guide."""
        path = place.path
        return types.Location(answers.uri(desk.followed.root, path), self.positions(desk, path).range_of(place))


def serve(today: date | None, language: str | None) -> None:
    """Answer an editor on the standard streams until it ends."""
    # What anything prints must not come between the messages.
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    server = made(today, language)
    try:
        server.start_io(stdout=output)
    finally:
        for desk in server.desks.values():
            desk.close()


def made(today: date | None, language: str | None) -> Server:
    """Return a server that knows what to answer."""
    server = Server(today, language)
    server.feature(types.INITIALIZE)(_initialize)
    server.feature(types.INITIALIZED)(_initialized)
    server.feature(types.TEXT_DOCUMENT_DID_OPEN)(_opened)
    server.feature(types.TEXT_DOCUMENT_DID_CHANGE)(_changed)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(_saved)
    server.feature(types.TEXT_DOCUMENT_DID_CLOSE)(_closed)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(_watched)
    server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=_TRIGGERS))(_complete)
    server.feature(types.TEXT_DOCUMENT_HOVER)(_hover)
    server.feature(types.TEXT_DOCUMENT_DEFINITION)(_define)
    server.feature(types.TEXT_DOCUMENT_REFERENCES)(_refer)
    server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)(_prepare_rename)
    server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))(_rename)
    kinds = types.CodeActionOptions([types.CodeActionKind.QuickFix])
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)(_mend)
    return server


def _initialize(server: Server, params: types.InitializeParams) -> None:
    if server.language is None and params.locale:
        language = params.locale.replace("_", "-").partition("-")[0].lower()
        server.language = language if language in languages_of() else None


def _initialized(server: Server, params: types.InitializedParams) -> None:
    folders = [to_fs_path(one.uri) for one in server.workspace.folders.values()]
    if not folders and server.workspace.root_path:
        folders = [server.workspace.root_path]
    roots = [Path(one) for one in folders if one]
    for root in filter(is_guide, roots):
        server.desk(root)
    inside = [root for root in roots if not is_guide(root) and root_of(root / "_") is None]
    if roots and len(inside) == len(roots) and not any(map(_holds_guide, roots)):
        server.say(sentence(CannotJudgeError("no-guide-open", path=str(roots[0])), server.language or FALLBACK))
    watched = server.client_capabilities.workspace and server.client_capabilities.workspace.did_change_watched_files
    if watched and watched.dynamic_registration:
        patterns = [types.FileSystemWatcher(f"**/*.{ending}") for ending in ("md", "yml", "csv")]
        options = types.DidChangeWatchedFilesRegistrationOptions(patterns)
        one = types.Registration("watched", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        server.client_register_capability(types.RegistrationParams([one]))


def _holds_guide(folder: Path) -> bool:
    """Return whether a folder of the workspace has a guide right below it."""
    try:
        return any(is_guide(one) for one in folder.iterdir() if one.is_dir())
    except OSError:
        return False


def _opened(server: Server, params: types.DidOpenTextDocumentParams) -> None:
    if found := server.place(params.text_document.uri):
        found[0].type(found[1], params.text_document.text)


def _changed(server: Server, params: types.DidChangeTextDocumentParams) -> None:
    if found := server.place(params.text_document.uri):
        found[0].type(found[1], server.workspace.get_text_document(params.text_document.uri).source)


def _saved(server: Server, params: types.DidSaveTextDocumentParams) -> None:
    if found := server.place(params.text_document.uri):
        found[0].ask_search()


def _closed(server: Server, params: types.DidCloseTextDocumentParams) -> None:
    if found := server.place(params.text_document.uri):
        found[0].leave(found[1])


def _watched(server: Server, params: types.DidChangeWatchedFilesParams) -> None:
    for change in params.changes:
        file = to_fs_path(change.uri)
        found = root_of(Path(file)) if file else None
        if found and found[0] in server.desks:
            server.desks[found[0]].read([found[1]])


def _complete(server: Server, params: types.CompletionParams) -> types.CompletionList | None:
    found = server.place(params.text_document.uri)
    if found is None or (guide := found[0].guide) is None:
        return None
    desk, path = found
    positions = server.positions(desk, path)
    line, column = params.position.line + 1, positions.column(params.position)
    text = "\n".join(positions.lines)
    offered = completions(guide, path, text, line, column)
    before = positions.lines[line - 1] if line <= len(positions.lines) else ""
    items = [
        answers.completion(number, one, before[one.edit.column - 1 : column - 1], positions)
        for number, one in enumerate(offered)
    ]
    return types.CompletionList(is_incomplete=True, items=items)


async def _hover(server: Server, params: types.HoverParams) -> types.Hover | None:
    if (found := await server.pointed(params.text_document.uri, params.position)) is None:
        return None
    desk, guide, pointed = found
    text = description(guide, pointed, desk.followed.messages)
    place = server.location(desk, pointed.place).range
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), place) if text else None


async def _define(server: Server, params: types.DefinitionParams) -> types.Location | None:
    found = await server.pointed(params.text_document.uri, params.position)
    place = definition(found[1], found[2]) if found else None
    return server.location(found[0], place) if found and place else None


async def _refer(server: Server, params: types.ReferenceParams) -> list[types.Location] | None:
    found = await server.pointed(params.text_document.uri, params.position)
    return [server.location(found[0], place) for place in references(found[1], found[2])] if found else None


async def _prepare_rename(server: Server, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    if (found := await server.pointed(params.text_document.uri, params.position)) is None or not (
        name := _renamed(found[1], found[2])
    ):
        return None
    desk, _, pointed = found
    key = name.rpartition("#")[2] if pointed.what == "section" else name.rpartition(".")[2]
    end = pointed.place.column + pointed.place.length
    place = pointed.place._replace(column=end - len(key), length=len(key))
    return types.PrepareRenamePlaceholder(server.location(desk, place).range, key)


def _renamed(guide: Guide, pointed: Pointed) -> str:
    """Return the whole name of the record or section that is meant, or "" where it has no key of its own."""
    if pointed.what == "section":
        return pointed.name
    if pointed.what != "fact":
        return ""
    try:
        meant = References(guide.facts, guide.model.words).part(pointed.name).name
    except NoValueError:
        return ""
    written_last = pointed.name.rpartition(".")[2] == meant.rpartition(".")[2]
    return meant if named(meant) and written_last else ""


async def _rename(server: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
    if (now := await server.pointed(params.text_document.uri, params.position)) is None or not (
        name := _renamed(now[1], now[2])
    ):
        return None
    desk, guide, _ = now
    try:
        change = renaming(guide, name, params.new_name)
        if change.moved and not _renames_files(server):
            raise CannotJudgeError("no-file-renames", found=name, new=params.new_name)
    except CannotJudgeError as error:
        raise JsonRpcException(sentence(error, desk.followed.messages), _FAILED) from None
    return answers.renaming(change, desk.followed.root, lambda path: server.positions(desk, path))


def _renames_files(server: Server) -> bool:
    """Return whether the editor can give files other names."""
    workspace = server.client_capabilities.workspace
    edits = workspace.workspace_edit if workspace else None
    return types.ResourceOperationKind.Rename in ((edits.resource_operations or ()) if edits else ())


def _mend(server: Server, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    found = server.place(params.text_document.uri)
    if found is None or found[1] in found[0].pending:
        return None
    desk, path = found
    address = params.text_document.uri
    shown: Any = server.shown.get(answers.uri(desk.followed.root, path), ())
    return [*answers.quick_fixes(shown, params.range, address, server.positions(desk, path))]
