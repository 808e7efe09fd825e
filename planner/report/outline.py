"""What a report shows, in its order: the same tables for the console and Markdown."""

from collections.abc import Iterator, Sequence

from planner.kpi import BY_KEY, Estimate, Figures, Part, Summary
from planner.report import figures
from planner.report.by_agent import by_agent
from planner.report.conversations import conversations
from planner.report.sparkline import at_a_glance
from planner.report.table import Table
from planner.study import Study, assumptions

PROMISE = ("service_level", "sla_attainment", "days_kept")
CUSTOMERS = (
    *("bot_chats", "bot_contained_rate"),
    "offered",
    "answered",
    *("frt_with_bot_mean", "time_to_agent_mean"),
    "frt_mean",
    "frt_p90",
    "wait_mean",
    "wait_p90",
    "wait_max",
    "wait_probability",
    "missed_rate",
    "abandoned_rate",
    "blocked_rate",
    "expired_rate",
    "closed_rate",
    "silent_rate",
    "after_hours",
    "tickets",
    "tickets_taken",
    "ticket_hours",
    "customers",
    "retries",
    "repeats",
    "lost_rate",
    "first_contact_resolution",
    "transfers",
    "transfer_rate",
    "transfer_wait_mean",
    "transfer_missed_rate",
    "abandon_time_mean",
    "queue_length_mean",
    "queue_length_max",
)
AGENTS = (
    "missed_offers",
    "utilization",
    "slot_utilization",
    "silent_slot_share",
    "concurrency_mean",
    "chats_per_hour",
    "chats_per_agent_hour",
    "chats_per_agent",
    "work_gini",
    "work_max_to_mean",
    "handle_time_mean",
    "offered_load",
    "scheduled_hours",
    "staffed_hours",
    "paid_hours",
    "away_hours",
    "silent_hours",
    "overtime_hours",
    "break_overrun_hours",
)
SOMETIMES = (
    *("abandoned_rate", "blocked_rate", "expired_rate", "closed_rate"),
    *("after_hours", "tickets", "tickets_taken", "ticket_hours"),
)
"""What is left out where it never happened."""
OF_TYPES = ("offered", "missed_rate", "service_level", "wait_mean", "frt_mean", "reply_time_p90")
OF_GROUPS = (
    "answered",
    "utilization",
    "concurrency_mean",
    "handle_time_mean",
    "chats_per_agent_hour",
)
OF_INTERVALS = ("offered", "missed_rate", "service_level", "wait_mean", "utilization")

OF_DAYS = ("offered", "missed_rate", "service_level", "sla_attainment", "utilization")
SPREADS = (
    ("service_level", ("service_level_p5", "service_level_p50", "service_level_p95")),
    ("missed", ("missed_p95", "missed_p50", "missed_p5")),
)
"""What differs from day to day: on a bad, a usual and a good one."""

TWO_WEEKS = 14
MOST_INTERVALS = 50
OF_MANY_DAYS = 12
"""Intervals that are shown where there are several days, the worst ones."""
BAR = 8
BLOCKS = " ▏▎▍▌▋▊▉█"


def outline(study: Study) -> Iterator[Table]:
    """Yield the report's tables: the promise, customers, conversations, agents, parts of the time, chat types, groups, agents."""
    summary = study.summary
    yield _list("Is the promise kept?", PROMISE, summary.figures)
    if summary.replications > 1:
        yield _spreads(summary)
    if len(summary.days) == 1 and (glance := _glance(study)):
        yield glance
    if study.risk:
        yield _risk(study)
    yield _list("What customers meet", customers(summary.figures), summary.figures)
    yield from conversations(summary)
    yield _list("What agents meet", AGENTS, summary.figures)
    if len(summary.days) > 1:
        yield from _by_days(study)
    yield _by_interval(study)
    yield _by_name("By chat type", "chat type", OF_TYPES, summary.chat_types)
    yield _by_name("By agent group", "group", OF_GROUPS, summary.agent_groups)
    if summary.agents:
        yield by_agent(summary.agents)


def _spreads(summary: Summary) -> Table:
    rows = [
        (BY_KEY[key].title, *(figures.value(of, summary.figures[of]) for of in spread))
        for key, spread in SPREADS
    ]
    days = len(summary.days)
    what = "days" if days == 1 else f"stretches of {days} days"
    title = f"How such {what} differ (bad and good: 1 in 20 each)"
    return Table(title, ("", "a bad one", "a usual one", "a good one"), tuple(rows))


def _glance(study: Study) -> Table | None:
    parts = tuple(part for part in study.summary.intervals if is_open(part.figures))
    if not parts:
        return None
    begin, end = (study.scenario.time.at(second) for second in (parts[0].begin, parts[-1].end))
    return at_a_glance(parts, f"{begin:%H:%M}–{end:%H:%M}")


def _risk(study: Study) -> Table:
    """Compare the days as they are with days of which some luck is taken out."""
    kept = "days_kept" if "days_kept" in study.risk[0].figures else "sla_attainment"
    rows = [
        (
            case.name,
            *(figures.compact(key, case.figures[key]) for key in (kept, "service_level")),
            *(figures.value(key, case.bad_day[key]) for key in ("service_level", "missed")),
            "" if case.deviation is None else f"{100 * case.deviation:.1f} points",
        )
        for case in study.risk
    ]
    columns = ("", "promise kept", "service level", "on a bad day", "missed then", "a day varies by")
    return Table("Where the risk comes from, on the same random numbers", columns, tuple(rows))


