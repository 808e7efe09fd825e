"""How many agents theory asks for, interval by interval: where a search by simulation begins."""

from planner.staffing.guess.guess import by_division, first_guess

__all__ = ["by_division", "first_guess"]
