"""What the report of a comparison shows, in its order: the same for the console and Markdown."""

from collections.abc import Iterator, Mapping, Sequence

from planner.kpi import BY_KEY, Estimate
from planner.report import figures
from planner.report.comparison.sentence import zone
from planner.report.table import Table, capital
from planner.study import Best, Compared, Comparison, Contrast
from planner.study.comparison import HEADLINE

SHOWN = (
    *("service_level", "missed_rate", "silent_rate", "wait_mean", "frt_mean"),
    "reply_time_p90",
    *("transfer_wait_mean", "transfer_missed_rate", "lost_rate"),
    *("utilization", "staffed_hours"),
)
"""KPIs of the tables, unless the planner chooses."""
TOLD_AFTER = "told after"
NOT_TOLD = Contrast(Estimate(None), "unknown")
WORDS = {"undecided": "not distinguishable yet", "unknown": "unknown"}


def heading(comparison: Comparison) -> str:
    """Say what is compared with what, and how often."""
    counts = [alternative.replications for alternative in comparison.alternatives]
    low, high = min(counts), max(counts)
    each = (
        f"{low:,} replication{'s' if low > 1 else ''} each"
        if low == high
        else f"{low:,} to {high:,} replications"
    )
    others = len(counts) - 1
    to_base = f"{others} alternative{'s' if others > 1 else ''} to {comparison.base.name}"
    return f"{to_base} · {each} · seed {comparison.seed}"


def outline(comparison: Comparison, kpis: Sequence[str] = ()) -> Iterator[Table]:
    """Yield the tables: the search for the best, every alternative's figures, each KPI's differences to the base."""
    if comparison.best is not None:
        yield _search(comparison, comparison.best)
    keys = shown(comparison, kpis)
    yield _figures(comparison, keys)
    for key in keys:
        if _differs(comparison, key):
            yield _differences(comparison, key)


def notes(comparison: Comparison, kpis: Sequence[str] = ()) -> Iterator[str]:
    """Yield how to read the tables."""
    same = [BY_KEY[key].title for key in shown(comparison, kpis) if _is_the_same(comparison, key)]
    if same:
        yield f"the same in all: {', '.join(same)}"
    if comparison.base.replications == 1:
        yield "one replication has no intervals; more tell what is sure"
    elif len(comparison.contrasts) > 1:
        yield (
            f"the 95 % intervals of a KPI hold together for all {len(comparison.contrasts)} alternatives (Bonferroni)"
        )
    if any(_tells(_of(comparison, key)) for key in shown(comparison, kpis)):
        yield f"{TOLD_AFTER}: about so many replications would tell, if the difference is as it looks"
    for key in HEADLINE:
        yield from _pairing(comparison, key)


def shown(comparison: Comparison, kpis: Sequence[str]) -> list[str]:
    """Return the KPIs of the tables that some alternative has."""
    best = [] if comparison.best is None else [comparison.best.kpi]
    wanted = dict.fromkeys([*best, *(kpis or SHOWN)])
    return [key for key in wanted if any(key in one.figures for one in comparison.alternatives)]


def _ordered(comparison: Comparison) -> list[Compared]:
    """Return the alternatives as they are listed: the base first, or the most promising if that was searched."""
    if comparison.best is None:
        return list(comparison.alternatives)
    return [comparison.alternatives[placed.number] for placed in comparison.best.order]


def _search(comparison: Comparison, best: Best) -> Table:
    rows = []
    for placed in best.order:
        one = comparison.alternatives[placed.number]
        out = "" if placed.eliminated_at is None else f"after {placed.eliminated_at:,}"
        value = figures.compact(best.kpi, _figure(one, best.kpi))
        rows.append((one.name, value, f"{placed.replications:,}", out))
    title = f"The search for the best in {BY_KEY[best.kpi].title}, within {zone(best)} (KN; --within)"
    return Table(title, ("", BY_KEY[best.kpi].title, "replications", "eliminated"), tuple(rows))


def _figures(comparison: Comparison, keys: Sequence[str]) -> Table:
    rows = [
        (one.name, *(figures.value(key, _figure(one, key)) for key in keys)) for one in _ordered(comparison)
    ]
    return Table("Each alternative", ("", *(BY_KEY[key].title for key in keys)), tuple(rows))


def _figure(one: Compared, key: str) -> Estimate:
    return one.figures.get(key, Estimate(None))


def _of(comparison: Comparison, key: str) -> dict[str, Contrast]:
    """Return a KPI's contrasts by alternative, in the order of the list; none where it or the base lacks the KPI."""
    return {
        one.name: comparison.contrasts[one.name].figures[key]
        for one in _ordered(comparison)
        if one is not comparison.base and key in comparison.contrasts[one.name].figures
    }


def _differs(comparison: Comparison, key: str) -> bool:
    return any(contrast.verdict != "same" for contrast in _of(comparison, key).values())


def _is_the_same(comparison: Comparison, key: str) -> bool:
    """Whether all alternatives have the KPI, and none differs in it."""
    return len(_of(comparison, key)) == len(comparison.contrasts) and not _differs(comparison, key)


def _differences(comparison: Comparison, key: str) -> Table:
    found = _of(comparison, key)
    tell = _tells(found)
    rows = []
    for one in _ordered(comparison):
        if one is comparison.base:
            continue
        contrast = found.get(one.name, NOT_TOLD)
        row = (
            one.name,
            figures.change(key, contrast.difference),
            figures.change_interval(key, contrast.difference),
            WORDS.get(contrast.verdict, contrast.verdict),
        )
        needed = contrast.replications_needed
        rows.append((*row, f"{needed:,}" if needed else "") if tell else row)
    columns: tuple[str, ...] = ("", "difference", "95\u00a0%\u00a0interval", "verdict")
    columns = (*columns, TOLD_AFTER) if tell else columns
    return Table(f"{capital(BY_KEY[key].title)}: difference to {comparison.base.name}", columns, tuple(rows))


def _tells(contrasts: Mapping[str, Contrast]) -> bool:
    """Whether there is one of which it is known how many replications would tell."""
    return any(contrast.replications_needed for contrast in contrasts.values())


def _pairing(comparison: Comparison, key: str) -> Iterator[str]:
    """Say how much narrower the differences are for having met the same customers."""
    saved = [
        contrast.variance_saved
        for contrast in _of(comparison, key).values()
        if contrast.variance_saved is not None
    ]
    if not saved:
        return
    least, most = min(saved), max(saved)
    title = BY_KEY[key].title
    if least <= 0:
        yield f"meeting the same customers did not make all differences in the {title} sharper"
        return
    shares, times = _range(100 * least, 100 * most), _range(1 / (1 - least), 1 / (1 - most))
    yield (
        f"meeting the same customers saves {shares} % of the variance of differences in the {title}: unpaired it would "
        f"take {times} times as many replications"
    )


def _range(low: float, high: float) -> str:
    ends = [f"{end:,.0f}" if end >= 10 else f"{end:.2g}" for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else " to ".join(ends)
