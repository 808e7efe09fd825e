"""Two agents who type one reply at a time, each with several chats: the chain on what both have in hand and pending."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from theory.markov import Chain, chain
from theory.patience import Floats

PLACES = 40
"""In the chain's queue; more are never taken."""


class Hands(NamedTuple):
    """One agent's chats."""

    chats: int = 0
    pending: int = 0
    """Those of them that wait for a reply."""


class Team(NamedTuple):
    """Both agents, who got the last chat (0 or 1), and the queue."""

    agents: tuple[Hands, Hands] = (Hands(), Hands())
    last: int = 0
    queue: int = 0


@dataclass(frozen=True)
class TwoCaseManagers:
    """Chats go to the agent with fewer in hand, of two alike to the one who did not get the last; means in seconds."""

    limits: tuple[int, int]
    arrivals: float
    """Per second."""
    turns: float
    work: float
    gap: float
    patience: float

    @cached_property
    def states(self) -> Chain[Team]:
        """The chain."""
        return chain([Team()], self._moves)

    @cached_property
    def law(self) -> Floats:
        """The stationary law."""
        return self.states.stationary()

    def mean(self, of: Callable[[Team], float]) -> float:
        """Return the mean of a function of the state."""
        return float(self.law @ self.states.values(of))

    def _moves(self, team: Team) -> Iterator[tuple[float, Team]]:
        chosen = self._chosen(team)
        if chosen is not None:
            yield self.arrivals, _given(team, chosen)
        elif team.queue < PLACES:
            yield self.arrivals, team._replace(queue=team.queue + 1)
        if team.queue:
            yield team.queue / self.patience, team._replace(queue=team.queue - 1)
        for agent, (chats, pending) in enumerate(team.agents):
            yield (chats - pending) / self.gap, _with(team, agent, Hands(chats, pending + 1))
            if pending:
                last = 1 / self.turns
                yield (1 - last) / self.work, _with(team, agent, Hands(chats, pending - 1))
                ended = _with(team, agent, Hands(chats - 1, pending - 1))
                yield (
                    last / self.work,
                    _given(ended._replace(queue=team.queue - 1), agent) if team.queue else ended,
                )

    def _chosen(self, team: Team) -> int | None:
        free = [agent for agent in (0, 1) if team.agents[agent].chats < self.limits[agent]]
        return min(free, key=lambda agent: (team.agents[agent].chats, agent == team.last), default=None)

    def _first_replies(self, team: Team) -> float:
        """Return the rate of assignments, each times the mean time to its first reply, the oldest message being first."""
        chosen = self._chosen(team)
        if chosen is not None:
            return self.arrivals * (team.agents[chosen].pending + 1) * self.work
        ends = 1 / self.turns / self.work
        # the chat that ended waits no longer, the one that takes its slot does
        return sum(ends * hands.pending * self.work for hands in team.agents) if team.queue else 0.0

    def chat_figures(self) -> dict[str, float]:
        """Return the figures of the chats."""
        queue = self.mean(lambda team: team.queue)
        answered = self.arrivals - queue / self.patience
        pending = self.mean(lambda team: sum(hands.pending for hands in team.agents))
        return {
            "missed_rate": queue / self.patience / self.arrivals,
            "wait_mean_all": queue / self.arrivals,
            "queue_length_mean": queue,
            "handle_time_mean": self.mean(lambda team: sum(hands.chats for hands in team.agents)) / answered,
            "reply_time_mean": pending / (answered * self.turns),
            "frt_agent_mean": self.mean(self._first_replies) / answered,
        }

    def agent_figures(self, agent: int) -> dict[str, float]:
        """Return the figures of one agent's time."""
        in_hand = self.mean(lambda team: team.agents[agent].chats)
        busy = self.mean(lambda team: team.agents[agent].chats > 0)
        return {
            "utilization": busy,
            "concurrency_mean": in_hand / busy,
            "slot_utilization": in_hand / self.limits[agent],
            "work_utilization": self.mean(lambda team: team.agents[agent].pending > 0),
        }


def _with(team: Team, agent: int, hands: Hands) -> Team:
    first, second = team.agents
    return team._replace(agents=(hands, second) if agent == 0 else (first, hands))


def _given(team: Team, agent: int) -> Team:
    """Return the team when the agent has got one more chat, whose first message waits for a reply."""
    chats, pending = team.agents[agent]
    return _with(team, agent, Hands(chats + 1, pending + 1))._replace(last=agent)
