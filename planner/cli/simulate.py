"""`planner simulate`: what to expect of a scenario."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.errors import Unusable
from planner.cli.options import AllowOutside, Output, ScenarioFile, Settings
from planner.cli.output import check_target, write
from planner.cli.progress import progress_bar

if TYPE_CHECKING:
    from planner.study import Precision, Study


class Format(StrEnum):
    """How results are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


def simulate(
    file: ScenarioFile,
    replications: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=100_000, help="How often the horizon is simulated.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option(metavar="N", min=0, max=2**63 - 1, help="Start of all random numbers.")
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, max=256, help="Processes; default all cores. Results do not depend on it."
        ),
    ] = None,
    format_: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="How results are written; default by the ending of --output."),
    ] = None,
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
    allow_outside: AllowOutside = False,
    allow_large: Annotated[
        bool, typer.Option("--allow-large", help="Run even what looks far too large.")
    ] = False,
) -> None:
    """Simulate a scenario and print what to expect, every figure with its 95 % interval."""
    goal = _precision(precision, precision_kpi, max_replications)
    check_target(output, file)
    format_ = format_ or _format_of(output)
    from planner.scenario import load
    from planner.study import Options, available_cores, run_study

    scenario = load(file, settings or (), allow_outside)
    options = Options(
        replications, seed, workers or available_cores(), strategy, goal, allow_large, explain_risk, by_agent
    )
    with progress_bar("replications") as progress:
        study = run_study(scenario, options, progress)
    for caution in study.cautions:
        print(f"warning: {caution}", file=sys.stderr)
    _show(study, format_, output)
    if check_sla:
        raise typer.Exit(_check(study))


def _precision(share: str | None, kpi: str | None, most: int) -> "Precision | None":
    if share is None:
        if kpi is not None:
            raise Unusable("--precision-kpi says what --precision watches; give both")
        return None
    kpi = kpi or "service_level"
    from planner.kpi import BY_KEY
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
    if kpi not in BY_KEY:
        from difflib import get_close_matches

        close = get_close_matches(kpi, BY_KEY, n=1)
        hint = f'did you mean "{close[0]}"?' if close else "one of " + ", ".join(BY_KEY)
        raise Unusable(f'--precision-kpi: there is no KPI "{kpi}"; {hint}')
    return Precision(wanted, kpi, most)


def _format_of(output: Path | None) -> Format:
    endings = {
        **{"": Format.TABLE, ".txt": Format.TABLE, ".log": Format.TABLE},
        **{".json": Format.JSON, ".csv": Format.CSV, ".md": Format.MARKDOWN},
    }
    ending = "" if output is None else output.suffix.lower()
    if ending not in endings:
        known = ", ".join(filter(None, endings))
        raise Unusable(f"--output: no format goes by {ending}; end in {known}, or say --format")
    return endings[ending]


def _show(study: "Study", format_: Format, output: Path | None) -> None:
    from planner import report

    if format_ is Format.TABLE:
        if output is None:
            from planner.cli.terminal import terminal

            with terminal() as console:
                report.print_report(study, console)
        else:
            from rich.console import Console

            plain = Console(width=100, no_color=True, highlight=False, force_terminal=False)
            with plain.capture() as capture:
                report.print_report(study, plain)
            write([capture.get()], output)
        return
    written = {Format.JSON: report.as_json, Format.CSV: report.as_csv, Format.MARKDOWN: report.as_markdown}
    write(written[format_](study), output)


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
