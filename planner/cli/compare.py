"""`planner compare`: which alternative is better, and is that sure?"""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.errors import Unusable
from planner.cli.formats import Format, FormatOption, Ways, chosen_format, show_in
from planner.cli.kpis import check_direction, check_kpi
from planner.cli.options import AllowLarge, AllowOutside, Output, Replications, Seed, WorkerCount
from planner.cli.origin import origin
from planner.cli.output import check_target
from planner.cli.progress import progress_bar

if TYPE_CHECKING:
    from planner.study import Comparison, Goal


def compare(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...", help="Scenarios in YAML; the first one is the base.", show_default=False
        ),
    ],
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="PATH=VALUE[,VALUE...]",
            help="Compare the first file with this changed, each value by itself. Repeatable.",
        ),
    ] = None,
    base: Annotated[
        str | None, typer.Option(metavar="NAME", help="Compare with this alternative; default: as is.")
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Compare just this one with the base. Repeatable."),
    ] = None,
    strategy: Annotated[
        str | None,
        typer.Option(metavar="MODULE:CLASS", help="Compare routing by a strategy of your own, too."),
    ] = None,
    kpis: Annotated[
        list[str] | None,
        typer.Option("--kpi", metavar="KPI", help="What tables show; JSON and CSV have all. Repeatable."),
    ] = None,
    best: Annotated[
        str | None,
        typer.Option(metavar="KPI", help="Go on until the best in this KPI is known with 95 % confidence."),
    ] = None,
    within: Annotated[
        str | None,
        typer.Option(metavar="VALUE", help="For --best: this close is as good, such as 0.5% or 2s."),
    ] = None,
    max_replications: Annotated[
        int, typer.Option(metavar="N", min=1, max=100_000, help="Where --best stops in any case.")
    ] = 1000,
    replications: Replications = None,
    seed: Seed = None,
    workers: WorkerCount = None,
    format_: FormatOption = None,
    output: Output = None,
    allow_outside: AllowOutside = False,
    allow_large: AllowLarge = False,
) -> None:
    """Compare alternatives on the same customers: variants of a scenario, changes, other files.

    Differences to the base hold together, with 95 % for all alternatives.
    """
    check_target(output, *files)
    format_ = chosen_format(format_, output)
    for key in kpis or ():
        _check_compared("--kpi", key)
    goal = _goal(best, within, max_replications)
    from planner.study import CompareOptions, Wanted, available_cores, read_alternatives
    from planner.study import compare as run

    wanted = Wanted(files, settings or (), strategy, base, only or (), allow_outside)
    alternatives = read_alternatives(wanted)
    if goal is not None:
        _check_most(goal, replications or alternatives[0].scenario.run.replications)
    options = CompareOptions(replications, seed, workers or available_cores(), allow_large, goal)
    with progress_bar("replications") as progress:
        comparison = run(alternatives, options, progress)
    for caution in comparison.cautions:
        print(f"warning: {caution}", file=sys.stderr)
    _show(comparison, files[0], kpis or (), format_, output)


def _check_compared(option: str, key: str) -> None:
    """Raise `Unusable` where there is no such KPI, or no difference of it."""
    check_kpi(option, key)
    from planner.kpi import BY_KEY
    from planner.kpi.kinds import Spread

    if isinstance(BY_KEY[key], Spread):
        raise Unusable(f"{option}: {key} tells how days differ and is not compared; see planner simulate")


def _goal(kpi: str | None, within: str | None, most: int) -> "Goal | None":
    if kpi is None:
        if within is not None:
            raise Unusable("--within says how close is as good for --best; give both")
        return None
    _check_compared("--best", kpi)
    check_direction("--best", kpi)
    from planner.study import Goal

    return Goal(kpi, None if within is None else _within(kpi, within), most)


def _within(kpi: str, text: str) -> float:
    """Read an indifference zone in the KPI's unit."""
    from planner.kpi import BY_KEY
    from planner.scenario.kpi_values import kind_of
    from planner.scenario.quantities import Unreadable

    try:
        value = kind_of(BY_KEY[kpi].unit).read(text)
    except Unreadable as error:
        raise Unusable(f"--within: {error.wrong}; {error.fix}") from None
    if value <= 0:
        raise Unusable("--within must be more than 0: a difference of nothing is never known")
    return value


def _check_most(goal: "Goal", replications: int) -> None:
    from planner.study import first_stage

    if goal.most < first_stage(replications):
        raise Unusable(
            f"--max-replications {goal.most} is less than the {first_stage(replications)} that --best begins with; "
            "give more, or begin with less (--replications, at least 10)"
        )


def _show(
    comparison: "Comparison", file: Path, kpis: "list[str] | tuple[()]", format_: Format, output: Path | None
) -> None:
    from planner.report import comparison as report

    ways = Ways(
        partial(report.print_report, comparison, kpis),
        partial(report.as_json, comparison, kpis, origin(file)),
        partial(report.as_csv, comparison),
        partial(report.as_markdown, comparison, kpis),
    )
    show_in(ways, format_, output)
