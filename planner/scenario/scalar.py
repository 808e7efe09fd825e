"""What a plain scalar of YAML means."""

import math
import re

from planner.scenario.quantities import Unreadable, shown

INTEGER = re.compile(r"[-+]?[0-9]+")
REAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
ENDLESS = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
NOTHING = ("", "~", "null", "Null", "NULL")
TRUE = ("true", "True", "TRUE")
FALSE = ("false", "False", "FALSE")


def scalar(text: str) -> str | int | float | bool | None:
    """Read a plain scalar by YAML 1.2's core schema; hexadecimal and octal numbers stay text.

    So do `17:00`, `NO` and dates, which YAML 1.1 took for something else. Raises `Unreadable` for numbers that
    are not finite or far too long.
    """
    if text in NOTHING:
        return None
    if text in TRUE or text in FALSE:
        return text in TRUE
    if INTEGER.fullmatch(text):
        if len(text) <= 19:
            return int(text)
    elif REAL.fullmatch(text):
        if len(text) <= 40 and math.isfinite(number := float(text)):
            return number
    elif not ENDLESS.fullmatch(text):
        return text
    raise Unreadable(f"{shown(text)} is no number to plan with", "give a finite number of sensible size")
