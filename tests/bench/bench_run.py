"""Articles per second of the embedded run, and its peak memory: `python -m tests.bench.bench_run`.

Each measurement is a process of its own, which shows its progress on a terminal and is stopped when it takes too
long. The memory runs read ten times the articles over ten times the days, one in ten of them relevant, as a news
feed has it: memory must follow the horizon and not the number of articles.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from schemas import Article
from tests import news

FIRST_DAY = date(2020, 1, 1)
RATE_ARTICLES = 2_000
DAYS_PER_1000_ARTICLES = 10
SECONDS_MAX = 1_200
"""Of one run."""


@dataclass(frozen=True)
class Measured:
    """One run."""

    articles: int
    seconds: float
    peak_mb: float

    @property
    def rate(self) -> float:
        return self.articles / self.seconds


def measure(articles: Iterable[Article], jobs: int) -> Measured:
    """Run the command over these articles; peak memory is of the largest of its processes."""
    with tempfile.TemporaryDirectory() as directory:
        file = Path(directory) / "in.jsonl"
        number = _written(articles, file)
        command = [sys.executable, "-m", "tests.bench.bench_run", "--child", str(file), directory, "--jobs", str(jobs)]
        began = time.monotonic()
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=SECONDS_MAX).stdout
        return Measured(number, time.monotonic() - began, float(told))


def told_of(name: str, articles: Iterable[Article], jobs: int) -> None:
    """Measure and print one line."""
    try:
        told = measure(articles, jobs)
    except subprocess.TimeoutExpired:
        print(f"  {name:<34} stopped: it took more than {SECONDS_MAX:,} s", flush=True)
        return
    print(f"  {name:<34} {told.articles:>8,} articles {told.rate:>9,.0f}/s   peak {told.peak_mb:,.0f} MB", flush=True)


def _written(articles: Iterable[Article], file: Path) -> int:
    number = 0
    with file.open("wb") as stream:
        for article in articles:
            stream.write(article.to_bytes() + b"\n")
            number += 1
    return number


def child(file: str, directory: str, jobs: int) -> None:
    """The process that is measured: run the command, tell peak memory in MB."""
    from streams.cli import call

    stdout = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    assert call(["run", file, "--out", f"{directory}/out", "--jobs", str(jobs)]) == 0
    peak_kb = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    os.write(stdout, str(peak_kb / 1024).encode())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--child", nargs=2, metavar=("FILE", "DIR"), help=argparse.SUPPRESS)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--memory", type=int, nargs="*", default=[10_000, 100_000], help="articles of memory runs")
    arguments = parser.parse_args()
    if arguments.child:
        child(*arguments.child, arguments.jobs)
        return
    print(f"embedded run, {arguments.jobs} reading processes")
    days = RATE_ARTICLES * DAYS_PER_1000_ARTICLES // 1000
    for name, articles in (
        ("relevant", news.relevant(RATE_ARTICLES, first_day=FIRST_DAY, days=days)),
        ("naming nobody on the watchlists", news.irrelevant(10 * RATE_ARTICLES, first_day=FIRST_DAY, days=days)),
    ):
        told_of(name, articles, arguments.jobs)
    for number in arguments.memory:
        days = number * DAYS_PER_1000_ARTICLES // 1000
        told_of(f"1 in 10 relevant, {days:,} days", news.mixed(number, FIRST_DAY, days), arguments.jobs)


if __name__ == "__main__":
    main()
