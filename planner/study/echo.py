"""How a scenario is understood: every interpretation and default, in words."""

from collections.abc import Iterator, Mapping
from typing import Literal

from planner.demand import Blueprint, TypePlan
from planner.demand.course import while_open
from planner.demand.laws import Law
from planner.scenario import Scenario
from planner.scenario.agent_group import AgentGroup
from planner.scenario.bot import Bot
from planner.scenario.distribution import Distribution
from planner.scenario.files import Forecast
from planner.scenario.local_time import DAY, FOREVER
from planner.scenario.quantities import clock_text, duration_text
from planner.scenario.shift import Break, Shift
from planner.scenario.week import ALL_DAYS, Weekdays, on_weekday, weekdays_text

Line = tuple[str, str]

MOST_CHANGES = 24
MOST_HOLIDAYS = 10


def interpretations(scenario: Scenario, plan: Blueprint) -> list[Line]:
    """Return what is understood as (subject, words)."""
    return [
        *_time(scenario, plan),
        *_chat_types(scenario, plan),
        *_agent_groups(scenario, plan),
        *_rules(scenario),
    ]


def _time(scenario: Scenario, plan: Blueprint) -> Iterator[Line]:
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


def _chat_types(scenario: Scenario, plan: Blueprint) -> Iterator[Line]:
    for type_plan in plan.types:
        chat_type = scenario.chat_types[type_plan.name]
        arrivals = chat_type.arrivals
        subject = f"chat type {type_plan.name}"
        yield (
            subject,
            f"{type_plan.rate.integral():,.0f} chats expected; priority {chat_type.priority}",
        )
        yield "", _arrivals(scenario, type_plan.name)
        yield from _bot(chat_type.bot, type_plan)
        late = type_plan.to_queue.integral() - while_open(type_plan.to_queue, plan.rules.doors).integral()
        if late > 0.05:
            yield "", f"{late:,.1f} of them while doors are closed: after hours"
        if arrivals.uncertainty:
            yield (
                "",
                f"each day's volume is wrong by a factor with a cv of {100 * arrivals.uncertainty:.3g} %",
            )
        for title, written, law in (
            ("handle time", chat_type.handle_time, type_plan.handle_time),
            ("wrap-up", chat_type.wrap_up, type_plan.wrap_up),
            ("first reply", chat_type.first_reply, type_plan.first_reply),
            ("patience", chat_type.patience, type_plan.patience),
        ):
            yield "", f"{title}: {_words(written, law)}"


def _bot(bot: Bot | None, plan: TypePlan) -> Iterator[Line]:
    """Tell what a bot does before customers come to the queue."""
    if bot is None or plan.bot is None:
        return
    yield (
        "",
        f"bot: contains {100 * bot.contains:.4g} %, hands {plan.to_queue.integral():,.0f} chats over to the queue",
    )
    yield "", f"bot's talk: {_words(bot.duration, plan.bot.duration)}"
    yield "", f"bot's first reply: {_words(bot.first_reply, plan.bot.first_reply)}"


def _words(written: Distribution | Literal["never"], law: Law) -> str:
    if written == "never" or law.constant:
        return "endless" if law.mean == float("inf") else f"always {duration_text(law.mean)}"
    cv = f", cv {written.cv:g}" if written.cv is not None else ""
    own = (
        ""
        if law.factor == 1
        else f" when the agent's only chat (factor {law.factor:.3g} from at_concurrency)"
    )
    return f"{written.family}, mean {duration_text(law.mean)}{cv}{own}"


def _agent_groups(scenario: Scenario, plan: Blueprint) -> Iterator[Line]:
    for (name, group), scheduled in zip(scenario.agent_groups.items(), plan.roster.scheduled, strict=True):
        hours = f"{scheduled.integral() / 3600:,.1f} scheduled hours"
        yield f"group {name}", f"{hours}; serves {_skills(scenario, group.skills)}"
        if group.agents is not None:
            yield "", f"agents: {_steps_of_week(group.agents)}"
        for shift in group.shifts or ():
            yield "", _shift(shift)
        if group.roster is not None:
            yield "", f"{_agents(len(scenario.files.rosters[name]))} of {group.roster}"
        yield from _turnout(group)
        factors = ", ".join(f"{factor:g}" for factor in group.slowdown_factors())
        slow = f", handle time × {factors} with 1, 2, ... in hand" if group.concurrency > 1 else ""
        yield "", f"up to {group.concurrency} chat{'s' if group.concurrency > 1 else ''} at once{slow}"


