"""A guide begins: the pages of the demonstration that fit, and what still has to be written as prompts."""

import itertools
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from guiaviva.cache import Cache
from guiaviva.contentmodel import ContentModel, load_model
from guiaviva.counting import count
from guiaviva.errors import CannotJudgeError
from guiaviva.facts.loading import load_facts
from guiaviva.forms import forms
from guiaviva.guide import Guide, links, load_guide, rows
from guiaviva.guide.blocks import block_name
from guiaviva.guide.demands import demands_of
from guiaviva.guide.scaffold import scaffold
from guiaviva.guide.signing import everything
from guiaviva.judgement import judge, of_search
from guiaviva.reading.files import Folder, Source
from guiaviva.reading.pages import Link, Page, read_page
from guiaviva.references import NoValueError, References, references_in
from guiaviva.starting import data, demonstration
from guiaviva.starting.absent import without_references
from guiaviva.starting.answers import Answers
from guiaviva.starting.files import others
from guiaviva.starting.pages import adapted, alone, as_draft, as_prompts, only_links, with_fields, without_link
from guiaviva.starting.said import Said
from guiaviva.starting.untouched import RECORD, record_of

WORK = ".guia-init"
"""The name of the folder in which a guide is written until it is whole, or the end of that name."""
_MARKS = ("S", "C")
_ROUNDS = 12
HOME = "index"
_TITLE = re.compile(r"^# .*$", re.MULTILINE)
_PURPOSELESS = ("unneeded-exception", "empty-subsection")
# What belongs to the demonstration's own story.
_ITS_OWN = ("evaluation/", "plans/")


def begin(folder: Path, answers: Answers, agree: Callable[[int, int], object] = max) -> None:
    """Write a guide to a folder that is not there yet or is empty: all of it, or nothing.

    `agree` is called before it is put there, with how many pages it has and how many more are to be translated, and
    raises what is to stop it. Raises CannotJudgeError where something is in the folder, it cannot be written, or the
    program cannot be packed.
    """
    require_empty(folder)
    there = folder.exists()
    # A folder that is there may be a disk of its own, or the one in which the user is: it is not replaced.
    whole = Path(os.path.abspath(folder))  # noqa: PTH100 (a link is not followed)
    work = folder / WORK if there else whole.with_name(f".{whole.name}{WORK}")
    try:
        # One that was interrupted may have left its work.
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        Beginning(work, answers).write()
        agree(*_size(work, answers))
        if there:
            for path in sorted(work.iterdir()):
                path.rename(folder / path.name)
        else:
            work.rename(whole)
    except OSError as error:
        raise CannotJudgeError("unwritable", path=str(folder), reason=error.strerror or "") from None
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _size(root: Path, answers: Answers) -> tuple[int, int]:
    """Return how many pages a guide that was written has, and how many of the first language the others lack."""
    folders = {one: root / "docs" / one for one in answers.languages}
    pages = {one: {path.relative_to(folder) for path in folder.rglob("*.md")} for one, folder in folders.items()}
    source = pages[answers.source]
    return sum(map(len, pages.values())), sum(len(source - own) for own in pages.values())


def require_empty(folder: Path) -> None:
    """Raise CannotJudgeError where something is in a folder, or in its place is a file or a link to no folder."""
    if os.path.lexists(folder) and (not folder.is_dir() or any(path.name != WORK for path in folder.iterdir())):
        raise CannotJudgeError("not-empty", path=str(folder))


