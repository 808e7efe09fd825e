"""Names as axes have room for them."""

from collections import Counter
from collections.abc import Sequence

LONGEST = 24
ELLIPSIS = "…"


def shortened(names: Sequence[str], longest: int = LONGEST) -> list[str]:
    """Cut long names in their middle, since paths differ at their end; those that are alike then are numbered."""
    cut = [_cut(name, longest) for name in names]
    often = Counter(cut)
    return [
        name if often[name] == 1 else f"{place}: {_cut(names[place - 1], longest - 5)}"
        for place, name in enumerate(cut, start=1)
    ]


def _cut(name: str, longest: int) -> str:
    if len(name) <= longest:
        return name
    tail = 2 * longest // 3
    return f"{name[: longest - tail - 1]}{ELLIPSIS}{name[-tail:]}"