def _agents(count: int) -> str:
    return f"{count:,} agent{'s' if count != 1 else ''}"


def _turnout(group: AgentGroup) -> Iterator[Line]:
    if group.absence:
        yield "", f"{100 * group.absence:.3g} % do not turn up on a day"
    if group.shrinkage.share:
        spell = duration_text(group.shrinkage.spell)
        yield (
            "",
            f"{100 * group.shrinkage.share:.3g} % of the time on shift is spent away, {spell} on average",
        )
    if group.last_chat_before:
        yield "", f"no new chat in the last {duration_text(group.last_chat_before)} before a break or the end"
    if group.break_starts == "when_free":
        yield "", "breaks begin when the chats in hand are done"


def _shift(shift: Shift) -> str:
    said = f"{shift.agents} from {clock_text(shift.begin)} to {clock_text(shift.to)}"
    if shift.days != ALL_DAYS:
        said += f" {weekdays_text(shift.days)}"
    return said + "".join(f", break {_break(rest)}" for rest in shift.breaks)


def _break(rest: Break) -> str:
    paid = ", paid" if rest.paid else ""
    if rest.between is None:
        return f"{clock_text(rest.at or 0)} for {duration_text(rest.length)}{paid}"
    first, last = (clock_text(clock) for clock in rest.between)
    return f"of {duration_text(rest.length)} one after another {first}–{last}{paid}"


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


def _usual_length(forecast: Forecast) -> float:
    """Return how long (s) most rows of a forecast last."""
    lengths = [end - begin for begin, end in zip(forecast.begin, forecast.end, strict=True)]
    return max(set(lengths), key=lengths.count)


def _arrivals(scenario: Scenario, name: str) -> str:
    arrivals, forecast = scenario.chat_types[name].arrivals, scenario.files.forecasts.get(name)
    if forecast is not None:
        return f"forecast of {arrivals.file}, in intervals of {duration_text(_usual_length(forecast))}"
    if arrivals.log is not None:
        return f"as logged in {arrivals.log}"
    return f"per hour: {_steps_of_week(arrivals.per_hour or {})}"


def _steps_of_week(week: Mapping[Weekdays, Mapping[int, float]]) -> str:
    """Write step functions by days of the week."""
    parts = []
    for days, steps in week.items():
        values = sorted(steps.items())
        kept = [
            step
            for before, step in zip([None, *values], values, strict=False)
            if not before or before[1] != step[1]
        ]
        said = [f"{value:.4g} from {clock_text(clock)}" for clock, value in kept[:MOST_CHANGES]]
        course = f"{kept[0][1]:.4g} throughout" if len(kept) == 1 else ", ".join(said)
        more = ", ..." if len(kept) > MOST_CHANGES else ""
        parts.append(f"{course}{more}" if len(days) == 7 else f"{weekdays_text(days)} {course}{more}")
    return "; ".join(parts)


def _skills(scenario: Scenario, skills: tuple[str, ...] | None) -> str:
    return (
        "all chat types" if skills is None or set(skills) >= set(scenario.chat_types) else ", ".join(skills)
    )


def _rules(scenario: Scenario) -> Iterator[Line]:
    queue, run = scenario.queue, scenario.run
    yield "routing", scenario.routing.strategy
    room = "no limit" if queue.max_length is None else f"at most {queue.max_length} waiting"
    wait = "no maximum wait" if queue.max_wait is None else f"expires after {duration_text(queue.max_wait)}"
    close = {FOREVER: "served after closing", 0.0: "missed at closing"}.get(
        queue.at_close, f"served for at most {duration_text(queue.at_close)} after closing"
    )
    yield "queue", f"by {queue.order}; {room}; {wait}; those who wait are {close}"
    if scenario.uncertainty:
        yield (
            "uncertainty",
            f"each day's volume, all types together, is wrong by a factor with a cv of {100 * scenario.uncertainty:.3g} %",
        )
    for note in scenario.files.notes:
        yield "file", note
    yield "run", f"{run.replications} replications, seed {run.seed}"
