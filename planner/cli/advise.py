"""`planner advise`: where does the next agent hour help most, and where can one be taken away?"""

import sys

import typer

from planner.cli.errors import INTERRUPTED
from planner.cli.formats import FormatOption, chosen_format, show
from planner.cli.options import (
    AllowLarge,
    AllowOutside,
    Output,
    Replications,
    ScenarioFile,
    Seed,
    Settings,
    WorkerCount,
)
from planner.cli.origin import origin
from planner.cli.output import check_target
from planner.cli.progress import stage_progress
from planner.cli.search import VariedGroups, named_groups


def advise(
    file: ScenarioFile,
    group: VariedGroups = None,
    replications: Replications = None,
    seed: Seed = None,
    workers: WorkerCount = None,
    format_: FormatOption = None,
    output: Output = None,
    settings: Settings = None,
    allow_outside: AllowOutside = False,
    allow_large: AllowLarge = False,
) -> None:
    """Say where one more agent helps most, who can go, and what brings missed targets back.

    One agent more and one less are tried in every hour and group of the plan as it is, on the same customers.

    The targets are those of the scenario, else its service level.

    Exit code: 0 all was looked at, 130 stopped by Ctrl-C with what is known so far.
    """
    check_target(output, file)
    format_ = chosen_format(format_, output)
    from planner.report import advise as report
    from planner.scenario import load
    from planner.staffing.advise import advise as find_advice
    from planner.staffing.options import SearchOptions
    from planner.study import available_cores

    scenario = load(file, settings or (), allow_outside)
    options = SearchOptions(
        replications, seed, workers or available_cores(), allow_large, named_groups(scenario, group or ())
    )
    with stage_progress() as progress:
        advice = find_advice(scenario, options, progress)
    for caution in advice.cautions:
        print(f"warning: {caution}", file=sys.stderr)
    show(advice, report, origin(file), format_, output)
    if advice.stopped:
        raise typer.Exit(INTERRUPTED)
