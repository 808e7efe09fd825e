"""How agents take chats, and what may come of them: the scenario's keys as plain values."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.demand.laws import Law
from planner.scenario.agent_group import AgentGroup
from planner.scenario.chat_type import ChatType
from planner.scenario.distribution import Distribution


@dataclass(frozen=True)
class FollowUpPlan:
    """What may come of the chats of one type."""

    transfer_to: int = -1
    """Position of the chat type to which chats are handed on; -1 if none is."""
    transfer: float = 0.0
    """Share of answered chats that are."""
    transfer_after: float = 1.0
    """The part of the handle time that is done by then."""
    retry: float = 0.0
    """Share of missed customers who try again."""
    retries: int = 0
    """How often one does, at most."""
    retry_delay: Law | None = None
    resolved: float = 1.0
    """Share of answered chats that settle the matter."""
    repeat_delay: Law | None = None

    @property
    def any(self) -> bool:
        """Whether anything may come of them."""
        return bool(self.transfer or self.retry or self.resolved < 1)


@dataclass(frozen=True)
class SilencePlan:
    """Customers who fall silent for a while."""

    share: float
    length: Law


@dataclass(frozen=True)
class SilentLeavingPlan:
    """Customers who give up without a sign."""

    share: float
    """Of those whose patience runs out."""
    noticed_after: Law


@dataclass(frozen=True)
class TakingPlan:
    """How the agents of one group come by their chats."""

    accept: Law | None = None
    """How long until an agent accepts an offer; None where chats are assigned."""
    miss: float = 0.0
    """Share of offers that are not noticed."""
    pick: Law | None = None
    """How long until a free agent picks a chat that waits; None where they do not pick."""


MakeLaw = Callable[[Distribution], Law]


def follow_up_plan(chat_type: ChatType, types: list[str], law: MakeLaw) -> FollowUpPlan:
    """Return what may come of a type's chats."""
    transfer, retries = chat_type.transfer, chat_type.retries
    resolution = chat_type.first_contact_resolution
    return FollowUpPlan(
        transfer_to=-1 if transfer is None else types.index(transfer.to),
        transfer=0.0 if transfer is None else transfer.probability,
        transfer_after=1.0 if transfer is None else transfer.after,
        retry=0.0 if retries is None else retries.probability,
        retries=0 if retries is None else retries.at_most,
        retry_delay=None if retries is None else law(retries.delay),
        resolved=resolution.share,
        repeat_delay=law(resolution.again_after) if resolution.share < 1 else None,
    )


def silence_plan(chat_type: ChatType, law: MakeLaw) -> SilencePlan | None:
    """Return how a type's customers fall silent; None if they do not."""
    silence = chat_type.silence
    return None if silence is None or not silence.share else SilencePlan(silence.share, law(silence.duration))


def silent_leaving_plan(chat_type: ChatType, law: MakeLaw) -> SilentLeavingPlan | None:
    """Return how a type's customers give up without a sign; None if they do not."""
    silent = chat_type.silent_abandonment
    return (
        None
        if silent is None or not silent.share
        else SilentLeavingPlan(silent.share, law(silent.noticed_after))
    )


def taking_plan(group: AgentGroup, law: MakeLaw) -> TakingPlan:
    """Return how a group's agents come by their chats."""
    return TakingPlan(
        accept=None if group.accept is None else law(group.accept),
        miss=group.offer_miss,
        pick=None if group.pull is None else law(group.pull),
    )
