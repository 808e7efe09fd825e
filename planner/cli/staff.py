"""`planner staff`: the least agents per interval that keep the targets."""

from typing import Annotated

import typer

from planner.cli.formats import FormatOption, chosen_format, show
from planner.cli.options import AllowLarge, AllowOutside, Output, ScenarioFile, Seed, Settings, WorkerCount
from planner.cli.origin import origin
from planner.cli.output import check_apart, check_target
from planner.cli.search import (
    EachReplications,
    ResumeSearch,
    VariedGroups,
    exit_code,
    most_agents,
    named_groups,
    run_search,
)


def staff(
    file: ScenarioFile,
    group: VariedGroups = None,
    most: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[GROUP=]N", help="The most agents at a time, of this group or of each. Repeatable."
        ),
    ] = None,
    resume: ResumeSearch = None,
    replications: EachReplications = None,
    seed: Seed = None,
    workers: WorkerCount = None,
    format_: FormatOption = None,
    output: Output = None,
    settings: Settings = None,
    allow_outside: AllowOutside = False,
    allow_large: AllowLarge = False,
) -> None:
    """Find the least agents per interval and group that keep the targets, and prove them on fresh random numbers.

    The targets are those of the scenario, else its service level. For each interval: what one agent less does.

    Exit code: 0 all targets are proven to hold, 1 not so, 130 stopped by Ctrl-C with the best so far.
    """
    check_target(output, file)
    check_target(resume, file, argument="--resume")
    check_apart({"--output": output, "--resume": resume})
    format_ = chosen_format(format_, output)
    from planner.report import staffing as report
    from planner.scenario import load
    from planner.staffing.options import SearchOptions
    from planner.study import available_cores

    scenario = load(file, settings or (), allow_outside)
    groups = named_groups(scenario, group or ())
    options = SearchOptions(
        replications,
        seed,
        workers or available_cores(),
        allow_large,
        groups,
        most_agents(most or (), groups or tuple(scenario.agent_groups)),
        resume,
    )
    from planner.staffing.staff import staff as find_staffing

    found = run_search(find_staffing, scenario, options)
    show(found, report, origin(file), format_, output)
    raise typer.Exit(exit_code(found))
