"""What the report about chats at once shows, in its order: the same for the console and Markdown."""

from collections.abc import Iterator, Sequence

from planner.kpi import BY_KEY, Estimate
from planner.report import figures
from planner.report.concurrency.equal_model import equal_notes, slowdown_table
from planner.report.table import Table
from planner.scenario.quantities import duration_text
from planner.study.caps import CapFrontier, Meaning, Staffing
from planner.study.caps.turning import LEAST_MISSED, LEAST_MORE

COMPARED = (
    *("missed_rate", "service_level", "wait_mean", "frt_mean", "reply_time_mean", "reply_time_p90"),
    *("handle_time_mean", "chats_per_agent_hour"),
)
SHOWN = (*COMPARED, "utilization", "work_utilization")
AT_ONCE = "chats at once"
WORDS = {"undecided": "no sure difference", "unknown": "unknown"}


def heading(found: CapFrontier) -> str:
    """Say what was run."""
    first, last, count = found.caps[0].cap, found.caps[-1].cap, found.replications
    each = f"{count:,} replication{'s' if count > 1 else ''} each"
    return f"{first} to {last} {AT_ONCE} in {_groups(found)} · {each} · seed {found.seed}"


def outline(found: CapFrontier) -> Iterator[Table]:
    """Yield the tables: each cap's figures, the agents it needs, what one more changes, and slowdown."""
    yield _figures(found)
    yield _agents(found)
    yield _differences(found)
    if found.equal is not None:
        yield slowdown_table(found.equal)


def notes(found: CapFrontier) -> Iterator[str]:
    """Yield how to read the tables."""
    yield from found.notes
    if found.replications == 1:
        yield "one replication has no intervals; more tell what is sure"
    else:
        yield (
            f"all numbers of {AT_ONCE} meet the same customers; the 95 % intervals of a figure's differences hold "
            "together (Bonferroni)"
        )
    yield (
        f"one more pays if it surely saves at least {100 * LEAST_MISSED:g} % of chats from being missed, brings "
        f"{100 * LEAST_MORE:g} % more chats per agent hour, or a need for fewer agents"
    )
    yield (
        f"agents needed keep {promised(found)} on average over {found.tries} replications; they are counted at the "
        f"busiest moment, where {found.planned:,} are planned, and head counts and shifts of {_groups(found)} at all other "
        "times grow or shrink by the same factor, rounded up"
    )
    if found.scenario.service_level.of != "first_response" and _talks(found):
        yield (
            f"the promise is about the wait for an agent, which more {AT_ONCE} shorten even where the first reply "
            "comes no earlier; of: first_response counts what customers meet"
        )
    if found.equal is not None:
        yield from equal_notes(found.equal)


def _figures(found: CapFrontier) -> Table:
    keys = told(found, SHOWN)
    rows = [
        (
            str(at.cap),
            *(figures.compact(key, at.overall.figures.get(key, Estimate(None))) for key in keys),
        )
        for at in found.caps
    ]
    columns = (AT_ONCE, *(BY_KEY[key].title for key in keys))
    return Table("What each number of chats at once brings", columns, tuple(rows))


def _agents(found: CapFrontier) -> Table:
    most = f"not with {found.most_tried:,}"
    rows = []
    for at in found.caps:
        keeps, fails = at.needed.keeps, at.needed.fails
        rows.append(
            (
                str(at.cap),
                most if keeps is None else f"{keeps.agents:,}",
                *_kept(keeps, found),
                figures.UNKNOWN if fails is None else f"{fails.agents:,}",
                *_kept(fails, found),
            )
        )
    kept = ["service level"] if found.limits.missed is None else ["service level", "missed rate"]
    columns = (AT_ONCE, "agents needed", *kept, "too few", *kept)
    return Table(f"Agents needed at the busiest moment for {promised(found)}", columns, tuple(rows))


def _kept(staffing: Staffing | None, found: CapFrontier) -> Iterator[str]:
    """Yield what a staffing brings."""
    unknown = Estimate(None)
    yield figures.compact("service_level", unknown if staffing is None else staffing.level)
    if found.limits.missed is not None:
        yield figures.compact("missed_rate", unknown if staffing is None else staffing.missed)


def _differences(found: CapFrontier) -> Table:
    rows: list[tuple[str, ...]] = []
    for place, (step, meant) in enumerate(zip(found.steps, found.meanings, strict=True)):
        name = f"{found.caps[place].cap} → {found.caps[place + 1].cap}"
        rows.append((name, pays(meant), "", "", ""))
        for key in told(found, COMPARED):
            if key not in step.figures:
                continue
            contrast = step.figures[key]
            rows.append(
                (
                    "",
                    BY_KEY[key].title,
                    figures.change(key, contrast.difference),
                    figures.change_interval(key, contrast.difference),
                    WORDS.get(contrast.verdict, contrast.verdict),
                )
            )
    return Table(
        "What one more changes",
        ("", "", "difference", "95\u00a0%\u00a0interval", "verdict"),
        tuple(rows),
        2,
    )


def pays(step: Meaning) -> str:
    """Say whether one more pays."""
    if step.pays:
        return "pays"
    if step.does_not_pay:
        return "does not pay"
    return "not to be told yet" if step.may_gain else "no difference that matters"


def told(found: CapFrontier, keys: Sequence[str]) -> list[str]:
    """Return the KPIs that the scenario has; agents' time with chats in hand only where their work is not known."""
    of_first = found.caps[0].overall.figures
    instead = {"handle_time_mean", "utilization"} if _talks(found) else set()
    return [key for key in keys if key in of_first and key not in instead]


def _talks(found: CapFrontier) -> bool:
    return "reply_time_mean" in found.caps[0].overall.figures


def _groups(found: CapFrontier) -> str:
    return ", ".join(found.groups)


def promised(found: CapFrontier) -> str:
    """Say what the agents needed keep."""
    of_scenario = found.scenario.service_level
    said = f"{figures.share(found.limits.level)} within {duration_text(of_scenario.within)}"
    if found.limits.missed is not None:
        said += f" and at most {figures.share(found.limits.missed)} missed"
    return said
