"""A comparison's first line: which alternative is the best, and is that sure?"""

from collections.abc import Sequence

from planner.kpi import BY_KEY
from planner.report import figures
from planner.study import Best, Comparison
from planner.study.comparison import Leader

MOST_NAMED = 4


def sentence(comparison: Comparison) -> str:
    """Say which alternative is the best: as the search for it found, or as the differences tell."""
    if comparison.best is not None:
        return _found(comparison, comparison.best)
    if comparison.leader is None:
        return "There is no difference in the service level and the missed rate, as far as there are chats."
    return _leads(comparison, comparison.leader)


def is_sure(comparison: Comparison) -> bool:
    """Tell whether the first line leaves no doubt."""
    if comparison.best is not None:
        return comparison.best.known
    leader = comparison.leader
    return leader is not None and not _open(leader)


def zone(best: Best) -> str:
    """Write the indifference zone in the KPI's unit."""
    return figures.amount(best.kpi, best.within)


def _found(comparison: Comparison, best: Best) -> str:
    title, close = BY_KEY[best.kpi].title, f"differences within {zone(best)} do not matter"
    first = comparison.alternatives[best.leader]
    left = [
        comparison.alternatives[placed.number].name for placed in best.order if placed.eliminated_at is None
    ]
    if best.known:
        value = figures.value(best.kpi, first.figures[best.kpi])
        # what never differed goes on side by side to the end
        alike = f", as good as {_list(left[1:])}" if left[1:] else ""
        sure = f"{100 * best.confidence:g} % sure where {close}"
        return f"{_quoted(first.name)} is the best in {title}, {value}{alike}: {sure}."
    return (
        f"Not known yet after {first.replications:,} replications: the best in {title} is among "
        f"{_list(left)}, where {close}."
    )


def _leads(comparison: Comparison, leader: Leader) -> str:
    title, base = BY_KEY[leader.kpi].title, comparison.base
    ahead = next(one for one in comparison.alternatives if one.name == leader.name)
    said = (
        f"{_quoted(leader.name)} has the best {title}, {figures.value(leader.kpi, ahead.figures[leader.kpi])}"
    )
    if base.name in leader.behind:
        by = figures.change(leader.kpi, leader.behind[base.name].difference)
        said += (
            f" against {figures.value(leader.kpi, base.figures[leader.kpi])} of {_quoted(base.name)} ({by})"
        )
    open_names = _open(leader)
    alike = [name for name, contrast in leader.behind.items() if contrast.verdict == "same"]
    if alike:
        said += f", as good as {_list(alike)}"
    if not open_names:
        return f"{said}, and that is sure."
    needed = [leader.behind[name].replications_needed or 0 for name in open_names]
    more = f"; about {max(needed):,} replications would tell" if max(needed) else ""
    return f"{said}, but is not distinguishable yet from {_list(open_names)}{more}."


def _open(leader: Leader) -> list[str]:
    """Return who may be as good or better."""
    return [name for name, contrast in leader.behind.items() if contrast.verdict in ("undecided", "unknown")]


def _quoted(name: str) -> str:
    return f'"{name}"'


def _list(alternatives: Sequence[str]) -> str:
    names = list(map(_quoted, alternatives))
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
