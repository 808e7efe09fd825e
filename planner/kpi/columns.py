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
    CUSTOMERS = 21
    """Customers who came by themselves: neither tried again, nor came again."""
    RETRIES = 22
    """Contacts of customers who had been missed before."""
    REPEATS = 23
    """Contacts of customers whose matter an answered chat had not settled."""
    LOST = 24
    """Missed contacts after which the customer did not come back."""
    SETTLED = 25
    """Customers whose first contact was answered and settled the matter."""
    HANDED_ON = 26
    """Answered chats that were handed on, of the type that handed them on."""
    TRANSFERS = 27
    """Chats that were handed on, of the type that got them."""
    TRANSFERS_MISSED = 28
    """Of these, those whose customer left while waiting."""
    TRANSFERS_ANSWERED = 29
    """And those that an agent took."""
    TRANSFER_WAIT = 30
    """How long these waited."""
    SILENT = 31
    """Gave up without a sign, and were assigned to an agent all the same."""
    OPEN = 32
    """Time with open doors."""
    QUEUE_TIME = 33
    """Chats waiting, over time."""
    AFTER_HOURS = 34
    """Chats that came while doors were closed; not in `OFFERED`."""
    TICKETS = 35
    """Tickets brought by an opening."""
    TICKETS_TAKEN = 36
    """Of these, those assigned to an agent, in the cell of the opening."""
    TICKET_WORK = 37
    """Handle time and wrap-up of tickets if each were an agent's only work."""
    STAFFED = 38
    """Agent time on shift, not on a break."""
    BUSY = 39
    """Staffed agent time with at least one chat in hand."""
    IN_HAND = 40
    """Chats in hand of staffed agents, over time."""
    SLOTS = 41
    """Slots of staffed agents, over time."""
    OVERTIME = 42
    """Agent time with chats in hand after the shift's end."""
    BREAK_OVERRUN = 43
    """Agent time with chats in hand during a break."""
    AWAY = 44
    """Staffed agent time in spells away."""
    SCHEDULED = 45
    """Agent time that the plan has on duty, not on a break, whoever turns up."""
    PAID = 46
    """Time of shifts of agents who turned up, less unpaid breaks, and overtime."""
    AGENT_DAYS = 47
    """Agents that turned up, each day anew."""
    SLOTS_TAKEN = 48
    """Slots that the chats in hand of staffed agents take, over time."""
    MISSED_OFFERS = 49
    """Offers that agents did not accept in time, in the cell of the chat's arrival."""
    SILENT_SLOTS = 50
    """Slots of staffed agents that chats take whose customers left without a sign, over time."""
    SILENT_TIME = 51
    """The same over the slots that each agent has: agent time."""


CHAT_COLUMNS = range(Column.OFFERED, Column.OPEN)
OF_CONTACTS = [
    *(column for column in range(Column.OFFERED, Column.WORK) if column != Column.HANDLE_TIME),
    Column.SILENT,
]
"""The columns in which, for the run as a whole, a chat that is handed on does not count again."""
COLUMNS = len(Column)