class Beginning:
    """The files of a guide that begins, in the folder in which they are written."""

    def __init__(self, root: Path, answers: Answers) -> None:
        """Prepare to write below `root`."""
        self.root, self.answers = root, answers
        self.roles: tuple[str, ...] = ()
        # The guide is read again after each change; what it keeps makes its first check and preview faster too.
        self.store = Cache(root)
        self.model: ContentModel = load_model(root, self.store, answers.languages)
        # The values of files of data as they were written last, and the texts of their records: to write takes long.
        self.data: dict[str, str] = {}
        self.records: dict[str, str] = {}
        self.said = Said(self.model.words["start"], answers.languages)

    def write(self) -> None:
        """Write all files."""
        texts = (self.said.first, self.said.words["site-name"], self.said.in_each("proposal"))
        for path, content in others(self.answers, *texts).items():
            self._put(path, content)
        self.lay()
        self._put(RECORD, record_of(self.root))
        self.store.close()

    def lay(self) -> None:
        """Write the pages, the data and the documents to fill in."""
        files = self._data()
        self.roles = tuple(files["data/roles.yml"])
        for id in self._pages():
            for language, text in self._texts_of(id):
                self._put(f"docs/{language}/{id}.md", text)
        self._complete()
        # The pages link to them; they are written again once the pages are as they stay.
        self._forms()
        for _ in range(_ROUNDS):
            if not self._mend(files):
                break
        self._record()
        self._tidy(files)
        self._record()
        self._forms()

    def _put(self, path: str, content: str | bytes) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)

    def _data(self) -> data.Files:
        files = data.data_of(self.answers, self.said, self.model.phrases.demonstration)
        # A small team has few roles of its own; those that its pages name are elsewhere in the institution.
        few = self.answers.small or not self._written()
        while few and self.roles != tuple(files["data/roles.yml"]):
            self.roles = tuple(files["data/roles.yml"])
            # The pages of roles that are there by now may name others.
            texts = [text for id in self._pages() for _, text in self._texts_of(id)]
            data.with_named_roles(files, self.answers, self.said.prompt, texts, self.records)
        for _ in range(10 * _ROUNDS):
            self._put_data(files)
            if not data.prune(files, load_facts(Folder(self.root), tuple(self.answers.languages), self.store)):
                break
        self._put_data(files)
        return files

    def _put_data(self, files: data.Files) -> None:
        for path, value in files.items():
            if self.data.get(path) != (now := repr(value)):
                self._put(path, data.text_of(value, self.records))
                self.data[path] = now

    def _pages(self) -> Iterator[str]:
        """Return the ids of the demonstration's pages that the guide begins with."""
        must = _required(self.model)
        networks = {f"networks/{key}" for key in demonstration.networks()}
        for id in self._texts(demonstration.languages()[0]):
            folder, _, name = id.rpartition("/")
            if id in networks:
                wanted = name in self.answers.networks
            elif self.answers.small:
                wanted = id in must or id == HOME
            elif folder == "roles":
                wanted = name in self.roles
            else:
                wanted = not id.startswith(_ITS_OWN)
            if wanted and not id.startswith(_ITS_OWN):
                yield id

    def _texts_of(self, id: str) -> Iterator[tuple[str, str]]:
        """Return what a page of the demonstration becomes, with each language in which it is there."""
        original = self._texts(demonstration.languages()[0])[id].read_text(encoding="utf-8")
        fields = {name for name, spec in self.model.fields.items() if spec.source}
        for language in self.answers.languages:
            if path := self._texts(language).get(id):
                own = path.read_text(encoding="utf-8")
                begun = with_fields(own, original, fields, language == self.answers.source)
                prompt = partial(self.said.prompt, language=language)
                page = read_page(Source(f"docs/{language}/{id}.md", begun), language, id)
                text = adapted(page, self.answers, self.roles, prompt)
                if text is not None:
                    # Nothing is a translation of what is not written yet.
                    text = text if id in self._texts(self.answers.source) else as_draft(text)
                    yield language, as_prompts(self._unread(text, id, language), self.model.phrases.bracketed)

    def _unread(self, text: str, id: str, language: str) -> str:
        """Return the text of a page, which says so below its title where no speaker of its language has read it."""
        note = self.note(id, language)
        return _TITLE.sub(lambda title: f"{title[0]}\n\n{note}", text, count=1) if note else text

    def note(self, id: str, language: str) -> str:
        """Return the line with which a page in a language says that no speaker has read it; "" where they have."""
        key = "unread-home" if id == HOME else "unread"
        return self.said.in_language(key, language) if language in demonstration.drafted() else ""

    def _written(self) -> bool:
        """Return whether the demonstration is written in the language in which the guide is first."""
        return self.answers.source in demonstration.languages()

    def _texts(self, language: str) -> Mapping[str, Path]:
        return demonstration.pages(language, self.answers.kind)

    def _guide(self) -> Guide:
        (self.root / "docs" / self.answers.source).mkdir(parents=True, exist_ok=True)
        return load_guide(self.root, today=self.answers.today, store=self.store)

    def _mend(self, files: data.Files) -> bool:
        """Take out of pages and data what leads to something that is not in the guide; return whether there was any."""
        guide = self._guide()
        if self._moved_examples(guide) | self._without_references(guide):
            guide = self._guide()
        pages: dict[str, list[tuple[int, int, str]]] = {}
        for page in guide.all_pages:
            for first, last in _lost_blocks(guide, page):
                pages.setdefault(page.path, []).append((first, last, ""))
            for line, targets in _lost_targets(guide, page):
                pages.setdefault(page.path, []).extend((line, line, target) for target in targets)
        for path, lost in pages.items():
            self._mend_page(path, lost)
        lost_in_data = [
            (entry.document.path, entry.path, marked.path)
            for entry, marked, collection in guide.facts.references
            if collection == "pages" and not _leads(guide, guide.source_language, *marked.value.partition("#")[::2])
        ]
        data.without_pages(files, lost_in_data)
        # What is decided of a fact that is not there decides nothing.
        nothing = {
            (one.document.path, one.path)
            for one in guide.facts.decisions.values()
            if any(True for text in one.record.decided.values() for _ in references_in(text))
        }
        data.without_records(files, nothing)
        self._put_data(files)
        return bool(pages or lost_in_data or nothing)

    def _moved_examples(self, guide: Guide) -> bool:
        """Make examples for a network that the guide does not have ones for its first; return whether there was any.

        What is said about an example would make no sense without it.
        """
        moved = False
        for page in guide.all_pages:
            lines = page.file.source.text.split("\n")
            for block in page.blocks:
                spec = guide.model.blocks.guide.get(block_name(block))
                if spec and spec.content and len(block.words) > 1 and not guide.knows("networks", block.words[1]):
                    at = block.place.line - 1
                    text = "\n".join(itertools.takewhile(lambda line: line.strip() != "///", lines[at + 1 :]))
                    if fits := self._fitting(guide, text):
                        lines[at] = lines[at].replace(f" {block.words[1]}", f" {fits}", 1)
                        moved = True
                        self._put(page.path, "\n".join(lines))
        return moved

    def _without_references(self, guide: Guide) -> bool:
        """Take out of pages what refers to a fact that the data does not have; return whether there was any."""
        references = References(guide.facts, guide.model.words)
        lost = {page.path: names for page in guide.all_pages if (names := _lost_references(references, page))}
        for path, names in lost.items():
            self._put(path, _without_names((self.root / path).read_text(encoding="utf-8"), names))
        return bool(lost)

    def _fitting(self, guide: Guide, text: str) -> str:
        """Return the first network in which a text is not too long, or ""."""
        for key in self.answers.networks:
            limits = guide.facts.networks[key].record.limits
            if not limits or not limits.characters or count(text.strip(), limits.counted) <= limits.characters:
                return key
        return ""

    def _mend_page(self, path: str, lost: list[tuple[int, int, str]]) -> None:
        self._put(path, _without_lost((self.root / path).read_text(encoding="utf-8"), lost))

    def _tidy(self, files: data.Files) -> None:
        """Take out what has lost its purpose.

        That are headings with nothing below them, exceptions of rules that find nothing, and then, since nothing else
        depends on them, queries which the search of this guide does not answer.
        """
        while True:
            judgement = judge(guide := self._guide(), self.store, search=False)
            lines: dict[str, list[tuple[int, int, str]]] = {}
            for one in judgement.findings:
                if one.rule in _PURPOSELESS and one.place.path.startswith("docs/"):
                    lines.setdefault(one.place.path, []).append((one.place.line, one.place.line, ""))
            if not lines:
                break
            for path, places in lines.items():
                self._mend_page(path, places)
        lost = {place for one in of_search(judgement) if one.rule == "not-found" for place in (one.place, *one.others)}
        records = {("data/queries.yml", one.path) for one in guide.facts.queries if one.value_place("words") in lost}
        data.without_records(files, records)
        self._put_data(files)

    def _complete(self) -> None:
        """Write what the model demands of pages and sections and the demonstration does not have, as prompts."""
        guide = self._guide()
        networks = (f"networks/{key}" for key in guide.networks_in_use)
        must = {*_required(self.model), *networks, "plans/institution", HOME}
        asked: list[str] = []
        for id in sorted(demands_of(guide).pages if not self.answers.small else must & demands_of(guide).pages):
            if guide.model.kind_of(id) and not guide.source_page(id):
                self._put(guide.path(id), scaffold(guide, id, self.answers.source))
                asked.append(id)
        # A language in which something is written asks for the rest, in its own words.
        guide, draft = self._guide(), not self._texts(self.answers.source)
        for language, id in itertools.product(self.answers.languages[1:], asked):
            if language in guide.model.languages and language not in demands_of(guide).unwritten:
                self._put(guide.path(id, language), scaffold(guide, id, language, draft=draft))

    def _forms(self) -> None:
        for path, text in forms(self._guide()):
            self._put(path, text)

    def _record(self) -> None:
        """Sign off every translation: they are those of the demonstration, which were read."""
        for path, content in everything(self._guide()).items():
            (self.root / path).write_bytes(content)


