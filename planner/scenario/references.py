"""Whether what a part of the scenario names is there; read from the tree, so that it is told with all other errors."""

import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches

from planner.scenario.problems import Place, Problem
from planner.scenario.quantities import shown
from planner.scenario.tree import Node

MOST_HINTS = 100


def reference_problems(tree: Node) -> Iterator[Problem]:
    """Find transfers, rings and levels that name what is not there, and chat types that nobody ever comes to."""
    types, groups = _names(tree, "chat_types"), _names(tree, "agent_groups")
    for name, chat_type in _entries(tree, "chat_types"):
        transfer = chat_type.at(("transfer", "to"))
        if _is_text(transfer):
            where = f"chat_types.{name}.transfer.to"
            yield from _unknown(transfer.value, transfer.place, where, "chat type", types)
            if transfer.value == name:
                yield Problem(
                    transfer.place, f"{where}: a chat is handed on to its own queue", "name another"
                )
        rings = chat_type.at(("overflow",))
        for ring in rings.value if isinstance(rings.value, list) else ():
            named = ring.at(("groups",))
            for group in named.value if isinstance(named.value, list) else ():
                if _is_text(group):
                    where = f"chat_types.{name}.overflow"
                    yield from _unknown(group.value, group.place, where, "agent group", groups)
    for name, group in _entries(tree, "agent_groups"):
        levels = group.at(("levels",))
        if levels is not group and isinstance(levels.value, dict):
            for skill, place in levels.key_places.items():
                yield from _unknown(skill, place, f"agent_groups.{name}.levels", "chat type", types)
    yield from _deserted(tree)


def _deserted(tree: Node) -> Iterator[Problem]:
    """Find chat types without arrivals of their own to which none is handed on."""
    entries = list(_entries(tree, "chat_types"))
    targets = {
        chat_type.at(("transfer", "to")).value for _, chat_type in entries if "transfer" in chat_type.value
    }
    for name, chat_type in entries:
        arrivals = chat_type.value.get("arrivals")
        if arrivals is not None and arrivals.value == "none" and name not in targets:
            yield Problem(
                arrivals.place,
                f"chat_types.{name}.arrivals: no chat ever comes to {shown(name)}",
                f"give arrivals, or hand chats on to it: transfer: {{to: {name}, probability: 10%}}",
            )


def _unknown(name: str, place: Place, where: str, what: str, known: list[str]) -> Iterator[Problem]:
    name = unicodedata.normalize("NFC", name)
    if known and name not in known:
        close = get_close_matches(name, known[:MOST_HINTS], n=1)
        hint = f'did you mean "{close[0]}"?' if close else f"there is {', '.join(map(shown, known[:10]))}"
        yield Problem(place, f"{where}: there is no {what} {shown(name)}", hint)


def _is_text(node: Node) -> bool:
    return isinstance(node.value, str)


def _names(tree: Node, section: str) -> list[str]:
    node = tree.value.get(section)
    return list(node.value) if node is not None and isinstance(node.value, dict) else []


def _entries(tree: Node, section: str) -> Iterator[tuple[str, Node]]:
    node = tree.value.get(section)
    if node is not None and isinstance(node.value, dict):
        yield from ((name, entry) for name, entry in node.value.items() if isinstance(entry.value, dict))
