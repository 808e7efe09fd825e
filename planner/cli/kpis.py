"""KPIs that a planner names in an option."""

from planner.cli.errors import Unusable


def check_kpi(option: str, key: str) -> None:
    """Raise `Unusable` where there is no such KPI."""
    from difflib import get_close_matches

    from planner.kpi import BY_KEY

    if key in BY_KEY:
        return
    close = get_close_matches(key, BY_KEY, n=1)
    hint = f'did you mean "{close[0]}"?' if close else "one of " + ", ".join(BY_KEY)
    raise Unusable(f'{option}: there is no KPI "{key}"; {hint}')


def check_direction(option: str, key: str) -> None:
    """Raise `Unusable` where more of a KPI is neither better nor worse."""
    from planner.kpi.direction import BETTER

    if key not in BETTER:
        raise Unusable(
            f"{option}: {key} is neither good nor bad by itself; name one that is, such as service_level, "
            "missed_rate or wait_mean"
        )
