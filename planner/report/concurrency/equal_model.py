"""The handle-time model of a scenario's conversations, as a table and as the YAML to paste."""

from collections.abc import Iterator

from planner.report.table import Table
from planner.study.caps import EqualModel

Z = 1.96


def slowdown_table(equal: EqualModel) -> Table:
    """Tell how much longer chats take at once, with 95 % intervals."""
    most = max(len(slowdown.factors) for slowdown in equal.agent_groups.values())
    rows = []
    for name, slowdown in equal.agent_groups.items():
        cells = [
            f"{factor:.3f} ±{Z * error:.3f}" if error else f"{factor:g}"
            for factor, error in zip(slowdown.factors, slowdown.errors, strict=True)
        ]
        rows.append((name, *cells, *[""] * (most - len(cells))))
    columns = ("", *(f"{number} in hand" for number in range(1, most + 1)))
    return Table("Slowdown that follows from the conversations", columns, tuple(rows))


def yaml_to_paste(equal: EqualModel) -> str:
    """Return the keys that say the same by handle times."""
    from planner.scenario.rewritten import as_yaml

    return as_yaml(equal.written())


def equal_notes(equal: EqualModel) -> Iterator[str]:
    """Yield what the handle-time model keeps and what it loses."""
    yield (
        "by handle times the same chats are missed and the same number answered, about; reply times are not told, and the "
        "first reply comes as if the agent had no other chat in hand"
    )
    for name in equal.mixed:
        yield f"agent_groups.{name}: the slowdown derived is that of its conversations, not of its chats with a handle time"
