"""What the commands that search for a staffing share."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.errors import INTERRUPTED, Unusable
from planner.cli.progress import stage_progress

if TYPE_CHECKING:
    from planner.scenario import Scenario
    from planner.staffing.options import SearchOptions, StageProgress
    from planner.staffing.result import Found

    Search = Callable[[Scenario, SearchOptions, StageProgress], Found]

NOT_PROVEN = 1
MOST_AGENTS = 100_000

VariedGroups = Annotated[
    list[str] | None,
    typer.Option(
        "--group",
        metavar="NAME",
        help="Vary the agents of this group only; default of all groups. Repeatable.",
    ),
]
EachReplications = Annotated[
    int | None,
    typer.Option(
        "--replications", metavar="N", min=2, max=100_000, help="How often each staffing tried is simulated."
    ),
]
ResumeSearch = Annotated[
    Path | None,
    typer.Option("--resume", metavar="FILE", help="Keep here what was tried, and go on from what it has."),
]


def run_search(search: "Search", scenario: "Scenario", options: "SearchOptions") -> "Found":
    """Say what looks odd, before time is spent on it, and search with progress on a terminal. Raises `Interrupted`."""
    from planner.demand import blueprint
    from planner.staffing.cautions import warnings
    from planner.study.interrupted import Interrupted
    from planner.study.workers import hear_no_more

    told = warnings(scenario, blueprint(scenario))
    for warning in told:
        print(f"warning: {warning}", file=sys.stderr)
    try:
        with stage_progress() as progress:
            found = search(scenario, options, progress)
    except KeyboardInterrupt:
        hear_no_more()
        raise Interrupted(0, None, "staffings", options.left) from None
    for warning in found.cautions:
        if warning not in told:
            print(f"warning: {warning}", file=sys.stderr)
    if found.stopped:
        print(f"stopped: this is the best so far; {options.left}", file=sys.stderr)
    return found


def exit_code(found: "Found") -> int:
    """Return 0 where all targets are proven to hold, 1 where not, 130 where the search was stopped."""
    if found.stopped:
        return INTERRUPTED
    return 0 if found.feasible else NOT_PROVEN


def named_groups(scenario: "Scenario", names: Sequence[str]) -> tuple[str, ...] | None:
    """Return the groups that `--group` names, each once; None where it names none. Raises `Unusable`."""
    for name in names:
        _check_group("--group", name, list(scenario.agent_groups))
    return tuple(dict.fromkeys(names)) or None


def most_agents(texts: Sequence[str], varied: Sequence[str]) -> Mapping[str, int]:
    """Read `--most` as the most agents at a time of each group that is varied. Raises `Unusable`.

    A bare number is for all groups that are not named.
    """
    of_group: dict[str, int] = {}
    of_others: list[int] = []
    for text in texts:
        name, named, number = text.rpartition("=")
        most = _number(text, number)
        if not named:
            of_others.append(most)
            continue
        _check_group("--most", name, varied)
        if of_group.setdefault(name, most) != most:
            raise Unusable(f"--most: {name} is given twice, as {of_group[name]} and as {most}; give one")
    if len(set(of_others)) > 1:
        raise Unusable(
            f"--most: {of_others[0]} and {of_others[1]} are both for all groups; write GROUP=N for one"
        )
    return {**(dict.fromkeys(varied, of_others[0]) if of_others else {}), **of_group}


def _number(text: str, number: str) -> int:
    digits = number.strip()
    if digits.isascii() and digits.isdigit() and len(digits) < 10 and 1 <= int(digits) <= MOST_AGENTS:
        return int(digits)
    from planner.scenario.quantities import shown

    raise Unusable(
        f"--most: {shown(text)} is no number of agents from 1 to {MOST_AGENTS:,}; write for example 20 or day_team=20"
    )


def _check_group(option: str, name: str, known: Sequence[str]) -> None:
    if name in known:
        return
    from planner.scenario.quantities import shown
    from planner.scenario.unknown_name import hint

    raise Unusable(f"{option}: there is no agent group {shown(name)} to vary; {hint(name, known)}")
