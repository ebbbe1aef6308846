"""An analysed article: sentences of typed pieces, names resolved, times counted out.

This is what every reader (acts, statements, reported counts) works on.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

from schemas import Article, Faction, Span, Watchlist
from streams.core.extract.words.lexicon import Lexicon, lexicon
from streams.core.extract.words.pieces import Piece, in_order, lexical_pieces, numbers
from streams.core.extract.words.tokens import SentenceSpan, Token, split_sentences, tokenise
from streams.core.text import Cleaned, CleanText

NAME_KINDS: Final = frozenset({"faction", "leader", "party", "demonym", "place", "country", "nationality", "outsider"})

_DATELINE_TOKENS_MAX: Final = 16
_HEADER_TOKENS_MAX: Final = 5
"""Of the words in capitals before the full stop that head an item: "NORTHERN VALE."."""
_HEADING_TOKENS_MAX: Final = 14
_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d{2}")
_ZONES: Final = frozenset(("gmt", "utc", "am", "pm", "a.m.", "p.m.", "local"))
_ITEMS_MIN: Final = 2
_NOISE_KINDS: Final = frozenset(("boilerplate", "correction"))
_READ_CHARS_MAX: Final = 40_000
"""What stands further down is not read: no report is that long (7,000 words), and time stays bounded."""


@dataclass(slots=True)
class RawSentence:
    """A sentence before names are known: shared by all theatres."""

    index: int
    field: Literal["title", "body"]
    paragraph: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    lexical: tuple[Piece, ...]
    dateline: int
    """Tokens at the beginning that only say where and when the report was filed."""
    noise: bool
    """Boilerplate, a heading or a correction notice: nothing in it is to be read."""
    quoted: bool
    """It is, or begins inside, somebody's own words."""
    entry: bool
    """It opens an entry of a live page, behind the hour that heads it."""
    further: dict[str, dict[str, list[Piece]]]
    """Its pieces of further word lists by kind, for those that were asked for."""

    def listed(self, part: str) -> dict[str, list[Piece]]:
        """Its pieces of a further word list, by kind: read once for all theatres."""
        known = self.further.get(part)
        if known is None:
            known = self.further[part] = {}
            for piece in lexical_pieces(self.tokens, lexicon(part)):
                known.setdefault(piece.kind, []).append(piece)
        return known

    @property
    def item(self) -> bool:
        """It opens an item of a round-up: further down, under a place of its own. The hour of a live page is none."""
        return self.dateline > 0 and self.paragraph > 0 and not self.tokens[0].text[0].isdigit()


