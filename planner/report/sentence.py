"""The report's first line: is the promise kept, and where is the trouble, in plain words."""

from collections.abc import Sequence

from planner.kpi import Estimate, Part
from planner.report import figures
from planner.scenario.quantities import duration_text
from planner.study import Judgement, Study, Verdict, judge

HIDDEN = 0.05
"""A chat type this much below all types together is named."""


def judgement(study: Study) -> Judgement:
    """Judge the study's service level against the promise."""
    target = study.scenario.service_level.target
    return judge(study.summary.figures["service_level"], target, study.summary.replications)


def sentence(study: Study) -> str:
    """Say whether the promise is kept and which hours are the trouble."""
    level, promised = study.summary.figures["service_level"], study.scenario.service_level
    if level.mean is None:
        return "No chat counted for the service level: it cannot be told."
    finer = decimals_to_tell(level, promised.target)
    width = figures.plus_minus("service_level", level, finer)
    said = f"{figures.value('service_level', level, finer)} within {duration_text(promised.within)}"
    said += f" ({width}), " if width else ", "
    words = {
        Verdict.KEPT: "above the promised",
        Verdict.BROKEN: "below the promised",
        Verdict.UNDECIDED: "too close to tell from the promised"
        if width
        else "one run alone, which cannot tell about the promised",
    }[judgement(study).verdict]
    trouble = _trouble(study, "the weakest part" if words.startswith("above") else "the trouble")
    return (
        f"{said}{words} {figures.share(promised.target)}; {trouble}{_worst_type(study)}.{_how_often(study)}"
    )


def _how_often(study: Study) -> str:
    """Say on how many days the promise holds, where the replications tell."""
    of_run = study.summary.figures
    key, days = ("days_kept", "days") if "days_kept" in of_run else ("sla_attainment", "such days")
    kept = of_run[key]
    if kept.mean is None or kept.low is None or kept.high is None:
        return ""
    low, high = f"{100 * kept.low:.0f}", f"{100 * kept.high:.0f}"
    return f" The promise holds on {100 * kept.mean:.0f} % of {days} ({low} to {high})."


def decimals_to_tell(level: Estimate, target: float) -> int:
    """Return how many more decimals show on which side of the target the interval's ends lie."""
    far = figures.reach(level)
    if level.mean is None or level.low is None or level.high is None or far is None:
        return 0
    known = figures.decimals("service_level", level)
    for finer in range(3):
        mean, plus = (round(100 * share, known + finer) for share in (level.mean, far))
        looks = mean - plus >= 100 * target, mean + plus < 100 * target
        if looks == (level.low >= target, level.high < target):
            return finer
    return 0


def _worst_type(study: Study) -> str:
    """Name the chat type that the figure of all types together hides."""
    target, overall = study.scenario.service_level.target, study.summary.figures["service_level"].mean or 0.0
    levels = {name: of_type["service_level"] for name, of_type in study.summary.chat_types.items()}
    below = {
        name: level.mean
        for name, level in levels.items()
        if level.mean is not None and level.high is not None and level.high < target
    }
    worst = min(below, key=lambda name: below[name], default=None)
    if worst is None or below[worst] > overall - HIDDEN:
        return ""
    return f"; {worst} alone has {figures.value('service_level', levels[worst])}"


def worst_stretch(intervals: Sequence[Part], target: float) -> tuple[int, int] | None:
    """Return the first and last interval of the stretch below target around the worst, or None."""
    levels = [interval.figures["service_level"].mean for interval in intervals]
    below = [place for place, level in enumerate(levels) if level is not None and level < target]
    if not below:
        return None
    first = last = min(below, key=lambda place: levels[place] or 0.0)
    while first - 1 in below:
        first -= 1
    while last + 1 in below:
        last += 1
    return first, last


def _trouble(study: Study, called: str) -> str:
    intervals = study.summary.intervals
    stretch = worst_stretch(intervals, study.scenario.service_level.target)
    if stretch is None:
        return "no part of the day falls below it"
    if stretch == (0, len(intervals) - 1):
        return f"{called} is the whole time, {_missed(intervals)} missed"
    within = intervals[stretch[0] : stretch[1] + 1]
    begin, end = (study.scenario.time.at(instant) for instant in (within[0].begin, within[-1].end))
    day = f"{begin:%a %d %b} " if study.scenario.horizon > 86400 else ""
    return f"{called} is {day}{begin:%H:%M}–{end:%H:%M}, {_missed(within)} missed there"


def _missed(intervals: Sequence[Part]) -> str:
    offered = sum(interval.figures["offered"].mean or 0.0 for interval in intervals)
    missed = sum(interval.figures["missed"].mean or 0.0 for interval in intervals)
    return f"{100 * missed / offered:.3g} %" if offered else "none"