def _by_days(study: Study) -> Iterator[Table]:
    summary, time = study.summary, study.scenario.time
    days = summary.days
    if len(days) >= TWO_WEEKS:
        yield _by_part("By week", "week", summary.weeks, [part.name for part in summary.weeks])
        yield _by_part("By weekday", "", summary.weekdays, [part.name for part in summary.weekdays])
        days = _worst(days, OF_MANY_DAYS)
    title = (
        "By day"
        if len(days) == len(summary.days)
        else f"The {OF_MANY_DAYS} worst of {len(summary.days)} days"
    )
    yield _by_part(title, "day", days, [f"{time.at(part.begin):%a %d %b}" for part in days])
    yield _by_part("By hour of day", "from", summary.hours, [part.name for part in summary.hours])


def _worst(parts: Sequence[Part], most: int) -> tuple[Part, ...]:
    """Return the parts of the lowest service level, in order of time."""
    told = [part for part in parts if part.figures["service_level"].mean is not None]
    worst = sorted(told, key=lambda part: part.figures["service_level"].mean or 0.0)[:most]
    return tuple(sorted(worst, key=lambda part: part.begin))


def _by_part(title: str, what: str, parts: Sequence[Part], names: Sequence[str]) -> Table:
    """Tell of parts with open doors."""
    first, *others = (key for key in OF_DAYS if any(key in part.figures for part in parts))
    busiest = max((part.figures[first].mean or 0.0 for part in parts), default=0.0)
    rows = [
        (
            name,
            figures.compact(first, part.figures[first]),
            bar((part.figures[first].mean or 0.0) / busiest if busiest else 0.0),
            *(figures.compact(key, part.figures[key]) for key in others),
        )
        for name, part in zip(names, parts, strict=True)
        if is_open(part.figures)
    ]
    columns = (what, BY_KEY[first].title, "", *(BY_KEY[key].title for key in others))
    return Table(title, columns, tuple(rows))


def is_open(of_part: Figures) -> bool:
    """Tell whether doors are open in a part of the time: only then there is a rate per hour of it."""
    return of_part.get("chats_per_hour", Estimate(None)).mean is not None


def notes(study: Study) -> list[str]:
    """Return how to read the tables, and what they take for granted."""
    reach = "± is how far the 95 % interval reaches; of percentages it is in points"
    return [reach, *assumptions(study.scenario)]


def customers(of_run: Figures) -> list[str]:
    """Return what is told of customers: what never happened is left out."""
    return [key for key in CUSTOMERS if key in of_run and (key not in SOMETIMES or of_run[key].mean)]


def _list(title: str, keys: Sequence[str], of_run: Figures) -> Table:
    rows = [
        (figures.label(key), figures.value(key, of_run[key]), figures.interval(key, of_run[key]))
        for key in keys
        if key in of_run
    ]
    return Table(title, ("", "mean", "95\u00a0%\u00a0interval"), tuple(rows))


def _by_name(title: str, what: str, keys: Sequence[str], of_names: dict[str, Figures]) -> Table:
    told = [key for key in keys if any(key in of_name for of_name in of_names.values())]
    rows = [
        (name, *(figures.compact(key, of_name[key]) for key in told)) for name, of_name in of_names.items()
    ]
    return Table(title, (what, *(BY_KEY[key].title for key in told)), tuple(rows))


def _by_interval(study: Study) -> Table:
    intervals = tuple(part for part in study.summary.intervals if is_open(part.figures))
    title = "By interval of arrival"
    most = MOST_INTERVALS if len(study.summary.days) == 1 else OF_MANY_DAYS
    if len(intervals) > most:
        title = f"The {most} worst of {len(intervals)} intervals (all are in --format json and csv)"
        intervals = _worst(intervals, most)
    busiest = max((part.figures["offered"].mean or 0.0 for part in intervals), default=0.0)
    rows = [_interval_row(study, part, busiest) for part in intervals]
    first, *others = (BY_KEY[key].title for key in OF_INTERVALS)
    return Table(title, ("from", first, "", *others), tuple(rows))


def _interval_row(study: Study, part: Part, busiest: float) -> tuple[str, ...]:
    begin = study.scenario.time.at(part.begin)
    stamp = f"{begin:%a %d %H:%M}" if len(study.summary.days) > 1 else f"{begin:%H:%M}"
    if begin.fold:
        stamp += " again"  # the hour that comes twice
    first, *others = (figures.compact(key, part.figures[key]) for key in OF_INTERVALS)
    return (stamp, first, bar((part.figures["offered"].mean or 0.0) / busiest if busiest else 0.0), *others)


def bar(share: float) -> str:
    """Draw a share from 0 to 1 as a bar of eighths."""
    eighths = round(share * BAR * 8)
    return BLOCKS[8] * (eighths // 8) + (BLOCKS[eighths % 8] if eighths % 8 else "")
