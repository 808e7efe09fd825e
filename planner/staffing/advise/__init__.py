"""Where the next agent hour helps most, and where one can be taken away, by simulating both on the same customers."""

from planner.staffing.advise.advise import advise
from planner.staffing.advise.result import Advice, Change, Effect, Stand, Torn, WhatIf

__all__ = ["Advice", "Change", "Effect", "Stand", "Torn", "WhatIf", "advise"]
