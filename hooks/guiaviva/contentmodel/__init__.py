"""The content model: what a guide must contain, read from `model/`, and what the program says, from `words/`."""

from guiaviva.contentmodel.loading import (
    ENGINE,
    WORDS,
    languages_of,
    load_examples,
    load_explanations,
    load_language,
    load_model,
    load_rules,
    load_shapes,
    load_todo,
    load_words,
)
from guiaviva.contentmodel.model import ContentModel, Kind, Phrases, Rule, Section, Texts, Words
from guiaviva.contentmodel.specs import BlocksFile, Condition, FieldSpec, KindsFile, PhrasesFile, RuleSpec, TodoFile
from guiaviva.contentmodel.words import FigureWords, LanguageSpec, PostWords, ProseSpec, RuleExplanation

__all__ = [
    "ENGINE",
    "WORDS",
    "BlocksFile",
    "Condition",
    "ContentModel",
    "FieldSpec",
    "FigureWords",
    "Kind",
    "KindsFile",
    "LanguageSpec",
    "Phrases",
    "PhrasesFile",
    "PostWords",
    "ProseSpec",
    "Rule",
    "RuleExplanation",
    "RuleSpec",
    "Section",
    "Texts",
    "TodoFile",
    "Words",
    "languages_of",
    "load_examples",
    "load_explanations",
    "load_language",
    "load_model",
    "load_rules",
    "load_shapes",
    "load_todo",
    "load_words",
]
