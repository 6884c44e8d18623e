"""Files of `model/` and `words/` become the content model. A guide may have files of its own, which add to them.

What a guide says in a file of the same name wins over what the program says, key by key; lists are not joined.
"""

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, product
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter

from guiaviva.cache import Cache, digest
from guiaviva.contentmodel.examples import MESSAGES, QUERY, SUFFIX, TONE, Examples, lines
from guiaviva.contentmodel.model import ContentModel, Heading, Kind, Phrases, Rule, Wording, Words
from guiaviva.contentmodel.specs import BlocksFile, KindsFile, KindSpec, PhrasesFile, RuleSpec, TodoFile
from guiaviva.contentmodel.words import (
    ExplanationsFile,
    Interface,
    KindWords,
    LanguageFile,
    LanguageSpec,
    ProseSpec,
    RuleExplanation,
    RulesFile,
    RuleWords,
    SectionsFile,
)
from guiaviva.diagnostics import Finding
from guiaviva.errors import CannotJudgeError
from guiaviva.facts.schema import Shape
from guiaviva.facts.types import Key
from guiaviva.language import FALLBACK
from guiaviva.reading.documents import read_document
from guiaviva.reading.files import Folder, read_source
from guiaviva.reading.gate import DATA, RefusedError
from guiaviva.reading.validation import validate

_PACKAGE = Path(__file__).resolve().parents[1]
ENGINE = _PACKAGE if (_PACKAGE / "model").is_dir() else _PACKAGE.parents[1]
"""The folder of the program's `model/`, `words/` and `overrides/`: the package where it is installed, else the
repository."""

_RULE = "invalid-data"
WORDS: Mapping[str, Any] = {
    "language": LanguageFile,
    "interface": Interface,
    "rules": RulesFile,
    "explanations": ExplanationsFile,
    "sections": SectionsFile,
    "search": LanguageSpec,
    "prose": ProseSpec,
    "records": Interface,
}
"""What each file of a folder of `words/` may hold, by its name."""


def load_model(root: Path, store: Cache | None = None, languages: Collection[str] | None = None) -> ContentModel:
    """Return the program's model, with what the guide at `root` adds to it.

    Words are read in `languages` and in English; of all languages where None is given, which takes longer. With
    `store`, the model is kept there, and taken from there as long as its files do not change. Raises CannotJudgeError
    where a file of the model is missing or invalid.
    """
    bases = bases_of(root)
    _require_own(root, bases)
    known_languages = _languages(bases)
    read = [one for one in known_languages if languages is None or one in languages or one == FALLBACK]
    files = [*_files(bases, "model"), *chain.from_iterable(_files(bases, f"words/{one}") for one in read)]
    # In what words anybody may give away a secret is known of every language.
    files += [path for one in known_languages if one not in read for path in _files(bases, f"words/{one}", "prose.yml")]
    folders = [f"words/{one}/{folder}" for one in read for folder in (MESSAGES, TONE)]
    files += chain.from_iterable(_files(bases, folder, f"*{SUFFIX}") for folder in folders)
    fingerprint = digest(*known_languages, *(part for one in files for part in one))
    known = store.get("model", fingerprint) if store else None
    if isinstance(known, ContentModel):
        return known
    loaded = {one: _load(bases, f"words/{one}/sections", SectionsFile) for one in read}
    prose = {one: _load(bases, f"words/{one}/prose", ProseSpec) for one in known_languages}
    kinds = _load(bases, "model/kinds", KindsFile, required=True)
    model = ContentModel(
        {
            id: _kind(id, spec, kinds, {one: file.kinds[id] for one, file in loaded.items() if id in file.kinds})
            for id, spec in kinds.kinds.items()
        },
        kinds.fields,
        {
            group: {language: file.groups[group] for language, file in loaded.items() if group in file.groups}
            for group in kinds.groups
        },
        load_rules(root, read),
        load_words(root, read),
        _load(bases, "model/blocks", BlocksFile, required=True),
        _phrases(_load(bases, "model/phrases", PhrasesFile, required=True), prose.values()),
        {one: _load(bases, f"words/{one}/search", LanguageSpec) for one in read},
        prose,
        tuple(known_languages),
        fingerprint,
        frozenset(kind for kind, _ in load_examples(root, MESSAGES, read)) - {QUERY},
    )
    if store:
        store.put("model", fingerprint, model)
    return model


