"""Cutting a JSON file into its values without parsing it, in bounded memory and linear time.

Cut are the elements of an outer array, or the values that follow one another. What is no JSON comes out in
some piece too, for the validation to refuse.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

CHUNK_BYTES = 65_536

_IN_STRING = re.compile(rb'["\\]')
_NESTED = re.compile(rb'["{}\[\]]')
_BETWEEN = frozenset(b" \t\r\n,\xef\xbb\xbf")


def split_values(stream: BinaryIO, bytes_max: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield (bytes, size, line of its beginning) of each value.

    Of a value larger than `bytes_max` the bytes are the first `bytes_max`, or fewer.
    """
    splitter = _Splitter(bytes_max)
    while chunk := stream.read(CHUNK_BYTES):
        yield from splitter.feed(chunk)
    yield from splitter.flush()


@dataclass(slots=True)
class _Splitter:
    bytes_max: int
    line: int = 1
    depth: int = 0
    base: int = 0
    """1 inside an outer array, else 0."""
    in_string: bool = False
    escaped: bool = False
    value: bytearray = field(default_factory=bytearray)
    size: int = 0
    value_line: int = 0

    def feed(self, chunk: bytes) -> Iterator[tuple[bytes, int, int]]:
        at = 0
        while at < len(chunk):
            is_end = False
            if self.in_string:
                at = self._through_string(chunk, at)
            elif self.depth > self.base:
                at = self._through_nested(chunk, at)
                is_end = self.depth == self.base
            else:
                at, is_end = self._at_base(chunk, at)
            if is_end:
                yield from self.flush()

    def flush(self) -> Iterator[tuple[bytes, int, int]]:
        if self.size:
            yield bytes(self.value), self.size, self.value_line
        self.value.clear()
        self.size = 0

    def _take(self, chunk: bytes, start: int, end: int) -> int:
        if not self.size:
            self.value_line = self.line
        room = max(0, self.bytes_max - len(self.value))
        self.value += chunk[start : min(end, start + room)]
        self.size += end - start
        self.line += chunk.count(b"\n", start, end)
        return end

    def _through_string(self, chunk: bytes, at: int) -> int:
        if self.escaped:
            self.escaped = False
            return self._take(chunk, at, at + 1)
        found = _IN_STRING.search(chunk, at)
        if not found:
            return self._take(chunk, at, len(chunk))
        self.escaped = found.group() == b"\\"
        self.in_string = self.escaped
        return self._take(chunk, at, found.end())

    def _through_nested(self, chunk: bytes, at: int) -> int:
        found = _NESTED.search(chunk, at)
        if not found:
            return self._take(chunk, at, len(chunk))
        mark = found.group()
        if mark == b'"':
            self.in_string = True
        else:
            self.depth += 1 if mark in b"{[" else -1
        return self._take(chunk, at, found.end())

    def _at_base(self, chunk: bytes, at: int) -> tuple[int, bool]:
        byte = chunk[at]
        if byte in _BETWEEN:
            self.line += byte == ord("\n")
            return at + 1, True
        if byte == ord("]") and self.base:
            self.base = self.depth = 0
            return at + 1, True
        if byte == ord("[") and not self.base and not self.size:
            self.base = self.depth = 1
            return at + 1, False
        if byte in b"{[":
            self.depth += 1
        self.in_string = byte == ord('"')
        return self._take(chunk, at, at + 1), False
