"""Which columns a table should have."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

GAPS = re.compile(r"[\s_-]+")


def plain(title: str) -> str:
    """Return a title as it is compared: `Chat Type` and `chat-type` are both `chat_type`."""
    return GAPS.sub("_", title.strip()).casefold()


@dataclass(frozen=True)
class Wanted:
    """The columns to look for; each entry lists names of which any serves, the first being what it is known by."""

    required: tuple[tuple[str, ...], ...]
    optional: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, required: Sequence[str], optional: Sequence[str]) -> "Wanted":
        """Read entries such as `chats` and `arrival|start`."""
        return cls(
            tuple(tuple(entry.split("|")) for entry in required),
            tuple(tuple(entry.split("|")) for entry in optional),
        )

    def find(self, titles: Sequence[str]) -> dict[str, list[int]]:
        """Return where the wanted columns are among these titles; more than one place is one too many."""
        places: dict[str, list[int]] = {}
        for index, title in enumerate(titles):
            places.setdefault(plain(title), []).append(index)
        found = {}
        for names in (*self.required, *self.optional):
            known = next((name for name in names if plain(name) in places), None)
            if known is not None:
                found[names[0]] = places[plain(known)]
        return found

    def missing(self, found: dict[str, list[int]]) -> list[tuple[str, ...]]:
        """Return the entries that are required and were not found."""
        return [names for names in self.required if names[0] not in found]
