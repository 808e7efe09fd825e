"""Whether overflow rings lead to someone; read from the tree, so that it is told with all other errors."""

from collections.abc import Iterator

from planner.scenario.overflow import BEST
from planner.scenario.problems import Problem
from planner.scenario.quantities import shown
from planner.scenario.references import entries, part, unknown
from planner.scenario.skills import composed, has_nobody, skills_of
from planner.scenario.tree import Node

MOST_NAMES = 100
"""With more chat types or groups a scenario is refused anyway."""


def ring_problems(tree: Node) -> Iterator[Problem]:
    """Find rings that name groups that are not there or cannot help, and such as leave chats to nobody."""
    types, groups = list(entries(tree, "chat_types")), dict(entries(tree, "agent_groups"))
    if max(len(types), len(groups)) > MOST_NAMES:
        return
    with_rings = [(name, rings) for name, of in types if (rings := part(of, "overflow", list)) is not None]
    mentions = [
        (named.value, named.place, f"chat_types.{name}.overflow")
        for name, rings in with_rings
        for named in _named(rings)
    ]
    yield from unknown("agent group", list(groups), mentions)
    for name, rings in with_rings:
        skilled = {group: node for group, node in groups.items() if _has_skill(node, name)}
        yield from _unskilled(name, rings, groups.keys() - skilled.keys())
        yield from _left_alone(name, rings, skilled)


def _unskilled(name: str, overflow: Node, unskilled: set[str]) -> Iterator[Problem]:
    for named in _named(overflow):
        if composed(named.value) in unskilled:
            yield Problem(
                named.place,
                f"chat_types.{name}.overflow: the group {shown(named.value)} does not have the skill {shown(name)}",
                f"add {name} to its skills, or name another group",
            )


def _has_skill(group: Node, name: str) -> bool:
    """Tell whether a group serves a chat type; one whose skills cannot be read is complained of elsewhere."""
    skills = skills_of(group)
    return not skills or name in [composed(skill.value) for skill in skills]


def _named(overflow: Node) -> Iterator[Node]:
    """Yield the groups that rings name."""
    for ring in overflow.value:
        groups = part(ring, "groups", list)
        yield from (group for group in (groups.value if groups else ()) if isinstance(group.value, str))


def _left_alone(name: str, overflow: Node, skilled: dict[str, Node]) -> Iterator[Problem]:
    """Tell of a chat type whose chats nobody may take, however long they wait."""
    there = {group: node for group, node in skilled.items() if not has_nobody(node)}
    joining = {composed(group.value) for group in _named(overflow)}
    if not there or not overflow.value or joining - skilled.keys():
        return  # there are other complaints already
    if part(overflow.value[0], "groups", list) is not None and joining:
        there = {group: node for group, node in there.items() if group in joining}
    where = f"chat_types.{name}.overflow"
    if not there:
        wrong = f"{where}: the groups that it names have no agents"
        yield Problem(overflow.place, wrong, "name one with agents, too")
        return
    best = max(_level(node, name) for node in there.values())
    asked = [level for ring in overflow.value if (level := part(ring, "level", int)) is not None]
    if asked and best < asked[-1].value <= BEST:
        wrong = (
            f"no agent who may take these chats is at level {asked[-1].value}, so they would wait for ever"
        )
        yield Problem(asked[-1].place, f"{where}: {wrong}", f"end with a ring of level {best} or less")


def _level(group: Node, name: str) -> int:
    """Return a group's level at a skill; the best where it cannot be read."""
    levels = part(group, "levels", dict)
    level = part(levels, name, int) if levels is not None else None
    return BEST if level is None else int(level.value)
