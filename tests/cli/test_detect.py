"""`factionwatch detect`: a plain series in, signal messages out, and mistakes named with their place."""

import json
import sys
from pathlib import Path

import pytest

from schemas import Signal
from streams.cli import call


def counts(path: Path, *rows: str) -> str:
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return str(path)


def steady_then(path: Path, last: str) -> str:
    rows = [f"2023-{month:02}-{day:02},1" for month in range(1, 7) for day in range(1, 29, 2)]
    return counts(path / "north.csv", "date,count", *rows, f"{last},0")


def test_days_left_out_count_as_days_without_attacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["detect", steady_then(tmp_path, "2023-08-20")]) == 0
    lull = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (lull["status"], lull["rule"], lull["onset"]) == ("alert", "lull", "2023-06-28")
    assert lull["faction"] == "north"


def test_every_line_is_a_signal_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(["detect", steady_then(tmp_path, "2023-08-20")])
    out = capsys.readouterr().out.splitlines()
    assert out
    assert all(Signal.from_bytes(line).signal_id for line in out)


def test_as_of_leaves_out_what_came_later(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["detect", steady_then(tmp_path, "2023-08-20"), "--as-of", "2023-06-20"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("2023-13-01,1", "3: date: '2023-13-01' is no date"),
        ("yesterday,1", "3: date: 'yesterday' is no date"),
        ("2023-01-02,-1", "3: count: '-1' is no whole number"),
        ("2023-01-02,many", "3: count: 'many' is no whole number"),
        ("2023-01-02,1.5", "3: count: '1.5' is no whole number"),
        ("2023-01-02", "3: count: is missing"),
        ("2023-01-01,2", "3: date: 2023-01-01 is told twice"),
        ("2023-01-02,٣", "3: count: '٣' is no whole number"),
    ],
)
def test_a_bad_row_is_named_by_file_line_and_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], row: str, told: str
) -> None:
    path = counts(tmp_path / "bad.csv", "date,count", "2023-01-01,1", row)
    assert call(["detect", path]) == 2
    assert f"{path}:{told}" in capsys.readouterr().err


@pytest.mark.parametrize(("content", "told"), [(b"", "no rows"), (b"\xff\xfe,1", "not UTF-8"), (b"day,n\n", "date")])
def test_a_file_without_counts_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, told: str
) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(content)
    assert call(["detect", str(path)]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_picture_is_drawn(tmp_path: Path, ending: str) -> None:
    picture = tmp_path / f"north.{ending}"
    assert call(["detect", steady_then(tmp_path, "2023-08-20"), "--plot", str(picture)]) == 0
    assert picture.stat().st_size > 1_000


def test_a_picture_without_matplotlib_is_refused_with_the_way_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert call(["detect", steady_then(tmp_path, "2023-08-20"), "--plot", str(tmp_path / "x.png")]) == 2
    assert "pip install 'factionwatch[plot]'" in capsys.readouterr().err
