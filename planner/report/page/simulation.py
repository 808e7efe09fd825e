"""The page of `planner simulate`."""

from collections.abc import Iterator

from planner.kpi import BY_KEY, Estimate, Figures
from planner.report import figures
from planner.report.charts.agents_day import agents_day
from planner.report.charts.course import course
from planner.report.charts.day import day
from planner.report.charts.missed import missed
from planner.report.charts.queue import queue
from planner.report.charts.spread import first_responses, levels, waits
from planner.report.outline import (
    AGENTS,
    CUSTOMERS,
    OF_DAYS,
    OF_GROUPS,
    OF_INTERVALS,
    OF_TYPES,
    PROMISE,
    SOMETIMES,
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
    facts,
    figure_list,
    filled,
    scenario_text,
    tile,
)
from planner.report.reading import Reading
from planner.scenario.quantities import duration_text

TONES: dict[str, Tone] = {"kept": "good", "broken": "bad", "undecided": "unsure"}
TILES = ("missed_rate", "wait_mean", "frt_mean", "utilization", "chats_per_hour")


def simulation(result: Reading) -> Page:
    """Return the page of a result. Raises `NoResult`."""
    of_run, promise = result["kpis"].figures, result["promise"]
    level = of_run["service_level"]
    within, target = duration_text(promise["within"].number), f"{100 * promise['target'].number:.4g} %"
    begin, end = result["start"].instant, result["end"].instant
    until = f"{end:%H:%M}" if end.date() == begin.date() else f"{end:%a %d %b %H:%M}"
    count = int(result["replications"].number)
    heading = f"{begin:%a %d %b %Y %H:%M}–{until} · {result['routing'].text} · {count:,} replication{'s' if count > 1 else ''}"
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
        warnings=tuple(result["warnings"].texts),
        facts=facts(result),
        scenario_text=scenario_text(result),
    )


def _sections(result: Reading, of_run: Figures) -> Iterator[Section]:
    yield Section("The day", charts(result, day), (_intervals(result),), folded=True)
    yield Section("How days and waits differ", charts(result, levels, waits, first_responses, missed))
    yield Section("The queue", charts(result, queue))
    yield Section("The agents", charts(result, agents_day))
    customers = [key for key in CUSTOMERS if key not in SOMETIMES or (key in of_run and of_run[key].mean)]
    yield Section(
        "All figures",
        (),
        (
            figure_list("Is the promise kept?", PROMISE, of_run),
            figure_list("What customers meet", customers, of_run),
            figure_list("What agents meet", AGENTS, of_run),
        ),
    )
    grids = [
        by_name("By chat type", "chat type", OF_TYPES, _named(result["chat_types"])),
        by_name("By agent group", "group", OF_GROUPS, _named(result["agent_groups"])),
    ]
    days = result["days"].rows()
    if len(days) > 1:
        named = [
            (Cell(f"{one['start'].instant:%a %d %b}", sort=one["start"].text), one["kpis"].figures)
            for one in days
        ]
        grids.append(by_name("By day", "day", OF_DAYS, [one for one in named if _is_open(one[1])]))
    if "agents" in result:
        of_agents = [
            (Cell(one["agent"].text, one["group"].text, one["agent"].text), one["kpis"].figures)
            for one in result["agents"].rows()
        ]
        keys = [key for key in BY_KEY if any(key in of_agent for _, of_agent in of_agents)]
        grids.append(by_name("By agent", "agent", keys[:7], of_agents))
    yield Section("By type, group and day", (), tuple(grids))


def _named(of_names: Reading) -> list[tuple[Cell, Figures]]:
    return [(Cell(name, sort=name), of_name.figures) for name, of_name in of_names.items()]


def _is_open(of_part: Figures) -> bool:
    return of_part.get("chats_per_hour", Estimate(None)).mean is not None


def _intervals(result: Reading) -> Grid:
    named = [
        (Cell(stretch.span.when(dated=True), sort=stretch.span.begin.isoformat()), stretch.figures)
        for stretch in course(result)
    ]
    return by_name("By interval of arrival", "time", OF_INTERVALS, named)
