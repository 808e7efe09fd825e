"""An agent taken off a shift for a while."""

from collections.abc import MutableSequence
from dataclasses import replace

from planner.flow.roster import Break, Shift


def take_off(persons: MutableSequence[list[Shift]], begin: float, end: float, since: float) -> bool:
    """Take the first agent who is on duty from begin to end (s) off for that time; tell whether there is one.

    Who is there before takes no chats from `since` (s) on, which is no later than `begin`.
    """
    for person in persons:
        for place, shift in enumerate(person):
            if _on_duty(shift, begin, end):
                person[place : place + 1] = _without(shift, max(shift.begin, since), end)
                return True
    return False


def _on_duty(shift: Shift, begin: float, end: float) -> bool:
    """Tell whether an agent is there all the time."""
    return (
        shift.begin <= begin
        and end <= shift.end
        and not any(rest.begin < end and rest.end > begin for rest in shift.breaks)
    )


def _without(shift: Shift, begin: float, end: float) -> list[Shift]:
    """Return what is left of a shift: later or shorter at its ends, else with an unpaid break, one with those it touches."""
    touched = [rest for rest in shift.breaks if rest.begin <= end and rest.end >= begin]
    begin = min([begin, *(rest.begin for rest in touched)])
    end = max([end, *(rest.end for rest in touched)])
    others = [rest for rest in shift.breaks if rest not in touched]
    if begin <= shift.begin and end >= shift.end:
        return []
    if begin <= shift.begin:
        return [replace(shift, begin=end, breaks=tuple(others))]
    if end >= shift.end:
        return [replace(shift, end=begin, breaks=tuple(others))]
    breaks = sorted([*others, Break(begin, end)], key=lambda rest: rest.begin)
    return [replace(shift, breaks=tuple(breaks))]
