"""The planner's wish to stop."""


class Interrupted(Exception):
    """The planner stopped the study."""

    def __init__(
        self, done: int, of: int | None, what: str = "replications", kept: str = "no results are written"
    ) -> None:
        super().__init__(done, of, what, kept)
        self.done = done
        self.of = of
        """None where nobody could know how many there would be."""
        self.what = what
        self.kept = kept
        """What becomes of those that are done."""
