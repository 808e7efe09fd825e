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
    REPLIES = 31
    """Replies that were sent, in the cell in which their chat arrived."""
    REPLY_TIME = 32
    """The customer's message to the reply; the first counts from the assignment."""
    AGENT_RESPONSE = 33
    """Assignment to the agent's first message, answered chats; only where there are conversations."""
    CONVERSATIONS = 34
    """Answered chats with a conversation."""
    MESSAGES = 35
    """Messages in these, of customer and agent."""
    DROPPED = 36
    """Of these, those whose customer left because a reply took too long."""
    INACTIVE = 37
    """And those that were closed because the customer wrote no more."""
    SILENT = 38
    """Gave up without a sign, and were assigned to an agent all the same."""
    OPEN = 39
    """Time with open doors."""
    QUEUE_TIME = 40
    """Chats waiting, over time."""
    AFTER_HOURS = 41
    """Chats that came while doors were closed; not in `OFFERED`."""
    TICKETS = 42
    """Tickets brought by an opening."""
    TICKETS_TAKEN = 43
    """Of these, those assigned to an agent, in the cell of the opening."""
    TICKET_WORK = 44
    """Handle time and wrap-up of tickets if each were an agent's only work."""
    STAFFED = 45
    """Agent time on shift, not on a break."""
    BUSY = 46
    """Staffed agent time with at least one chat in hand."""
    IN_HAND = 47
    """Chats in hand of staffed agents, over time."""
    SLOTS = 48
    """Slots of staffed agents, over time."""
    OVERTIME = 49
    """Agent time with chats in hand after the shift's end."""
    BREAK_OVERRUN = 50
    """Agent time with chats in hand during a break."""
    AWAY = 51
    """Staffed agent time in spells away."""
    SCHEDULED = 52
    """Agent time that the plan has on duty, not on a break, whoever turns up."""
    PAID = 53
    """Time of shifts of agents who turned up, less unpaid breaks, and overtime."""
    AGENT_DAYS = 54
    """Agents that turned up, each day anew."""
    SLOTS_TAKEN = 55
    """Slots that the chats in hand of staffed agents take, over time."""
    MISSED_OFFERS = 56
    """Offers that agents did not accept in time, in the cell of the chat's arrival."""
    WORKING = 57
    """Staffed agent time in which replies of conversations are typed, or chats wrapped up after them."""
    HOLDING = 58
    """Staffed agent time with chats in hand, but none of this; only where there are conversations."""
    IDLE = 59
    """Staffed agent time without a chat in hand; only where there are conversations."""
    REPLIES_OF_ALL = 60
    """Replies that were sent, whatever the chats in hand; only where replies are told apart by these."""
    SILENT_SLOTS = 61
    """Slots of staffed agents that chats take whose customers left without a sign, over time."""
    SILENT_TIME = 62
    """The same over the slots that each agent has: agent time."""


CHAT_COLUMNS = range(Column.OFFERED, Column.OPEN)
OF_CONTACTS = [
    *(column for column in range(Column.OFFERED, Column.WORK) if column != Column.HANDLE_TIME),
    Column.SILENT,
]
"""The columns in which, for the run as a whole, a chat that is handed on does not count again."""
COLUMNS = len(Column)
