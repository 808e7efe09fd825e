"""Whether what a part of the scenario names is there; read from the tree, so that it is told with all other errors."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from planner.scenario.problems import Place, Problem
from planner.scenario.quantities import shown
from planner.scenario.skills import composed
from planner.scenario.tree import Node

MOST_HINTS = 100

Mention = tuple[str, Place, str]
"""A name, where it stands, and what it stands under."""


def reference_problems(tree: Node) -> Iterator[Problem]:
    """Find transfers and levels that name what is not there, and chat types that nobody ever comes to."""
    types = list(entries(tree, "chat_types"))
    known = [name for name, _ in types]
    yield from unknown("chat type", known, [*_targets(types), *_levels(tree)])
    for name, chat_type in types:
        target = _target(chat_type)
        if target is not None and composed(target.value) == name:
            where = f"chat_types.{name}.transfer.to"
            yield Problem(target.place, f"{where}: a chat is handed on to its own queue", "name another")
    yield from _deserted(types)


def _targets(types: list[tuple[str, Node]]) -> Iterator[Mention]:
    for name, chat_type in types:
        if (target := _target(chat_type)) is not None:
            yield target.value, target.place, f"chat_types.{name}.transfer.to"


def _levels(tree: Node) -> Iterator[Mention]:
    for name, group in entries(tree, "agent_groups"):
        if (levels := part(group, "levels", dict)) is not None:
            yield from (
                (skill, place, f"agent_groups.{name}.levels") for skill, place in levels.key_places.items()
            )


def _deserted(types: list[tuple[str, Node]]) -> Iterator[Problem]:
    """Find chat types without arrivals of their own to which none is handed on."""
    targets = {composed(target.value) for _, chat_type in types if (target := _target(chat_type)) is not None}
    for name, chat_type in types:
        arrivals = part(chat_type, "arrivals", str)
        if arrivals is not None and arrivals.value == "none" and name not in targets:
            yield Problem(
                arrivals.place,
                f"chat_types.{name}.arrivals: no chat ever comes to {shown(name)}",
                f"give arrivals, or hand chats on to it: transfer: {{to: {name}, probability: 10%}}",
            )


def _target(chat_type: Node) -> Node | None:
    """Return the name of the chat type to which a type's chats are handed on."""
    transfer = part(chat_type, "transfer", dict)
    return None if transfer is None else part(transfer, "to", str)


def unknown(what: str, known: list[str], mentions: Iterable[Mention]) -> Iterator[Problem]:
    """Tell of names that none of the known ones is."""
    found = 0
    for written, place, where in mentions if known else ():
        name = composed(written)
        if name not in known:
            found += 1
            # a search among many names for each of many is slow, and nobody reads so many hints
            close = get_close_matches(name, known[:MOST_HINTS], n=1) if found <= MOST_HINTS else []
            hint = f'did you mean "{close[0]}"?' if close else f"there is {', '.join(map(shown, known[:10]))}"
            yield Problem(place, f"{where}: there is no {what} {shown(name)}", hint)


def part(section: Node, key: str, kind: type) -> Node | None:
    """Return what stands under a key of a section, if it is of that kind; other checks complain of what is not."""
    node = section.value.get(key) if isinstance(section.value, dict) else None
    return node if node is not None and type(node.value) is kind else None


def entries(tree: Node, section: str) -> Iterator[tuple[str, Node]]:
    """Yield the chat types or agent groups that are sections, by name."""
    node = part(tree, section, dict)
    if node is not None:
        yield from ((name, entry) for name, entry in node.value.items() if isinstance(entry.value, dict))
