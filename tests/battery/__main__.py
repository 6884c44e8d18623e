"""The command: `python -m battery` from the folder of the tests, or `make battery`."""

from __future__ import annotations

import sys
import time
import traceback
from itertools import groupby
from pathlib import Path

import click

TESTS = Path(__file__).parent.parent
sys.path.insert(0, str(TESTS))

from battery import fuzzing, kinds, trial  # noqa: E402 (found by the path just set)
from battery.ground import Ground  # noqa: E402 (found by the path just set)

GUIDES = {
    "minimum": TESTS / "guides" / "minimum",
    "complete": TESTS / "guides" / "complete",
    "demonstration": TESTS.parent,
}


@click.command()
@click.option("--seed", default=1, show_default=True, help="Another seed draws other cases.")
@click.option("--count", default=20, show_default=True, help="So many cases of each kind.")
@click.option("--guide", "guides", multiple=True, help="minimum, complete, demonstration, or a folder.")
@click.option("--kind", "names", multiple=True, help="Only kinds whose name holds this.")
@click.option("--inputs", default=20_000, show_default=True, help="So many inputs for each reader; 0 for none.")
@click.option("--show", is_flag=True, help="Print each case that went wrong, with its differences.")
def main(seed: int, count: int, guides: tuple[str, ...], names: tuple[str, ...], inputs: int, show: bool) -> None:
    """Damage guides, and edit them harmlessly, and count what the check reports; then fuzz each reader."""
    wanted = [kind for kind in kinds.all_kinds() if not names or any(name in kind.name for name in names)]
    for guide in guides or tuple(GUIDES):
        begun = time.process_time()
        ground, outcomes = Ground(GUIDES.get(guide, Path(guide))), []
        for name, some in groupby(trial.trials(ground, wanted, seed, count), key=lambda one: one.kind.name):
            tried = list(some)
            outcomes += tried
            # It takes long, and is seen to go on; the table is made of all in the end.
            click.echo(trial.row(name, tried), err=True)
            for one in tried:
                if show and (one.flooded or one.verdict not in ("named", "quiet")):
                    click.echo(trial.shown(ground, one))
        click.echo(f"\n{guide}: {len(outcomes)} cases, {time.process_time() - begun:.0f} s\n")
        click.echo(trial.table(outcomes))
    # Of named kinds, and of a guide that is named, nothing else is wanted.
    failed = throw(inputs, seed) if inputs and not names and not guides else []
    sys.exit(1 if failed else 0)


def throw(inputs: int, seed: int) -> list[str]:
    """Fuzz each reader with so many inputs, and return the names of those that failed or took too long."""
    click.echo(f"\n{'reader':34}{'inputs':>10}{'seconds':>10}")
    failed = []
    for name in fuzzing.READERS:
        begun = time.process_time()
        try:
            fuzzing.thrown(name, inputs, seed)
        except Exception:
            failed.append(name)
            traceback.print_exc()
        click.echo(f"{name:34}{inputs:>10}{time.process_time() - begun:>10.0f}{'  FAILED' * (name in failed)}")
    return failed


main()
