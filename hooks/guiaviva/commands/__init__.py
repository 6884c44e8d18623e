"""The command `guia`: one module a command, found because its file is here and imported when it is called."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from typing import Any, NoReturn

import click

from guiaviva import __version__
from guiaviva.commands._usage import usage_explained

# What was written after the name of the program, in the context of the group: click keeps it in no public place.
_WRITTEN = "guiaviva.written"


class Commands(click.Group):
    """Finds each command in the module of its name, as `module.command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in order of the alphabet."""
        return sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"{__name__}.{cmd_name}").command
        return command

    def make_context(self, info_name: str | None, args: list[str], *rest: Any, **extra: Any) -> click.Context:
        """Read what stands before the name of the command."""
        written = tuple(args)
        with usage_explained(written):
            context = super().make_context(info_name, args, *rest, **extra)
        context.meta[_WRITTEN] = written
        return context

    def invoke(self, ctx: click.Context) -> Any:
        """Read the arguments of the command, and carry it out."""
        with usage_explained(ctx.meta[_WRITTEN]):
            return super().invoke(ctx)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="guia")
def main() -> None:
    """Write, check and publish the living social media guide of an institution."""


def program() -> None:
    """Run the command as a program of its own, which ends at once: to free a large guide bit by bit takes a second.

    What cannot be written where it was to go, on a full disk, is said in one sentence, with exit code 2.
    """
    try:
        main(prog_name="guia")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except OSError as error:
        _fail(error)
    try:
        sys.stdout.flush()
    except OSError as error:
        _fail(error)
    sys.stderr.flush()
    os._exit(code)


def _fail(error: OSError) -> NoReturn:
    where = f": {error.filename}" if error.filename else ""
    print(f"guia: {error.strerror or error}{where}", file=sys.stderr, flush=True)
    os._exit(2)
