"""The sums from which every ratio is made. One cell holds one number per column."""

from enum import IntEnum


class Column(IntEnum):
    """Sums over the chats that count, then over time; times in seconds."""

    OFFERED = 0
    ANSWERED = 1
    MISSED = 2
    ABANDONED = 3
    BLOCKED = 4
    EXPIRED = 5
    CLOSED = 6
    IN_TIME = 7
    """Answered within the promise."""
    PROMISED = 8
    """Chats that count for the service level."""
    DELAYED = 9
    """Could not be assigned at once."""
    WAIT = 10
    """Arrival to assignment, answered chats."""
    WAIT_ALL = 11
    """Time in queue, all chats."""
    FIRST_RESPONSE = 12
    """Arrival to the agent's first message, answered chats."""
    HANDLE_TIME = 13
    """Assignment to end of wrap-up, answered chats."""
    ABANDON_TIME = 14
    """Time in queue of those who abandoned."""
    WORK = 15
    """Handle time and wrap-up if each chat were an agent's only one."""
    BOT_CHATS = 16
    """Talks to a bot, in the cell in which they end."""
    BOT_CONTAINED = 17
    """Of these, those of which no chat came."""
    GREETED = 18
    """Those who got a message: all who talked to a bot, and answered chats of types without one."""
    GREETING = 19
    """The customer's start to that message."""
    TO_AGENT = 20
    """The customer's start, with a bot or in the queue, to the agent's first message, answered chats."""
    OPEN = 21
    """Time with open doors."""
    QUEUE_TIME = 22
    """Chats waiting, over time."""
    AFTER_HOURS = 23
    """Chats that came while doors were closed; not in `OFFERED`."""
    TICKETS = 24
    """Tickets brought by an opening."""
    TICKETS_TAKEN = 25
    """Of these, those assigned to an agent, in the cell of the opening."""
    TICKET_WORK = 26
    """Handle time and wrap-up of tickets if each were an agent's only work."""
    STAFFED = 27
    """Agent time on shift, not on a break."""
    BUSY = 28
    """Staffed agent time with at least one chat in hand."""
    IN_HAND = 29
    """Chats in hand of staffed agents, over time."""
    SLOTS = 30
    """Slots of staffed agents, over time."""
    OVERTIME = 31
    """Agent time with chats in hand after the shift's end."""
    BREAK_OVERRUN = 32
    """Agent time with chats in hand during a break."""
    AWAY = 33
    """Staffed agent time in spells away."""
    SCHEDULED = 34
    """Agent time that the plan has on duty, not on a break, whoever turns up."""
    PAID = 35
    """Time of shifts of agents who turned up, less unpaid breaks, and overtime."""
    AGENT_DAYS = 36
    """Agents that turned up, each day anew."""


CHAT_COLUMNS = range(Column.OFFERED, Column.OPEN)
COLUMNS = len(Column)
