"""What trials brought, kept in a file, so that a search that was stopped goes on where it was.

A search decides by what its trials bring and by nothing else. So a search that goes on makes its decisions again, and takes from
the file what it would simulate. Runs of a proof that tally every KPI are not kept: they are simulated again.
"""

import base64
import hashlib
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from planner.flow.roster import Roster
from planner.scenario import Scenario
from planner.staffing.options import SearchOptions
from planner.staffing.trial import Customers, Outcome, Trial
from planner.study.kept_lines import CHECKSUM, KeptLines, Kind, digest
from planner.study.resume import files_digest

FORMAT = 1
MOST_BYTES = 500_000_000
MOST_OF_A_LINE = 50_000_000
NUMBER = np.dtype("<f8")
BELONGS = {
    "scenario": "the scenario is another one, or it or --set was changed since",
    "files": "files that the scenario names have changed since",
    "seed": "it is for seed {}, not {}",
    "replications": "--replications is not what it was",
    "groups": "--group is not what it was",
    "most": "--most is not what it was",
}
FULL = "the file of --resume is full and does not hold all trials; going on from it takes longer, with the same result"

Key = tuple[str, int, int]
"""A digest of the roster, and the replications: from, and up to but without."""


class KeptTrials(KeptLines):
    """Outcomes of one search's trials; a context manager. Raises `ResumeUnusable` on entering and on use."""

    def __init__(self, path: Path, command: str, about: Mapping[str, Any], customers: Customers) -> None:
        """`command` is what searches, such as `planner staff`; `about` is what the trials belong to."""
        plan = customers.plan
        self._sums = (len(customers.goals), plan.window.intervals.parts)
        self._groups = len(plan.roster.groups)
        self._packed: dict[Key, bytes] = {}
        self._known: tuple[Roster | None, str] = (None, "")
        kind = Kind(command, FORMAT, "trial", BELONGS, MOST_BYTES, MOST_OF_A_LINE)
        super().__init__(path, kind, about, self._take_trial)

    def find(self, trial: Trial) -> Outcome | None:
        """Return what a trial brought, if it was kept."""
        packed = self._packed.get(self._key(trial))
        return None if packed is None else self._unpacked(packed, trial.past - trial.first)

    def keep(self, trial: Trial, outcome: Outcome) -> None:
        """Add what a trial brought."""
        key = self._key(trial)
        if key in self._packed or self.full:
            return
        columns = (outcome.top, outcome.bottom, outcome.overtime)
        packed = zlib.compress(b"".join(np.asarray(column, NUMBER).tobytes() for column in columns))
        text = base64.b64encode(packed).decode("ascii")
        self.add({"roster": key[0], "first": key[1], "past": key[2], "outcome": text})
        if not self.full:
            self._packed[key] = packed

    def _key(self, trial: Trial) -> Key:
        if trial.roster is not self._known[0]:  # the jobs of one roster come one after another
            self._known = (trial.roster, roster_digest(trial.roster))
        return self._known[1], trial.first, trial.past

    def _take_trial(self, line: dict[str, Any]) -> bool:
        if set(line) != {"roster", "first", "past", "outcome", CHECKSUM}:
            raise ValueError(line)
        if type(line["first"]) is not int or type(line["past"]) is not int or type(line["roster"]) is not str:
            raise ValueError(line)
        packed = base64.b64decode(line["outcome"], validate=True)
        return self._packed.setdefault((line["roster"], line["first"], line["past"]), packed) == packed

    def _unpacked(self, packed: bytes, replications: int) -> Outcome:
        """Undo the packing of what this search's trials must look like; no more than that is unpacked."""
        goals, intervals = self._sums
        sums = replications * goals * intervals
        size = (2 * sums + replications * self._groups) * NUMBER.itemsize
        reader = zlib.decompressobj()
        try:
            raw = reader.decompress(packed, size + 1)
        except zlib.error:
            raw = b""
        numbers = np.frombuffer(raw[: len(raw) // NUMBER.itemsize * NUMBER.itemsize], NUMBER)
        if len(raw) != size or not reader.eof or reader.unused_data or not np.isfinite(numbers).all():
            raise self.stale("its trials tell of other goals, intervals or groups")
        shape = (replications, goals, intervals)
        top, bottom, overtime = np.split(numbers, [sums, 2 * sums])
        return Outcome(top.reshape(shape), bottom.reshape(shape), overtime.reshape(replications, -1))


@contextmanager
def kept_trials(
    command: str, scenario: Scenario, options: SearchOptions, customers: Customers
) -> Iterator[KeptTrials | None]:
    """Yield what keeps the trials of a search, None where they are not to be kept. Raises `ResumeUnusable`."""
    if options.resume is None:
        yield None
        return
    about = {
        "scenario": digest(repr(scenario)),
        "files": files_digest(scenario),
        "seed": customers.seed,
        "replications": options.replications or 0,
        "groups": sorted(options.groups or ()),
        "most": dict(sorted(options.most.items())),
    }
    with KeptTrials(options.resume, command, about, customers) as kept:
        yield kept


def roster_digest(roster: Roster) -> str:
    """Return a digest of everything in a roster."""
    found = hashlib.sha256()
    for field in fields(roster):
        value = getattr(roster, field.name)
        if field.name == "scheduled":
            found.update(repr([len(profile.edges) for profile in value]).encode())
            for profile in value:
                found.update(np.asarray(profile.edges, NUMBER).tobytes())
                found.update(np.asarray(profile.values, NUMBER).tobytes())
        else:
            found.update(repr((field.name, value)).encode("utf-8", "surrogatepass"))
    return found.hexdigest()
