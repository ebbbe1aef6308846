"""Words and sentences of a cleaned text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from streams.core.extract.words.lexicon import lexicon

_TOKEN: Final = re.compile(
    r"[a-zA-Z]+(?![\w.'])"  # what most words are, tried first: nothing that the rest would read otherwise
    r"|(?:[^\W\d_]\.){2,}"  # U.S., p.m.
    r"|\d+(?:[.,:]\d+)+"  # 1,200 or 4:29
    r"|[^\W_]+(?:'(?!s\b)[^\W\d_]+)*"  # words, with apostrophes inside them
    r"|'s\b"
    r"|[^\w\s]|_"
)
_BREAK: Final = re.compile(r"[.!?][\"')\]]{0,3}(?=\s)")
_LINE: Final = re.compile(r"\n+")
_OPENING_MARKS: Final = "\"'([•"
_OPENERS: Final = frozenset(lexicon().values("sentence_opener"))
_ABBREVIATIONS: Final = frozenset(lexicon().values("abbreviation"))
_DAYS: Final = frozenset((*lexicon().values("weekday"), *lexicon().values("month")))
_SENTENCE_CHARS_MAX: Final = 1_500
"""A longer run without a full stop is cut: no rule looks further, and time stays linear."""

_SHORT_LINE_CHARS: Final = 60


@dataclass(slots=True, init=False)  # written out, since what a dataclass writes is not compiled
class Token:
    """A word, number or mark. Offsets are into the cleaned field."""

    text: str
    low: str
    start: int
    end: int

    def __init__(self, text: str, low: str, start: int, end: int) -> None:
        self.text, self.low, self.start, self.end = text, low, start, end


class SentenceSpan(NamedTuple):
    """Where a sentence stands in its field."""

    start: int
    end: int
    paragraph: int


def tokenise(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of `text[start:end]`."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        first, last = match.span()
        word = text[first:last]
        found.append(Token(word, word.lower(), first, last))
    return tuple(found)


def split_sentences(text: str) -> Iterator[SentenceSpan]:
    """Sentences in order; paragraphs are parted by blank lines or by lines that end like one."""
    for paragraph, (start, end) in enumerate(_paragraphs(text)):
        position = start
        for match in _BREAK.finditer(text, start, end):
            if _ends_sentence(text, match, end):
                yield from _bounded(text, position, match.end(), paragraph)
                position = match.end()
        yield from _bounded(text, position, end, paragraph)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = line_start = 0
    for match in _LINE.finditer(text):
        line = text[line_start : match.start()].rstrip()
        soft = (
            len(match.group()) == 1
            and len(line) >= _SHORT_LINE_CHARS
            and not line.endswith((".", "!", "?", ":", '"'))
            and not text[match.end() : match.end() + 2].startswith(("•", "- ", "* "))
        )
        line_start = match.end()
        if not soft:
            yield start, match.start()
            start = match.end()
    yield start, len(text)


def _bounded(text: str, start: int, end: int, paragraph: int) -> Iterator[SentenceSpan]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end:
        stop = end
        if end - start > _SENTENCE_CHARS_MAX:
            limit = start + _SENTENCE_CHARS_MAX
            space = text.rfind(" ", start + 1, limit)
            stop = space if space > 0 else limit
        yield SentenceSpan(start, stop, paragraph)
        start = stop


def _ends_sentence(text: str, match: re.Match[str], end: int) -> bool:
    following = match.end()
    while following < end and text[following].isspace():
        following += 1
    if following >= end:
        return True
    after = text[following]
    if not (after.isupper() or after.isdigit() or after in _OPENING_MARKS):
        return False
    if text[match.start()] != ".":
        return True
    word_start = match.start()
    floor = max(0, word_start - 20)
    while word_start > floor and not text[word_start - 1].isspace() and text[word_start - 1] not in "(\"'—":
        word_start -= 1
    word = text[word_start : match.start()]
    if word.count(".") and len(word) <= 5:  # U.S. or p.m.: a break only before a word that opens sentences
        opener = text[following : following + 14].lower().split(" ")[0].strip(",")
        if word.lower() in {"a.m", "p.m"} and opener.strip(".") in _DAYS:
            return False
        return opener in _OPENERS or not word[0].isupper()
    return not (len(word) == 1 and word.isupper()) and word.lower() not in _ABBREVIATIONS


def past_brackets(tokens: Sequence[Token], at: int) -> int:
    """Where the text goes on behind a short name in brackets: behind "Karun Brigades" in "Karun Brigades (KB)-backed",
    and behind "KB" in it."""
    closing = [n for n in range(at, min(at + 3, len(tokens))) if tokens[n].text == ")"]
    bracketed = at < len(tokens) and tokens[at].text in {"(", ")"}
    return closing[0] + 1 if bracketed and closing else at
