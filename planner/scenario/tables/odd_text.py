"""Text in a table that is neither number nor date, whatever was wanted."""

from planner.scenario.quantities import Unreadable, shown


def odd_text(text: str) -> Unreadable | None:
    """Say why text is no value at all; None if it may be one."""
    if text.startswith("="):
        return Unreadable(f"{shown(text)} is a formula, not its value", "write the value")
    if text.startswith("#"):
        return Unreadable(f"{shown(text)} is an error of the spreadsheet", "mend the formula behind it")
    return None
