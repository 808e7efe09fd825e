"""Where chats wait: the lines, and whose agents take chats from each."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.flow.roster import Group
from planner.flow.rules import Ring, Rules

BEHIND_CHATS = 1_000_000
"""Added to the priority of tickets."""


@dataclass(frozen=True)
class Line:
    """Chats of one type that the same groups may take."""

    chat_type: int
    priority: int
    """The lowest is served first; across lines of equal priority, who came first."""
    groups: tuple[int, ...]
    tickets: bool = False
    widens_at: float = float("inf")
    """A chat that has waited this long (s) goes on to the line `widens_to`, which more groups serve."""
    widens_to: int = -1
    last: int = -1
    """The line to which chats widen in the end; by default this one."""


def plan_lines(rules: Rules, groups: Sequence[Group], tickets: bool) -> list[Line]:
    """Return a line per chat type, a second one each for tickets if there are any, then those of wider rings."""
    rings = rules.rings or tuple(
        (Ring(0.0, tuple(number for number, group in enumerate(groups) if chat_type in group.skills)),)
        for chat_type in range(len(rules.priorities))
    )
    behind = [
        Line(chat_type, BEHIND_CHATS + priority, rings[chat_type][-1].groups, tickets=True)
        for chat_type, priority in enumerate(rules.priorities)
        if tickets
    ]
    chats: list[Line] = []
    wider: list[Line] = []
    next_line = len(rings) + len(behind)
    for chat_type, priority in enumerate(rules.priorities):
        own = rings[chat_type]
        last = next_line + len(own) - 2
        for place, ring in enumerate(own):
            later = own[place + 1].after if place + 1 < len(own) else float("inf")
            further = next_line + place if place + 1 < len(own) else -1
            line = Line(
                chat_type,
                priority,
                ring.groups,
                widens_at=later,
                widens_to=further,
                last=last if len(own) > 1 else -1,
            )
            (wider if place else chats).append(line)
        next_line += len(own) - 1
    return [*chats, *behind, *wider]
