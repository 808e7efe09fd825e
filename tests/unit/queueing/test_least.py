"""The smallest number that is enough."""

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.queueing import least

FIXED = settings(derandomize=True, database=None, deadline=None, max_examples=300)


@FIXED
@given(answer=st.integers(1, 60), guess=st.integers(0, 60), most=st.integers(1, 50))
def test_the_bisection_finds_the_least_and_tries_few(answer: int, guess: int, most: int) -> None:
    """Wherever it begins; it tries the answer and the number below, nothing twice, and no more than bisections do."""
    tried: list[int] = []

    def keeps(number: int) -> bool:
        tried.append(number)
        return number >= answer

    assert least(keeps, guess, most) == (answer if answer <= most else None)
    assert len(set(tried)) == len(tried) <= 2 * most.bit_length() + 1
    assert all(1 <= number <= most for number in tried)
    if 1 < answer <= most:
        assert {answer - 1, answer} <= set(tried)
    elif answer > most:
        assert most in tried


def test_a_good_guess_takes_two_tries() -> None:
    """The guess keeps it, the number below does not."""
    tried: list[int] = []
    assert least(lambda number: tried.append(number) or number >= 17, 17, 100) == 17  # type: ignore[func-returns-value]
    assert tried == [17, 16]
