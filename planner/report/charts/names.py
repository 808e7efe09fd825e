"""Names as axes have room for them."""

from collections import Counter
from collections.abc import Sequence

LONGEST = 24
"""Characters."""
SHORT = 18
"""Beside a word or two."""
ELLIPSIS = "…"


def shortened(names: Sequence[str], longest: int = LONGEST) -> list[str]:
    """Cut long names in their middle, since paths differ at their end; those that are alike then are numbered."""
    cut = [_cut_middle(name, longest) for name in names]
    often = Counter(cut)
    return [
        name if often[name] == 1 else f"{place}: {_cut_middle(names[place - 1], longest - 5)}"
        for place, name in enumerate(cut, start=1)
    ]


def told_apart(labels: Sequence[str]) -> list[str]:
    """Number the later ones of labels that are alike."""
    seen: Counter[str] = Counter()
    apart = []
    for label in labels:
        seen[label] += 1
        apart.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return apart


def cut(text: str, most: int) -> str:
    """Return a text in one line, cut at its end where it is too long."""
    short = " ".join(text[: 4 * most].split())
    return short if len(short) <= most else f"{short[: most - 1]}{ELLIPSIS}"


def _cut_middle(name: str, longest: int) -> str:
    if len(name) <= longest:
        return name
    tail = 2 * longest // 3
    return f"{name[: longest - tail - 1]}{ELLIPSIS}{name[-tail:]}"
