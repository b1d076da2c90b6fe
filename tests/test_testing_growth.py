"""Growth is judged by ratios of times; the clock of these tests is made up, and moves with what is measured."""

from types import SimpleNamespace

import pytest

from diplotext.testing import assert_linear_time, growth


@pytest.fixture
def clock(monkeypatch):
    """A clock that moves only when a test moves it."""
    now = [0.0]
    monkeypatch.setattr(growth, "time", SimpleNamespace(process_time=lambda: now[0]))
    return now


def taking(clock, seconds):
    """Work that takes some seconds, depending on the size and on how often it was prepared for it."""
    calls = {}

    def prepare(size):
        calls[size] = calls.get(size, 0) + 1
        clock[0] += 1_000  # does not count

        def work():
            clock[0] += seconds(size, calls[size])

        return work

    return prepare


@pytest.mark.parametrize(
    "seconds",
    [
        lambda size, call: size / 1e4,
        lambda size, call: 5 + size / 1e4,
        lambda size, call: size / 1e4 * (1 + size / 1e6),
        lambda size, call: (size / 1e6) ** 2,  # too short to be compared
        lambda size, call: size / 1e4 * (10 if size > 5_000 and call < 3 else 1),  # disturbed, and then no more
        lambda size, call: 100 if size == 5_000 and call == 1 else size / 1e4,  # the first call loads something
    ],
    ids=["linear", "constant", "almost", "short", "disturbed", "loading"],
)
def test_linear_time_passes(clock, seconds):
    assert_linear_time(taking(clock, seconds))


def test_more_is_found(clock):
    with pytest.raises(
        AssertionError, match=r"Lima takes 16.0 s for 40,000 characters, and 0.25 s for 5,000: more than"
    ):
        assert_linear_time(taking(clock, lambda size, call: (size / 1e4) ** 2), name="Lima")


def test_each_length_is_compared_with_the_one_before(clock):
    late = taking(clock, lambda size, call: size / 1e4 if size < 100_000 else size)
    with pytest.raises(AssertionError, match="for 512,000 characters, and .* for 64,000"):
        assert_linear_time(late, (8_000, 64_000, 512_000))


def test_what_is_really_quadratic():
    def prepare(size):
        return lambda: sum(1 for _ in range(size // 50) for _ in range(size // 50))

    with pytest.raises(AssertionError, match="more than linear"):
        assert_linear_time(prepare, (10_000, 160_000))
