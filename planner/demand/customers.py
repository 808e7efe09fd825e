"""The uniform numbers of single customers, whichever contact of theirs it is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from planner.demand.streams import Attribute, stream
from planner.flow.demand import FloatColumn, IntColumn

BLOCK = 8
"""Messages of each contact that are drawn together."""


@dataclass(frozen=True)
class Layer:
    """The contacts of one type's customers that are alike: the first, the second, the first one's transfer, ..."""

    root: int
    """Position of the chat type in which the customers came first."""
    chat_type: int
    """That of these contacts."""
    contact: int
    """0 for the first, 1 for one that follows it, ..."""
    leg: int
    """0 where the customer comes in, 1 where the chat was handed on, ..."""
    customers: IntColumn
    """Which of the type's customers have such a contact."""
    rows: IntColumn
    """The number of each of these contacts."""


@dataclass(frozen=True)
class Customers:
    """Draws numbers for customers; `counts` holds how many came as [chat type, day]."""

    seed: int
    replication: int
    names: tuple[str, ...]
    """Of the chat types."""
    counts: IntColumn

    def firsts(self) -> Iterator[Layer]:
        """Yield the first contacts of each type's customers; they are numbered type by type, and day by day."""
        begin = 0
        for root, count in enumerate(self.counts.sum(axis=1).tolist()):
            yield Layer(root, root, 0, 0, np.arange(count), np.arange(begin, begin + count))
            begin += count

    def uniform(self, layer: Layer, attribute: Attribute, width: int = 1) -> FloatColumn:
        """Return a uniform number, or so many, per contact of a layer, as [contact] or [contact, number]."""
        name = self._name(layer) if layer.contact or layer.leg else self.names[layer.root]
        chosen = self._drawn(name, layer.root, attribute, width)[layer.customers]
        return chosen[:, 0] if width == 1 else chosen

    def _name(self, layer: Layer) -> str:
        return f"{self.names[layer.root]}/{layer.contact}/{layer.leg}"  # no name of a type holds a slash

    def _drawn(self, name: str, root: int, attribute: Attribute, width: int) -> FloatColumn:
        """Draw numbers for all customers of a type as [customer, number]."""
        drawn = [
            stream(self.seed, self.replication, attribute, name, day).random((count, width))
            for day, count in enumerate(self.counts[root].tolist())
        ]
        return np.concatenate(drawn)

    def by_message(self, layer: Layer, attribute: Attribute, messages: IntColumn) -> FloatColumn:
        """Return a uniform number per message, those of a contact one after the other; `messages` is how many each has.

        Message m of a contact has the same number however many messages there are.
        """
        first = np.cumsum(messages) - messages
        numbers = np.empty(int(messages.sum()))
        for block in range(0, int(messages.max(initial=0)), BLOCK):
            longer = np.flatnonzero(messages > block)
            drawn = self._drawn(f"{self._name(layer)}/{block}", layer.root, attribute, BLOCK)
            place = np.arange(BLOCK) + block
            exists = place < messages[longer, np.newaxis]
            at = first[longer, np.newaxis] + place
            numbers[at[exists]] = drawn[layer.customers[longer]][exists]
        return numbers

    def by_row(
        self,
        layers: Sequence[Layer],
        of_layer: Callable[[Layer], FloatColumn],
    ) -> FloatColumn:
        """Put what is drawn layer by layer in the order of the contacts' numbers."""
        pieces = [of_layer(layer) for layer in layers]
        column = np.concatenate(pieces)
        ordered = np.empty_like(column)
        ordered[np.concatenate([layer.rows for layer in layers])] = column
        return ordered
