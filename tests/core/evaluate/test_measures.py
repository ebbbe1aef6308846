"""The measures against numbers worked out by hand or printed in the literature."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.core.evaluate.measures import Found, b_cubed, ceaf_e, merges, muc

clusters = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=20)


def test_precision_recall_and_f1_are_the_usual_ones() -> None:
    found = Found(right=6, read=8, gold=12)
    assert (found.precision, found.recall, found.f1) == (0.75, 0.5, pytest.approx(0.6))


def test_reading_nothing_where_there_is_nothing_is_perfect() -> None:
    assert Found().f1 == 1.0


def test_reading_nothing_where_there_is_something_is_worthless() -> None:
    assert Found(gold=3).f1 == 0.0


def test_the_example_of_pradhan_et_al_2014_comes_out_as_printed() -> None:
    """Key {a,b,c} {d,e,f,g}; response {a,b} {c,d} {f,g,h,i}, over the mentions that both have."""
    gold = {"a": 1, "b": 1, "c": 1, "d": 2, "f": 2, "g": 2}
    read = {"a": 1, "b": 1, "c": 2, "d": 2, "f": 3, "g": 3}
    names = sorted(gold)
    found = b_cubed([gold[n] for n in names], [read[n] for n in names])
    assert found.recall == pytest.approx(
        float(Fraction(1, 6) * (2 * Fraction(2, 3) + Fraction(1, 3) + Fraction(1, 3) + 2 * Fraction(2, 3)))
    )
    assert found.precision == pytest.approx(float(Fraction(1, 6) * (2 + Fraction(1, 2) + Fraction(1, 2) + 2)))
    assert muc([gold[n] for n in names], [read[n] for n in names]).recall == pytest.approx(2 / 4)


def test_one_lump_of_everything_has_full_recall_and_poor_precision() -> None:
    found = merges([1, 1, 2, 3], [9, 9, 9, 9])
    assert found.b_cubed.recall == found.muc.recall == 1.0
    assert found.b_cubed.precision == pytest.approx((2 * 2 / 4 + 1 / 4 + 1 / 4) / 4)
    assert found.ceaf_e.recall == pytest.approx(2 * 2 / 6 / 3)


@given(clusters)
def test_a_clustering_against_itself_is_perfect(pairs: list[tuple[int, int]]) -> None:
    same = [pair[0] for pair in pairs]
    found = merges(same, [f"other-name-{label}" for label in same])
    assert found.b_cubed.f1 == pytest.approx(1.0)
    assert found.conll == pytest.approx(1.0)


@given(clusters)
def test_precision_is_recall_with_the_sides_swapped(pairs: list[tuple[int, int]]) -> None:
    gold, read = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    for measure in (b_cubed, muc, ceaf_e):
        assert measure(gold, read).precision == pytest.approx(measure(read, gold).recall)
