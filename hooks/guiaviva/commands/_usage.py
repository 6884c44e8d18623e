"""What is wrong with how a command is written, in the words of the program: click itself says it in English."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from guiaviva.commands._terminal import explained
from guiaviva.errors import CannotJudgeError

# Where a group alone is written, click shows its help, which is no mistake. Older versions of click do so without it.
_HELP = getattr(click.exceptions, "NoArgsIsHelpError", ())


@contextmanager
def usage_explained(arguments: Sequence[str]) -> Iterator[None]:
    """Say in one sentence what is wrong with the arguments, in the language they ask for or that of the guide."""
    try:
        yield
    except click.UsageError as error:
        if isinstance(error, _HELP):
            raise
        root = _given(arguments, ["--root"])
        language = _given(arguments, ["--lang"]) or os.environ.get("GUIA_LANG")
        with explained(language, Path(root) if root else None):
            raise _worded(error, arguments) from None


def _worded(error: click.UsageError, arguments: Sequence[str]) -> CannotJudgeError:
    command = error.ctx.command_path if error.ctx else " ".join(("guia", *arguments[:1]))
    group = error.ctx.command if error.ctx else None
    if isinstance(group, click.Group) and error.ctx and (missing := _unknown(group, error.ctx, arguments)):
        return CannotJudgeError("usage-command", found=missing, choices=tuple(group.list_commands(error.ctx)))
    if isinstance(error, click.NoSuchOption):
        return CannotJudgeError("usage-option", found=error.option_name, command=command)
    if isinstance(error, click.BadParameter) and error.param:
        name = error.param.human_readable_name if isinstance(error.param, click.Argument) else error.param.opts[0]
        if isinstance(error, click.MissingParameter):
            return CannotJudgeError("usage-missing", found=name, command=command)
        found, expected = _given(arguments, error.param.opts), _expected(error.param.type)
        if found is not None and expected:
            return CannotJudgeError("usage-value", option=name, found=found, expected=expected)
    return CannotJudgeError("usage", found=" ".join(("guia", *arguments)), command=command)


def _unknown(group: click.Group, context: click.Context, arguments: Sequence[str]) -> str:
    """Return the name of a command of the group that does not exist, where that is what is wrong."""
    below = arguments[context.command_path.count(" ") :]
    return below[0] if below and not below[0].startswith("-") and not group.get_command(context, below[0]) else ""


def _expected(type_: object) -> str:
    """Return which values a type takes, without words; "" where that needs some."""
    if isinstance(type_, click.Choice):
        return ", ".join(map(str, type_.choices))
    if isinstance(type_, click.IntRange):
        return f"{type_.min}–{type_.max}" if type_.max is not None else f"≥ {type_.min}"
    return "1, 2, 3" if type_ is click.INT else ""


def _given(arguments: Sequence[str], names: Sequence[str]) -> str | None:
    """Return the value that the arguments give an option, or None."""
    for one, following in zip(arguments, [*arguments[1:], None], strict=True):
        name, equals, value = one.partition("=")
        if name in names:
            return value if equals else following
    return None
