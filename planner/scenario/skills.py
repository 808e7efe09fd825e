"""Whether chat types and agent groups fit together; read from the tree, so that it is told with all other errors."""

import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches

from planner.scenario.problems import Problem
from planner.scenario.quantities import shown
from planner.scenario.tree import Node

MOST_HINTS = 100


def skill_problems(tree: Node) -> Iterator[Problem]:
    """Find unknown skills, chat types that nobody serves, and names that look the same."""
    types, groups = _section(tree, "chat_types"), _section(tree, "agent_groups")
    for section in (types, groups):
        if section is not None:
            yield from _lookalikes(section)
    if types is None or groups is None:
        return
    served: set[str] = set()
    complete, unknown = True, 0
    for name, group in groups.value.items():
        skills = skills_of(group)
        if skills is None:
            complete = False
            continue
        if not has_nobody(group):
            served.update(types.value if skills == [] else [composed(skill.value) for skill in skills])
        for skill in skills:
            if composed(skill.value) not in types.value:
                unknown += 1
                # a search among many names for each of many is slow, and nobody reads so many hints
                yield _unknown_skill(name, skill, list(types.value) if unknown <= MOST_HINTS else [])
    if complete:
        for name in types.value:
            if name not in served:
                yield Problem(
                    types.key_places.get(name, types.place),
                    f"no agent can serve the chat type {shown(name)}",
                    "give some group with agents the skill, or leave the type out",
                )


def composed(name: str) -> str:
    """Return a name as keys are spelled, where Unicode knows several spellings."""
    return unicodedata.normalize("NFC", name)


def _unknown_skill(group: str, skill: Node, known: list[str]) -> Problem:
    close = get_close_matches(skill.value, known[:MOST_HINTS], n=1)
    hint = f'did you mean "{close[0]}"? ' if close else ""
    names = ", ".join(shown(name) for name in known[:10])
    return Problem(
        skill.place,
        f"agent_groups.{group}.skills: there is no chat type {shown(skill.value)}",
        f"{hint}chat types: {names}" if known else "",
    )


def _section(tree: Node, key: str) -> Node | None:
    node = tree.value.get(key) if isinstance(tree.value, dict) else None
    return node if node is not None and isinstance(node.value, dict) else None


def skills_of(group: Node) -> list[Node] | None:
    """Return the skills of a group, [] for the default (all), None where they cannot be read."""
    if not isinstance(group.value, dict):
        return None
    node = group.value.get("skills")
    if node is None:
        return []
    if not isinstance(node.value, list) or not node.value:
        return None
    return node.value if all(isinstance(skill.value, str) for skill in node.value) else None


def has_nobody(group: Node) -> bool:
    """Tell whether a group's head counts or shifts add up to no agent; what a roster file holds is not known here."""
    shifts = group.value.get("shifts")
    if shifts is not None and isinstance(shifts.value, list):
        counts = [shift.value.get("agents") for shift in shifts.value if isinstance(shift.value, dict)]
        return bool(counts) and all(count is not None and _all_zero(count) for count in counts)
    agents = group.value.get("agents")
    return agents is not None and _all_zero(agents)


def _all_zero(node: Node) -> bool:
    if isinstance(node.value, dict):
        return bool(node.value) and all(map(_all_zero, node.value.values()))
    return bool(node.value == 0 and node.value is not False)


def _lookalikes(section: Node) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name in section.value:
        folded = unicodedata.normalize("NFKC", name).casefold()
        if folded in seen:
            yield Problem(
                section.key_places.get(name, section.place),
                f"the names {shown(seen[folded])} and {shown(name)} look the same",
                "choose names that differ",
            )
        seen[folded] = name
