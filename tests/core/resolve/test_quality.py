"""How often resolution is right, on made-up worlds whose truth is known."""

import pytest

from tests.bench.bench_resolve import quality


@pytest.mark.parametrize(("level", "least"), [("low", 0.96), ("middle", 0.92), ("high", 0.86)])
def test_merges_are_right_at_every_level_of_noise(level: str, least: float) -> None:
    _, _, f1, merged, pairs = quality(level, worlds=4)
    assert f1 >= least
    assert merged < 0.01 * pairs, "attacks of one day on different bases became one"
