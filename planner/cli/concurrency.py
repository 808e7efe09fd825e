"""`planner concurrency`: how many chats at once pay?"""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.errors import Unusable
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
from planner.cli.output import check_apart, check_target, write
from planner.cli.progress import progress_bar

if TYPE_CHECKING:
    from planner.scenario.draft import Draft
    from planner.study.caps import EqualModel, WantedCaps

CAPS = re.compile("([1-9][0-9]{0,2})-([1-9][0-9]{0,2})")
HIGHEST = 100


def concurrency(
    file: ScenarioFile,
    caps: Annotated[
        str | None,
        typer.Option(metavar="FROM-TO", help="The numbers of chats at once to try, such as 2-5."),
    ] = None,
    most: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=2, max=HIGHEST, help="Try up to this; default 2 more than now, at least 6."
        ),
    ] = None,
    group: Annotated[
        str | None, typer.Option(metavar="NAME", help="Vary this agent group only; default all of them.")
    ] = None,
    missed: Annotated[
        str | None,
        typer.Option(metavar="SHARE", help="Agents needed also keep the missed rate at most at this."),
    ] = None,
    handle_time_model: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write the scenario here with its conversations as handle times: without comments and variants, "
            "for the folder of the scenario if that names files.",
        ),
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
    """Try numbers of chats at once on the same customers, and say where another one stops paying.

    For each: first response, replies, missed chats, chats per agent hour, and the agents that keep the promise.
    """
    check_target(output, file)
    check_target(handle_time_model, file, argument="--handle-time-model")
    check_apart({"--output": output, "--handle-time-model": handle_time_model})
    format_ = chosen_format(format_, output)
    wanted, most_missed = _wanted(caps, most, group), _share(missed)
    from planner.report import concurrency as report
    from planner.scenario.draft import Draft
    from planner.study import available_cores
    from planner.study.caps import CapOptions, cap_frontier, plan_caps

    draft = Draft.read(file, settings or (), allow_outside)
    planned = plan_caps(draft.scenario(), wanted)
    if handle_time_model is not None and not planned.as_is.converses:
        raise Unusable("--handle-time-model: the scenario has no conversation that could be a handle time")
    options = CapOptions(replications, seed, workers or available_cores(), allow_large, most_missed)
    with progress_bar("replications") as progress:
        found = cap_frontier(planned, options, progress)
    for caution in found.cautions:
        print(f"warning: {caution}", file=sys.stderr)
    if handle_time_model is not None and found.equal is not None:
        _write(found.equal, draft, handle_time_model)
    show(found, report, origin(file), format_, output)


def _write(equal: "EqualModel", draft: "Draft", target: Path) -> None:
    from planner.scenario.rewritten import as_yaml, plain_scenario

    write([as_yaml(equal.in_place(plain_scenario(draft)))], target)


def _wanted(caps: str | None, most: int | None, group: str | None) -> "WantedCaps":
    """Read which numbers of chats at once to try."""
    from planner.study.caps import WantedCaps

    if caps is None:
        return WantedCaps(None, most, group)
    if most is not None:
        raise Unusable("--caps and --most both say how many chats at once to try; give one")
    match = CAPS.fullmatch(caps.strip())
    if match is None or not int(match[1]) < int(match[2]) <= HIGHEST:
        raise Unusable(
            f'--caps: "{caps[:60]}" is no range of chats at once; write for example 1-6, up to {HIGHEST}'
        )
    return WantedCaps(int(match[1]), int(match[2]), group)


def _share(missed: str | None) -> float | None:
    if missed is None:
        return None
    from planner.scenario import quantities

    try:
        return quantities.share(missed)
    except quantities.Unreadable as error:
        raise Unusable(f"--missed: {error.wrong}; {error.fix}") from None
