"""The pairing is the best there is."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from streams.core.evaluate.assign import assign

edges = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 50).map(float), max_size=14
)  # fmt: skip


def best(weights: dict[tuple[int, int], float]) -> float:
    """By trying everything."""
    return max(
        sum(weights.get((left, right), 0.0) for left, right in enumerate(rights)) for rights in permutations(range(5))
    )


@given(edges)
def test_no_other_pairing_has_a_greater_sum(weights: dict[tuple[int, int], float]) -> None:
    pairs = assign(weights)
    assert len(set(pairs.values())) == len(pairs)
    assert sum(weights[pair] for pair in pairs.items()) == best(weights)


@given(edges, st.randoms(use_true_random=False))
def test_the_order_of_the_pairs_does_not_matter(weights: dict[tuple[int, int], float], random) -> None:
    shuffled = list(weights.items())
    random.shuffle(shuffled)
    assert assign(dict(shuffled)) == assign(weights)


def test_a_greedy_choice_is_not_taken_where_it_costs_a_pair() -> None:
    assert assign({(0, 0): 10.0, (0, 1): 9.0, (1, 0): 9.0}) == {0: 1, 1: 0}
