"""A bot in front of the queue: what becomes of those who talk to it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.demand.laws import Law
from planner.demand.rows import ARRIVAL, BOT_REPLY, CHAT_TYPE, CONTAINED, TALK
from planner.flow.clock import GRID
from planner.flow.demand import BoolColumn, Bots, FloatColumn


@dataclass(frozen=True)
class BotPlan:
    """How talks to the bot of one chat type are drawn."""

    contains: float
    """Share of talks of which no chat comes."""
    duration: Law
    first_reply: Law


def handed_over(columns: FloatColumn) -> FloatColumn:
    """Return those whom no bot contains, arriving (s) when it hands them over, in that order within each type.

    What comes in are all customers when they start. Rows beyond `TALK` are left out.
    """
    came = columns[:BOT_REPLY, columns[CONTAINED] == 0]
    came[ARRIVAL] += came[TALK]
    return came[:, np.lexsort((came[ARRIVAL], came[CHAT_TYPE]))]


def talks(
    columns: FloatColumn, before: FloatColumn, bots: Sequence[BotPlan | None], horizon: float
) -> Bots | None:
    """Return what the chat types' bots did with customers as they start; None where no type has one.

    `before` is how long (s) each chat of the demand talked to a bot.
    """
    if not any(bots):
        return None
    in_front: BoolColumn = np.array([bot is not None for bot in bots])
    talked = columns[:, in_front[columns[CHAT_TYPE].astype(np.int64)]]
    return Bots(
        in_front=in_front,
        before=before,
        # who still talks to the bot at the end belongs to the last instant: nobody is lost
        ended=np.minimum(talked[ARRIVAL] + talked[TALK], horizon - GRID),
        chat_type=talked[CHAT_TYPE].astype(np.int64),
        # where there is no message before the talk is over, its end is one
        first_reply=np.minimum(talked[BOT_REPLY], talked[TALK]),
        contained=talked[CONTAINED] == 1,
    )
