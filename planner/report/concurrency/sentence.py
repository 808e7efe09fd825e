"""The first lines about chats at once: how many pay, and what one more would do."""

from collections.abc import Iterator

from planner.kpi import Estimate
from planner.report import figures
from planner.study.caps import AtCap, CapFrontier, stops_at
from planner.study.caps.turning import LEAST_MISSED

ORDINALS = {1: "1st", 2: "2nd", 3: "3rd"}
MOST_COSTS = 2
COSTS = {
    "reply_time_p90": "every tenth reply takes over {after} instead of {before}",
    "reply_time_mean": "a reply takes {after} instead of {before} on average",
    "frt_mean": "the first reply comes after {after} instead of {before}",
    "handle_time_mean": "a chat takes {after} instead of {before}",
}
"""How a cost is told."""


def sentence(found: CapFrontier) -> str:
    """Say how many chats at once pay, why one more does not, where the wait only moves into the chat, and if agents are short."""
    if found.replications == 1:
        return "One replication cannot tell how many chats at once pay."
    stop = stops_at(found.meanings)
    said = _goes_on(found) if stop is None else _stops(found, stop)
    return " ".join([said, *_moves(found), *_short_of_agents(found)])


def _stops(found: CapFrontier, stop: int) -> str:
    """Say how many pay, and what the next one does."""
    before, after = found.caps[stop], found.caps[stop + 1]
    if stop == 0:
        enough = "One chat at once is" if before.cap == 1 else f"{before.cap} at once are"
        said = f"{enough} enough."
    else:
        said = _pay(found, stop)
    missed = _both(before, after, "missed_rate")
    costs = [_cost(key, before, after) for key in found.meanings[stop].costs[:MOST_COSTS]]
    return f"{said} {_one_more(after.cap)} does not pay: missed {missed} ({_apart(found, stop)}), while {' and '.join(costs)}."


def _apart(found: CapFrontier, place: int) -> str:
    """Say why a difference in the missed rate is no gain."""
    contrast = found.steps[place].figures["missed_rate"]
    if contrast.verdict in ("undecided", "unknown"):
        return "no sure difference"
    if contrast.verdict == "better":
        return f"less than {100 * LEAST_MISSED:g} % of chats"
    return "no fewer"


def _goes_on(found: CapFrontier) -> str:
    """Say which are worth while where none is surely too many."""
    paying = [place for place, step in enumerate(found.meanings, start=1) if step.pays]
    first, last = found.caps[0].cap, found.caps[-1].cap
    if any(step.may_gain and not step.pays for step in found.meanings[paying[-1] if paying else 0 :]):
        known = f"{_pay(found, paying[-1])} " if paying else ""
        after = found.caps[paying[-1]].cap if paying else first
        return f"{known}Whether more than {after} at once pay cannot be told yet: more --replications would."
    if not paying:
        return f"From {first} to {last} chats at once, one more makes no difference that matters to chats missed or agents needed."
    said = _pay(found, paying[-1])
    if paying[-1] == len(found.meanings):
        return f"{said} That is the most that was tried."
    return f"{said} More, up to {last}, make no difference that matters to chats missed or agents needed."


def _pay(found: CapFrontier, place: int) -> str:
    """Say that so many pay, and what the last one of them brings."""
    after, step = found.caps[place], found.meanings[place - 1]
    if not step.pays:
        return f"{after.cap} at once pay."
    return f"{after.cap} at once pay: {' and '.join(_gains(found, place))}{_price(found, place)}."


def _gains(found: CapFrontier, place: int) -> Iterator[str]:
    """Yield what a cap brings over the one before."""
    before, after, step = found.caps[place - 1], found.caps[place], found.meanings[place - 1]
    than = f" than {before.cap}"
    if "missed_rate" in step.gains:
        yield f"fewer are missed{than} ({_both(before, after, 'missed_rate')})"
        than = ""
    elif "chats_per_agent_hour" in step.gains:
        yield f"agents do more{than} ({_both(before, after, 'chats_per_agent_hour')})"
        than = ""
    if step.fewer_agents:
        yield _fewer(found, place)


def _price(found: CapFrontier, place: int) -> str:
    before, after, costs = found.caps[place - 1], found.caps[place], found.meanings[place - 1].costs
    return f", though {_cost(costs[0], before, after)}" if costs else ""


def _moves(found: CapFrontier) -> Iterator[str]:
    """Say from where on customers only wait elsewhere."""
    for place, step in enumerate(found.meanings):
        if step.moves_the_wait:
            before, after = found.caps[place], found.caps[place + 1]
            only = "" if step.pays else "only "
            yield (
                f"{_one_more(after.cap)} {only}moves the wait from the queue into the chat: for an agent customers wait "
                f"{_value('wait_mean', after)} instead of {_value('wait_mean', before)}, for the first reply "
                f"{_value('frt_mean', after)} instead of {_value('frt_mean', before)}."
            )
            return


def _short_of_agents(found: CapFrontier) -> Iterator[str]:
    """Say that the agents planned are too few at any number of chats at once, and how many are not."""
    enough = [(at.needed.keeps.agents, at.cap) for at in found.caps if at.needed.keeps is not None]
    if not enough:
        yield f"The promise is not kept at any number, nor with {found.most_tried:,} agents."
    elif min(enough)[0] > found.planned:
        agents, cap = min(enough)
        yield f"The promise is not kept at any number with the {found.planned:,} planned: it needs {agents:,} agents, with {cap} at once."


def _one_more(cap: int) -> str:
    return f"A {ORDINALS.get(cap, f'{cap}th')}"


def _fewer(found: CapFrontier, place: int) -> str:
    """Say how many agents are enough, and how many were with the cap before."""
    keeps, before = found.caps[place].needed.keeps, found.caps[place - 1].needed.keeps
    assert keeps is not None
    enough = "1 agent is" if keeps.agents == 1 else f"{keeps.agents:,} agents are"
    instead = (
        f"instead of {before.agents:,}" if before is not None else f"where {found.most_tried:,} were too few"
    )
    return f"{enough} enough {instead}"


def _cost(key: str, before: AtCap, after: AtCap) -> str:
    return COSTS[key].format(before=_value(key, before), after=_value(key, after))


def _both(before: AtCap, after: AtCap, key: str) -> str:
    return f"{_value(key, before)} → {_value(key, after)}"


def _value(key: str, at: AtCap) -> str:
    return figures.value(key, at.overall.figures.get(key, Estimate(None)))
