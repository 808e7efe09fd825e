"""YAML text -> a tree in which every key and value knows its line and column.

It is built from the parser's events, one at a time, so that depth, size, aliases and tags are checked
before anything is built, and hostile text costs no more than honest text of the same length.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from planner.scenario.problems import Place, Problem, ScenarioError
from planner.scenario.quantities import Unreadable, shown
from planner.scenario.scalar import scalar

DEEPEST = 20
LARGEST = 20_000
TOO_DEEP = f"nested more than {DEEPEST} levels deep"

# what YAML calls non-printable, and halves of characters
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass
class Node:
    """A value and its place: a scalar, a list of nodes, or a dict of nodes by key."""

    place: Place
    value: Any
    key_places: dict[str, Place] = field(default_factory=dict)
    size: int = 1
    """How many nodes this is once aliases are written out."""
    depth: int = 1
    """How many levels."""
    open: bool = False
    """Whether its end has not been seen yet."""

    def plain(self) -> Any:
        """Return the value without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def at(self, path: tuple[str | int, ...]) -> "Node":
        """Return the node at a path, or the nearest above it."""
        node = self
        for step in path:
            inner: Node | None = None
            if isinstance(node.value, dict):
                inner = node.value.get(step)
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                inner = node.value[step]
            if inner is None:
                break
            node = inner
        return node


def parse(text: str, source: str) -> tuple[Node, list[Problem]]:
    """Read one YAML document of mappings, lists and scalars, and what is wrong with single parts of it.

    Raises `ScenarioError` where nothing can be made of the text.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    _refuse_control_characters(text, source)
    builder = _Builder(source)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            builder.take(event)
    except MarkedYAMLError as error:
        raise _not_yaml(error, source) from None
    except (YAMLError, ValueError, OverflowError):
        # such as an escape for a character that does not exist; these errors do not tell where
        wrong = "this is not YAML: what follows here cannot be read"
        raise ScenarioError([Problem(builder.last, wrong, "check escapes such as \\U")]) from None
    if builder.root is None or builder.root.value is None:
        raise ScenarioError(
            builder.problems
            or [Problem(Place(source), "the file is empty", "start with: planner init my.yaml")]
        )
    return builder.root, builder.problems


def _not_yaml(error: Any, source: str) -> ScenarioError:
    mark = error.problem_mark or error.context_mark
    place = Place(source, mark.line + 1, mark.column + 1) if mark else Place(source)
    wrong = f"this is not YAML: {error.problem or error.context}"
    if error.context and error.context_mark and error.context_mark.line + 1 != place.line:
        wrong += f", {error.context} that begins in line {error.context_mark.line + 1}"
    return ScenarioError([Problem(place, wrong, "check indentation, quotes and brackets")])


def _refuse_control_characters(text: str, source: str) -> None:
    bad = CONTROL.search(text)
    if bad:
        line, column = text.count("\n", 0, bad.start()) + 1, bad.start() - text.rfind("\n", 0, bad.start())
        wrong = f"a control character (U+{ord(bad[0]):04X}) stands here"
        raise ScenarioError([Problem(Place(source, line, column), wrong, "delete it")])


def _whole(text: str) -> str:
    """Join the halves in which JSON writes characters such as emoji; raises `UnicodeError` if one is missing."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16")


