"""Agents who have more chats in hand than slots, as silent customers came back."""

import pytest

from planner.kpi import BY_KEY, Ledger, Scopes
from planner.kpi.columns import Column
from planner.kpi.paired import Side, difference_of_run

TAKEN = (110, 130, 120)
"""Of 100 slots, in three replications."""
REACH = 4.302652729911275 * (100 / 3) ** 0.5
"""Of the mean of these: Student's quantile and the standard error."""


def ledger_of(tally_of, taken):
    """Return a ledger of replications with 100 slots each."""
    ledger = Ledger()
    for slots in taken:
        ledger.add(tally_of({Column.SLOTS_TAKEN: slots, Column.SLOTS: 100}))
    return ledger


def test_slots_in_use_are_known_beyond_all_there_are(tally_of, summarised, promise):
    """The interval lies around the mean, which would be outside if it were cut at 100 %."""
    found = summarised(ledger_of(tally_of, TAKEN), (0, 3600), promise).figures["slot_utilization"]
    assert (found.mean, found.low, found.high) == pytest.approx((1.2, 1.2 - REACH / 100, 1.2 + REACH / 100))


def test_a_difference_of_slots_in_use_may_be_more_than_all_there_are(tally_of, promise):
    """From none to 120 %."""
    none, more = (
        Side(ledger_of(tally_of, taken), Scopes(["a"], ["g"], ("always",)), promise)
        for taken in ((0, 0, 0), TAKEN)
    )
    found = difference_of_run(BY_KEY["slot_utilization"], none, more, 0.025).estimate
    assert (found.mean, found.low, found.high) == pytest.approx((1.2, 1.2 - REACH / 100, 1.2 + REACH / 100))
