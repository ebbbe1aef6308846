"""A run that is killed or interrupted loses nothing and leaves nothing half-written."""

import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from tests import news
from tests.local.conftest import results

COMMAND = (sys.executable, "-c", "from streams.cli import main; main()", "run")
ALL = ("incidents.jsonl", "tallies.jsonl", "standing.jsonl", "signals.jsonl", "rejected.jsonl")
KILLED_AT = (0.2, 0.5, 0.95)
"""Shares of the size that the state has in the end: while it reads, while it resolves, and at the very end.

Much of the size comes in the last second, so that what must be hit is not set later than at half of it.
"""


def started(articles: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [*COMMAND, str(articles), "--out", str(out), "--jobs", "2"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """5,000 articles of 60 days, one in ten of them relevant."""
    file = tmp_path_factory.mktemp("articles") / "in.jsonl"
    file.write_bytes(b"".join(article.to_bytes() + b"\n" for article in news.mixed(5_000, date(2024, 1, 1), 60)))
    return file


@pytest.fixture(scope="module")
def undisturbed(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of a run that nobody disturbs."""
    out = tmp_path_factory.mktemp("undisturbed")
    assert started(articles, out).wait() == 0
    return out


def size_of_state(out: Path) -> int:
    """The bytes of the state and its journal, which comes and goes with each transaction, in between too."""
    size_bytes = 0
    for name in ("state.sqlite", "state.sqlite-journal"):
        with suppress(FileNotFoundError):
            size_bytes += (out / name).stat().st_size
    return size_bytes


def wait_until_written(process: subprocess.Popen[bytes], out: Path, size_bytes: float) -> None:
    """Wait until the state has grown to a size, or the process has ended."""
    while process.poll() is None and size_of_state(out) < size_bytes:
        time.sleep(0.01)


@pytest.mark.slow
def test_a_run_killed_again_and_again_ends_as_if_undisturbed(articles: Path, undisturbed: Path, tmp_path: Path) -> None:
    out, final_bytes = tmp_path / "out", (undisturbed / "state.sqlite").stat().st_size
    killed = []
    for share in KILLED_AT:
        process = started(articles, out)
        wait_until_written(process, out, share * final_bytes)
        process.kill()
        killed.append(process.wait() == -signal.SIGKILL)
    assert all(killed[:2]), "the run was over before it could be killed"
    assert started(articles, out).wait() == 0
    assert results(out, *ALL) == results(undisturbed, *ALL)


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.2, 0.5])
def test_an_interrupted_run_exits_with_130_and_leaves_nothing_half_written(
    share: float, articles: Path, undisturbed: Path, tmp_path: Path
) -> None:
    out, final_bytes = tmp_path / "out", (undisturbed / "state.sqlite").stat().st_size
    process = started(articles, out)
    wait_until_written(process, out, share * final_bytes)
    process.send_signal(signal.SIGINT)
    assert process.wait() == 130
    assert [file.name for file in out.iterdir()] == ["state.sqlite"]
    assert started(articles, out).wait() == 0
    assert results(out, *ALL) == results(undisturbed, *ALL)
