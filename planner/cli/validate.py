"""`planner validate`: is a scenario right, and how is it understood?"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.errors import BAD_INPUT, problem_list
from planner.cli.options import AllowOutside, Settings


def validate(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Scenarios in YAML.", show_default=False)
    ],
    settings: Settings = None,
    allow_outside: AllowOutside = False,
) -> None:
    """Check scenarios and say how each is understood; all errors of a file are shown together."""
    from planner.scenario import ScenarioError

    bad = 0
    for file in files:
        try:
            _show(file, settings or [], allow_outside)
        except ScenarioError as error:
            bad += 1
            print(problem_list(error), file=sys.stderr)
    if bad:
        if len(files) > 1:
            print(f"{bad} of {len(files)} files have errors", file=sys.stderr)
        raise typer.Exit(BAD_INPUT)


def _show(file: Path, settings: list[str], allow_outside: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    from planner.cli.terminal import terminal
    from planner.demand import blueprint
    from planner.scenario import load
    from planner.study import TooLarge, cautions, check_budget, interpretations

    scenario = load(file, settings, allow_outside)
    for variant in scenario.variants:
        load(file, settings, allow_outside, variant)
    plan = blueprint(scenario)
    table = Table(box=None, show_header=False, pad_edge=False)
    for subject, words in interpretations(scenario, plan):
        table.add_row(Text(subject, style="cyan"), Text(words))
    notes = cautions(scenario, plan)
    try:
        check_budget(plan, scenario.run.replications)
    except TooLarge as error:
        notes.append(f"{error}; planner simulate asks for --allow-large")
    with terminal() as console:
        console.print(Text(f"{file}: ok, {scenario.name}", style="bold"))
        console.print(table)
        for note in notes:
            console.print(Text(f"warning: {note}", style="yellow"))
