"""Whether what targets and shift patterns name is there; read from the tree, so that it is told with all other errors."""

from collections.abc import Iterable, Iterator

from planner.scenario.kpi_names import NEEDS, OF_SHIFTS
from planner.scenario.problems import Problem
from planner.scenario.quantities import shown
from planner.scenario.references import Mention, entries, part, unknown
from planner.scenario.skills import composed
from planner.scenario.tree import Node

Listed = tuple[str, Node]
"""Where a target stands, as a path, and the target."""


def staffing_problems(tree: Node) -> Iterator[Problem]:
    """Find targets and patterns of types and groups that are not there, and targets for what nothing is told of."""
    types, groups = dict(entries(tree, "chat_types")), dict(entries(tree, "agent_groups"))
    targets = list(_targets(tree))
    yield from unknown("chat type", list(types), _named(targets, "chat_type"))
    yield from unknown("agent group", list(groups), _named(targets, "agent_group"))
    yield from unknown("agent group", list(groups), _groups_of_patterns(tree))
    for target in targets:
        yield from _untold(target, types)
        yield from _without_shifts(target, tree, groups.values())


def patterned_groups(tree: Node) -> set[str]:
    """Return the groups whose shifts patterns tell."""
    return {composed(name) for name, _, _ in _groups_of_patterns(tree)}


def _targets(tree: Node) -> Iterator[Listed]:
    node = part(tree, "targets", list)
    for number, target in enumerate(node.value if node is not None else ()):
        if isinstance(target.value, dict):
            yield f"targets.{number}", target


def _named(targets: Iterable[Listed], key: str) -> Iterator[Mention]:
    for where, target in targets:
        if (name := part(target, key, str)) is not None:
            yield name.value, name.place, f"{where}.{key}"


def _groups_of_patterns(tree: Node) -> Iterator[Mention]:
    for name, pattern in entries(tree, "shift_patterns"):
        if (group := part(pattern, "group", str)) is not None:
            yield group.value, group.place, f"shift_patterns.{name}.group"


def _untold(listed: Listed, types: dict[str, Node]) -> Iterator[Problem]:
    """Tell of a target for a KPI that the chat types have nothing to do with."""
    where, target = listed
    kpi, named = part(target, "kpi", str), part(target, "chat_type", str)
    path = NEEDS.get(kpi.value, ()) if kpi is not None else ()
    about = [types.get(composed(named.value))] if named is not None else list(types.values())
    known = [chat_type for chat_type in about if chat_type is not None]
    if kpi is None or not path or not known or any(_has(chat_type, path) for chat_type in known):
        return
    those = f"{shown(named.value)} has no" if named is not None else "no chat type has"
    yield Problem(
        kpi.place,
        f"{where}.kpi: {kpi.value} cannot be told, because {those} {'.'.join(path)}",
        "add that, or leave the target out",
    )


def _has(section: Node, path: tuple[str, ...]) -> bool:
    """Tell whether a section has what stands at a path."""
    here: Node | None = section
    for key in path:
        here = here.value.get(key) if here is not None and isinstance(here.value, dict) else None
    return here is not None


def _without_shifts(listed: Listed, tree: Node, groups: Iterable[Node]) -> Iterator[Problem]:
    """Tell of a target for what is told of shifts, where nobody has any."""
    where, target = listed
    kpi = part(target, "kpi", str)
    if kpi is None or kpi.value not in OF_SHIFTS or any(True for _ in entries(tree, "shift_patterns")):
        return
    if not any(key in group.value for group in groups for key in ("shifts", "roster")):
        yield Problem(
            kpi.place,
            f"{where}.kpi: {kpi.value} cannot be told, because no agents have shifts",
            "give shift_patterns, or leave the target out",
        )
