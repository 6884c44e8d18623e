"""`guia lsp` as an editor uses it: what it shows, offers and changes while somebody types. One server for all tests."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.uris import from_fs_path
from pytest_lsp import ClientServerConfig, LanguageClient

from conftest import TESTS
from projects import PATIENCE, TODAY

pytestmark = pytest.mark.asyncio(loop_scope="module")
COMMAND = [sys.executable, "-m", "guiaviva", "lsp", "--today", TODAY]
PAGE = "docs/ca/topics/images.md"
REFERENCE = "# Imatges 😀\n\nFins a {{ networks.x.limits.caracters }} signes.\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lsp") / "guide"
    shutil.copytree(TESTS / "guides" / "complete", folder)
    return folder


@pytest_lsp.fixture(scope="module", config=ClientServerConfig(server_command=COMMAND))
async def client(lsp_client: LanguageClient, root: Path) -> AsyncIterator[None]:
    folder = types.WorkspaceFolder(from_fs_path(str(root)) or "", "guide")
    lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: None)
    outside = types.WorkspaceFolder(from_fs_path(str(root.parent)) or "", "outside")
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=pytest_lsp.client_capabilities("visual-studio-code"),
            workspace_folders=[folder, outside],
            locale="en-GB",
        )
    )
    yield
    await lsp_client.shutdown_session()


class Editor:
    """A file of the guide in the editor, whose text is typed anew with each call."""

    def __init__(self, client: LanguageClient, file: Path) -> None:
        self.client, self.uri, self.version = client, from_fs_path(str(file)) or "", 0

    def type(self, text: str) -> None:
        self.version += 1
        if self.version == 1:
            item = types.TextDocumentItem(self.uri, "markdown", 1, text)
            self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        else:
            identifier = types.VersionedTextDocumentIdentifier(version=self.version, uri=self.uri)
            change = types.TextDocumentContentChangeWholeDocument(text)
            self.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [change]))

    def close(self) -> None:
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(self.uri)))

    async def shows(self, wanted: Callable[[list[types.Diagnostic]], bool]) -> list[types.Diagnostic]:
        """Return what is shown of the file, once it is what is wanted."""
        async with asyncio.timeout(PATIENCE):
            while not wanted(found := list(self.client.diagnostics.get(self.uri, ()))):
                await self.client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        return found

    def at(self, line: int, character: int) -> dict[str, object]:
        return {"text_document": types.TextDocumentIdentifier(self.uri), "position": types.Position(line, character)}


def rules(found: list[types.Diagnostic]) -> set[object]:
    return {one.code for one in found}


def with_rule(found: list[types.Diagnostic], rule: str) -> list[types.Diagnostic]:
    return [one for one in found if one.code == rule]


def has(rule: str) -> Callable[[list[types.Diagnostic]], bool]:
    return lambda found: rule in rules(found)


def lacks(rule: str) -> Callable[[list[types.Diagnostic]], bool]:
    return lambda found: rule not in rules(found)


@pytest.fixture
def open_file(client: LanguageClient, root: Path) -> Callable[..., Editor]:
    def opened(path: str, text: str | None = None) -> Editor:
        file = Editor(client, root / path)
        file.type((root / path).read_text("utf-8") if text is None else text)
        return file

    return opened


async def test_what_is_wrong_is_shown_where_it_is_and_goes_when_it_is_mended(open_file: Callable[..., Editor]) -> None:
    page = open_file(PAGE, REFERENCE.replace("Fins", "😀 Fins"))
    [found] = with_rule(await page.shows(has("unknown-reference")), "unknown-reference")
    assert found.severity == types.DiagnosticSeverity.Error
    # Columns are counted in UTF-16, in which the face takes two.
    assert found.range == types.Range(types.Position(2, 10), types.Position(2, 43))
    assert "Did you mean" in found.message
    page.type(REFERENCE.replace("caracters", "characters"))
    await page.shows(lacks("unknown-reference"))
    page.close()


async def test_what_the_whole_guide_shows_comes_after_a_pause_and_stays_with_its_line(
    open_file: Callable[..., Editor], root: Path
) -> None:
    text = (root / PAGE).read_text("utf-8").replace("reviewed: 2026-10-01", "reviewed:")
    page = open_file(PAGE, text)
    [found] = with_rule(await page.shows(has("page-not-reviewed")), "page-not-reviewed")
    line = found.range.start.line
    page.type(text.replace("---\n", "---\ntitle: Imatges\n", 1))
    await page.shows(
        lambda shown: [one.range.start.line for one in with_rule(shown, "page-not-reviewed")] == [line + 1]
    )
    page.close()
    await page.shows(lacks("page-not-reviewed"))


async def test_a_certain_repair_is_offered(client: LanguageClient, open_file: Callable[..., Editor]) -> None:
    page = open_file(PAGE, REFERENCE)
    [found] = with_rule(await page.shows(has("unknown-reference")), "unknown-reference")
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(types.TextDocumentIdentifier(page.uri), found.range, types.CodeActionContext([found]))
    )
    assert actions
    [action] = actions
    assert isinstance(action, types.CodeAction)
    assert action.edit
    assert action.edit.changes
    [edit] = action.edit.changes[page.uri]
    assert edit.new_text == "networks.x.limits.characters"
    page.close()


async def test_what_may_be_written_is_offered(client: LanguageClient, open_file: Callable[..., Editor]) -> None:
    page = open_file(PAGE, "# A 😀\n\n😀 {{ networks.x.limits.")
    offered = await client.text_document_completion_async(types.CompletionParams(**page.at(2, 27)))  # type: ignore[arg-type]
    assert isinstance(offered, types.CompletionList)
    [one] = [item for item in offered.items if item.label == "characters"]
    assert one.detail == "280"
    assert isinstance(one.text_edit, types.TextEdit)
    assert one.text_edit.new_text == "networks.x.limits.characters }}"
    assert one.text_edit.range == types.Range(types.Position(2, 6), types.Position(2, 24))
    page.close()


async def test_a_record_is_described_and_found(
    client: LanguageClient, open_file: Callable[..., Editor], root: Path
) -> None:
    page = open_file(PAGE, "---\nowner: press-office\n---\n# A\n")
    hover = await client.text_document_hover_async(types.HoverParams(**page.at(1, 9)))  # type: ignore[arg-type]
    assert hover
    assert isinstance(hover.contents, types.MarkupContent)
    assert "**Press office**" in hover.contents.value
    place = await client.text_document_definition_async(types.DefinitionParams(**page.at(1, 9)))  # type: ignore[arg-type]
    assert isinstance(place, types.Location)
    assert place.uri == from_fs_path(str(root / "data/roles.yml"))
    context = types.ReferenceContext(include_declaration=False)
    found = await client.text_document_references_async(types.ReferenceParams(context=context, **page.at(1, 9)))  # type: ignore[arg-type]
    assert found
    page.close()


def texts_of(edit: types.WorkspaceEdit) -> dict[str, str]:
    """Return what an edit writes into each file, by its path from the folder of the guide."""
    written = {uri: "".join(one.new_text for one in edits) for uri, edits in (edit.changes or {}).items()}
    return {f"docs/{uri.partition('/docs/')[2]}": text for uri, text in written.items() if "/docs/" in uri}


async def test_a_key_is_renamed_in_every_file(
    client: LanguageClient, open_file: Callable[..., Editor], root: Path
) -> None:
    page = open_file("docs/ca/tone.md")
    page.type((root / "docs/ca/tone.md").read_text("utf-8") + "\nÉs {{ roles.editor.name }}.\n")
    line = len((root / "docs/ca/tone.md").read_text("utf-8").split("\n"))
    asked = await client.text_document_prepare_rename_async(types.PrepareRenameParams(**page.at(line, 14)))  # type: ignore[arg-type]
    assert isinstance(asked, types.PrepareRenamePlaceholder)
    assert asked.placeholder == "editor"
    edit = await client.text_document_rename_async(types.RenameParams(new_name="writer", **page.at(line, 14)))  # type: ignore[arg-type]
    assert edit
    assert edit.changes
    texts = {Path(uri).name: "".join(one.new_text for one in edits) for uri, edits in edit.changes.items()}
    assert "roles.writer.name" in texts["tone.md"]
    assert "writer:" in texts["roles.yml"]
    with pytest.raises(JsonRpcException, match="cannot be the new key"):
        await client.text_document_rename_async(types.RenameParams(new_name="Un nom", **page.at(line, 14)))  # type: ignore[arg-type]
    page.close()


async def test_pages_are_renamed_with_their_record(
    client: LanguageClient, open_file: Callable[..., Editor], root: Path
) -> None:
    data = open_file("data/networks.yml")
    line = (root / "data/networks.yml").read_text("utf-8").split("\n").index("facebook:")
    edit = await client.text_document_rename_async(types.RenameParams(new_name="fb", **data.at(line, 3)))  # type: ignore[arg-type]
    assert edit
    moves = [one for one in edit.document_changes or () if isinstance(one, types.RenameFile)]
    assert {one.new_uri.rsplit("/", 1)[1] for one in moves} == {"fb.md"}
    assert len(moves) == 3
    data.close()


async def test_a_section_is_renamed_in_every_language(
    client: LanguageClient, open_file: Callable[..., Editor], root: Path
) -> None:
    page = open_file("docs/ca/index.md")
    lines = (root / "docs/ca/index.md").read_text("utf-8").split("\n")
    line = next(number for number, text in enumerate(lines) if "{#contact}" in text)
    edit = await client.text_document_rename_async(types.RenameParams(new_name="mail", **page.at(line, 5)))  # type: ignore[arg-type]
    assert edit
    assert edit.changes
    assert {uri.rsplit("/", 2)[1] for uri in edit.changes if uri.endswith("index.md")} == {"ca", "es", "en"}
    # The original says where it was, for its translations too.
    assert ["former_sections: {mail: [contact]}" in texts_of(edit)[f"docs/{one}/index.md"] for one in ("ca", "es")] == [
        True,
        False,
    ]
    page.close()


async def test_the_row_of_a_record_that_has_another_key_is_remembered(
    client: LanguageClient, open_file: Callable[..., Editor], root: Path
) -> None:
    data = open_file("data/terms.yml")
    line = (root / "data/terms.yml").read_text("utf-8").split("\n").index("account:")
    edit = await client.text_document_rename_async(types.RenameParams(new_name="profile", **data.at(line, 3)))  # type: ignore[arg-type]
    assert edit
    assert "former_sections: {term-profile: [term-account]}" in texts_of(edit)["docs/ca/glossary.md"]
    data.close()


async def test_data_that_is_no_yaml_is_shown_and_nothing_breaks(
    client: LanguageClient, open_file: Callable[..., Editor], root: Path
) -> None:
    data = open_file("data/roles.yml", "editor: {name: [\n")
    await data.shows(has("invalid-data"))
    data.type((root / "data/roles.yml").read_text("utf-8"))
    await data.shows(lacks("invalid-data"))
    data.type("")
    await data.shows(has("invalid-data"))
    data.close()
    await data.shows(lacks("invalid-data"))


async def test_a_new_page_that_is_not_saved_is_judged(open_file: Callable[..., Editor]) -> None:
    page = open_file("docs/ca/topics/new.md", "# Nova\n\n[a](nothing.md)\n")
    await page.shows(has("broken-link"))
    page.close()
    await page.shows(lambda found: not found)


async def test_a_file_of_no_guide_is_left_alone(client: LanguageClient, root: Path) -> None:
    other = Editor(client, root.parent / "notes.md")
    other.type("[a](nothing.md) {{ networks.x. }}")
    offered = await client.text_document_completion_async(types.CompletionParams(**other.at(0, 30)))  # type: ignore[arg-type]
    assert offered is None
    assert not client.diagnostics.get(other.uri)
    untitled = Editor(client, root)
    untitled.uri = "untitled:Untitled-1"
    untitled.type("{{ ")
    assert await client.text_document_hover_async(types.HoverParams(**untitled.at(0, 1))) is None  # type: ignore[arg-type]


async def test_a_folder_that_is_no_guide_is_said(tmp_path: Path) -> None:
    client = pytest_lsp.make_test_lsp_client()
    await client.start_io(*COMMAND)
    folder = types.WorkspaceFolder(from_fs_path(str(tmp_path)) or "", "none")
    capabilities = types.ClientCapabilities()
    await client.initialize_session(
        types.InitializeParams(capabilities=capabilities, workspace_folders=[folder], locale="ca-ES")
    )
    page = Editor(client, tmp_path / "docs.md")
    page.type("{{ ")
    assert await client.text_document_hover_async(types.HoverParams(**page.at(0, 1))) is None  # type: ignore[arg-type]
    await client.shutdown_session()
    [said] = client.messages
    assert "no és cap guia" in said.message
