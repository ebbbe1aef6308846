"""Inputs that are looked at again and again: files that grow, directories that get new files, stdin as it comes.

Of a file of lines only what was added is read, and a last line that is not whole yet is waited for. Any other
file (`.json`, `.gz`) is read when it is new or has changed and has stood still from one look to the next.
Reading something twice does no harm, since a run knows an input by its bytes; so wherever it is in doubt (a
file was cut, replaced or rewritten in place) a file is read from its beginning.
"""

import queue
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from pydantic_core import from_json

from streams.core.validate import INPUT_BYTES_MAX
from streams.errors import InputError
from streams.local.inputs import STDIN, Inputs, Raw, files_in, grows_by_lines, lines
from streams.local.split import CHUNK_BYTES

EDGE_BYTES = 256
"""So much of what was read last is looked at again, to see that a file has only grown."""

STDIN_INPUTS_MAX = 64
"""So many inputs of stdin wait to be worked off; whoever writes more waits too."""

STDIN_PAUSE_SECONDS = 0.2
"""Silence on stdin after which what came is worked off."""

_Mark: TypeAlias = tuple[int, int, int]
"""Inode, size and time of change: as long as they stay, so does the file."""


@dataclass(slots=True)
class _Place:
    """How far a file has been read."""

    seen: _Mark | None = None
    """As it was at the last look."""
    read: _Mark | None = None
    """As it was when it was last read."""
    offset: int = 0
    newlines: int = 0
    """Before `offset`."""
    edge: bytes = b""
    """The last bytes before `offset`."""


class Look:
    """What is new since the look before. A `streams.local.inputs.Source`, to be read once."""

    def __init__(self, parts: Sequence[Iterable[Raw]]) -> None:
        self._parts = parts

    total_bytes = None
    done_bytes = 0

    def __iter__(self) -> Iterator[Raw]:
        for part in self._parts:
            yield from part

    @property
    def is_empty(self) -> bool:
        """Nothing is new."""
        return not self._parts


class Following:
    """Looks at `paths` every `poll_seconds`; `complain` is told of files that cannot be read as they are.

    Raises `InputError` at once where a path does not exist or cannot be followed.
    """

    def __init__(self, paths: Sequence[Path], poll_seconds: float, complain: Callable[[str], None]) -> None:
        for path in paths:
            if path != STDIN and not path.exists():
                raise InputError(f"{path}: no such file or directory")
            if path != STDIN and not path.is_file() and not path.is_dir():
                raise InputError(f"{path}: only files, directories and - can be followed")
        self._paths = [path for path in paths if path != STDIN]
        self._poll_seconds = poll_seconds
        self._complain = complain
        self._places: dict[Path, _Place] = {}
        self._stdin = _Stdin(poll_seconds) if STDIN in paths else None

    def looks(self) -> Iterator[Look]:
        """The first look at once, then one whenever something is new; ends only where stdin is all and has ended."""
        yield self._look(is_first=True)
        while self._paths or (self._stdin and not self._stdin.is_over):
            time.sleep(self._poll_seconds)
            look = self._look(is_first=False)
            if not look.is_empty:
                yield look

    def _look(self, *, is_first: bool) -> Look:
        parts: list[Iterable[Raw]] = []
        if self._stdin and (is_first or self._stdin.has_more):
            parts.append(self._stdin)
        for path in self._paths:
            for file in files_in(path) if path.is_dir() else [path]:
                try:
                    stat = file.stat()
                    mark = (stat.st_ino, stat.st_size, stat.st_mtime_ns)
                    place = self._places.setdefault(file, _Place())
                    look_at = self._grown if grows_by_lines(file) else self._settled
                    part = look_at(file, place, mark, is_first)
                except FileNotFoundError:
                    self._places.pop(file, None)
                except OSError as error:
                    raise InputError(f"{file}: {error.strerror or error}") from None
                else:
                    parts += [part] if part else []
        return Look(parts)

    def _settled(self, file: Path, place: _Place, mark: _Mark, is_first: bool) -> Iterable[Raw] | None:
        """A file that makes sense only as a whole, if it is new and nobody writes to it any more."""
        is_still, place.seen = mark == place.seen, mark
        if mark == place.read or not (is_still or is_first):
            return None
        place.read = mark
        return self._whole(file)

    def _whole(self, file: Path) -> Iterator[Raw]:
        try:
            yield from Inputs([file])
        except InputError as error:
            self._complain(f"{error}; it is read again once it changes")

    def _grown(self, file: Path, place: _Place, mark: _Mark, _is_first: bool) -> Iterable[Raw] | None:
        """Whole lines that were added to a file."""
        before, place.seen = place.seen, mark
        if mark == before:
            return None
        size = mark[1]
        with file.open("rb") as stream:
            if not _only_grew(stream, place, before, mark):
                place.offset, place.newlines, place.edge = 0, 0, b""
            end = _end_of_whole_lines(stream, place.offset, size)
        return _added(file, place, end) if end > place.offset else None


