"""How much a search and its proofs may take, by the chats of a replication."""

from dataclasses import dataclass

CHATS_PER_TRIAL = 40_000
"""A plan is tried on about so many chats, unless the planner says on how many replications ..."""
FEWEST, MOST = 8, 400
"""... but on no fewer, and no more, replications than these."""
MOST_CHATS_PER_TRIAL = 150_000
"""To so many a trial may grow, as proofs fail."""
CHATS_PER_PROOF = 2_000_000
"""The most that a proof may take ..."""
MOST_PROVING = 20_000
"""... and the most replications."""


@dataclass(frozen=True)
class Effort:
    """What replications of so many chats allow."""

    chats: float
    """Expected, of a replication; 1 at least."""
    wanted: int | None = None
    """Replications of a trial, if the planner says so."""

    @property
    def per_trial(self) -> int:
        """How many replications a plan is tried on at first."""
        return self.wanted or min(MOST, max(FEWEST, round(CHATS_PER_TRIAL / self.chats)))

    @property
    def most_per_trial(self) -> int:
        """To how many that may grow."""
        return max(self.per_trial, int(MOST_CHATS_PER_TRIAL / self.chats))

    @property
    def longest_proof(self) -> float:
        """The replications of the longest proof that a plan should need."""
        return min(MOST_PROVING, CHATS_PER_PROOF / self.chats)

    def most_proving(self, per_trial: int) -> int:
        """Return the most replications of a proof; it takes twice those of a trial in any case."""
        return int(min(MOST_PROVING, max(2 * per_trial, CHATS_PER_PROOF / self.chats)))
