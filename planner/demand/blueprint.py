"""A checked scenario -> all that replications share, as plain values that travel to worker processes."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np

from planner.demand.bot import BotPlan
from planner.demand.conversation import ConversationPlan, conversation_plan
from planner.demand.course import over_horizon
from planner.demand.laws import ENDLESS, Law, law
from planner.demand.practices import (
    FollowUpPlan,
    SilencePlan,
    SilentLeavingPlan,
    TakingPlan,
    follow_up_plan,
    silence_plan,
    silent_leaving_plan,
    taking_plan,
)
from planner.demand.staffing import planned_roster
from planner.demand.turnout import Turnout
from planner.demand.window import day_edges, window
from planner.flow.clock import on_grid
from planner.flow.demand import FloatColumn
from planner.flow.profile import Profile
from planner.flow.roster import Roster
from planner.flow.rules import Ring, Rules
from planner.flow.window import Promise, Window
from planner.scenario import Scenario
from planner.scenario.bot import Bot
from planner.scenario.chat_type import ChatType
from planner.scenario.distribution import Distribution
from planner.scenario.doors import Doors, doors
from planner.scenario.files import Forecast
from planner.scenario.overflow import BEST
from planner.scenario.overflow import Ring as WrittenRing
from planner.scenario.overlap import own_length

Default = TypeVar("Default")


@dataclass(frozen=True)
class TypePlan:
    """How the customers of one chat type are drawn."""

    name: str
    rate: Profile
    """Chats per second over the horizon, those that begin with a bot too; of a log, what it holds by the hour."""
    log: FloatColumn | None
    """Exact arrivals (s) that take the rate's place."""
    uncertainty: float
    """Coefficient of variation of a day's volume."""
    handle_time: Law
    """Of a conversation about how long it takes as the agent's only chat; what is drawn follows from its messages."""
    wrap_up: Law
    first_reply: Law
    patience: Law
    bot: BotPlan | None
    returning: float = 0.0
    """Share of customers who know an agent from before."""
    follow_up: FollowUpPlan = field(default_factory=FollowUpPlan)
    silence: SilencePlan | None = None
    silent_leaving: SilentLeavingPlan | None = None
    conversation: ConversationPlan | None = None

    @property
    def to_queue(self) -> Profile:
        """Chats per second that come to the queue; whom a bot hands over counts when the talk begins."""
        if self.bot is None:
            return self.rate
        return Profile(self.rate.edges, self.rate.values * (1 - self.bot.contains))


@dataclass(frozen=True)
class Blueprint:
    """What all replications of a scenario share."""

    types: tuple[TypePlan, ...]
    uncertainty: float
    """Coefficient of variation of a day's volume, all chat types together."""
    days: FloatColumn
    """When the days begin, and the end (s)."""
    tickets: bool
    """Whether those who come while doors are closed are tickets when they open."""
    roster: Roster
    """As planned."""
    turnouts: tuple[Turnout, ...]
    """By group."""
    taking: tuple[TakingPlan, ...]
    """By group: how its agents come by their chats."""
    rules: Rules
    routing: str
    window: Window
    promise: Promise

    @property
    def horizon(self) -> float:
        """Seconds from start to end."""
        return float(self.days[-1])

    @property
    def beyond_plain(self) -> bool:
        """Whether anything is to be drawn of customers beyond arrival, patience and work."""
        return (
            self.rules.previous_agent is not None
            or any(plan.accept is not None or plan.pick is not None for plan in self.taking)
            or any(plan.follow_up.any or plan.silence or plan.conversation for plan in self.types)
            or any(plan.silent_leaving is not None for plan in self.types)
        )

    @property
    def converses(self) -> bool:
        """Whether any chats go to and fro."""
        return any(plan.conversation is not None for plan in self.types)

    def with_certain_forecast(self) -> "Blueprint":
        """Return what replications share if every day brought what the forecast says, but for chance."""
        return replace(
            self, uncertainty=0.0, types=tuple(replace(plan, uncertainty=0.0) for plan in self.types)
        )

    def with_full_turnout(self) -> "Blueprint":
        """Return what replications share if nobody were absent."""
        return replace(self, turnouts=tuple(replace(turnout, absence=0.0) for turnout in self.turnouts))


def blueprint(scenario: Scenario) -> Blueprint:
    """Lay a scenario over its horizon."""
    opened = doors(scenario)
    level = scenario.service_level
    return Blueprint(
        types=tuple(_type_plan(scenario, name) for name in scenario.chat_types),
        uncertainty=scenario.uncertainty if len(scenario.files.logs) < len(scenario.chat_types) else 0.0,
        days=day_edges(scenario.time),
        tickets=scenario.tickets == "next_morning",
        roster=planned_roster(scenario, opened),
        turnouts=tuple(
            Turnout(group.absence, group.shrinkage.share, group.shrinkage.spell)
            for group in scenario.agent_groups.values()
        ),
        taking=tuple(taking_plan(group, _law) for group in scenario.agent_groups.values()),
        rules=_rules(scenario, opened),
        routing=scenario.routing.strategy,
        window=window(scenario, opened),
        promise=Promise(
            target=level.target,
            within=on_grid(level.within),
            by_first_response=level.of == "first_response",
            counting=level.counting,
            short_abandon=on_grid(level.short_abandon),
        ),
    )


