"""`factionwatch run`: the same whatever way the articles come, and going on from where it was."""

import json
import random
import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from schemas import Article
from streams.cli import call
from tests import news
from tests.local.conftest import Write, lines, results, run

SAMPLES = Path("streams/data/samples")
ALL = ("incidents.jsonl", "tallies.jsonl", "standing.jsonl", "signals.jsonl", "rejected.jsonl")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples of both theatres, read once, in order. They reach further than the horizon."""
    out = tmp_path_factory.mktemp("undisturbed")
    assert run(SAMPLES, out=out) == 0
    return out


def test_the_samples_tell_a_story(undisturbed: Path) -> None:
    signals = lines(undisturbed, "signals.jsonl")
    assert {signal["basis"] for signal in signals} == {"behaviour", "rhetoric", "severity", "diffusion"}
    assert {"suspension-declared", "halt-refused", "leader-killed", "resumption-announced", "lull"} <= {
        signal["rule"] for signal in signals
    }
    assert len(lines(undisturbed, "incidents.jsonl")) > 30


def shuffled(articles: list[bytes], seed: int) -> list[list[bytes]]:
    """The articles in any order, some of them twice, in four parts."""
    dice = random.Random(seed)
    mixed = articles + dice.sample(articles, len(articles) // 3)
    dice.shuffle(mixed)
    cuts = sorted(dice.sample(range(len(mixed)), 3))
    return [mixed[start:end] for start, end in zip([0, *cuts], [*cuts, len(mixed)], strict=True)]


def test_shuffled_duplicated_and_split_samples_give_the_same_bytes(
    undisturbed: Path, tmp_path: Path, write: Write
) -> None:
    articles = [line for file in sorted(SAMPLES.glob("*.jsonl")) for line in file.read_bytes().splitlines()]
    for part in shuffled(articles, 0):
        assert run(write("part.jsonl", part), out=tmp_path / "out") == 0
    assert results(tmp_path / "out") == results(undisturbed)


@pytest.mark.parametrize("seed", range(5))
def test_any_order_of_any_articles_gives_the_same_bytes(seed: int, tmp_path: Path, write: Write) -> None:
    articles = [article.to_bytes() for article in news.relevant(60, first_day=date(2024, 1, 1), days=30, seed=seed)]
    assert run(write("all.jsonl", articles), out=tmp_path / "once") == 0
    for part in shuffled(articles, seed):
        assert run(write("part.jsonl", part), out=tmp_path / "apart") == 0
    assert results(tmp_path / "apart") == results(tmp_path / "once")


def test_the_same_articles_again_change_nothing(undisturbed: Path, tmp_path: Path) -> None:
    out = tmp_path / "again"
    shutil.copytree(undisturbed, out)
    assert run(SAMPLES, out=out) == 0
    assert results(out, *ALL) == results(undisturbed, *ALL)


def test_several_reading_processes_give_the_same_bytes(tmp_path: Path, write: Write) -> None:
    articles = [
        *news.relevant(400, first_day=date(2024, 1, 1), days=20),
        *news.irrelevant(200, first_day=date(2024, 1, 1), days=20),
    ]
    file = write("in.jsonl", articles)
    assert run(file, out=tmp_path / "one") == 0
    assert call(["run", str(file), "--out", str(tmp_path / "two"), "--jobs", "2"]) == 0
    assert results(tmp_path / "one", *ALL) == results(tmp_path / "two", *ALL)


def test_a_newer_version_replaces_the_older_one_whole(tmp_path: Path, write: Write) -> None:
    (old,) = news.relevant(1, first_day=date(2024, 1, 1), days=1)
    fresh = old.model_dump(mode="json") | {
        "title": "Council votes",
        "body": "Nothing happened.",
        "published_at": "2024-01-03T00:00:00Z",
    }
    new = Article.from_bytes(json.dumps(fresh))
    for number, order in enumerate(([old, new], [new, old])):
        out = tmp_path / str(number)
        for article in order:
            assert run(write("in.jsonl", [article]), out=out) == 0
        assert lines(out, "incidents.jsonl") == []
    assert results(tmp_path / "0") == results(tmp_path / "1")


def test_another_watchlist_needs_a_rebuild_which_gives_what_a_fresh_run_gives(
    tmp_path: Path, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    shipped = Path("streams/data/watchlists/iraq-syria.yaml")
    narrow = tmp_path / "narrow.yaml"
    narrow.write_text(shipped.read_text(encoding="utf-8").replace("Nujaba, al-Nujaba, ", ""), encoding="utf-8")
    file = write("in.jsonl", news.relevant(60, first_day=date(2024, 1, 1), days=30))
    fresh, out = tmp_path / "fresh", tmp_path / "out"
    assert run(file, "--watchlist", narrow, out=fresh) == 0
    assert run(file, "--watchlist", shipped, out=out) == 0
    before = results(out)
    capsys.readouterr()
    assert run(file, "--watchlist", narrow, out=out) == 3
    assert "--rebuild" in capsys.readouterr().err
    assert results(out) == before
    assert run("--watchlist", narrow, "--rebuild", out=out) == 0
    assert results(out, *ALL) == results(fresh, *ALL) != before


def test_as_of_lets_time_pass_and_holds_back_what_is_published_later(
    tmp_path: Path, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write("in.jsonl", news.relevant(40, first_day=date(2024, 1, 1), days=20))
    once, apart = tmp_path / "once", tmp_path / "apart"
    assert run(file, "--as-of", "2024-03-01", out=once) == 0
    assert {tally["as_of"] for tally in lines(once, "tallies.jsonl")} == {"2024-03-01"}
    capsys.readouterr()
    assert run(file, "--as-of", "2024-01-10", out=apart) == 0
    assert "wait for a later day" in capsys.readouterr().err
    assert {tally["as_of"] for tally in lines(apart, "tallies.jsonl")} == {"2024-01-10"}
    assert run("--as-of", "2024-03-01", out=apart) == 0
    assert results(once, *ALL) == results(apart, *ALL)


@pytest.mark.parametrize(
    ("day", "message"), [("2999-01-01", "is in the future"), ("2024-01-01", "has reached already")]
)
def test_an_impossible_day_is_refused(
    day: str, message: str, tmp_path: Path, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write("in.jsonl", news.relevant(10, first_day=date(2024, 1, 1), days=20))
    assert run(file, out=tmp_path / "out") == 0
    assert run(file, "--as-of", day, out=tmp_path / "out") == 2
    assert message in capsys.readouterr().err


def test_a_machine_reads_one_json_object(tmp_path: Path, write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    file = write("in.jsonl", news.relevant(10, first_day=date(2024, 1, 1), days=20))
    assert run(file, "--json", out=tmp_path / "out") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["articles"], told["rejected"]) == (10, 0)
    assert told["tallies"] == lines(tmp_path / "out", "tallies.jsonl")


def test_two_runs_cannot_share_a_directory(tmp_path: Path, write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    file = write("in.jsonl", news.relevant(10, first_day=date(2024, 1, 1), days=20))
    out = tmp_path / "out"
    assert run(file, out=out) == 0
    other = sqlite3.connect(out / "state.sqlite", isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN IMMEDIATE")
    assert run(file, out=out) == 3
    assert "in use by another run" in capsys.readouterr().err
    other.close()
    assert run(file, out=out) == 0


def test_a_state_of_another_version_or_no_state_at_all_is_refused(
    tmp_path: Path, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write("in.jsonl", news.relevant(1, first_day=date(2024, 1, 1), days=1))
    newer = tmp_path / "newer"
    assert run(file, out=newer) == 0
    with sqlite3.connect(newer / "state.sqlite") as state:
        state.execute("PRAGMA user_version = 999")
    state.close()
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / "state.sqlite").write_bytes(b"this is no database" * 100)
    assert run(file, out=newer) == 3
    assert "state of version 999" in capsys.readouterr().err
    assert run(file, out=damaged) == 3
    assert "damaged or no state file" in capsys.readouterr().err
    assert call(["explain", "x", "--from", str(tmp_path / "none")]) == 3
    assert "no state of a run here" in capsys.readouterr().err


def test_a_run_needs_something_to_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(out=tmp_path / "out") == 2
    assert "nothing to read: give INPUT" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
