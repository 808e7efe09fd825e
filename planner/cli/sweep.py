"""`planner sweep`: a grid of settings, and what each of its points brings."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.errors import Unusable
from planner.cli.formats import Format, FormatOption, Ways, chosen_format, show_in
from planner.cli.kpis import check_direction, check_kpi
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
from planner.cli.output import check_apart, check_target
from planner.cli.progress import progress_bar

if TYPE_CHECKING:
    from planner.report.sweep import Wanted
    from planner.study.condition import Condition
    from planner.study.grid import Grid
    from planner.study.sweep import Sweep, SweepOptions


def sweep(
    file: ScenarioFile,
    vary: Annotated[
        list[str],
        typer.Option(
            metavar="PATH=VALUES",
            help="What is varied: PATH=8:14, PATH=8:14:2 (a step), PATH=1m:5m:1m or PATH=2,3,4. Up to three.",
        ),
    ],
    where: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CONDITION",
            help='Keep the points of which this holds, such as "service_level >= 80%". Repeatable.',
        ),
    ] = None,
    kpi: Annotated[str, typer.Option(metavar="KPI", help="What the map shows.")] = "service_level",
    show: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KPI", help="What the table of points shows; JSON and CSV have all. Repeatable."
        ),
    ] = None,
    frontier: Annotated[
        str, typer.Option(metavar="KPI", help="What the fewest agent hours are told for.")
    ] = "service_level",
    resume: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Keep finished points here, and go on from those that it has."),
    ] = None,
    replications: Replications = None,
    seed: Seed = None,
    workers: WorkerCount = None,
    format_: FormatOption = None,
    output: Output = None,
    settings: Settings = None,
    allow_outside: AllowOutside = False,
    allow_large: AllowLarge = False,
) -> None:
    """Run all combinations of settings on the same customers, and say what agent hours buy.

    A map in colours, a table of all points, and the fewest agent hours for each service level.
    """
    check_target(output, file)
    check_target(resume, file, argument="--resume")
    check_apart({"--output": output, "--resume": resume})
    format_ = chosen_format(format_, output)
    wanted = _wanted(kpi, frontier, show)
    conditions = _conditions(where or ())
    from planner.scenario.axes import read_axes
    from planner.scenario.draft import Draft
    from planner.study import available_cores
    from planner.study.grid import plan_grid
    from planner.study.sweep import SweepOptions

    axes = read_axes(vary)
    with progress_bar("checking points") as progress:
        grid = plan_grid(Draft.read(file, settings or (), allow_outside), axes, allow_large, progress)
    _check_told(grid, wanted, conditions)
    run = grid.first.run
    options = SweepOptions(
        run.seed if seed is None else seed,
        replications or run.replications,
        workers or available_cores(),
        allow_large,
    )
    swept = _run(grid, options, resume)
    for caution in swept.cautions:
        print(f"warning: {caution}", file=sys.stderr)
    _show(swept.where(conditions), file, wanted, format_, output)


def _run(grid: "Grid", options: "SweepOptions", resume: Path | None) -> "Sweep":
    from planner.study.resume import ResumeFile
    from planner.study.sweep import run_grid

    with progress_bar("points") as progress:
        if resume is None:
            return run_grid(grid, options, None, progress)
        with ResumeFile(resume, grid.draft, options.seed, options.replications) as kept:
            swept = run_grid(grid, options, kept, progress)
    if kept.full:
        print(f"warning: --resume {resume} is full and does not hold all points", file=sys.stderr)
    return swept


def _wanted(kpi: str, frontier: str, shown: Sequence[str] | None) -> "Wanted":
    for option, keys in {"--kpi": [kpi], "--frontier": [frontier], "--show": shown or []}.items():
        for key in keys:
            check_kpi(option, key)
    check_direction("--frontier", frontier)
    from planner.report.sweep import SHOWN, Wanted

    return Wanted(kpi, frontier, tuple(dict.fromkeys(shown or SHOWN)))


def _conditions(texts: Sequence[str]) -> "list[Condition]":
    if not texts:
        return []
    from planner.scenario.quantities import Unreadable
    from planner.study.condition import parts, read_condition

    conditions = []
    for text in texts:
        try:
            check_kpi("--where", parts(text)[0])
            conditions.append(read_condition(text))
        except Unreadable as error:
            raise Unusable(f"--where: {error.wrong}; {error.fix}") from None
    return conditions


def _check_told(grid: "Grid", wanted: "Wanted", conditions: "Sequence[Condition]") -> None:
    """Raise `Unusable` for a KPI that no point tells of, before anything is run."""
    from planner.kpi import BY_KEY
    from planner.report.sweep import SHOWN

    named = {
        "--kpi": [wanted.kpi],
        "--frontier": [wanted.frontier],
        "--show": []
        if wanted.shown == SHOWN
        else wanted.shown,  # of what is shown unasked some may be absent
        "--where": [condition.kpi for condition in conditions],
    }
    for option, keys in named.items():
        for key in keys:
            if not grid.tells(BY_KEY[key]):
                raise Unusable(
                    f"{option}: the scenario has nothing that {key} could tell of; see the KPI reference"
                )


def _show(swept: "Sweep", file: Path, wanted: "Wanted", format_: Format, output: Path | None) -> None:
    from planner.report import sweep as report

    ways = Ways(
        partial(report.print_report, swept, wanted),
        partial(report.as_json, swept, wanted, origin(file)),
        partial(report.as_csv, swept),
        partial(report.as_markdown, swept, wanted),
    )
    show_in(ways, format_, output)
