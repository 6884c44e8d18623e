"""The command: `python -m battery` from the folder of the tests, or `make battery`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

TESTS = Path(__file__).parent.parent
sys.path.insert(0, str(TESTS))

from battery import kinds, trial  # noqa: E402 (found by the path just set)
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
@click.option("--show", is_flag=True, help="Print each case that went wrong, with its differences.")
def main(seed: int, count: int, guides: tuple[str, ...], names: tuple[str, ...], show: bool) -> None:
    """Damage guides, and edit them harmlessly, and count what the check says."""
    wanted = [kind for kind in kinds.all_kinds() if not names or any(name in kind.name for name in names)]
    for guide in guides or tuple(GUIDES):
        begun = time.process_time()
        ground, outcomes = Ground(GUIDES.get(guide, Path(guide))), []
        for one in trial.trials(ground, wanted, seed, count):
            outcomes.append(one)
            if show and (one.flooded or one.verdict not in ("named", "quiet")):
                click.echo(trial.shown(ground, one))
        click.echo(f"\n{guide}: {len(outcomes)} cases, {time.process_time() - begun:.0f} s\n")
        click.echo(trial.table(outcomes))


main()
