"""Open and closed doors, and what becomes of those who wait when they close."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from planner.engine.agent import NEVER, NO_MORE, OFF, Agent
from planner.engine.calendar import Calendar, Turn
from planner.engine.lines import Line
from planner.engine.queue import Queue
from planner.engine.timetable import Entry
from planner.flow.rules import Rules


class Doors:
    """Before doors close nobody is sent away; from then on those for whom nobody is left."""

    def __init__(
        self,
        rules: Rules,
        lines: Sequence[Line],
        queue: Queue,
        agents: Sequence[Agent],
        calendar: Calendar,
        opened: Callable[[], None],
    ) -> None:
        self.open = False
        self._rules = rules
        self._lines = lines
        self._queue = queue
        self._agents = agents
        self._environment = calendar.environment
        self._opened = opened
        self._closings = {closes for _, closes in rules.doors}
        self._closed_at = NEVER

    def entries(self) -> Iterator[Entry]:
        """Yield when doors open, and when they close."""
        for opens, _ in self._rules.doors:
            yield Entry(opens, Turn.ACCEPTANCE_ENDS, self._on_opening)
        for _, closes in self._rules.doors:
            yield Entry(closes, Turn.CLOSING, partial(self._on_closing, closes))
            if self._rules.serve_at_most < NEVER:
                ends = partial(self._on_end_of_service, closes)
                yield Entry(closes + self._rules.serve_at_most, Turn.CLOSING, ends)

    def let_in(self, now: float) -> bool:
        """Tell whether someone who comes now is in time: doors close behind all else at an instant."""
        return self.open and now not in self._closings

    def service_is_over(self, now: float) -> bool:
        """Tell whether those who wait since the last closing are not served any more."""
        return not self.open and now > self._closed_at + self._rules.serve_at_most

    def give_up_hope(self) -> None:
        """After closing, send those away whom nobody is left to serve."""
        if self.open or not self._queue.length:
            return
        hopeful = {
            line for agent in self._agents if not agent.barred & (OFF | NO_MORE) for line in agent.serves
        }
        for number, line in enumerate(self._lines):
            if not line.tickets and number not in hopeful and line.last not in hopeful:
                self._queue.close(number, self._environment.now)

    def _on_opening(self) -> None:
        self.open = True
        self._queue.bring_tickets_back()
        self._opened()

    def _on_closing(self, closes: float) -> None:
        self.open = False
        self._closed_at = closes
        self._queue.lay_tickets_by()
        self.give_up_hope()

    def _on_end_of_service(self, closes: float) -> None:
        """Nobody who has waited since this closing is served any more; a later one has its own end."""
        if not self.open and self._closed_at == closes:
            for number, line in enumerate(self._lines):
                if not line.tickets:
                    self._queue.close(number, self._environment.now)
