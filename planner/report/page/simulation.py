"""The page of `planner simulate`."""

from collections.abc import Iterator

from planner.kpi import BY_KEY, Figures
from planner.report import figures
from planner.report.charts.agents_day import agents_day
from planner.report.charts.course import course, goes_by_days
from planner.report.charts.day import day
from planner.report.charts.missed import missed
from planner.report.charts.queue import queue
from planner.report.charts.spread import first_responses, levels, waits
from planner.report.conversations import TOLD
from planner.report.outline import (
    CUSTOMERS,
    OF_DAYS,
    OF_GROUPS,
    OF_INTERVALS,
    OF_TYPES,
    is_open,
)
from planner.report.page.parts import (
    Cell,
    Grid,
    Page,
    Section,
    Tile,
    Tone,
    by_name,
    charts,
    figure_list,
    filled,
    named,
    run_figures,
    tile,
    when_cell,
)
from planner.report.reading import Reading
from planner.report.spans import span
from planner.scenario.quantities import duration_text

TONES: dict[str, Tone] = {"kept": "good", "broken": "bad", "undecided": "unsure"}
CONVERSATION = [key for key, _ in TOLD if key not in CUSTOMERS]
OF_AN_AGENT = 7
"""So many figures have room."""
TILES = ("missed_rate", "wait_mean", "frt_mean", "utilization", "chats_per_hour")


def simulation(result: Reading) -> Page:
    """Return the page of a result. Raises `NoResult`."""
    of_run, promise = result["kpis"].figures, result["promise"]
    level = of_run["service_level"]
    within, target = duration_text(promise["within"].number), figures.share(promise["target"].number)
    count = int(result["replications"].number)
    heading = (
        f"{span(result).whole} · {result['routing'].text} · {count:,} replication{'s' if count > 1 else ''}"
    )
    return Page(
        title=result["scenario"].text,
        heading=heading,
        said=result["summary"].text,
        tone=TONES.get(result["verdict"].text, "unsure"),
        big=Tile(
            f"service level within {within}",
            figures.value("service_level", level),
            f"{figures.interval('service_level', level)} · target {target}",
        ),
        tiles=tuple(tile(key, of_run) for key in TILES if key in of_run),
        sections=filled(_sections(result, of_run)),
        notes=tuple(result["assumptions"].texts),
    )


def _sections(result: Reading, of_run: Figures) -> Iterator[Section]:
    if goes_by_days(result):
        yield Section("Day by day", charts(result, day))
    else:
        yield Section("The day", charts(result, day), (_intervals(result),), folded=True)
    yield Section("How days and waits differ", charts(result, levels, waits, first_responses, missed))
    yield Section("The queue", charts(result, queue))
    yield Section("The agents", charts(result, agents_day))
    talks = (figure_list("Conversation", CONVERSATION, of_run),) if "by_chats_in_hand" in result else ()
    yield Section("All figures", (), run_figures(of_run, *talks))
    yield Section("By type, group and day", (), tuple(_parts(result)))


def _parts(result: Reading) -> Iterator[Grid]:
    yield by_name("By chat type", "chat type", OF_TYPES, named(result["chat_types"]))
    yield by_name("By agent group", "group", OF_GROUPS, named(result["agent_groups"]))
    days = result["days"].rows()
    if len(days) > 1:
        yield by_name("By day", "day", OF_DAYS, [_day(one) for one in days if is_open(one["kpis"].figures)])
    if "agents" in result:
        of_agents = [_agent(one) for one in result["agents"].rows()]
        keys = [key for key in BY_KEY if any(key in of_agent for _, of_agent in of_agents)]
        yield by_name("By agent", "agent", keys[:OF_AN_AGENT], of_agents)


def _day(part: Reading) -> tuple[Cell, Figures]:
    return Cell(f"{part['start'].instant:%a %d %b}", sort=part["start"].text), part["kpis"].figures


def _agent(one: Reading) -> tuple[Cell, Figures]:
    name = one["agent"].text
    return Cell(name, one["group"].text, name), one["kpis"].figures


def _intervals(result: Reading) -> Grid:
    named = [(when_cell(stretch.span, dated=True), stretch.figures) for stretch in course(result)]
    return by_name("By interval of arrival", "time", OF_INTERVALS, named)
