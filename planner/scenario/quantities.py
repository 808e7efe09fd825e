"""How planners write durations, shares, times of day and dates, and how they are written back."""

import re
from datetime import datetime

from planner.scenario.problems import printable

WORDS = {"True": "true", "False": "false", "None": "nothing"}
SECONDS = {"d": 86400.0, "h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
LONG_UNITS = {"day": "d", "hour": "h", "hr": "h", "min": "m", "minute": "m", "sec": "s", "second": "s"}
LONGEST = 1000 * SECONDS["d"]
PART = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*([a-z]+)\s*", re.IGNORECASE)
NUMBER = re.compile(r"[0-9]{1,20}(?:\.[0-9]{1,20})?")
CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})")
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?")
SHARE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*%")


class Unreadable(ValueError):
    """A value that does not say what it should; `fix` says what would."""

    def __init__(self, wrong: str, fix: str) -> None:
        super().__init__(wrong, fix)
        self.wrong = wrong
        self.fix = fix


def shown(value: object) -> str:
    """Quote a value for a message, cut to a readable length and free of control characters."""
    text = value if isinstance(value, str) else WORDS.get(repr(value), repr(value))
    text = printable(text[:60])
    return f'"{text}{"…" if len(str(value)) > 60 else ""}"' if isinstance(value, str) else text


def duration(value: object) -> float:
    """Read `90s`, `9m`, `1h30m`, `2d` or `5 min` as seconds. Raises `Unreadable`."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if value < 0:
            raise Unreadable(f"{value} is negative", "a duration is 0s or more")
        raise Unreadable(f"{value} has no unit", f"write {value}s or {value}m")
    if isinstance(value, str) and NUMBER.fullmatch(value.strip()):
        raise Unreadable(f"{shown(value)} has no unit", f"write {value.strip()}s or {value.strip()}m")
    if not isinstance(value, str):
        raise Unreadable(f"{shown(value)} is not a duration", "write for example 90s, 9m or 1h30m")
    if CLOCK.match(value):
        raise Unreadable(f"{shown(value)} may mean minutes or hours", "write for example 1h30m or 90s")
    if value.lstrip().startswith("-"):
        raise Unreadable(f"{shown(value)} is negative", "a duration is 0s or more")
    total, rest, units = 0.0, value.strip(), []
    while rest:
        part = PART.match(rest)
        unit = part and (LONG_UNITS.get(part[2].lower().removesuffix("s"), part[2].lower()))
        if part is None or unit not in SECONDS or unit in units:
            raise Unreadable(
                f"{shown(value)} is not a duration",
                "write for example 90s, 9m, 1h30m or 2d (units d, h, m, s)",
            )
        total += float(part[1]) * SECONDS[unit]
        units.append(unit)
        rest = rest[part.end() :]
    if not units:
        raise Unreadable("the duration is empty", "write for example 90s or 9m")
    if total > LONGEST:
        raise Unreadable(f"{shown(value)} is longer than 1000 days", "write a shorter duration")
    return round(total, 6)  # finer than the engine's clock makes windows without length


def duration_text(seconds: float) -> str:
    """Write seconds the way planners do: `45 s`, `3 m 30 s`, `2 h 05 m`."""
    if seconds == float("inf"):
        return "never"
    if seconds < 120:
        return f"{seconds:.3g} s"
    whole = round(seconds)
    if whole < 3600:
        return f"{whole // 60} m" + (f" {whole % 60:02d} s" if whole % 60 else "")
    return f"{whole // 3600} h" + (f" {whole % 3600 // 60:02d} m" if whole % 3600 // 60 else "")


def share(value: object) -> float:
    """Read `80%` or `0.8` as a share from 0 to 1. Raises `Unreadable`."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if 0 <= value <= 1:
            return float(value)
        fix = f"write {value:g}% or {value / 100:g}" if 1 < value <= 100 else "a share goes from 0% to 100%"
        raise Unreadable(f"{value} is not a share from 0 to 1", fix)
    if isinstance(value, str) and NUMBER.fullmatch(value.strip()):
        return share(float(value))
    match = SHARE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise Unreadable(f"{shown(value)} is not a share", "write for example 80% or 0.8")
    if float(match[1]) > 100:
        raise Unreadable(f"{shown(value)} is more than all", "a share is at most 100%")
    return float(match[1]) / 100


def clock(value: object) -> int:
    """Read a time of day such as `08:00` or `8:30` as seconds since midnight. Raises `Unreadable`."""
    match = CLOCK.fullmatch(value) if isinstance(value, str) else None
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise Unreadable(f"{shown(value)} is not a time of day", 'write for example "08:00" (00:00 to 23:59)')
    return int(match[1]) * 3600 + int(match[2]) * 60


def clock_text(seconds: int) -> str:
    """Write seconds since midnight as `08:00`."""
    return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}"


def moment(value: object) -> datetime:
    """Read `2026-11-23 08:00` as a local date and time. Raises `Unreadable`."""
    if not isinstance(value, str) or not MOMENT.fullmatch(value):
        raise Unreadable(f"{shown(value)} is not a date and time", "write for example 2026-11-23 08:00")
    if value[11:13] == "24":
        raise Unreadable(f"{shown(value)}: a day ends at 00:00 of the next date", "write that date and 00:00")
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError as error:
        raise Unreadable(
            f"{shown(value)} does not exist ({error})", "write for example 2026-11-23 08:00"
        ) from None
    if not 1970 <= parsed.year <= 2200:
        raise Unreadable(f"the year {parsed.year} is out of range", "years go from 1970 to 2200")
    return parsed
