"""When doors are open, how the time is divided, and what is promised, in words."""

from collections.abc import Iterator

from planner.demand import Blueprint
from planner.scenario import Scenario
from planner.scenario.local_time import DAY
from planner.scenario.quantities import clock_text, duration_text
from planner.scenario.week import Weekdays, on_weekday, weekdays_text
from planner.study.echo.words import Line

MOST_HOLIDAYS = 10


def time(scenario: Scenario, plan: Blueprint) -> Iterator[Line]:
    """Tell of the horizon, its intervals, what counts, and the promise."""
    start, end, level = scenario.start, scenario.end, scenario.service_level
    zone = "" if scenario.timezone is None else f", clocks of {scenario.timezone}"
    yield (
        "time",
        f"{start:%a %Y-%m-%d %H:%M} to {end:%a %Y-%m-%d %H:%M}, {duration_text(scenario.horizon)}{zone}",
    )
    yield from _doors(scenario, plan)
    yield "intervals", f"{plan.window.intervals.parts} of {duration_text(scenario.interval)}"
    if scenario.run.warm_up or scenario.run.cool_down:
        yield (
            "counts",
            f"from {duration_text(scenario.run.warm_up)} after start to {duration_text(scenario.run.cool_down)} before end",
        )
    what = {"wait": "assigned to an agent", "first_response": "given a first message"}[level.of]
    of = {
        "offered": "of offered chats",
        "answered": "of answered chats",
        "without_short_abandons": f"of chats, less those that leave before {duration_text(level.short_abandon)},",
    }[level.counting]
    yield "promise", f"{100 * level.target:.4g} % {of} {what} within {duration_text(level.within)}"


def _doors(scenario: Scenario, plan: Blueprint) -> Iterator[Line]:
    if scenario.open is not None:
        yield "open", _week(scenario.open)
        hours = sum(closes - opens for opens, closes in plan.rules.doors) / 3600
        yield "", f"{hours:,.1f} hours between start and end"
    time = scenario.time
    dates = [date for day in time.own_dates() if (date := time.date(day)) in time.holidays | time.shut]
    if scenario.holidays is not None and dates:
        said = ", ".join(f"{date:%a %d %b}" for date in dates[:MOST_HOLIDAYS])
        more = f" and {len(dates) - MOST_HOLIDAYS} more" if len(dates) > MOST_HOLIDAYS else ""
        yield "holidays", f"{said}{more}: {'closed' if time.shut else 'as Sundays'}"
    if scenario.tickets != "none":
        yield "tickets", "chats after hours are tickets when doors open, taken when no chat waits"


def _week(open_: dict[Weekdays, tuple[tuple[int, int], ...]]) -> str:
    parts = [f"{weekdays_text(days)} {_hours(spans)}" for days, spans in open_.items()]
    closed = tuple(day for day in range(7) if not on_weekday(open_, day, ()))
    named = {day for days in open_ for day in days}
    if set(closed) - named:
        parts.append(f"{weekdays_text(tuple(day for day in closed if day not in named))} closed")
    return ", ".join(parts)


def _hours(spans: tuple[tuple[int, int], ...]) -> str:
    return (
        " and ".join(
            f"{clock_text(begin)}–{clock_text(end % DAY) if end != DAY else '24:00'}" for begin, end in spans
        )
        or "closed"
    )