class _Builder:
    """Builds the tree from parser events."""

    def __init__(self, source: str) -> None:
        self.root: Node | None = None
        self.problems: list[Problem] = []
        """What is wrong with single parts; they stay in the tree as text or nothing."""
        self.last = Place(source, 1, 1)
        """Where the parser was last."""
        self._source = source
        self._anchors: dict[str, Node] = {}
        self._open: list[tuple[Node, Node | None]] = []
        """The collections being read, each with the key it waits to give a value to."""

    def take(self, event: Any) -> None:
        kind = type(event).__name__
        if kind in ("MappingEndEvent", "SequenceEndEvent"):
            node, _ = self._open.pop()
            node.open = False
            node.size += sum(child.size for child in _children(node))
            node.depth += max((child.depth for child in _children(node)), default=0)
            if node.depth > DEEPEST:
                raise self._error(node.place, TOO_DEEP, "a scenario needs about five")
            if node.size > LARGEST:
                raise self._error(
                    node.place, f"more than {LARGEST:,} values once aliases are written out", "use fewer"
                )
            self._put(node)
        elif kind == "DocumentStartEvent":
            if self.root is not None:
                raise self._error(
                    self._place(event), "a second YAML document starts here", "one scenario per file"
                )
        elif kind in ("MappingStartEvent", "SequenceStartEvent", "ScalarEvent", "AliasEvent"):
            self._value(kind, event)

    def _value(self, kind: str, event: Any) -> None:
        place = self.last = self._place(event)
        if kind == "AliasEvent":
            node = self._anchors.get(event.anchor)
            if node is None or node.open:
                why = "is not defined above" if node is None else "contains itself"
                self._note(place, f"the alias {shown('*' + event.anchor)} {why}", "write the value out")
                node = Node(place, None)
            self._put(node, place)
            return
        if event.tag is not None:
            self._note(place, f"the tag {shown(str(event.tag))} is not allowed", "a scenario is plain data")
        if kind == "ScalarEvent":
            node = Node(place, self._scalar(event.value, event.implicit[0], place))
        else:
            node = Node(place, {} if kind == "MappingStartEvent" else [], open=True)
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        if not node.open:
            self._put(node)
            return
        if len(self._open) >= DEEPEST:
            raise self._error(place, TOO_DEEP, "a scenario needs about five")
        self._open.append((node, None))

    def _scalar(self, text: str, plain: bool, place: Place) -> str | int | float | bool | None:
        try:
            return scalar(text) if plain else _whole(text)
        except Unreadable as error:
            self._note(place, error.wrong, error.fix)
        except UnicodeError:
            self._note(
                place, "half of a character (a lone surrogate) stands here", "write the character itself"
            )
        return text.encode("ascii", "replace").decode()

    def _put(self, node: Node, place: Place | None = None) -> None:
        """Give a finished value to the collection that is being read."""
        if not self._open:
            self.root = node
            return
        parent, key = self._open[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif key is None:
            self._open[-1] = (parent, Node(place or node.place, node.value))
        else:
            self._open[-1] = (parent, None)
            self._pair(parent, key, node)

    def _pair(self, parent: Node, key: Node, node: Node) -> None:
        name = key.value
        if name == "<<" and isinstance(node.value, (dict, list)):
            for merged in node.value if isinstance(node.value, list) else [node]:
                self._merge(parent, merged)
            return
        if isinstance(name, (dict, list)):
            self._note(key.place, "the key here is not text", "keys are single words")
            return
        if not isinstance(name, str):
            self._note(key.place, f"the key {shown(name)} is not text", 'put it in quotes, a time as "08:00"')
            name = str(name)
        name = unicodedata.normalize("NFC", name)
        if name in parent.key_places:
            line = parent.key_places[name].line
            self._note(
                key.place, f"the key {shown(name)} stands here again (first in line {line})", "keep one"
            )
            return
        # nothing has no place of its own
        parent.value[name] = Node(key.place, None) if node.value is None else node
        parent.key_places[name] = key.place

    def _merge(self, parent: Node, merged: Node) -> None:
        if not isinstance(merged.value, dict):
            self._note(merged.place, "<< merges sections, and this is none", "merge an anchored section")
            return
        for name, node in merged.value.items():
            parent.value.setdefault(name, node)

    def _place(self, event: Any) -> Place:
        return Place(self._source, event.start_mark.line + 1, event.start_mark.column + 1)

    def _note(self, place: Place, wrong: str, fix: str) -> None:
        self.problems.append(Problem(place, wrong, fix))

    def _error(self, place: Place, wrong: str, fix: str) -> ScenarioError:
        return ScenarioError([*self.problems, Problem(place, wrong, fix)])


def _children(node: Node) -> Iterator[Node]:
    yield from node.value.values() if isinstance(node.value, dict) else node.value
