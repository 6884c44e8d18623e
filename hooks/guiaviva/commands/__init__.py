"""The command `guia`: one module a command, found because its file is here and imported when it is called."""

from __future__ import annotations

import importlib
import pkgutil

import click

from guiaviva import __version__


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


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="guia")
def main() -> None:
    """Write, check and publish the living social media guide of an institution."""
