"""The first lines of an advice: how targets stand, where one more agent does most, who can go, what brings targets back."""

from collections import Counter
from collections.abc import Iterator, Sequence

from planner.kpi.kinds import Percentile
from planner.report import figures
from planner.report.advise.words import agents, becomes, does, listed, main_goal, measured, when
from planner.report.staffing.words import amount, target
from planner.staffing.advise import Advice, Change, Stand, WhatIf

MOST_LISTED = 4


def sentence(advice: Advice) -> str:
    """Say all of it, merged as far as neighbouring hours go."""
    stopped = ["Stopped: not all was looked at."] if advice.stopped else []
    return " ".join(
        [*stopped, _stands(advice), *_best(advice), *_torn(advice), *_spare(advice), *_remedy(advice)]
    )


def _stands(advice: Advice) -> str:
    missed = [stand for stand in advice.stands if not stand.holds]
    if not missed:
        if len(advice.stands) > 1:
            return "All targets hold as planned."
        (only,) = advice.stands
        return f"{_capital(target(only.goal))} holds as planned: {measured(only.goal, only.estimate)}."
    first, more = missed[0], len(missed) - 1
    others = f", and {more} more target{'s are' if more > 1 else ' is'} missed" if more else ""
    return f"Missed as planned: {target(first.goal)}{_has(first)}{others}."


def _has(stand: Stand) -> str:
    """Say what a target that is missed is about as planned."""
    goal, value = stand.goal, measured(stand.goal, stand.estimate)
    if isinstance(goal.kpi, Percentile):
        return f": {value} are not above that, of {figures.share(goal.kpi.p)} asked"
    return f" has {value}{'' if goal.per == 'run' else ' on average'}"


def _best(advice: Advice) -> Iterator[str]:
    if not advice.more or (not advice.best and advice.torn is not None):
        return
    if not advice.best:
        if advice.missed and advice.more[0].effect(main_goal(advice)).harms:
            yield f"{_capital(target(advice.missed[0]))} asks for fewer agents, not for more."
        elif not (advice.stopped and not advice.less):
            yield "One more agent for an hour helps nowhere, as far as can be told."
        return
    best = advice.best[0]
    (change,) = best.changes
    of = f" of {change.group}" if len(advice.scenario.agent_groups) > 1 else ""
    back = f", and {_all_or_so(len(best.mends), len(advice.missed))}" if best.mends else ""
    yield f"One more agent{of} {when(advice, change)} {does(best.effect(main_goal(advice)))}{back}."


def _torn(advice: Advice) -> Iterator[str]:
    """Say of targets that pull apart which way one more agent moves each."""
    torn = advice.torn
    if torn is None:
        return
    if advice.best and torn.change == advice.best[0].changes[0] and torn.better.goal == main_goal(advice):
        moves = f"that also {does(torn.worse)}"
    else:
        of = f" of {torn.change.group}" if len(advice.scenario.agent_groups) > 1 else ""
        moves = f"one more agent{of} {when(advice, torn.change)} {does(torn.better)}, but {does(torn.worse)}"
    yield (
        f"Targets pull apart: {moves}. {_capital(target(torn.better.goal))} asks for more agents, {target(torn.worse.goal)} "
        "for fewer; planner staff tells how near both can be had."
    )


def _all_or_so(back: int, missed: int) -> str:
    if back == missed:
        return "no target is missed then" if missed > 1 else "the target holds then"
    return f"{back} of {missed} targets missed hold{'s' if back == 1 else ''} then"


def _spare(advice: Advice) -> Iterator[str]:
    if not advice.less and advice.stopped:
        return
    if not advice.spare:
        if not advice.stopped:
            yield "Nobody can go in any hour without harm."
        return
    together = advice.spare[-1]
    gone = [f"{agents(advice, change)} {when(advice, change)}" for change in _at_once(together.changes)]
    if len(gone) > MOST_LISTED:
        gone = [*gone[:MOST_LISTED], f"{len(gone) - MOST_LISTED} more as listed"]
    effect = becomes(together.effect(main_goal(advice)))
    yield f"{_capital(listed(gone))} can go: {_still(advice, together)} ({effect})."


def _at_once(changes: Sequence[Change]) -> Iterator[Change]:
    """Put those of the same group and time together."""
    numbers: Counter[tuple[str, float, float]] = Counter()
    for change in changes:
        numbers[change.group, change.begin, change.end] += change.agents
    return (Change(*where, agents) for where, agents in numbers.items())


def _still(advice: Advice, without: WhatIf) -> str:
    """Say that no target is lost, and whether what is missed is better off."""
    if not advice.missed:
        return "all targets still hold" if len(advice.stands) > 1 else "the target still holds"
    if not without.breaks and len(without.mends) == len(advice.missed):
        return "all targets hold then" if len(advice.stands) > 1 else "the target holds then"
    if all(without.effect(goal).helps for goal in advice.missed):
        held = "what holds now still does, and " if len(advice.missed) < len(advice.stands) else ""
        return f"{held}what is missed comes closer"
    if len(advice.missed) < len(advice.stands):
        return "what holds now still does, and what is missed hardly changes"
    return "that hardly changes what is missed"


def _remedy(advice: Advice) -> Iterator[str]:
    if not advice.missed or (advice.stopped and advice.remedy is None):
        return
    if advice.remedy is None:
        if advice.torn is None and not (advice.spare and advice.spare[-1].closer > 0):
            yield "No more agent hours were found that bring the targets closer."
        return
    remedy = advice.remedy
    size = f"{amount(remedy.hours)} more agent hour{'' if remedy.hours == 1 else 's'}"
    if advice.mended:
        holds = "All targets hold" if len(advice.stands) > 1 else "The target holds"
        yield f"{holds} with {size}: {_added(advice, remedy)}."
        return
    effect = becomes(remedy.effect(main_goal(advice)))
    staff = "" if advice.torn is not None else "; planner staff finds how many are"
    yield f"{size} {'is' if remedy.hours == 1 else 'are'} not enough ({effect}){staff}."


def _added(advice: Advice, remedy: WhatIf) -> str:
    return listed([f"{agents(advice, change)} {when(advice, change)}" for change in remedy.changes])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
