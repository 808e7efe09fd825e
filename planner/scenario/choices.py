"""Sections in which one of several keys must be given; read from the tree, so that it is told with all other errors."""

from collections.abc import Iterator

from planner.scenario.problems import Problem
from planner.scenario.staffing_names import patterned_groups
from planner.scenario.tree import Node

SOURCES = ("per_hour", "file", "log")
PLANS = ("agents", "shifts", "roster")


def choice_problems(tree: Node) -> Iterator[Problem]:
    """Find chat types without arrivals or with several kinds of them, and groups without agents or with two plans."""
    for name, chat_type in _entries(tree, "chat_types"):
        arrivals = chat_type.value.get("arrivals")
        if arrivals is not None and isinstance(arrivals.value, dict):
            yield from _one_of(SOURCES, arrivals, f"chat_types.{name}.arrivals")
    patterned = patterned_groups(tree)
    for name, group in _entries(tree, "agent_groups"):
        if name not in patterned or any(
            key in group.value for key in PLANS
        ):  # else its shifts are to be found
            yield from _one_of(PLANS, group, f"agent_groups.{name}", ", or a shift pattern of this group")


def _entries(tree: Node, section: str) -> Iterator[tuple[str, Node]]:
    node = tree.value.get(section)
    if node is not None and isinstance(node.value, dict):
        yield from ((name, entry) for name, entry in node.value.items() if isinstance(entry.value, dict))


def _one_of(keys: tuple[str, ...], section: Node, where: str, instead: str = "") -> Iterator[Problem]:
    given = [key for key in keys if key in section.value]
    fix = f"give one of {', '.join(keys)}"
    if not given:
        yield Problem(section.place, f"{where}.{keys[0]} is missing", f"{fix}{instead}")
    elif len(given) > 1:
        # the one that was set on the command line, else the second of the file
        places = [section.key_places.get(key, section.place) for key in given]
        place = next((place for place in places if place.source != section.place.source), places[1])
        yield Problem(place, f"{where}: {' and '.join(given)} are both given", fix)