def languages_of(root: Path | None = None) -> list[str]:
    """Return the languages that the program has words of, with those of the guide at `root`, sorted."""
    return _languages(bases_of(root))


def load_language(language: str) -> LanguageFile:
    """Return what holds for all words of one of the languages that the program has words of.

    Raises CannotJudgeError as `load_model` does.
    """
    held: LanguageFile = _load(bases_of(None), f"words/{language}/language", LanguageFile)
    return held


def load_words(
    root: Path | None = None,
    languages: Iterable[str] | None = None,
    name: Literal["interface", "records"] = "interface",
) -> Words:
    """Return the program's words, with those of the guide at `root`, in `languages` or in all.

    They are those of the file of that name: all that is said, or the words of the forms for records. Raises
    CannotJudgeError as `load_model` does.
    """
    bases = bases_of(root)
    files: dict[str, Any] = {
        one: _load(bases, f"words/{one}/{name}", Interface) for one in languages or _languages(bases)
    }
    words: dict[str, dict[str, dict[str, str]]] = {}
    for language, groups in files.items():
        for group, texts in groups.items():
            for key, text in texts.items():
                words.setdefault(group, {}).setdefault(key, {})[language] = text
    return words


def load_rules(root: Path | None = None, languages: Iterable[str] | None = None) -> Mapping[str, Rule]:
    """Return the rules, with those of the guide at `root`, and their words in `languages` or in all.

    Raises CannotJudgeError as `load_model` does.
    """
    bases = bases_of(root)
    specs: Mapping[str, RuleSpec] = _load(bases, "model/rules", dict[Key, RuleSpec], required=True)
    files: dict[str, Mapping[str, RuleWords]] = {
        one: _load(bases, f"words/{one}/rules", RulesFile) for one in languages or _languages(bases)
    }
    return {id: _rule(spec, {one: file[id] for one, file in files.items() if id in file}) for id, spec in specs.items()}


def load_explanations(root: Path | None, language: str) -> Mapping[str, RuleExplanation]:
    """Return what the rules are for, in one language, with what the guide at `root` says of them, by rule.

    Raises CannotJudgeError as `load_model` does.
    """
    explanations: Mapping[str, RuleExplanation] = _load(
        bases_of(root), f"words/{language}/explanations", ExplanationsFile
    )
    return explanations


def load_examples(root: Path | None, folder: str, languages: Iterable[str]) -> Examples:
    """Return each kind of text with its examples, with those of the guide at `root`, in some languages.

    `folder` is that of the examples within the words of a language.

    Raises CannotJudgeError as `load_model` does.
    """
    examples: dict[str, list[str]] = defaultdict(list)
    for base, language in product(bases_of(root), languages):
        for path in sorted(base.glob(f"words/{language}/{folder}/*{SUFFIX}")):
            source = read_source(folder_of(base), path.relative_to(base).as_posix(), _RULE)
            if source.problems:
                raise _bad(source.path, source.problems[0])
            examples[path.stem] += lines(source.text)
    return tuple((kind, tuple(examples[kind])) for kind in sorted(examples))


def load_shapes(root: Path | None = None) -> Mapping[str, Shape]:
    """Return the shapes of tables of measures that the program knows, with those in `model/` of the guide at `root`.

    Raises CannotJudgeError as `load_model` does.
    """
    shapes: Mapping[str, Shape] = _load(bases_of(root), "model/shapes", dict[Key, Shape])
    return shapes


def load_todo(root: Path | None = None) -> TodoFile:
    """Return how what is left to write is ordered and grouped, with what the guide at `root` says of it.

    Raises CannotJudgeError as `load_model` does.
    """
    todo: TodoFile = _load(bases_of(root), "model/todo", TodoFile, required=True)
    return todo


def _rule(spec: RuleSpec, words: Mapping[str, RuleWords]) -> Rule:
    variants = dict.fromkeys(chain.from_iterable(one.variants for one in words.values()))
    return Rule.model_construct(
        **dict(spec),
        message={language: one.message for language, one in words.items() if one.message},
        fix={language: one.fix for language, one in words.items() if one.fix},
        variants={
            name: Wording(
                {language: one.variants[name].message for language, one in words.items() if name in one.variants},
                {language: one.variants[name].fix for language, one in words.items() if name in one.variants},
            )
            for name in variants
        },
    )


