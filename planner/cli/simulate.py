"""`planner simulate`: what to expect of a scenario."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.errors import Unusable
from planner.cli.formats import Format, FormatOption, chosen_format, show
from planner.cli.kpis import check_kpi
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
from planner.cli.progress import progress_bar
from planner.cli.records import check_targets, write_records

if TYPE_CHECKING:
    from planner.study import Precision, Study


def simulate(
    file: ScenarioFile,
    replications: Replications = None,
    seed: Seed = None,
    workers: WorkerCount = None,
    format_: FormatOption = None,
    output: Output = None,
    precision: Annotated[
        str | None,
        typer.Option(
            metavar="SHARE", help="Go on until the 95 % half-width is within this share, such as 2%."
        ),
    ] = None,
    precision_kpi: Annotated[
        str | None,
        typer.Option(metavar="KPI", help="The KPI that --precision watches, by default service_level."),
    ] = None,
    max_replications: Annotated[
        int, typer.Option(metavar="N", min=1, max=100_000, help="Where --precision stops in any case.")
    ] = 1000,
    settings: Settings = None,
    strategy: Annotated[
        str | None, typer.Option(metavar="MODULE:CLASS", help="Route by a strategy of your own.")
    ] = None,
    check_sla: Annotated[
        bool, typer.Option("--check-sla", help="Exit 0 if the promise is kept, 1 if broken, 3 if undecided.")
    ] = False,
    explain_risk: Annotated[
        bool,
        typer.Option(
            "--explain-risk", help="Tell how much of the risk comes from the forecast and from absence."
        ),
    ] = False,
    by_agent: Annotated[
        bool, typer.Option("--by-agent", help="Tell of each agent, too; of at most 2,000.")
    ] = False,
    records: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write a row for every chat of every replication here, as CSV or, by its ending, Parquet.",
        ),
    ] = None,
    allow_outside: AllowOutside = False,
    allow_large: AllowLarge = False,
) -> None:
    """Simulate a scenario and print what to expect, every figure with its 95 % interval."""
    goal = _precision(precision, precision_kpi, max_replications)
    check_targets(file, output, records)
    format_ = chosen_format(format_, output)
    from planner import report
    from planner.scenario import load
    from planner.study import Options, available_cores, run_study

    scenario = load(file, settings or (), allow_outside)
    options = Options(
        replications,
        seed,
        workers or available_cores(),
        strategy,
        goal,
        allow_large,
        explain_risk,
        by_agent,
        replay=format_ in (Format.JSON, Format.HTML),
        records=records is not None,
    )
    with progress_bar("replications") as progress:
        study = run_study(scenario, options, progress)
    for caution in study.cautions:
        print(f"warning: {caution}", file=sys.stderr)
    show(study, report, origin(file), format_, output)
    if records is not None:
        write_records(study, options, records)
    if check_sla:
        raise typer.Exit(_check(study))


def _precision(share: str | None, kpi: str | None, most: int) -> "Precision | None":
    if share is None:
        if kpi is not None:
            raise Unusable("--precision-kpi says what --precision watches; give both")
        return None
    kpi = kpi or "service_level"
    from planner.scenario import quantities
    from planner.study import Precision

    try:
        wanted = quantities.share(share)
    except quantities.Unreadable as error:
        raise Unusable(f"--precision: {error.wrong}; {error.fix}") from None
    if wanted == 1:
        raise Unusable(f"--precision {share} would be the whole value; write 1% for a hundredth of it")
    if wanted < 0.0001:
        raise Unusable("--precision below 0.01% is never reached; give for example 2%")
    check_kpi("--precision-kpi", kpi)
    return Precision(wanted, kpi, most)


def _check(study: "Study") -> int:
    from planner.report import judgement, sentence
    from planner.study import Verdict

    judged = judgement(study)
    word = {
        Verdict.KEPT: "the promise is kept",
        Verdict.BROKEN: "the promise is broken",
        Verdict.UNDECIDED: "undecided",
    }[judged.verdict]
    more = ""
    if judged.replications_needed is not None:
        more = f" Perhaps {judged.replications_needed:,} replications would tell (--replications)."
    print(f"{word}: {sentence(study)}{more}", file=sys.stderr)
    return judged.verdict.value