def again(guide: Guide, answers: Answers, ids: Collection[str]) -> dict[str, str]:
    """Return the texts with which pages would begin now in a guide that is there, by path. Nothing is written."""
    new = Beginning(guide.folder.root, answers)
    new.roles = tuple(guide.facts.roles)
    known = new._texts(demonstration.languages()[0])
    texts = {guide.path(id, one): text for id in ids if id in known for one, text in new._texts_of(id)}
    new.store.close()
    for _ in range(_ROUNDS):
        mended = dict(_mended(guide, texts))
        if mended == texts:
            break
        texts = mended
    return texts


def _mended(guide: Guide, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Return texts of pages without what leads to something that a guide does not have."""
    overlay = {**guide.folder.overlay, **{path: text.encode() for path, text in texts.items()}}
    later = load_guide(replace(guide.folder, overlay=overlay), today=guide.today, store=guide.store)
    references = References(later.facts, later.model.words)
    for page in (one for one in later.all_pages if one.path in texts):
        if names := _lost_references(references, page):
            yield page.path, _without_names(texts[page.path], names)
            continue
        targets = ((line, line, target) for line, some in _lost_targets(later, page) for target in some)
        blocks = ((first, last, "") for first, last in _lost_blocks(later, page))
        yield page.path, _without_lost(texts[page.path], [*targets, *blocks])


def _without_lost(text: str, lost: list[tuple[int, int, str]]) -> str:
    """Return a text without lines, from the first to the last, or without the links in a line to a target."""
    lines = text.split("\n")
    for first, last, target in sorted(lost, reverse=True):
        if target:
            lines[first - 1] = without_link(lines[first - 1], target)
        else:
            # A comment may go on in the lines below.
            while lines[first - 1].startswith("<!--") and "-->" not in lines[last - 1]:
                last += 1
            lines[first - 1 : last] = []
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _without_names(text: str, names: frozenset[str]) -> str:
    """Return a text without what refers to facts of these names."""
    kept = (left for line in text.split("\n") if (left := without_references(line, names)) is not None)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept))


def _required(model: ContentModel) -> set[str]:
    """Return the ids of the pages that every guide must have, however small."""
    return {id for kind in model.kinds.values() for id, mark, _ in kind.pages(frozenset()) if mark[0] in _MARKS}


def _lost_blocks(guide: Guide, page: Page) -> Iterator[tuple[int, int]]:
    """Return the first and last lines of the blocks of a page that show a record, or a file, that is not there."""
    for block in page.blocks:
        spec = guide.model.blocks.guide.get(block_name(block))
        key = block.words[1] if spec and spec.key and len(block.words) > 1 else ""
        lost = bool(spec and spec.key and key and not guide.knows(spec.key, key))
        if lost or (spec and not demands_of(guide).lacking_data.keys().isdisjoint(spec.needs)):
            first = last = block.place.line
            while page.source.line(last).strip() != "///":
                last += 1
            yield first, last


def _lost_references(references: References, page: Page) -> frozenset[str]:
    """Return the names in a page that mean nothing in the data; what is still to be written there is not lost."""
    # What is known has been replaced by what it says.
    text = "\n".join(page.source.lines[page.body_line - 1 :])
    return frozenset(name for _, name in references_in(text, markdown=True) if not _may_mean(references, name))


def _may_mean(references: References, name: str) -> bool:
    try:
        references.find(name)
    except NoValueError as error:
        return error.variant == "unread"
    return True


def _lost_links(guide: Guide, page: Page) -> Iterator[Link]:
    """Return the links and pictures of a page that lead to nothing in the guide."""
    for link in (*page.links, *page.images):
        if links.SCHEME.match(link.target.strip()) or link.target.startswith("//"):
            continue
        path, anchor = links.split(link)
        resolved = links.resolve(page, path)
        id = links.id_of(page, resolved) if path else page.id
        found = _leads(guide, page.language, id, anchor) if id else resolved in guide.files
        if not found and links.in_language(page, resolved) not in guide.files:
            yield link


def _lost_targets(guide: Guide, page: Page) -> Iterator[tuple[int, list[str]]]:
    """Return each line of a page with links that lead to nothing, and their targets; "" where the line goes with them.

    What only says where to find something says nothing where that is not.
    """
    lost: dict[int, list[str]] = {}
    for link in _lost_links(guide, page):
        lost.setdefault(link.place.line, []).append(link.target)
    links = Counter(one.place.line for one in (*page.links, *page.images))
    for line, targets in lost.items():
        whole = len(targets) == links[line] and alone(page.source, line) and only_links(page.source.line(line))
        yield line, [""] if whole else targets


def _leads(guide: Guide, language: str, id: str, anchor: str) -> bool:
    """Return whether readers of a language find a page, and what the anchor names in it."""
    page = guide.shown(language, id)
    return page is not None and (not anchor or anchor in rows.anchors(guide, page))