def _rules(scenario: Scenario, opened: Doors) -> Rules:
    queue = scenario.queue
    by_priority = queue.order == "priority"
    return Rules(
        doors=opened,
        priorities=tuple(
            chat_type.priority if by_priority else 1 for chat_type in scenario.chat_types.values()
        ),
        max_length=queue.max_length,
        max_wait=float("inf") if queue.max_wait is None else on_grid(queue.max_wait),
        serve_at_most=on_grid(queue.at_close),
        reopen_below=queue.reopen_below,
        rings=_rings(scenario),
        slots=tuple(chat_type.slots for chat_type in scenario.chat_types.values()),
        offer_timeout=on_grid(scenario.routing.offer_timeout),
        previous_agent=_seconds(scenario.routing.previous_agent, None),
        inactive_after=_seconds(scenario.routing.inactive_after, float("inf")),
    )


def _seconds(duration: float | None, default: Default) -> float | Default:
    return default if duration is None else on_grid(duration)


def _rings(scenario: Scenario) -> tuple[tuple[Ring, ...], ...]:
    """Return each type's rings; none if no type has any."""
    if all(chat_type.overflow is None for chat_type in scenario.chat_types.values()):
        return ()
    return tuple(tuple(_widening(scenario, name)) for name in scenario.chat_types)


def _widening(scenario: Scenario, name: str) -> Iterator[Ring]:
    """Yield a type's rings, each with the groups of those before."""
    groups = list(scenario.agent_groups.items())
    skilled = [
        number for number, (_, group) in enumerate(groups) if group.skills is None or name in group.skills
    ]
    named, level = set(skilled), 1
    for place, ring in enumerate(scenario.chat_types[name].overflow or (WrittenRing(),)):
        if ring.groups is not None:
            joining = {number for number in skilled if groups[number][0] in ring.groups}
            named = joining if place == 0 else named | joining
        level = ring.level or level
        able = [number for number in skilled if groups[number][1].levels.get(name, BEST) >= level]
        yield Ring(on_grid(ring.after), tuple(number for number in able if number in named))


def _type_plan(scenario: Scenario, name: str) -> TypePlan:
    chat_type = scenario.chat_types[name]
    log = scenario.files.logs.get(name)
    conversation = conversation_plan(chat_type, _law)
    return TypePlan(
        name=name,
        rate=_rate(scenario, name, chat_type),
        log=None if log is None else on_grid(np.array(log)),
        uncertainty=chat_type.arrivals.uncertainty,
        handle_time=_handle_time(scenario, name, conversation),
        wrap_up=_law(chat_type.wrap_up),
        first_reply=_law(chat_type.first_reply),
        patience=_patience(chat_type),
        returning=chat_type.returning,
        follow_up=follow_up_plan(chat_type, list(scenario.chat_types), _law),
        silence=silence_plan(chat_type, _law),
        silent_leaving=silent_leaving_plan(chat_type, _law),
        conversation=conversation,
        bot=_bot(chat_type.bot),
    )


def _handle_time(scenario: Scenario, name: str, conversation: ConversationPlan | None) -> Law:
    written = scenario.chat_types[name].handle_time
    if conversation is not None:
        return law("deterministic", {"value": conversation.mean_length})
    assert written is not None
    return _law(written).scaled(own_length(scenario, name))


def _rate(scenario: Scenario, name: str, chat_type: ChatType) -> Profile:
    """Return the chats per second over the horizon."""
    if chat_type.arrivals.per_hour is not None:
        per_hour = over_horizon(chat_type.arrivals.per_hour, scenario.time)
        return Profile(per_hour.edges, per_hour.values / 3600)
    if name in scenario.files.forecasts:
        return _as_profile(scenario.files.forecasts[name], scenario.horizon)
    if name not in scenario.files.logs:
        return Profile(np.array([0.0, scenario.horizon]), np.zeros(1))
    edges = np.unique(np.append(np.arange(0.0, scenario.horizon, 3600.0), scenario.horizon))
    chats, _ = np.histogram(np.array(scenario.files.logs[name]), edges)
    return Profile(edges, chats / np.diff(edges))


def _as_profile(forecast: Forecast, horizon: float) -> Profile:
    """Spread each row's chats evenly over its interval; where no row tells, doors are closed and nobody comes."""
    begin, end = on_grid(np.array(forecast.begin)), on_grid(np.array(forecast.end))
    edges = np.unique(np.clip(np.concatenate([[0.0, horizon], begin, end]), 0.0, horizon))
    row = np.searchsorted(begin, edges[:-1], side="right") - 1
    told = (row >= 0) & (edges[:-1] < end[row])
    return Profile(edges, np.where(told, np.array(forecast.chats)[row] / (end - begin)[row], 0.0))


def _patience(chat_type: ChatType) -> Law:
    patience = chat_type.patience
    if patience == "never":
        return ENDLESS
    return replace(_law(patience), at_once=patience.balking)


def _bot(bot: Bot | None) -> BotPlan | None:
    return None if bot is None else BotPlan(bot.contains, _law(bot.duration), _law(bot.first_reply))


def _law(distribution: Distribution) -> Law:
    return law(distribution.family, distribution.parameters())
