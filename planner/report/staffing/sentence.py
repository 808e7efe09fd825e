"""The first lines about a staffing: what it takes, whether targets hold, and how far from the optimum it may be."""

from collections.abc import Iterator

from planner.kpi import Estimate
from planner.kpi.kinds import Percentile
from planner.report import figures
from planner.report.staffing.totals import busiest, from_optimum, hours_on_duty, priced
from planner.report.staffing.words import amount, bound, estimated, stretch, target
from planner.staffing.result import Found, Proof, Unreachable

ALMOST = 1e-4


def sentence(found: Found) -> str:
    """Say what it takes and what is proven; where a target is out of reach, which, where, and what is nearest."""
    if not found.staffing:
        return " ".join([*_out_of_reach(found), *_nothing(found)])
    if found.stopped:
        return " ".join([*_stopped(found), *_out_of_reach(found), *_bound(found)])
    if found.unreachable:
        return " ".join([*_out_of_reach(found), f"What comes nearest: {_size(found)}."])
    if found.feasible:
        return " ".join([f"{_size(found)}: {_all(found)}, proven on {_fresh(found)}.", *_bound(found)])
    return " ".join([f"{_size(found)}{_open(found)}.", *_bound(found)])


def span_of(found: Found, part: Proof | Unreachable) -> str:
    """Say which day or interval is meant; nothing where it is all the time, or when most of it is lost, if that is known."""
    if part.begin is None or part.end is None:
        return ""
    above_all = "above all " if part.goal.per == "run" else ""
    return above_all + stretch(found.scenario.time, part.begin, part.end)


def nearest_of(missed: Unreachable) -> str:
    """Write the nearest that can be had: the KPI, or the share of days; nothing where it is not known."""
    if missed.days is not None:
        return f"{figures.share(_about(missed.days))} of days"
    return "" if missed.best is None else bound(missed.goal.kpi, _about(missed.best))


def _about(value: float) -> float:
    """Round to what replications can tell."""
    return float(f"{value:.3g}")


def value_of(proof: Proof) -> str:
    """Write what a target is about with its interval: the KPI, or the share of days (or of what it counts) that keep it."""
    if proof.days is not None and proof.days.mean is not None:
        return f"{_share(proof.days)} of days"
    if proof.estimate.mean is None and proof.not_above is not None and proof.not_above.mean is not None:
        return f"{_share(proof.not_above)} not above that"
    return estimated(proof.goal, proof.estimate)


def verdict(proof: Proof) -> str:
    """Say whether a target holds, or why not: it may hold, but that is not sure."""
    if proof.holds:
        return "holds"
    return "not proven" if _kept(proof) else "missed"


def _kept(proof: Proof) -> bool:
    """Tell whether what was estimated keeps the target, by what the proof counts."""
    goal, days, not_above = proof.goal, proof.days, proof.not_above
    if goal.on is not None and days is not None:
        return days.mean is not None and days.mean >= goal.on
    if isinstance(goal.kpi, Percentile) and not_above is not None:
        return not_above.mean is not None and -goal.sign * (not_above.mean - goal.kpi.p) >= 0
    return proof.estimate.mean is not None and goal.kept(proof.estimate.mean)


def _share(estimate: Estimate) -> str:
    """Write a share with its interval."""
    mean, low, high = estimate.mean, estimate.low, estimate.high
    assert mean is not None
    known = "" if low is None or high is None else f" ({_percent(low)} to {_percent(high)})"
    return f"{_percent(mean)} %{known}"


def _percent(value: float) -> str:
    return f"{100 * value:.1f}"


def _size(found: Found) -> str:
    most = busiest(found.staffing)
    agents = f"{most:,g} agent{'' if most == 1 else 's'} at the busiest moment"
    count = sum(planned.agents for planned in found.plan)
    shifts = f"{count:,} shift{'' if count == 1 else 's'}, " if found.plan else ""
    return f"{shifts}{agents}, {amount(hours_on_duty(found))} agent hours{_cost(found)}"


def _cost(found: Found) -> str:
    """Say what it costs; where hours have no price, how many are paid, if these are others than those on duty."""
    if priced(found):
        overtime = f" ({amount(found.overtime_cost)} of it overtime)" if found.overtime_cost > 0 else ""
        return f", cost {amount(found.cost)}{overtime}"
    alike = abs(found.cost - hours_on_duty(found)) < ALMOST * max(1.0, found.cost)
    return "" if alike else f", {amount(found.cost)} paid hours"


def _all(found: Found) -> str:
    return "the target holds" if len(found.goals) == 1 else "all targets hold"


def _fresh(found: Found) -> str:
    return f"{found.proof_replications:,} fresh replications (95 % one-sided)"


def _stopped(found: Found) -> Iterator[str]:
    """Say that there may be better, and whether this is proven at least."""
    if found.feasible:
        yield f"Stopped: the best so far. {_size(found)}: {_all(found)}, proven on {_fresh(found)}."
    else:
        yield f"Stopped: the best so far; not proven. {_size(found)}."


def _nothing(found: Found) -> Iterator[str]:
    if found.stopped:
        yield "Stopped before any staffing was found."
    elif not found.unreachable:
        yield "There is nothing to staff."


def _open(found: Found) -> str:
    """Say which target does not hold, those first that are missed, or is not proven to."""
    failing = [proof for proof in found.proof if not proof.holds]
    failing.sort(key=lambda proof: verdict(proof) != "missed")
    if not failing:
        return ": not proven"
    first, more = failing[0], len(failing) - 1
    where = span_of(found, first)
    others = f", and {more} more target{'s' if more > 1 else ''}" if more else ""
    said = "has" if first.days is None else "is kept on"
    told = f"{target(first.goal)} {said} {value_of(first)}{f' at {where}' if where else ''}"
    return f": {verdict(first)} on {_fresh(found)}: {told}{others}"


def _out_of_reach(found: Found) -> Iterator[str]:
    """Say which target cannot be kept, where, and what is nearest."""
    if not found.unreachable:
        return
    first, more = found.unreachable[0], len(found.unreachable) - 1
    where, value = span_of(found, first), nearest_of(first)
    at = f", {'' if first.goal.per == 'run' else 'at '}{where}" if where else ""
    nearest = f"; the nearest that can be had is about {value}" if value else ""
    why = f" ({first.why})" if first.why else ""
    others = f" So {'are' if more > 1 else 'is'} {more} more." if more else ""
    yield f"Out of reach: {target(first.goal)}{at}{nearest}{why}.{others}"


def _bound(found: Found) -> Iterator[str]:
    """Say what any plan costs at least, by an estimate, and how far this one may be from it."""
    apart = from_optimum(found)
    if apart is None or found.lower_bound is None:
        return
    if apart < ALMOST:
        yield "By the cuts' estimate no plan is cheaper."
    else:
        unit = "" if priced(found) else " paid hours" if found.plan else " agent hours"
        yield (
            f"At least {amount(found.lower_bound)}{unit} by the cuts' estimate, so at most {figures.share(float(f'{apart:.2g}'))} from the optimum."
        )
