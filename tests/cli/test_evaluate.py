"""`factionwatch evaluate` as a user meets it."""

import json
from pathlib import Path

import pytest

from streams.cli import call
from tests.corpus import HERE

GOLD = [str(HERE / "iraq-dev-1.jsonl"), str(HERE / "red-sea-dev.jsonl")]
WATCHLISTS = [
    "--watchlist", str(HERE / "watchlist-iraq.yaml"), "--watchlist", str(HERE / "watchlist-red-sea.yaml"),
]  # fmt: skip


def test_it_prints_the_scores_for_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["evaluate", *GOLD, *WATCHLISTS]) == 0
    told = capsys.readouterr().out
    for word in ("incidents", "statements", "reported counts", "attribution", "false incident", "red-sea-dev.jsonl"):
        assert word in told


def test_it_prints_the_scores_for_a_program(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["evaluate", *GOLD, *WATCHLISTS, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["total"]["articles"] == 36
    assert {"precision", "recall", "f1"} <= told["total"]["incidents"].keys()
    assert told["total"]["slots"]["attribution"].keys() == {"right", "of", "accuracy"}
    assert "misses" not in told
    for merging in told["merging"].values():
        assert {"gold_mentions", "read_mentions"} <= merging.keys()
        assert 0 < merging["gold_mentions"]["merges"]["b_cubed"]["f1"] <= 1


def test_it_lists_what_went_wrong_under_the_article(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["evaluate", *GOLD, *WATCHLISTS, "--misses", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    for article, lines in told["misses"].items():
        assert article[:3] in {"iq-", "rs-"}
        assert lines


def test_the_shipped_watchlists_are_used_where_none_is_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["evaluate", GOLD[0]]) == 0
    assert "incidents" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no annotated article in it"),
        ("{", "gold.jsonl:1: line: Invalid JSON"),
        ('{"article": {}, "gold": {"incidents": 3}}', "gold.jsonl:1: article.id: Field required"),
    ],
)
def test_a_gold_file_that_cannot_be_read_is_told_by_file_line_and_field(
    content: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    assert call(["evaluate", str(path)]) == 2
    assert message in capsys.readouterr().err


def test_a_gold_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["evaluate", str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl: No such file" in capsys.readouterr().err
