"""`planner erlang`: the quick formula, for comparison."""

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.errors import Unusable
from planner.cli.output import say

if TYPE_CHECKING:
    from planner.queueing import QueueFigures

MOST_SERVERS = 100_000


def erlang(
    chats_per_hour: Annotated[
        float, typer.Option("--per-hour", min=0.001, max=1e7, help="Chats arriving per hour.")
    ],
    handle_time: Annotated[str, typer.Option(metavar="DURATION", help="Mean handle time, such as 9m.")],
    agents: Annotated[
        int | None, typer.Option(min=1, max=MOST_SERVERS, help="Agents; without it, the fewest for --target.")
    ] = None,
    concurrency: Annotated[int, typer.Option(min=1, max=100, help="Chats at once per agent.")] = 1,
    patience: Annotated[
        str, typer.Option(metavar="DURATION", help="Mean patience, such as 3m, or never.")
    ] = "never",
    within: Annotated[str, typer.Option(metavar="DURATION", help="In time means within this.")] = "60s",
    target: Annotated[str, typer.Option(metavar="SHARE", help="Share to answer in time.")] = "80%",
) -> None:
    """Erlang C, or A with patience: each slot counts as a server, as if several chats slowed nobody down."""
    from planner.scenario.quantities import duration, duration_text, share

    def patience_of(text: object) -> float:
        return math.inf if text == "never" else duration(text)

    work, leaves, limit, wanted = _read(
        {
            "--handle-time": (duration, handle_time),
            "--patience": (patience_of, patience),
            "--within": (duration, within),
            "--target": (share, target),
        }
    )
    rate = chats_per_hour / 3600
    if work <= 0 or leaves == 0:
        raise Unusable("--handle-time and --patience must be more than 0s")
    if rate * work / concurrency > MOST_SERVERS:
        raise Unusable(
            f"{rate * work:,.0f} chats in hand at a time are beyond these formulas; check the unit"
        )
    from planner.queueing import erlang_a, least_agents

    mean_patience = None if leaves == math.inf else leaves
    if agents is None:
        if not 0 < wanted < 1:
            raise Unusable("--target must be between 0% and 100%, both excluded")
        agents = least_agents(rate, work, mean_patience, wanted, limit, slots=concurrency)
        fewest = "1 agent is" if agents == 1 else f"{agents} agents are"
        say(f"{fewest} the fewest for {100 * wanted:g} % within {duration_text(limit)}\n")
    say(_table(agents, concurrency, erlang_a(agents * concurrency, rate, work, mean_patience), limit))


def _read(options: Mapping[str, tuple[Callable[[object], float], str]]) -> list[float]:
    """Read the options' texts; raises `Unusable` with all that is wrong."""
    from planner.scenario.quantities import Unreadable

    values, problems = [], []
    for option, (read, text) in options.items():
        try:
            values.append(read(text))
        except Unreadable as error:
            problems.append(f"{option}: {error.wrong}, {error.fix}")
    if problems:
        raise Unusable("; ".join(problems))
    return values


def _table(agents: int, concurrency: int, figures: "QueueFigures", within: float) -> str:
    from planner.scenario.quantities import duration_text

    def seconds(value: float) -> str:
        return "grows without end" if math.isinf(value) else duration_text(value)

    rows = [
        ("agents × chats at once", f"{agents} × {concurrency}"),
        ("service level", f"{100 * figures.service_level(within):.1f} % within {duration_text(within)}"),
        ("mean wait, answered", seconds(figures.wait_mean)),
        ("mean wait, all", seconds(figures.wait_mean_all)),
        ("not answered at once", f"{100 * figures.wait_probability:.1f} %"),
        ("abandoned", f"{100 * figures.abandoned_rate:.1f} %"),
        ("slots in use", f"{100 * figures.occupancy:.1f} %"),
    ]
    lines = [f"{title:<24}{value}" for title, value in rows]
    if concurrency > 1:
        lines.append("Slots count as independent servers here; planner simulate knows slowdown.")
    return "\n".join(lines) + "\n"