def _only_grew(stream: BinaryIO, place: _Place, before: _Mark | None, mark: _Mark) -> bool:
    if before is None or before[0] != mark[0] or before[1] >= mark[1]:
        return False
    stream.seek(place.offset - len(place.edge))
    return stream.read(len(place.edge)) == place.edge


def _end_of_whole_lines(stream: BinaryIO, offset: int, size: int) -> int:
    """Where the last line that is whole ends: one with a line break, or at the end of the file a whole object."""
    end = _after_last_newline(stream, offset, size)
    if size - end > INPUT_BYTES_MAX:
        return end
    stream.seek(end)
    return size if _is_object(stream.read(size - end)) else end


def _after_last_newline(stream: BinaryIO, offset: int, size: int) -> int:
    end = size
    while end > offset:
        start = max(offset, end - CHUNK_BYTES)
        stream.seek(start)
        found = stream.read(end - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return offset


def _is_object(data: bytes) -> bool:
    """No beginning of a JSON object is one itself, so nothing more belongs to it."""
    try:
        return isinstance(from_json(data), dict)
    except ValueError:
        return False


def _added(file: Path, place: _Place, end: int) -> Iterator[Raw]:
    try:
        with file.open("rb") as stream:
            stream.seek(place.offset)
            window = _Window(stream, end - place.offset)
            yield from lines(window, str(file), place.newlines)
            place.offset += window.read_bytes
            place.newlines += window.newlines
            stream.seek(max(0, place.offset - EDGE_BYTES))
            place.edge = stream.read(place.offset - stream.tell())
    except FileNotFoundError:
        return
    except OSError as error:
        raise InputError(f"{file}: {error.strerror or error}") from None


class _Window:
    """The next `size` bytes of a stream, by lines."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream = stream
        self._size = size
        self.read_bytes = 0
        self.newlines = 0

    def readline(self, size: int, /) -> bytes:
        """The next line, or part of it."""
        line = self._stream.readline(min(size, self._size - self.read_bytes))
        self.read_bytes += len(line)
        self.newlines += line.endswith(b"\n")
        return line


class _Stdin:
    """Lines of stdin, read by a thread, so that waiting for them holds nothing up."""

    def __init__(self, patience_seconds: float) -> None:
        self._patience_seconds = patience_seconds
        self._inputs: queue.Queue[Raw | None] = queue.Queue(STDIN_INPUTS_MAX)
        self.is_over = False
        threading.Thread(target=self._read, name="stdin", daemon=True).start()

    @property
    def has_more(self) -> bool:
        """Something has come that was not worked off."""
        return not self._inputs.empty()

    def __iter__(self) -> Iterator[Raw]:
        """What has come and comes, until there is a pause or patience ends."""
        ends_at = time.monotonic() + self._patience_seconds
        while (left := ends_at - time.monotonic()) > 0:
            try:
                raw = self._inputs.get(timeout=min(left, STDIN_PAUSE_SECONDS))
            except queue.Empty:
                return
            if raw is None:
                self.is_over = True
                return
            yield raw

    def _read(self) -> None:
        try:
            # A buffer of its own: Python cannot close one at exit that a thread waits on.
            with open(0, "rb", closefd=False) as stream:
                for raw in lines(stream, "-"):
                    self._inputs.put(raw)
        finally:
            self._inputs.put(None)


@contextmanager
def interrupts_held_off() -> Iterator[None]:
    """Ctrl-C takes effect when the block is done, so that the files of one batch are written together."""
    came: list[int] = []
    before: Any = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt
