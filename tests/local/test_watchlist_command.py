"""`factionwatch watchlist check`, and how the command tells errors."""

from pathlib import Path

import pytest

from streams.cli import call

GOOD = "theatre: {id: x, name: X, countries: [SE], timezone: UTC}\nfactions:\n  - {id: f, name: F, kind: faction}\n"


def test_a_clean_file_is_summed_up_on_stdout(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "w.yaml"
    file.write_text(GOOD)
    assert call(["watchlist", "check", str(file)]) == 0
    out, err = capsys.readouterr()
    assert out == f"{file}: theatre x, 1 factions, 0 parties, 0 places\n"
    assert err == ""


def test_problems_go_to_stderr_and_give_exit_code_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "w.yaml"
    file.write_text(GOOD.replace("[SE]", "[QQ]"))
    assert call(["watchlist", "check", str(file)]) == 2
    assert capsys.readouterr().err == (f"error: {file}:1: theatre.countries[0]: QQ is no ISO 3166-1 country code\n")


def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["watchlist", "check", str(tmp_path / "none.yaml")]) == 2
    assert capsys.readouterr().err == f"factionwatch: {tmp_path / 'none.yaml'}: No such file or directory\n"


def test_a_wrong_command_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["wathclist"]) == 2
    assert "No such command" in capsys.readouterr().err


def test_a_warning_stops_nobody_unless_asked_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "w.yaml"
    file.write_text(GOOD + "parties:\n  - {id: g, name: F}\n")
    assert call(["watchlist", "check", str(file)]) == 0
    assert capsys.readouterr().err == (
        f"warning: {file}:5: parties[0].name: 'F' names both party g and faction f (factions[0].name)\n"
    )
    assert call(["watchlist", "check", "--strict", str(file)]) == 2
