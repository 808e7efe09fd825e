"""When customers come, how long their chats take, and how long they wait, in words."""

from collections.abc import Iterator

from planner.demand import Blueprint, TypePlan
from planner.demand.course import while_open
from planner.scenario import Scenario
from planner.scenario.bot import Bot
from planner.scenario.files import Forecast
from planner.scenario.quantities import duration_text
from planner.study.echo.conversations import conversations
from planner.study.echo.follow_ups import follow_ups
from planner.study.echo.words import Line, law_words, steps_of_week


def chat_types(scenario: Scenario, plan: Blueprint) -> Iterator[Line]:
    """Tell of each chat type."""
    for type_plan in plan.types:
        chat_type = scenario.chat_types[type_plan.name]
        arrivals = chat_type.arrivals
        subject = f"chat type {type_plan.name}"
        slots = f"; takes {chat_type.slots} slots" if chat_type.slots > 1 else ""
        yield (
            subject,
            f"{type_plan.rate.integral():,.0f} chats expected; priority {chat_type.priority}{slots}",
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
            follows = chat_type.conversation is not None and title == "first reply"
            if written is not None and not follows:
                yield "", f"{title}: {law_words(written, law)}"
        yield from conversations(chat_type, type_plan)
        yield from follow_ups(scenario, chat_type, type_plan)


def _bot(bot: Bot | None, plan: TypePlan) -> Iterator[Line]:
    """Tell what a bot does before customers come to the queue."""
    if bot is None or plan.bot is None:
        return
    yield (
        "",
        f"bot: contains {100 * bot.contains:.4g} %, hands {plan.to_queue.integral():,.0f} chats over to the queue",
    )
    yield "", f"bot's talk: {law_words(bot.duration, plan.bot.duration)}"
    yield "", f"bot's first reply: {law_words(bot.first_reply, plan.bot.first_reply)}"


def _arrivals(scenario: Scenario, name: str) -> str:
    arrivals, forecast = scenario.chat_types[name].arrivals, scenario.files.forecasts.get(name)
    if forecast is not None:
        return f"forecast of {arrivals.file}, in intervals of {duration_text(_usual_length(forecast))}"
    if arrivals.log is not None:
        return f"as logged in {arrivals.log}"
    if not arrivals.given:
        return "only chats that are handed on by others"
    return f"per hour: {steps_of_week(arrivals.per_hour or {})}"


def _usual_length(forecast: Forecast) -> float:
    """Return how long (s) most rows of a forecast last."""
    lengths = [end - begin for begin, end in zip(forecast.begin, forecast.end, strict=True)]
    return max(set(lengths), key=lengths.count)
