"""Help for tests of the embedded shell."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from schemas import Article
from streams.cli import call

RESULTS = ("incidents.jsonl", "tallies.jsonl", "standing.jsonl")
Write: TypeAlias = Callable[[str, Iterable[Article | bytes | dict[str, Any]]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a JSONL file of articles, of raw lines, or of anything that JSON can say."""

    def to_line(item: Article | bytes | dict[str, Any]) -> bytes:
        if isinstance(item, Article):
            return item.to_bytes()
        return item if isinstance(item, bytes) else json.dumps(item).encode()

    def to_file(name: str, items: Iterable[Article | bytes | dict[str, Any]]) -> Path:
        path = tmp_path / name
        path.write_bytes(b"".join(to_line(item) + b"\n" for item in items))
        return path

    return to_file


def run(*arguments: object, out: Path) -> int:
    """`factionwatch run` in this process."""
    return call(["run", *map(str, arguments), "--out", str(out), "--jobs", "1"])


def results(out: Path, *names: str) -> dict[str, bytes]:
    """The bytes of the files of a run; without names, those that must not depend on how articles came."""
    return {name: (out / name).read_bytes() for name in names or RESULTS}


def lines(out: Path, name: str) -> list[dict[str, Any]]:
    """The records of one file of a run."""
    return [json.loads(line) for line in (out / name).read_text(encoding="utf-8").splitlines()]