def _kind(id: str, spec: KindSpec, file: KindsFile, words: Mapping[str, KindWords]) -> Kind:
    def heading(section: str) -> Heading:
        each = {language: one.sections[section] for language, one in words.items() if section in one.sections}
        if not each:
            raise CannotJudgeError("no-heading", kind=id, section=section)
        return Heading(
            {language: one.title for language, one in each.items()},
            {language: one.write for language, one in each.items()},
        )

    if not words:
        raise CannotJudgeError("no-title", kind=id)
    titled = dict.fromkeys(chain.from_iterable(one.pages for one in words.values()))
    return Kind(
        id,
        spec,
        file.defaults.front_matter if spec.front_matter is None else spec.front_matter,
        file.defaults.words,
        {language: one.title for language, one in words.items()},
        {page: {language: one.pages[page] for language, one in words.items() if page in one.pages} for page in titled},
        {section: heading(section) for section in spec.sections},
    )


def _phrases(file: PhrasesFile, prose: Collection[ProseSpec]) -> Phrases:
    drafts = [one.drafts for one in prose]
    return Phrases(
        (*file.placeholders, *chain.from_iterable(one.placeholders for one in drafts)),
        tuple(chain.from_iterable(one.unfinished for one in drafts)),
        tuple(chain.from_iterable(one.bracketed for one in drafts)),
        tuple(dict.fromkeys(chain.from_iterable(one.links.vague for one in prose))),
        tuple(file.free_mail),
        tuple(file.closed_services),
        tuple(file.demonstration),
    )


def bases_of(root: Path | None) -> list[Path]:
    """Return the folders whose `model/` and `words/` are read, one after the other."""
    return [ENGINE] if root is None or os.path.realpath(root) == str(ENGINE) else [ENGINE, root]


def _languages(bases: Iterable[Path]) -> list[str]:
    return sorted({path.parent.name for base in bases for path in base.glob("words/*/*.yml")})


def _files(bases: Iterable[Path], folder: str, names: str = "*.yml") -> Iterator[tuple[str, bytes]]:
    """Return the files of a folder that have such names, with their bytes. Raises CannotJudgeError."""
    for base in bases:
        own = folder_of(base)
        for path in sorted(base.glob(f"{folder}/{names}")):
            relative = path.relative_to(base).as_posix()
            try:
                yield str(path), own.read(relative, DATA)
            except RefusedError as error:
                raise _bad(relative, error.problem.finding(_RULE)) from None
            except OSError as error:
                raise CannotJudgeError("unreadable", path=relative, reason=error.strerror or "") from None


def folder_of(base: Path) -> Folder:
    """Return one of the folders whose `model/` and `words/` are read."""
    return Folder(base, trusting=base == ENGINE)


def _require_own(root: Path, bases: Iterable[Path]) -> None:
    """Raise CannotJudgeError where the guide at `root` has a file in `model/` or `words/` that is not to be read."""
    for name in ("model", "words") if root in bases else ():
        for problem in Folder(root).list(name).problems:
            raise _bad(problem.path, problem.finding(_RULE))


def _bad(path: str, problem: Finding) -> CannotJudgeError:
    return CannotJudgeError("bad-model", path=path, line=problem.place.line, problem=problem)


def _load(bases: Iterable[Path], name: str, type_: Any, *, required: bool = False) -> Any:
    """Return what the files of a name say together. Raises CannotJudgeError where they are not valid."""
    path, document = f"{name}.yml", None
    value: Any = {}
    for base in bases:
        own = folder_of(base)
        if own.exists(path):
            source = read_source(own, path, _RULE)
            document = read_document(source, _RULE)
            if problems := (*source.problems, *document.problems):
                raise _bad(path, problems[0])
            value = _merged(value, {} if document.value is None else document.value)
    if document is None:
        if required:
            raise CannotJudgeError("no-model", path=path)
        return TypeAdapter(type_).validate_python({})
    valid, invalid = validate(TypeAdapter(type_), type_, document, (), value, _RULE)
    if invalid:
        raise _bad(path, invalid[0])
    return valid


def _merged(value: Any, other: Any) -> Any:
    """Return `value` with what `other` says: of maps key by key, of anything else in its place."""
    if isinstance(value, dict) and isinstance(other, dict):
        return {**value, **{key: _merged(value.get(key), one) for key, one in other.items()}}
    return other
