"""What to say of a name that is none of those that there are."""

from collections.abc import Sequence
from difflib import get_close_matches

from planner.scenario.quantities import shown

MOST_NAMES = 10


def hint(name: str, known: Sequence[str]) -> str:
    """Return the name that may be meant, or the names that there are."""
    close = get_close_matches(name, known, n=1)
    if close:
        return f"did you mean {shown(close[0])}?"
    return "there is " + (", ".join(map(shown, known[:MOST_NAMES])) or "none")
