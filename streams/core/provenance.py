"""Whose word a text really is: near-copies, wire credits, and how many sources are independent.

Ten outlets that print one agency's dispatch are one source. Two texts are taken for one source when the
outlet is the same, when both credit the same agency (or one credits the other), or when their words are
nearly the same. The last is read from a bottom-k MinHash sketch (Broder 1997; Cohen and Kaplan 2007): one
hash a shingle, whatever the size of the sketch, so a sketch costs one pass over the text.
"""

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

SKETCH_SIZE: Final = 32
"""Values kept of a text. The estimated resemblance has a standard error of at most 0.09."""

NEAR_DUPLICATE_MIN: Final = 0.3
"""Resemblance from which two texts are copies. Edited copies lie near 0.5, two reports of one act below 0.2."""

LOOKED_UP: Final = 12
"""Lowest values of a sketch by which candidates are found: two copies share none of them once in 500 times."""

_WORD: Final = re.compile(r"\w+")
_PRIME: Final = (1 << 61) - 1
_MULTIPLIERS: Final = (1_162_261_467_133, 2_305_843_009_213_693_921, 893_871_739_519_081, 1_500_450_271_919_993)

_HEAD_CHARS: Final = 400
_TAIL_CHARS: Final = 400
_NAME: Final = r"[A-Z][\w&’'-]*(?: (?:[A-Z][\w&’'-]*|of|and|the)){0,5}"
_DATELINE: Final = re.compile(rf"^[^()\n]{{2,80}}\((?P<name>{_NAME})\)\s*[-–—:]", re.MULTILINE)
_DATELINE_BARE: Final = re.compile(
    r"^[A-Z][A-Z .,’'-]{2,60}[,.]?\s*[-–—]\s*(?P<name>[A-Z]{2,10})\s*[-–—]", re.MULTILINE
)
_OPENING: Final = re.compile(
    r"^\(?(?P<name>Reuters|AP|AFP|UPI|dpa|DPA|EFE|ANSA|TASS|Xinhua|Anadolu|IANS|PTI)\)?\s*[-–—:]"
)
_SIGN_OFF: Final = re.compile(
    rf"(?:^|[\n.”\"]\s*)(?:Source|Sources|Credit|Copyright|©|\(c\)|Distributed by|Provided by|Courtesy of)"
    rf"[:\s]\s*(?:\d{{4}}\s+)?(?P<name>{_NAME})",
    re.MULTILINE,
)
_LAST_LINE: Final = re.compile(rf"^[—–(]\s*(?P<name>{_NAME})\)?$")
_TITLE_END: Final = re.compile(r"\((?P<name>Reuters|AP|AFP|UPI)\)$")
_LONG_FORM: Final = {
    "ap": "associated press",
    "afp": "agence france-presse",
    "agence france presse": "agence france-presse",
    "upi": "united press international",
    "thomson reuters": "reuters",
    "dpa": "deutsche presse-agentur",
}


class Source(NamedTuple):
    """What is known of where one report comes from."""

    outlet: str
    wire: str | None
    fingerprint: Sequence[int]


def fingerprint(text: str) -> tuple[int, ...]:
    """The bottom-k sketch of a text's 4-word shingles: at most `SKETCH_SIZE` integers below 2^61, ascending.

    Case, punctuation and line breaks do not matter. Texts of fewer than four words have an empty sketch,
    which resembles nothing.
    """
    words = [_products(word) for word in _WORD.findall(text.casefold())]
    shingles = {
        ((words[at][0] + words[at + 1][1]) % _PRIME + (words[at + 2][2] + words[at + 3][3]) % _PRIME) % _PRIME
        for at in range(len(words) - 3)
    }  # two small sums: no number is greater than a machine word
    return tuple(sorted(shingles)[:SKETCH_SIZE])


@lru_cache(maxsize=20_000)
def _products(word: str) -> tuple[int, ...]:
    """What a word adds to the hash of a shingle as its first, second, third and fourth word."""
    hashed = zlib.crc32(word.encode())
    return tuple([hashed * multiplier % _PRIME for multiplier in _MULTIPLIERS])


def resemblance(one: Sequence[int], other: Sequence[int]) -> float:
    """Estimated Jaccard similarity of two texts' shingles, 0 to 1."""
    if not one or not other:
        return 0.0
    size = min(SKETCH_SIZE, max(len(one), len(other)))
    lowest = sorted({*one, *other})[:size]
    both = set(one).intersection(other)
    return sum(value in both for value in lowest) / len(lowest)


def wire_credit(title: str, body: str) -> str | None:
    """The news agency that a text is credited to, as printed, or None.

    Read from a dateline (`BAGHDAD, Oct 18 (Agency) - …`), an opening (`Reuters - …`), or a sign-off at the
    end (`Source: Agency`, `© 2024 Agency`, `— Agency`).
    """
    head, tail = body.lstrip()[:_HEAD_CHARS], body.rstrip()[-_TAIL_CHARS:]
    for pattern, text in ((_DATELINE, head), (_DATELINE_BARE, head), (_OPENING, head), (_SIGN_OFF, tail)):
        if found := pattern.search(text):
            return found["name"].strip(" .")
    last = tail.rsplit("\n", 1)[-1].strip()
    found = _LAST_LINE.match(last) or _TITLE_END.search(title.strip())
    return found["name"].strip(" .") if found else None


@lru_cache(maxsize=10_000)
def canonical_outlet(name: str) -> str:
    """An outlet's or agency's name, folded so that `The AP` and `Associated Press` meet."""
    folded = " ".join(name.casefold().split()).removeprefix("the ")
    return _LONG_FORM.get(folded, folded)


class _Groups:
    """Disjoint sets of indices (union-find with path halving)."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def root(self, index: int) -> int:
        parent = self.parent
        while parent[index] != index:
            parent[index] = index = parent[parent[index]]
        return index

    def join(self, one: int, other: int) -> None:
        self.parent[self.root(one)] = self.root(other)


def source_groups(sources: Sequence[Source]) -> tuple[int, ...]:
    """The group of each source, numbered from 0 in order of first sight; one group is one independent source."""
    if len(sources) == 1:
        return (0,)
    groups = _Groups(len(sources))
    named: dict[str, int] = {}
    for index, source in enumerate(sources):
        for name in (source.outlet,) if source.wire is None else (source.outlet, source.wire):
            same = named.setdefault(canonical_outlet(name), index)
            if same != index:
                groups.join(index, same)
    _join_copies(sources, groups)
    numbers: dict[int, int] = {}
    return tuple(numbers.setdefault(groups.root(index), len(numbers)) for index in range(len(sources)))


def _join_copies(sources: Sequence[Source], groups: _Groups) -> None:
    """Join the sources of near-duplicate texts.

    Each value of a sketch remembers one member of each group that has it, so many copies cost no more than one.
    """
    sketched: dict[int, tuple[int, ...]] = {}
    for index, source in enumerate(sources):
        sketch = source.fingerprint
        for value in sketch[:LOOKED_UP]:
            others = sketched.get(value)
            if others is None:
                sketched[value] = (index,)
                continue
            for other in others:
                if groups.root(other) != groups.root(index) and (
                    resemblance(sketch, sources[other].fingerprint) >= NEAR_DUPLICATE_MIN
                ):
                    groups.join(index, other)
            if all(groups.root(other) != groups.root(index) for other in others):
                sketched[value] = (*others, index)


def independent_sources(sources: Sequence[Source]) -> int:
    """How many sources remain when copies, wire text and further reports of one outlet count once."""
    return len(set(source_groups(sources)))
