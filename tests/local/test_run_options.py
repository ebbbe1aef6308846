"""`factionwatch run --options` and `--plot`: own ways of judging, and pictures of the tallies."""

from datetime import date
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from tests import news
from tests.local.conftest import Write, lines, run


@pytest.fixture
def articles(write: Write) -> Path:
    """Sixty articles of one month."""
    return write(
        "a.jsonl", [article.to_bytes() for article in news.relevant(60, first_day=date(2024, 1, 1), days=30, seed=7)]
    )


def test_a_file_of_options_changes_how_factions_are_judged(articles: Path, tmp_path: Path) -> None:
    options = tmp_path / "options.yaml"
    options.write_text("horizon_days: 5\nfalse_alarms_per_year: 0.5\n", encoding="utf-8")
    assert run(articles, "--options", options, out=tmp_path / "out") == 0
    assert lines(tmp_path / "out", "tallies.jsonl")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("policy: rumoured", "policy"),
        ("false_alarms_per_year: -1", "false_alarms_per_year"),
        ("horizon: 5", "horizon"),
        ("factions: {some-group: {policy: 1}}", "factions.some-group.policy"),
        ("a: [", "options.yaml"),
    ],
)
def test_a_wrong_option_is_named(
    text: str, told: str, articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = tmp_path / "options.yaml"
    options.write_text(text, encoding="utf-8")
    assert run(articles, "--options", options, out=tmp_path / "out") == 2
    assert told in capsys.readouterr().err


def test_each_faction_that_attacked_gets_a_picture(articles: Path, tmp_path: Path) -> None:
    assert run(articles, "--plot", tmp_path / "pictures", out=tmp_path / "out") == 0
    attacked = {
        tally["subject"]
        for tally in lines(tmp_path / "out", "tallies.jsonl")
        if tally["daily"] and tally["subject_kind"] in {"faction", "coalition"}
    }
    assert attacked
    assert {path.stem for path in (tmp_path / "pictures").iterdir()} == attacked
    for path in (tmp_path / "pictures").iterdir():
        assert Xml.parse(path).getroot().tag.endswith("svg")


def test_a_picture_shows_the_counts_of_the_policy_that_the_faction_is_judged_by(articles: Path, tmp_path: Path) -> None:
    options = tmp_path / "options.yaml"
    options.write_text("policy: corroborated", encoding="utf-8")
    assert run(articles, "--options", options, "--plot", tmp_path / "pictures", out=tmp_path / "out") == 0
    told = [
        each for each in lines(tmp_path / "out", "tallies.jsonl") if each["subject_kind"] in {"faction", "coalition"}
    ]
    corroborated = {tally["subject"] for tally in told if tally["attacks"]["corroborated"]["total"]}
    assert corroborated != {tally["subject"] for tally in told if tally["daily"]}
    assert {path.stem for path in (tmp_path / "pictures").iterdir()} == corroborated
