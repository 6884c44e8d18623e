"""The group of all commands: each is found because its file is here, and imported when it is called."""

import importlib
import pkgutil
from typing import Any

import click

from guiaviva import __version__, commands
from guiaviva.commands import INTERRUPTED
from guiaviva.commands._usage import usage_explained

# What was written after the name of the program, in the context of the group: click keeps it in no public place.
_WRITTEN = "guiaviva.written"


class Commands(click.Group):
    """Finds each command in the module of its name, as `module.command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in order of the alphabet."""
        return sorted(
            module.name for module in pkgutil.iter_modules(commands.__path__) if not module.name.startswith("_")
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"{commands.__name__}.{cmd_name}").command
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


def run() -> int:
    """Carry out the command that the program was started with; return its exit code.

    Whoever presses Ctrl+C at any moment gets the code for it, where click would say «Aborted!» and leave with 1.
    """
    try:
        ended = main(prog_name="guia", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return INTERRUPTED
    return ended if isinstance(ended, int) else 0
