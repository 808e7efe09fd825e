"""What a study has figures about, and which of them mean something."""

import math
from collections.abc import Sequence

from planner.demand import Blueprint
from planner.kpi import Scopes
from planner.kpi.kinds import Feature


def scopes(plan: Blueprint, agents: Sequence[str] = ()) -> Scopes:
    """Return what a study of a blueprint has figures about; `agents` are the names of those told of one by one."""
    roster, turnouts = plan.roster, plan.turnouts
    bot = any(of_type.bot for of_type in plan.types)
    talks = [of_type.conversation for of_type in plan.types if of_type.conversation is not None]
    follow_ups = [of_type.follow_up for of_type in plan.types]
    has: dict[Feature, bool] = {
        "days": plan.window.days.parts > 1,
        # whom a bot hands over after the end is after hours too
        "opening hours": plan.rules.doors != ((0.0, plan.horizon),) or bot,
        "tickets": plan.tickets,
        "plan": bool(roster.shifts) or any(turnout.absence for turnout in turnouts),
        "breaks": any(shift.breaks for shift in roster.shifts),
        "shrinkage": any(turnout.away for turnout in turnouts),
        "bot": bot,
        "coming again": any(plan.retry or plan.resolved < 1 for plan in follow_ups),
        "retries": any(plan.retry for plan in follow_ups),
        "repeats": any(plan.resolved < 1 for plan in follow_ups),
        "transfers": any(plan.transfer for plan in follow_ups),
        "offers": any(taking.accept is not None for taking in plan.taking),
        "silent": any(of_type.silent_leaving is not None for of_type in plan.types),
        "conversation": bool(talks),
        "reply patience": any(talk.reply_patience is not None for talk in talks),
        "inactive close": any(talk.inactive_close < math.inf for talk in talks),
    }
    return Scopes(
        types=[of_type.name for of_type in plan.types],
        groups=[group.name for group in roster.groups],
        features={feature for feature, present in has.items() if present},
        agents=[
            (name, roster.groups[group].name) for name, group in zip(agents, roster.group_of, strict=False)
        ],
    )