@dataclass(slots=True)
class Sentence:
    """A sentence with all its pieces, ordered by their first token, longest first.

    Tokens carry offsets into the cleaned field. A piece's `first` and `last` count tokens of the sentence.
    """

    raw: RawSentence
    pieces: tuple[Piece, ...]
    index: int = field(init=False)
    """0-based in the body; -1 for the title."""
    tokens: tuple[Token, ...] = field(init=False, repr=False, compare=False)
    """Its words, numbers and marks."""
    by_kinds: dict[tuple[str, ...], tuple[Piece, ...]] = field(init=False, repr=False, compare=False)
    """Its pieces of one kind, and of each choice of kinds that was asked for."""
    kinds: frozenset[str] = field(init=False, repr=False, compare=False)
    """The kinds of its pieces, those of the dateline left out."""
    names: tuple[Piece, ...] = field(init=False, repr=False, compare=False)
    """Its names, those of the dateline too."""
    named: frozenset[int] = field(init=False, repr=False, compare=False)
    """Its tokens that are in names."""
    timed: frozenset[int] = field(init=False, repr=False, compare=False)
    """Its tokens that are in times; those of the dateline left out."""
    actors: dict[tuple[int, int], Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Who its nouns are, by their first and last token: found out once (`actors.actor_of`)."""

    def __post_init__(self) -> None:
        self.index, self.tokens = self.raw.index, self.raw.tokens
        kinds: dict[str, list[Piece]] = {}
        for piece in self.pieces:
            if piece.first >= self.raw.dateline:
                kinds.setdefault(piece.kind, []).append(piece)
        self.by_kinds = {(kind,): tuple(found) for kind, found in kinds.items()}
        self.kinds = frozenset(kinds)
        self.names = tuple([piece for piece in self.pieces if piece.kind in NAME_KINDS])
        self.named = _positions(self.names) if self.names else _NOWHERE
        self.timed = _positions(kinds["time"]) if "time" in kinds else _NOWHERE

    def of(self, *kinds: str) -> tuple[Piece, ...]:
        """Its pieces of these kinds, in order, those of the dateline left out."""
        known = self.by_kinds.get(kinds)
        if known is None:
            several = [self.by_kinds[kind,] for kind in kinds if (kind,) in self.by_kinds] if len(kinds) > 1 else []
            known = several[0] if several else ()
            if len(several) > 1:
                found = [piece for pieces in several for piece in pieces]
                found.sort(key=in_order)
                known = tuple(found)
            self.by_kinds[kinds] = known
        return known

    def is_possessor(self, piece: Piece) -> bool:
        """ "X's deputy": whether a piece only says whose somebody is."""
        return piece.last < len(self.tokens) and self.tokens[piece.last].low in {"'s", "'"}

    def words(self, piece: Piece) -> str:
        """A piece as printed (cleaned), single-spaced."""
        return self.text(piece.first, piece.last)

    def text(self, first: int, last: int) -> str:
        """Some of its tokens as printed (cleaned), single-spaced."""
        parts: list[str] = []
        position = self.tokens[first].start
        for token in self.tokens[first:last]:
            parts.append(" " * (token.start > position) + token.text)
            position = token.end
        return "".join(parts)


_NOWHERE: Final[frozenset[int]] = frozenset()


def _positions(pieces: Sequence[Piece]) -> frozenset[int]:
    return frozenset([at for piece in pieces for at in range(piece.first, piece.last)])


@dataclass(frozen=True, slots=True)
class Document:
    """An article as one theatre's rules read it."""

    article: Article
    watchlist: Watchlist
    text: CleanText
    published: date
    """Local day of publication in the theatre."""
    sentences: tuple[Sentence, ...]
    """The title first (index -1), then the body; noise is left out."""
    factions: dict[str, Faction]
    items: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """Indexes of the sentences that open an item of a round-up."""
    counted: dict[tuple[str, ...], Counter[str]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """How often it names whom, for each choice of kinds that was asked for."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "items", tuple(each.index for each in self.sentences if each.raw.item))

    @property
    def is_round_up(self) -> bool:
        """Whether it has several items, each with its own place."""
        return len(self.items) >= _ITEMS_MIN

    def named(self, *kinds: str) -> Counter[str]:
        """How often the article names each, by id, of the names of these kinds; in the order of the text."""
        if kinds not in self.counted:
            self.counted[kinds] = Counter(piece.value for each in self.sentences for piece in each.of(*kinds))
        return self.counted[kinds]

    def span(self, sentence: Sentence) -> Span:
        """The evidence for what a sentence says: where it stands in the article as published."""
        part: Cleaned = self.text.title if sentence.raw.field == "title" else self.text.body
        start, end = part.published(sentence.raw.start, sentence.raw.end)
        text = " ".join(part.text[sentence.raw.start : sentence.raw.end].split())
        return Span(field=sentence.raw.field, start=start, end=end, text=text)

    def faction_in_focus(self, sentence: Sentence, before_token: int | None = None) -> str | None:
        """The faction that "it" or "the group" means at a point of the text: the one spoken of last.

        Looks at the sentence up to `before_token` (nearest first), then at earlier sentences of the text (their
        first faction first). None where no faction was named before.
        """
        limit = len(sentence.tokens) if before_token is None else before_token
        here = [piece for piece in sentence.of("faction", "leader") if piece.first < limit]
        if here:
            return str(here[-1].data.id)
        for earlier in reversed(self.sentences):
            if earlier.index >= sentence.index:
                continue
            named = earlier.of("faction", "leader")
            if named:
                return str(named[0].data.id)
        return None


def read_raw(text: CleanText, words: Lexicon) -> tuple[RawSentence, ...]:
    """Sentences with their lexical pieces, title first, noise marked."""
    return (*_raw_field(text.title, "title", words), *_raw_field(text.body, "body", words))


def _raw_field(cleaned: Cleaned, part: Literal["title", "body"], words: Lexicon) -> Iterator[RawSentence]:
    spans = list(split_sentences(cleaned.text[:_READ_CHARS_MAX]))
    last_of = {span.paragraph: span for span in spans}
    captions = _captions(cleaned.text, spans) if part == "body" else frozenset()
    closing_noise = clocked = False
    in_quote, paragraph = False, -1
    for number, span in enumerate(spans):
        tokens = tokenise(cleaned.text, span.start, span.end)
        if not tokens:
            continue
        opens = span.paragraph != paragraph
        if opens:
            in_quote = False
        lexical = (*lexical_pieces(tokens, words), *numbers(tokens))
        marked = [piece for piece in lexical if piece.kind in _NOISE_KINDS]
        boiler = opens and any(piece.kind == "boilerplate" and piece.first <= 1 for piece in marked)
        correction = any(piece.kind == "correction" for piece in marked)
        heading = (
            opens
            and last_of[span.paragraph] is span
            and len(tokens) <= _HEADING_TOKENS_MAX
            and tokens[-1].text not in {".", "!", "?", '"', ":", ")"}
            and len(last_of) > 1
        )
        closing_noise = closing_noise or (boiler and heading and number > len(spans) // 2)
        menu = cleaned.text.find("|", span.start, span.end) >= 0
        beside = menu or boiler or correction or heading or closing_noise or span.paragraph in captions
        noise = part == "body" and beside
        clocked = clocked or (opens and bool(_CLOCK.fullmatch(tokens[0].text)))
        yield RawSentence(
            index=-1 if part == "title" else number,
            field=part,
            paragraph=span.paragraph,
            start=span.start,
            end=span.end,
            tokens=tokens,
            lexical=lexical,
            dateline=_dateline(tokens, lead=number == 0) if opens and part == "body" else 0,
            noise=noise,
            quoted=in_quote or tokens[0].text == '"',
            entry=clocked and not noise,
            further={},
        )
        clocked = clocked and noise
        in_quote ^= cleaned.text.count('"', span.start, span.end) % 2 == 1
        paragraph = span.paragraph


def _captions(text: str, spans: Sequence[SentenceSpan]) -> frozenset[int]:
    """The paragraphs that say what a picture shows: they end with whose picture it is, "(AP Photo/…)"."""
    if not any(word in text for word in _CREDITING):
        return frozenset()
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    for span in spans:
        begins.setdefault(span.paragraph, span.start)
        ends[span.paragraph] = span.end
    credited = [
        paragraph
        for paragraph, end in ends.items()
        if len(ends) > 1
        and end - begins[paragraph] <= _CAPTION_CHARS_MAX
        and _CREDIT.search(text, max(begins[paragraph], end - _CREDIT_CHARS_MAX), end)
    ]
    if not credited:
        return frozenset()
    told = tuple(text[begins[paragraph] : ends[paragraph]] for paragraph in credited)
    return frozenset(p for p, end in ends.items() if any(each.startswith(text[begins[p] : end]) for each in told))


_CAPTION_CHARS_MAX: Final = 500
_CREDIT_CHARS_MAX: Final = 90
_CREDITING: Final = (
    "hoto",
    "mage",
    "icture",
    "File",
    "file",
    "Getty",
    "/",
    "AP",
    "EPA",
    "AFP",
    "Reuters",
    "Screenshot",
)
"""No credit without one of these."""
_CREDIT: Final = re.compile(
    r"""[(\[][^()\[\]]{0,40}\b(?:[Pp]hotos?|[Ii]mages?|Getty|[Ff]ile|[Pp]icture)\b[^()\[\]]{0,40}[)\]]\.?\Z
    | \b[A-Z]{2,9}/[A-Z][\w' -]{2,30}\Z                # NAMED/Of an agency
    | (?<=[.\d])(?:AFP|AP|EPA|Reuters|Screenshot)\Z
    | /\s?(?:AFP|AP|Reuters|REUTERS|Getty(?:\ Images)?)\Z
    | \bPhoto(?:graph)?s?(?:\ by)?:\ ?[\w' -]{2,40}\Z""",
    re.VERBOSE,
)


def _dateline(tokens: tuple[Token, ...], *, lead: bool = False) -> int:
    """How many tokens say where the report was filed: "BAGHDAD, Oct 18 (Agency) - ", "ANBAR: ", "(Beirut) "; of the
    lead also "Mirna: "."""
    first = tokens[0].text
    if _CLOCK.fullmatch(first):
        return _after_clock(tokens)
    capitals = len(first) >= 3 and first.isupper() and first.isalpha()
    if first == "(" or (first[0].isupper() and not capitals):
        return _plain_dateline(tokens) or (_city_dateline(tokens) if lead else 0)
    if not capitals:
        return 0
    if len(tokens) <= _HEADER_TOKENS_MAX and tokens[-1].text == "." and all(t.text.isupper() for t in tokens[:-1]):
        return len(tokens)
    for position, token in enumerate(tokens[:_DATELINE_TOKENS_MAX]):
        if _is_dash(tokens, position) or (token.text == ":" and position <= 6):
            return position + 1
        if token.text in {'"', ";"}:
            return 0
    return 0


def _after_clock(tokens: tuple[Token, ...]) -> int:
    """How many tokens head an entry of a live page: "15:25 —", "22:10 (Mirna)", "9.05 GMT:"."""
    at = 1
    if len(tokens) > at and tokens[at].low in _ZONES:
        at += 1
    if len(tokens) > at + 2 and tokens[at].text == "(" and tokens[at + 2].text == ")":
        at += 3
    return at + (len(tokens) > at and tokens[at].text in {"—", "-", ":"})


def _plain_dateline(tokens: tuple[Token, ...]) -> int:
    """One that is not in capitals: "Abuja, Nigeria (Agency) — ", "(Beirut) ". Names and a mark in brackets."""
    marked = False
    for position, token in enumerate(tokens[:_DATELINE_TOKENS_MAX]):
        if marked and (_is_dash(tokens, position) or tokens[0].text == "("):
            return position + _is_dash(tokens, position)
        marked = marked or token.text == ")"
        if token.text[0].isalpha() and not token.text[0].isupper():
            return 0
        if token.text in {'"', ";", ":"}:
            return 0
    return 0


def _city_dateline(tokens: tuple[Token, ...]) -> int:
    """ "Mirna: ", "Port Ansel: ", "Mirna, Valdoria: "."""
    end = next((at for at, token in enumerate(tokens[:_CITY_TOKENS_MAX]) if token.text == ":"), 0)
    named = all(token.text[0].isupper() or token.text == "," for token in tokens[:end])
    spoken = tokens[end + 1 : end + 2]  # "X: on Monday we stopped": somebody's words
    told = bool(spoken) and spoken[0].text[0].isupper() and spoken[0].low not in _SPEAKING
    return end + 1 if end and named and told else 0


_SPEAKING: Final = frozenset(("we", "our", "i", "my", "us"))
_CITY_TOKENS_MAX: Final = 5


def _is_dash(tokens: tuple[Token, ...], position: int) -> bool:
    apart = position > 0 and tokens[position].start > tokens[position - 1].end
    return tokens[position].text == "—" or (tokens[position].text == "-" and apart)
