"""Where a result comes from: what makes it again."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """What was asked, and of what."""

    command: str = ""
    """As it is typed, without what only says where results go, or how fast they come; empty if not known."""
    scenario_text: str = ""
    """The scenario as its file has it; empty if not known."""

    def plain(self) -> dict[str, str]:
        """Return what is known, as JSON has it."""
        told = {"command": self.command, "scenario_text": self.scenario_text}
        return {key: value for key, value in told.items() if value}


NOWHERE = Origin()
