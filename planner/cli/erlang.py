"""`planner erlang`: the quick formula, for comparison."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.errors import Unusable

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
    from planner.scenario.quantities import duration, share

    problems: list[str] = []
    work = _read("--handle-time", handle_time, duration, problems)
    leaves = None if patience == "never" else _read("--patience", patience, duration, problems)
    limit = _read("--within", within, duration, problems)
    wanted = _read("--target", target, share, problems)
    if problems:
        raise Unusable("; ".join(problems))
    rate = chats_per_hour / 3600
    if work <= 0 or leaves == 0:
        raise Unusable("--handle-time and --patience must be more than 0s")
    if rate * work / concurrency > MOST_SERVERS:
        raise Unusable(
            f"{rate * work:,.0f} chats in hand at a time are beyond these formulas; check the unit"
        )
    from planner.queueing import erlang_a, least_agents

    if agents is None:
        if not 0 < wanted < 1:
            raise Unusable("--target must be between 0% and 100%, both excluded")
        agents = least_agents(rate, work, leaves, wanted, limit, slots=concurrency)
        fewest = "1 agent is" if agents == 1 else f"{agents} agents are"
        typer.echo(f"{fewest} the fewest for {100 * wanted:g} % within {within}")
    _show(agents, concurrency, erlang_a(agents * concurrency, rate, work, leaves), limit)


def _read(option: str, text: str, read: Callable[[object], float], problems: list[str]) -> float:
    """Return what an option says; what is wrong with it is added to the problems."""
    from planner.scenario.quantities import Unreadable

    try:
        return read(text)
    except Unreadable as error:
        problems.append(f"{option}: {error.wrong}, {error.fix}")
        return math.nan


def _show(agents: int, concurrency: int, figures: "QueueFigures", within: float) -> None:
    from planner.scenario.quantities import duration_text

    def seconds(value: float) -> str:
        return "grows without end" if math.isinf(value) else duration_text(value)

    rows = [
        ("agents × chats at once", f"{agents} × {concurrency}"),
        ("service level", f"{100 * figures.service_level(within):.1f} % within {duration_text(within)}"),
        ("mean wait, answered", seconds(figures.wait_mean)),
        ("mean wait, all", seconds(figures.wait_mean_all)),
        ("had to wait", f"{100 * figures.wait_probability:.1f} %"),
        ("abandoned", f"{100 * figures.abandoned_rate:.1f} %"),
        ("slots in use", f"{100 * figures.occupancy:.1f} %"),
    ]
    for title, value in rows:
        typer.echo(f"{title:<24}{value}")
    if concurrency > 1:
        typer.echo("Slots count as independent servers here; planner simulate knows slowdown.")
