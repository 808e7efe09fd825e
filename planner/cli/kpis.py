"""KPIs that a planner names in an option."""

from planner.cli.errors import Unusable


def check_kpi(option: str, key: str) -> None:
    """Raise `Unusable` where there is no such KPI of a run."""
    from difflib import get_close_matches

    from planner.kpi import KPIS

    known = [kpi.key for kpi in KPIS if "run" in kpi.scopes]
    if key in known:
        return
    close = get_close_matches(key, known, n=1)
    hint = f'did you mean "{close[0]}"?' if close else "one of " + ", ".join(known)
    raise Unusable(f'{option}: there is no KPI "{key}"; {hint}')


def check_direction(option: str, key: str) -> None:
    """Raise `Unusable` where more of a KPI is neither better nor worse."""
    from planner.kpi.direction import BETTER

    if key not in BETTER:
        raise Unusable(
            f"{option}: {key} is neither good nor bad by itself; name one that is, such as service_level, "
            "missed_rate or wait_mean"
        )
