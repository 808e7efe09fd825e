"""`planner schedule`: the cheapest shifts that keep the targets."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.errors import Unusable
from planner.cli.formats import FormatOption, chosen_format, show
from planner.cli.options import AllowLarge, AllowOutside, Output, ScenarioFile, Seed, Settings, WorkerCount
from planner.cli.origin import origin
from planner.cli.output import check_apart, check_target, write, write_bytes
from planner.cli.search import EachReplications, ResumeSearch, exit_code, run_search

if TYPE_CHECKING:
    from planner.scenario.draft import Draft
    from planner.staffing.result import Found

ROSTERS = (".csv", ".xlsx")


def schedule(
    file: ScenarioFile,
    roster: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write who works when here, as CSV or, by its ending, XLSX."),
    ] = None,
    planned: Annotated[
        Path | None,
        typer.Option(
            "--scenario",
            metavar="FILE",
            help="Write the scenario with that roster here, for planner simulate: without comments, for the folder of the "
            "scenario if that names files. Needs --roster.",
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
    """Find the cheapest plan of shifts that keeps the targets, and prove it on fresh random numbers.

    Shifts are made of the scenario's shift_patterns. Tells the plan, its cost, and how far from the optimum it may be.

    Exit code: 0 all targets are proven to hold, 1 not so, 130 stopped by Ctrl-C with the best so far.
    """
    _check_targets(file, output, resume, roster, planned)
    format_ = chosen_format(format_, output)
    from planner.report import staffing as report
    from planner.scenario.draft import Draft
    from planner.staffing.options import SearchOptions
    from planner.study import available_cores

    draft = Draft.read(file, settings or (), allow_outside)
    scenario = draft.scenario()
    options = SearchOptions(replications, seed, workers or available_cores(), allow_large, resume=resume)
    from planner.staffing.schedule import schedule as find_plan

    found = run_search(find_plan, scenario, options)
    show(found, report, origin(file), format_, output)
    if roster is not None:
        _write_plan(found, draft, roster, planned)
    raise typer.Exit(exit_code(found))


def _check_targets(
    file: Path, output: Path | None, resume: Path | None, roster: Path | None, planned: Path | None
) -> None:
    """Refuse files that cannot be written, before the search. Raises `Unusable`."""
    targets = {"--output": output, "--resume": resume, "--roster": roster, "--scenario": planned}
    for option, target in targets.items():
        check_target(target, file, argument=option)
    check_apart(targets)
    if roster is not None and roster.suffix.lower() not in ROSTERS:
        raise Unusable(f"--roster: {roster.name} is neither CSV nor XLSX; end in {' or '.join(ROSTERS)}")
    if planned is None:
        return
    if roster is None:
        raise Unusable("--scenario: the scenario names the roster file; give --roster FILE, too")
    if not roster.resolve().is_relative_to(planned.resolve().parent):
        raise Unusable(
            f"--roster: a scenario reads files of its own folder; put it in {planned.resolve().parent}"
        )


def _write_plan(found: "Found", draft: "Draft", roster: Path, planned: Path | None) -> None:
    """Write the roster of a plan, and the scenario that works by it. Raises `Unusable`."""
    from planner.scenario.rewritten import as_yaml, plain_scenario
    from planner.staffing.shifts import roster_csv, roster_xlsx, with_roster

    if roster.suffix.lower() == ".xlsx":
        write_bytes(roster_xlsx(found.roster), roster)
    else:
        write([roster_csv(found.roster)], roster)
    if planned is not None:
        groups = {pattern.group for pattern in found.scenario.shift_patterns.values()}
        name = roster.resolve().relative_to(planned.resolve().parent).as_posix()
        scenario = with_roster(plain_scenario(draft), found.roster, sorted(groups), name)
        write([as_yaml(scenario)], planned)
