"""Raw inputs from files, directories and stdin, one at a time and never more of one than is allowed.

`.jsonl` and `.ndjson` (and stdin) hold one input a line, so that a broken one harms no other. `.json` holds one
value, several, or an array of them. Either may be gzipped. Nothing is parsed here.
"""

import gzip
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, TextIO, cast

from pydantic_core import from_json, to_json

from streams.core.validate import INPUT_BYTES_MAX, KEPT_BYTES_MAX
from streams.errors import InputError
from streams.local.split import CHUNK_BYTES, split_values

STDIN = Path("-")

_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_VALUES = (".json", ".json.gz")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Raw:
    """One input as it came. Of one that is too large, `data` is the beginning."""

    data: bytes
    size_bytes: int
    origin: str
    """`file:line`."""

    @property
    def is_whole(self) -> bool:
        """All of it is here."""
        return len(self.data) == self.size_bytes


class Source(Protocol):
    """Where a run takes its inputs from."""

    @property
    def total_bytes(self) -> int | None:
        """How much there is to read; None where nobody knows."""

    @property
    def done_bytes(self) -> int:
        """How much of `total_bytes` has been read."""

    def __iter__(self) -> Iterator[Raw]: ...


class LineReader(Protocol):
    """What lines are read from; a line may come in parts."""

    def readline(self, size: int, /) -> bytes:
        """The next line with its end, or at most the next `size` bytes of it; nothing at the end."""


class Inputs:
    """All inputs that the arguments of a command name, in a fixed order.

    Raises `InputError` at once where a named file does not exist or a directory holds no articles.
    """

    def __init__(self, paths: Sequence[Path], stdin: TextIO | None = None) -> None:
        self._files = [file for path in paths for file in _files_of(path)]
        self._stdin = stdin or sys.stdin
        self._done_bytes = 0
        self._open: BinaryIO | None = None
        self._total_bytes = None if STDIN in self._files else sum(file.stat().st_size for file in self._files)

    @property
    def total_bytes(self) -> int | None:
        """Size on disk, packed as it is; None where stdin is among the inputs."""
        return self._total_bytes

    @property
    def done_bytes(self) -> int:
        """How much of `total_bytes` has been read."""
        return self._done_bytes + (self._open.tell() if self._open else 0)

    def __iter__(self) -> Iterator[Raw]:
        for file in self._files:
            if file == STDIN:
                yield from lines(self._stdin.buffer, "-")
            else:
                yield from self._read(file)

    def _read(self, file: Path) -> Iterator[Raw]:
        with _open(file) as (packed, stream):
            self._open = packed
            try:
                if file.name.endswith(_VALUES):
                    for data, size, line in split_values(stream, INPUT_BYTES_MAX):
                        yield Raw(data, size, f"{file}:{line}")
                else:
                    yield from lines(stream, str(file))
            except (EOFError, zlib.error, OSError) as error:
                raise InputError(f"{file}: cannot be read on: {error}") from None
            self._open = None
        self._done_bytes += file.stat().st_size


def unwrap(data: bytes) -> bytes:
    """The plain article of an annotated line `{"article": …, "gold": …}`; any other input as it is."""
    if b'"article"' not in data:
        return data
    try:
        value = from_json(data)
    except ValueError:
        return data
    if isinstance(value, dict) and isinstance(value.get("article"), dict) and value.keys() <= {"article", "gold"}:
        return to_json(value["article"])
    return data


def files_in(directory: Path) -> list[Path]:
    """The files of articles below a directory, in order."""
    return sorted(file for file in directory.rglob("*") if file.name.endswith(_LINES + _VALUES) and file.is_file())


def grows_by_lines(file: Path) -> bool:
    """What is added to it are further lines; any other file makes sense only as a whole."""
    return not file.name.endswith((*_VALUES, ".gz"))


def _files_of(path: Path) -> list[Path]:
    if path == STDIN:
        return [STDIN]
    if path.is_dir():
        found = files_in(path)
        if not found:
            raise InputError(f"{path}: no .json, .jsonl or .ndjson file (or .gz of one) in this directory")
        return found
    if not path.exists():
        raise InputError(f"{path}: no such file or directory")
    return [path]


@contextmanager
def _open(file: Path) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """The file as it is on disk, and what it holds."""
    try:
        on_disk = file.open("rb")
    except OSError as error:
        raise InputError(f"{file}: {error.strerror or error}") from None
    with on_disk:
        if file.name.endswith(".gz"):
            with gzip.open(on_disk) as unpacked:
                yield on_disk, cast(BinaryIO, unpacked)
        else:
            yield on_disk, on_disk


def lines(stream: LineReader, name: str, number: int = 0) -> Iterator[Raw]:
    """The inputs of a stream that holds one a line, and of which `number` lines have been read before."""
    while line := stream.readline(INPUT_BYTES_MAX + 2):
        number += 1
        content = line.rstrip(b"\r\n")
        if number == 1:
            content = content.removeprefix(_BOM)
        size = len(content)
        if size > INPUT_BYTES_MAX:
            content = content[:KEPT_BYTES_MAX]
            size += _skip_line(stream) if not line.endswith(b"\n") else 0
        if content.strip():
            yield Raw(content, size, f"{name}:{number}")


def _skip_line(stream: LineReader) -> int:
    """Pass over the rest of a line; returns its bytes."""
    skipped = 0
    while rest := stream.readline(CHUNK_BYTES):
        skipped += len(rest.rstrip(b"\r\n"))
        if rest.endswith(b"\n"):
            break
    return skipped
