"""Cleans an article's text and remembers where every character came from.

The rules read a plain text: no markup, one kind of quote, no invisible characters. What they find is
cited in the article *as published*, so each cleaned character keeps the offset it was made from.
"""

import html
import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from schemas import Article

_BLOCK: Final = re.compile(r"<(script|style|template|noscript)\b[^<>]{0,2000}>", re.IGNORECASE)
_TAG: Final = re.compile(
    r"</?([a-zA-Z][a-zA-Z0-9]{0,20})(?:\s[^<>]{0,4000})?/?>|<!--|<!\[CDATA\[|<!doctype[^<>]{0,500}>", re.I
)
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_PARAGRAPH_TAGS: Final = frozenset(
    ("p", "div", "br", "li", "ul", "ol", "tr", "td", "h1", "h2", "h3", "h4", "h5", "h6", "section", "blockquote")
)
_PLAIN: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\U0010ffff<&]")
"""A character that cleaning may change. Text without one is its own cleaned form."""

_QUOTES: Final = {
    **dict.fromkeys("‘’‚‛`´ʼʻʹʿʾ′＇", "'"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‐‑‒−﹣－", "-"),
    **dict.fromkeys("–―", "—"),
    **dict.fromkeys("\u2028\u2029\r\v\f\x85", "\n"),
    "…": "...",
    "·": "•",
}
_SPACES: Final = frozenset(
    "\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """One field of an article, cleaned. `origin[i]` is where character `i` began as published.

    `origin` is None where cleaning changed nothing; otherwise it has one entry more than `text`.
    """

    text: str
    origin: Sequence[int] | None

    def published(self, start: int, end: int) -> tuple[int, int]:
        """The same span in the field as published."""
        if self.origin is None or start >= end:
            return start, end
        return self.origin[start], self.origin[end]


@dataclass(frozen=True, slots=True)
class CleanText:
    """The cleaned title and body of an article."""

    title: Cleaned
    body: Cleaned


def clean(article: Article) -> CleanText:
    """Both fields without markup, entities, odd quotes and invisible characters. Linear in their length."""
    return CleanText(clean_field(article.title), clean_field(article.body))


def clean_field(raw: str) -> Cleaned:
    """Clean one field."""
    if not _PLAIN.search(raw):
        return Cleaned(raw, None)
    out: list[str] = []
    origin = array("l")
    position = 0
    for start, end, replacement in _replacements(raw):
        _copy(raw, position, start, out, origin)
        for character in replacement:
            out.append(character)
            origin.append(start)
        position = end
    _copy(raw, position, len(raw), out, origin)
    origin.append(len(raw))
    return Cleaned("".join(out), origin)


def _replacements(raw: str) -> list[tuple[int, int, str]]:
    """Markup and entities, in order: (start, end, what stands there instead)."""
    found = list(_markup(raw)) if "<" in raw else []
    if "&" not in raw:
        return found
    spans = iter([*found, (len(raw), len(raw), "")])
    span = next(spans)
    entities = []
    for match in _ENTITY.finditer(raw):
        while span[1] <= match.start() and span[0] < len(raw):
            span = next(spans)
        if match.end() <= span[0]:
            character = html.unescape(match.group())
            entities.append((match.start(), match.end(), "".join(_normal(each) for each in character)))
    return sorted([*found, *entities])


def _markup(raw: str) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    position = 0
    closed: dict[str, int] = {}
    while match := _TAG.search(raw, position):
        start, end = match.span()
        name = (match.group(1) or "").lower()
        if match.group().startswith("<!--"):
            end = _after(raw, "-->", end, closed)
        elif _BLOCK.fullmatch(match.group()):
            end = _after(raw, f"</{name}>", end, closed)
        found.append((start, end, "\n\n" if name in _PARAGRAPH_TAGS else " " if name == "" else ""))
        position = end
    return found


def _after(raw: str, closing: str, position: int, missing: dict[str, int]) -> int:
    """One past the next `closing`; `position` where there is none (looked for once only, to stay linear)."""
    if closing in missing:
        return position
    at = raw.find(closing, position)
    if at < 0:
        at = raw.lower().find(closing, position) if len(raw.lower()) == len(raw) else -1
    if at < 0:
        missing[closing] = position
        return position
    return at + len(closing)


def _copy(raw: str, start: int, end: int, out: list[str], origin: "array[int]") -> None:
    """Append `raw[start:end]`: each character in its normal form, runs that need none as they are."""
    position = start
    for match in _PLAIN.finditer(raw, start, end):
        at = match.start()
        out.append(raw[position:at])
        origin.extend(_offsets(position, at))
        normal = _normal(raw[at])
        out.append(normal)
        origin.extend([at] * len(normal))
        position = at + 1
    out.append(raw[position:end])
    origin.extend(_offsets(position, end))


_OFFSETS: Final = array("l", range(40_000))


def _offsets(start: int, end: int) -> "array[int]":
    """The numbers from `start` up to `end`; those of most articles are at hand."""
    return _OFFSETS[start:end] if end <= len(_OFFSETS) else array("l", range(start, end))


_NORMAL: Final[dict[str, str]] = {}


def _normal(character: str) -> str:
    """What a character is read as: possibly nothing (invisible), possibly several."""
    if " " <= character <= "~" or character == "\n":
        return character
    known = _NORMAL.get(character)
    if known is None:
        known = _normalise(character)
        if len(_NORMAL) < 4096:
            _NORMAL[character] = known
    return known


def _normalise(character: str) -> str:
    if character in _QUOTES:
        return _QUOTES[character]
    if character in _SPACES:
        return " "
    category = unicodedata.category(character)
    if category in {"Cf", "Cc", "Cs", "Co", "Cn", "Mn", "Me"}:
        return ""
    normal = unicodedata.normalize("NFKC", character)
    return "".join(_QUOTES.get(each, " " if each in _SPACES else each) for each in normal)
