"""The first line of a comparison, and its tables."""

from collections.abc import Sequence

from planner.report.comparison import sentence
from planner.report.comparison.outline import heading, notes, outline
from planner.report.figures import UNKNOWN
from planner.scenario import loads
from planner.study import Alternative, CompareOptions, Comparison, Goal, compare
from tests.unit.scenario.small_scenario import small


def compared(
    *changes: Sequence[str], replications: int = 10, goal: Goal | None = None, base: Sequence[str] = ()
) -> Comparison:
    """Compare a small shop with changes of it, which are called a, b, ..."""
    alternatives = [Alternative("as is", loads(small(), base))]
    alternatives += [
        Alternative("abcdefgh"[place], loads(small(), settings)) for place, settings in enumerate(changes)
    ]
    return compare(alternatives, CompareOptions(replications, goal=goal))


def agents(number: int) -> list[str]:
    """Return the change to so many agents."""
    return [f"agent_groups.team.agents={number}"]


def test_a_sure_leader_is_told_with_its_lead() -> None:
    """Against the base, and that it is sure."""
    said = sentence(compared(agents(6), agents(2)))
    assert said.startswith('"a" has the best service level, ')
    assert ' of "as is" (+' in said
    assert said.endswith(", and that is sure.")


def test_the_base_may_lead() -> None:
    """Then there is no lead against itself to tell."""
    said = sentence(compared(agents(2)))
    assert said.startswith('"as is" has the best service level, ')
    assert "against" not in said


def test_what_is_open_is_named_with_what_would_tell() -> None:
    """Another alternative that is nearly as good; its replications are a guess."""
    said = sentence(compared(agents(4), [*agents(4), "routing.strategy=random"], replications=2))
    assert "is not distinguishable yet from" in said
    assert said.endswith(" replications would tell.")


def test_what_never_differs_is_as_good() -> None:
    """And leaves nothing open."""
    said = sentence(compared(agents(6), agents(6)))
    assert said.endswith(', as good as "b", and that is sure.')


def test_no_difference_is_told() -> None:
    """Where a change changes nothing."""
    found = compared(["name=Other"])
    assert sentence(found).startswith("There is no difference in the service level and the missed rate")
    assert next(notes(found)).startswith("the same in all: service level, missed rate")


def test_the_search_has_the_first_word() -> None:
    """The best and how sure that is, or after its limit among whom the best is."""
    known = sentence(compared(agents(4), agents(2), goal=Goal("missed_rate", 0.02, 300)))
    assert known.startswith('"a" is the best in missed rate, ')
    assert known.endswith(": 95 % sure where differences within 2 points do not matter.")
    open_ = sentence(compared(agents(4), agents(2), goal=Goal("wait_mean", 0.01, 10)))
    assert open_.startswith("Not known yet after 10 replications: the best in mean wait is among ")
    assert open_.endswith("where differences within 0.01 s do not matter.")


def test_tables_list_the_base_first_or_the_promising_first() -> None:
    """By the planner's order, or by that of the search."""
    plain = next(outline(compared(agents(2), agents(6))))
    assert [row[0] for row in plain.rows] == ["as is", "a", "b"]
    searched = list(outline(compared(agents(2), agents(6), goal=Goal("missed_rate", 0.02))))
    assert [row[0] for row in searched[0].rows] == ["b", "as is", "a"]
    assert [row[0] for row in searched[1].rows] == ["b", "as is", "a"]
    assert all([row[0] for row in table.rows] == ["b", "a"] for table in searched[2:])


def test_a_figure_that_not_all_have_is_unknown_elsewhere() -> None:
    """Paid hours are told with shifts only; there is nothing to subtract them from, so they are not the same in all."""
    with_shifts = ["agent_groups.team={shifts: [{agents: 3, from: '09:00', to: '18:00'}]}"]
    found = compared(with_shifts)
    table = next(outline(found, ["paid_hours"]))
    assert table.rows[0][1] == UNKNOWN
    assert table.rows[1][1].endswith(" h")
    assert len(list(outline(found, ["paid_hours"]))) == 1
    assert not any("the same in all" in note for note in notes(found, ["paid_hours"]))


RETRIES = "chat_types.shop.retries={probability: 50%, delay: {mean: 10m}}"


def test_a_difference_to_what_has_no_such_figure_is_unknown() -> None:
    """It has its row beside those that can be told."""
    found = compared(["name=Other"], [RETRIES, *agents(2)], base=[RETRIES])
    table = list(outline(found, ["lost_rate"]))[1]
    assert table.rows[0][:4] == ("a", UNKNOWN, UNKNOWN, "unknown")
    assert table.rows[1][3] == "worse"


def test_what_has_no_such_figure_is_never_the_best() -> None:
    """Nobody is lost for good where nobody tries again, but that is no lost rate of 0 %."""
    found = compared([RETRIES], [RETRIES, *agents(6)], goal=Goal("lost_rate", 0.02))
    search = next(outline(found))
    assert [row[0] for row in search.rows] == ["b", "a", "as is"]
    assert search.rows[-1][1] == UNKNOWN
    assert sentence(found).startswith('"b" is the best in ')


def test_the_heading_counts() -> None:
    """Alternatives without the base, and replications of each."""
    assert (
        heading(compared(agents(2), replications=1)) == "1 alternative to as is · 1 replication each · seed 1"
    )
    assert heading(compared(agents(2), agents(4))).startswith(
        "2 alternatives to as is · 10 replications each"
    )
