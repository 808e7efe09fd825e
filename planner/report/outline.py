"""What a report shows, in its order: the same tables for the console and Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.kpi import BY_KEY, Figures, Part
from planner.report import figures
from planner.study import Study, assumptions

PROMISE = ("service_level", "sla_attainment")
CUSTOMERS = (
    "offered",
    "answered",
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
    "abandon_time_mean",
    "queue_length_mean",
    "queue_length_max",
)
AGENTS = (
    "utilization",
    "slot_utilization",
    "concurrency_mean",
    "chats_per_hour",
    "chats_per_agent_hour",
    "chats_per_agent",
    "handle_time_mean",
    "offered_load",
    "staffed_hours",
    "overtime_hours",
)
REASONS = ("abandoned_rate", "blocked_rate", "expired_rate", "closed_rate")
OF_TYPES = ("offered", "missed_rate", "service_level", "wait_mean", "frt_mean")
OF_GROUPS = (
    "answered",
    "utilization",
    "concurrency_mean",
    "handle_time_mean",
    "chats_per_agent_hour",
)
OF_INTERVALS = ("offered", "missed_rate", "service_level", "wait_mean", "utilization")

MOST_INTERVALS = 48
BAR = 8
BLOCKS = " ▏▎▍▌▋▊▉█"


@dataclass(frozen=True)
class Table:
    """A heading, column titles, and rows of text."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def outline(study: Study) -> Iterator[Table]:
    """Yield the report's tables: the promise, customers, agents, intervals, chat types, groups."""
    summary = study.summary
    yield _list("Is the promise kept?", PROMISE, summary.figures)
    yield _list("What customers meet", _customers(summary.figures), summary.figures)
    yield _list("What agents meet", AGENTS, summary.figures)
    yield _by_interval(study)
    yield _by_name("By chat type", "chat type", OF_TYPES, summary.chat_types)
    yield _by_name("By agent group", "group", OF_GROUPS, summary.agent_groups)


def notes(study: Study) -> list[str]:
    """Return how to read the tables, and what they take for granted."""
    reach = "± is how far the 95 % interval reaches; of percentages it is in points"
    return [reach, *assumptions(study.scenario)]


def _customers(of_run: Figures) -> list[str]:
    """Leave out reasons for which nothing was missed."""
    return [key for key in CUSTOMERS if key not in REASONS or of_run[key].mean]


def _list(title: str, keys: Sequence[str], of_run: Figures) -> Table:
    rows = [
        (_title(key), figures.value(key, of_run[key]), figures.interval(key, of_run[key])) for key in keys
    ]
    return Table(title, ("", "mean", "95\u00a0%\u00a0interval"), tuple(rows))


def _title(key: str) -> str:
    kpi = BY_KEY[key]
    detail = kpi.unit.removeprefix("share").strip()
    return f"{kpi.title}, {detail}" if detail.startswith("of ") or "per replication" in detail else kpi.title


def _by_name(title: str, what: str, keys: Sequence[str], of_names: dict[str, Figures]) -> Table:
    rows = [
        (name, *(figures.compact(key, of_name[key]) for key in keys)) for name, of_name in of_names.items()
    ]
    return Table(title, (what, *(BY_KEY[key].title for key in keys)), tuple(rows))


def _by_interval(study: Study) -> Table:
    intervals, title = study.summary.intervals, "By interval of arrival"
    if len(intervals) > MOST_INTERVALS:
        title = f"The {MOST_INTERVALS} worst of {len(intervals)} intervals (all are in --format json and csv)"
        worst = sorted(intervals, key=lambda part: part.figures["service_level"].mean or 0.0)[:MOST_INTERVALS]
        intervals = tuple(sorted(worst, key=lambda part: part.begin))
    most = max((part.figures["offered"].mean or 0.0 for part in intervals), default=0.0)
    rows = [_interval_row(study, part, most) for part in intervals]
    titles = (BY_KEY[key].title for key in OF_INTERVALS)
    first, *others = titles
    return Table(title, ("from", first, "", *others), tuple(rows))


def _interval_row(study: Study, part: Part, most: float) -> tuple[str, ...]:
    begin = study.scenario.time.at(part.begin)
    stamp = f"{begin:%a %d %H:%M}" if study.scenario.horizon > 86400 else f"{begin:%H:%M}"
    first, *others = (figures.compact(key, part.figures[key]) for key in OF_INTERVALS)
    return (stamp, first, bar((part.figures["offered"].mean or 0.0) / most if most else 0.0), *others)


def bar(share: float) -> str:
    """Draw a share from 0 to 1 as a bar of eighths."""
    eighths = round(share * BAR * 8)
    return BLOCKS[8] * (eighths // 8) + (BLOCKS[eighths % 8] if eighths % 8 else "")
