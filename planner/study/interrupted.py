"""The planner's wish to stop."""


class Interrupted(Exception):
    """The planner stopped the study."""

    def __init__(self, done: int, of: int) -> None:
        super().__init__(done, of)
        self.done = done
        self.of = of
