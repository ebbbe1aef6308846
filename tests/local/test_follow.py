"""`factionwatch run --follow`: what is added while it runs is worked off, and the end is that of a plain run."""

import gzip
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from schemas import Article
from streams.errors import InputError
from streams.local.follow import Following
from tests import news
from tests.local.conftest import Write, lines, results, run

COMMAND = (sys.executable, "-c", "from streams.cli import main; main()", "run")
WAIT_SECONDS = 180.0


def until(holds: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Wait until something holds, for a bounded time and as long as the process lives."""
    ends_at = time.monotonic() + WAIT_SECONDS
    while not holds():
        assert process.poll() is None, "the command has ended"
        assert time.monotonic() < ends_at, "nothing happened"
        time.sleep(0.05)


@contextmanager
def following(*inputs: Path | str, out: Path, options: tuple[str, ...] = ()) -> Iterator[subprocess.Popen[bytes]]:
    """The command while it follows. Its messages go to a file beside its results."""
    command = [*COMMAND, *map(str, inputs), "--out", str(out), "--jobs", "1", "--follow", "--poll", "0.2", *options]
    messages = out.with_name("messages.txt")
    with (
        messages.open("wb") as stderr,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=stderr) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


def articles(number: int = 60) -> list[bytes]:
    return [article.to_bytes() for article in news.relevant(number, first_day=date(2024, 1, 1), days=30)]


def told(out: Path) -> str:
    return out.with_name("messages.txt").read_text()


def newest(out: Path) -> str:
    """The newest day of the results; nothing before there are any."""
    file = out / "tallies.jsonl"
    return max((tally["as_of"] for tally in lines(out, "tallies.jsonl")), default="") if file.exists() else ""


def day(article: bytes) -> str:
    return Article.from_bytes(article).published_at.date().isoformat()


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read().decode()


def test_growing_and_new_files_are_worked_off_and_the_end_is_that_of_a_plain_run(tmp_path: Path, write: Write) -> None:
    feed, out = tmp_path / "feed", tmp_path / "out"
    (feed / "sub").mkdir(parents=True)
    all_of_them = articles()
    growing = feed / "a.jsonl"
    growing.write_bytes(b"\n".join(all_of_them[:20]) + b"\n")
    with following(feed, out=out, options=("--metrics-port", "0")) as process:
        until(lambda: newest(out) == day(all_of_them[19]), process)
        with growing.open("ab", buffering=0) as file:
            file.write(all_of_them[20] + b"\n" + all_of_them[21][:100])
            until(lambda: newest(out) == day(all_of_them[20]) and "1 new articles" in told(out), process)
            file.write(all_of_them[21][100:] + b"\n")
        (feed / "sub" / "b.jsonl").write_bytes(b"\n".join(all_of_them[22:40]))
        until(lambda: newest(out) == day(all_of_them[39]), process)
        with gzip.open(feed / "c.json.gz", "wb") as packed:
            packed.write(b"[" + b",".join(all_of_them[40:]) + b"]")
        until(lambda: newest(out) == day(all_of_them[-1]), process)
        url = re.search(r"http://127\.0\.0\.1:\d+", told(out))
        assert url
        assert get(f"{url[0]}/readyz") == get(f"{url[0]}/healthz") == "ok\n"
        assert "factionwatch_attacks{" in get(f"{url[0]}/metrics")
        process.send_signal(signal.SIGINT)
        assert process.wait(WAIT_SECONDS) == 130
    assert not [file.name for file in out.iterdir() if file.name.endswith(".part")]
    assert lines(out, "rejected.jsonl") == []
    assert run(write("all.jsonl", all_of_them), out=tmp_path / "plain") == 0
    assert results(out) == results(tmp_path / "plain")


def test_stdin_is_worked_off_as_it_comes_and_its_end_is_the_end(tmp_path: Path, write: Write) -> None:
    out, all_of_them = tmp_path / "out", articles()
    with following("-", out=out) as process:
        assert process.stdin
        process.stdin.write(b"\n".join(all_of_them[:30]) + b"\n")
        process.stdin.flush()
        until(lambda: newest(out) == day(all_of_them[29]), process)
        process.stdin.write(b"\n".join(all_of_them[30:]))
        process.stdin.close()
        assert process.wait(WAIT_SECONDS) == 0
    assert run(write("all.jsonl", all_of_them), out=tmp_path / "plain") == 0
    assert results(out) == results(tmp_path / "plain")


def test_an_interrupt_while_stdin_is_waited_for_ends_it_in_good_order(tmp_path: Path) -> None:
    with following("-", out=tmp_path / "out") as process:
        until((tmp_path / "out" / "tallies.jsonl").exists, process)
        process.send_signal(signal.SIGINT)
        assert process.wait(WAIT_SECONDS) == 130
    assert "Traceback" not in told(tmp_path / "out")
    assert "Fatal" not in told(tmp_path / "out")


def test_the_state_can_be_explained_while_it_is_followed(tmp_path: Path, write: Write) -> None:
    out = tmp_path / "out"
    with following(write("a.jsonl", articles()), out=out) as process:
        until(lambda: "new articles" in told(out), process)
        time.sleep(0.5)
        explain = [*COMMAND[:-1], "explain", lines(out, "incidents.jsonl")[0]["incident_id"], "--from", str(out)]
        assert subprocess.run(explain, stdout=subprocess.DEVNULL, timeout=WAIT_SECONDS, check=False).returncode == 0


# --- looks, one at a time ------------------------------------------------------------------------------------


def looked(paths: list[Path], complaints: list[str] | None = None) -> Iterator[list[tuple[str, bytes]]]:
    looks = Following(paths, 0.01, (complaints if complaints is not None else []).append).looks()
    return ([(raw.origin, raw.data) for raw in look] for look in looks)


def test_lines_keep_their_numbers_and_are_read_once(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"a":1}\n\n{"b"')
    looks = looked([tmp_path])
    assert next(looks) == [(f"{file}:1", b'{"a":1}')]
    with file.open("ab") as more:
        more.write(b':2}\n{"c":3}')
    assert next(looks) == [(f"{file}:3", b'{"b":2}'), (f"{file}:4", b'{"c":3}')]
    with file.open("ab") as more:
        more.write(b'\n{"d":4}\n')
    assert next(looks) == [(f"{file}:5", b'{"d":4}')]


@pytest.mark.parametrize("text", [b'{"n":1}\n', b'{"n":1}\n{"n":2}\n{"n":3}\n', b'{"n":9}\n{"n":8}\n'])
def test_a_file_that_was_rewritten_is_read_from_its_beginning(text: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"a":1}\n{"a":2}\n')
    looks = looked([file])
    assert len(next(looks)) == 2
    time.sleep(0.05)
    file.write_bytes(text)
    assert [data for _, data in next(looks)] == text.splitlines()


def test_a_directory_may_be_empty_at_first_and_files_may_go(tmp_path: Path) -> None:
    looks = looked([tmp_path])
    assert next(looks) == []
    file = tmp_path / "a.json"
    file.write_bytes(b'{"a":1}')
    assert [data for _, data in next(looks)] == [b'{"a":1}']
    file.unlink()
    (tmp_path / "b.jsonl").write_bytes(b'{"b":1}\n')
    assert [data for _, data in next(looks)] == [b'{"b":1}']


def test_a_packed_file_that_is_cut_is_told_of_and_read_once_it_is_whole(tmp_path: Path) -> None:
    file, whole, complaints = tmp_path / "a.jsonl.gz", gzip.compress(b'{"a":1}\n'), list[str]()
    file.write_bytes(whole[:-4])
    looks = looked([tmp_path], complaints)
    next(looks)
    assert [str(file) in complaint for complaint in complaints] == [True]
    file.write_bytes(whole)
    assert [data for _, data in next(looks)] == [b'{"a":1}']


def test_what_cannot_be_followed_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], write: Write) -> None:
    with pytest.raises(InputError, match="no such file"):
        Following([tmp_path / "none"], 1.0, print)
    file = write("a.jsonl", [])
    assert run(file, "--metrics-port", "0", out=tmp_path / "out") == 2
    assert "--follow" in capsys.readouterr().err
