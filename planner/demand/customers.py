"""The uniform numbers of single customers, whichever contact of theirs it is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from planner.demand.streams import Attribute, stream
from planner.flow.demand import FloatColumn, IntColumn


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
        name = self.names[layer.root]
        if layer.contact or layer.leg:
            name += f"/{layer.contact}/{layer.leg}"  # no name holds a slash
        drawn = [
            stream(self.seed, self.replication, attribute, name, day).random((count, width))
            for day, count in enumerate(self.counts[layer.root].tolist())
        ]
        chosen: FloatColumn = np.concatenate(drawn)[layer.customers]
        return chosen[:, 0] if width == 1 else chosen

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
