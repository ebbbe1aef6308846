"""The table of rules is the one that the documentation shows."""

from pathlib import Path

import pytest

from streams.core.signals.calibration import (
    BUDGET_MAX,
    BUDGET_MIN,
    LULL_DAYS,
    LULL_EXPONENT,
    RISE_DAYS,
    RISE_EXPONENT,
    thresholds,
)
from streams.core.signals.rules import RULES, Rule

DOC = Path(__file__).parents[3] / "docs" / "signals.md"


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_every_rule_stands_in_the_documentation_word_for_word(rule: Rule) -> None:
    row = (
        rule.id,
        rule.direction,
        rule.basis,
        rule.level,
        rule.certainty,
        rule.decay_days,
        rule.life_days,
        rule.meaning,
    )
    cells = " | ".join(map(str, row)).replace(rule.id, f"`{rule.id}`", 1)
    assert f"| {cells} |" in DOC.read_text(encoding="utf-8")


def test_the_documented_thresholds_are_those_in_force() -> None:
    text = DOC.read_text(encoding="utf-8")
    assert f"A_rise = {RISE_DAYS:.0f}·b^-{RISE_EXPONENT:g}" in text
    assert f"A_lull = {LULL_DAYS:.0f}·b^-{LULL_EXPONENT:g}" in text


def test_a_smaller_budget_never_has_lower_thresholds() -> None:
    found = [thresholds(budget) for budget in (0.01, BUDGET_MIN, 1.0, BUDGET_MAX, 100.0)]
    assert found == sorted(found, reverse=True)
    assert thresholds(BUDGET_MAX) == thresholds(100.0)
