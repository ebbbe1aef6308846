"""Finds the names of a watchlist in a text, however they are spelt.

A name is compared by the *key* of each of its words: case, accents, apostrophes, articles (al-, el-) and
hyphens fall away, vowels count as one, doubled letters as single. So the usual transliterations of an
Arabic, Hausa or Pashto name meet without being listed. The longest name wins, so a name inside another
is never read on its own.
"""

import html
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple, get_args

import ahocorasick
from rapidfuzz import fuzz, process

from schemas import Watchlist
from streams.core.extract.words.tokens import Token

NameKind = Literal["faction", "leader", "party", "demonym", "place", "country", "nationality", "outsider"]

_ARTICLES: Final = frozenset(
    ("al", "el", "ad", "ed", "an", "en", "as", "es", "ash", "esh", "ar", "er", "at", "et", "az", "ez", "ul")
)
_ARTICLE_CHARS_MAX: Final = 3
_VOWELS: Final = str.maketrans({**dict.fromkeys("eiouyw", "a"), "q": "k", "c": "k"})
_NAME_WORD: Final = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:'(?!s\b)[^\W\d_]+)*|'s\b|[^\w\s]")
_JOINTS: Final = frozenset(("-", "(", ")", "/"))
"""Marks inside a name that some writers leave out."""

_LOOSE_KINDS: Final = frozenset({"faction", "leader", "place"})
_LOOSE_KEY_CHARS_MIN: Final = 4
_SPELT_ONE_WAY: Final = frozenset({"country", "nationality"})
"""Names that no near-miss stands for: a Briton is not Britain."""
_PLURAL: Final = re.compile(r"[a-z]{2}(?:i|ist|ite|er)s$")
"""A group that is called by the plural of its men: "Karunis", "Selvists"."""
_FUZZY_SCORE_MIN: Final = 88.0
_FUZZY_KEY_CHARS_MIN: Final = 6
_CACHE_MAX: Final = 20_000
_RANK: Final[Mapping[str, int]] = {kind: rank for rank, kind in enumerate(get_args(NameKind))}
"""Which reading a name has that several things share: the first of these."""


class Entity(NamedTuple):
    """What a name stands for. `id` is the watchlist's (a leader's is that of the faction)."""

    kind: NameKind
    id: str
    name: str
    country: str | None = None
    place_kind: str | None = None


class Entry(NamedTuple):
    """One name of an entity, as it is looked up."""

    keys: tuple[str, ...]
    words: tuple[str, ...]
    entity: Entity
    exact: bool
    """An acronym: the letters must stand as listed."""
    article: bool
    """The listed name opens with an article that the text must have too."""
    loose: bool = True
    """Vowels may differ: a name of the theatre. Names of states are spelt one way."""


class NameMatch(NamedTuple):
    """Tokens `first` up to `last` (exclusive) are a name of `entity`."""

    entity: Entity
    first: int
    last: int


@lru_cache(maxsize=_CACHE_MAX)
def plain_of(word: str) -> str:
    """A word without case, accents and marks inside it."""
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word)
        word = "".join(character for character in word if character.isascii())
    return word.lower().replace("'", "").replace(".", "")


@lru_cache(maxsize=_CACHE_MAX)
def key_of(word: str) -> str:
    """The key of one word: equal for the spellings that mean the same name."""
    plain = plain_of(word)
    if plain[:1].isdigit() or not plain:
        return plain or word.lower()
    first = plain[0] if plain[0] in "yw" else plain[0].translate(_VOWELS)
    folded = first + plain[1:].translate(_VOWELS)
    kept = [character for character, before in zip(folded, " " + folded, strict=False) if character != before]
    if len(kept) > 2 and kept[-1] == "h" and kept[-2] == "a":
        kept.pop()
    return "".join(kept)


def split_name(name: str) -> list[str]:
    """The words of a listed name: spaces and hyphens part them, apostrophes do not."""
    plain = name.replace("’", "'").replace("‘", "'").replace("ʿ", "'")
    return _NAME_WORD.findall(plain)


def _stream(words: Sequence[str]) -> list[tuple[str, int]]:
    """Keys of the words that count, each with its position: no hyphens, no articles before a name."""
    stream: list[tuple[str, int]] = []
    for position, word in enumerate(words):
        if len(word) <= _ARTICLE_CHARS_MAX:
            low = word.lower()
            following = words[position + 1] if low in _ARTICLES and position + 1 < len(words) else ""
            if word in _JOINTS or following == "-" or (low in {"al", "el"} and following[:1].isupper()):
                continue
        stream.append((key_of(word), position))
    return stream


class NameIndex:
    """All names of one theatre, ready to be found."""

    def __init__(self, entities: Iterable[tuple[Entity, str]], common: Container[str] = frozenset()) -> None:
        """`entities`: each entity with one of its names, as often as it has names.

        `common`: words of the language; one of these is a name only when spelt just as listed.
        """
        self._common = common
        self._by_first: dict[str, list[Entry]] = {}
        self._fuzzy: dict[str, dict[str, Entry]] = {}
        self._near: dict[str, Entry | None] = {}
        entries = [entry for entity, name in entities for entry in _entries(entity, name)]
        self._ground = _grounds(entries)
        """Places whose names are those of a party too: a government and the capital it sits in."""
        for entry in _distinct(entries):
            self._by_first.setdefault(entry.keys[0], []).append(entry)
            joined = " ".join(entry.keys)
            near = not entry.exact and (entry.loose or entry.entity.kind not in _SPELT_ONE_WAY)
            if near and len(joined) >= _FUZZY_KEY_CHARS_MIN and entry.words[0][:1].isupper():
                self._fuzzy.setdefault(joined[0], {})[joined] = entry
        self._lower_first = {
            key for key, found in self._by_first.items() if any(not each.words[0][:1].isupper() for each in found)
        }
        """Keys that a name without a capital may begin with."""
        for found in self._by_first.values():
            found.sort(key=lambda entry: (-len(entry.keys), not entry.exact, not entry.article))

    def find(self, tokens: tuple[Token, ...], extra: Sequence[Entry] = ()) -> list[NameMatch]:
        """Names in one sentence, in order, none overlapping. `extra`: names that only this article uses."""
        local: dict[str, list[Entry]] = {}
        for entry in extra:
            local.setdefault(entry.keys[0], []).append(entry)
        stream = _stream([token.text for token in tokens])
        found: list[NameMatch] = []
        reached = 0
        for at, (key, position) in enumerate(stream):
            initial = tokens[position].text[0]
            lower = initial.islower()
            listed = key in (self._lower_first if lower else self._by_first) or key in local
            if at < reached or (lower and not listed):
                continue
            match, taken = self._match(tokens, stream, at, local) if listed else (None, 1)
            if match is None and initial.isupper():
                match, taken = self._near_match(tokens, stream, at)
            if match is not None:
                found.append(match)
            reached = at + taken
        return found

    def may_hold(self, tokens: tuple[Token, ...], names: Sequence[Entry]) -> bool:
        """Whether a word of a sentence, looked at before, may begin one of some names."""
        keys = {entry.keys[0] for entry in names}
        return any(key_of(token.text) in keys for token in tokens)

    def _match(
        self, tokens: tuple[Token, ...], stream: list[tuple[str, int]], at: int, local: Mapping[str, list[Entry]]
    ) -> tuple[NameMatch | None, int]:
        """The longest listed name at a position of the stream, and how many keys to go on by."""
        key, position = stream[at]
        for entry in (*self._by_first.get(key, ()), *local.get(key, ())):
            size = len(entry.keys)
            if size > 1 and tuple([each for each, _ in stream[at : at + size]]) != entry.keys:
                continue
            positions = [each for _, each in stream[at : at + size]]
            if _agrees(tokens, positions, entry, self._common):
                first = _with_article(tokens, position)
                if entry.article and first == position:
                    continue
                ground = self._ground.get(entry.keys)
                entity = entry.entity if ground is None or not _is_within(tokens, first) else ground
                end = positions[-1] + 1 if size == 1 else _end_of(tokens, positions)
                return NameMatch(entity, first, end), size
        return None, 1

    def _near_match(
        self, tokens: tuple[Token, ...], stream: list[tuple[str, int]], at: int
    ) -> tuple[NameMatch | None, int]:
        """A capitalised near-miss of a listed name."""
        key, position = stream[at]
        token = tokens[position]
        if key[:1] not in self._fuzzy or len(key) < 4 or token.low in self._common:
            return None, 1
        words = [key]
        best: tuple[NameMatch, int] | None = None
        for size in range(1, 5):
            joined = " ".join(words)
            entry = self._nearest(joined)
            if entry is not None and len(entry.keys) == size:
                best = NameMatch(entry.entity, _with_article(tokens, position), stream[at + size - 1][1] + 1), size
            if at + size >= len(stream) or not tokens[stream[at + size][1]].text[0].isupper():
                break
            words.append(stream[at + size][0])
        return best or (None, 1)

    def _nearest(self, joined: str) -> Entry | None:
        if joined in self._near:
            return self._near[joined]
        entry = None
        if len(joined) >= _FUZZY_KEY_CHARS_MIN:
            choices = self._fuzzy[joined[0]]
            hit = process.extractOne(joined, choices.keys(), scorer=fuzz.ratio, score_cutoff=_FUZZY_SCORE_MIN)
            entry = choices[hit[0]] if hit else None
        if len(self._near) >= _CACHE_MAX:
            self._near.clear()
        self._near[joined] = entry
        return entry


def _entries(entity: Entity, name: str) -> Iterator[Entry]:
    words = split_name(name)
    keyed = _stream(words)
    if not keyed:
        return
    keys = tuple(key for key, _ in keyed)
    kept = tuple(words[position] for _, position in keyed)
    exact = len(keys) == 1 and (name.isupper() or len(keys[0]) <= 2)
    article = keyed[0][1] > 0 and len(keys) == 1
    loose = entity.kind in _LOOSE_KINDS and sum(map(len, keys)) >= _LOOSE_KEY_CHARS_MIN
    shown = tuple(word.replace(".", "") for word in kept) if exact else kept
    yield Entry(keys, shown, entity, exact, article, loose)
    plural_kinds = {"faction", "demonym", "nationality", "outsider"}
    if entity.kind in plural_kinds and not exact and not keys[-1].endswith("s") and kept[-1][:1].isupper():
        yield Entry((*keys[:-1], keys[-1] + "s"), (*kept[:-1], kept[-1] + "s"), entity, exact, article, loose)
    if entity.kind == "faction" and not exact and _PLURAL.search(kept[-1]):
        single = kept[-1][:-1]
        yield Entry((*keys[:-1], key_of(single)), (*kept[:-1], single), entity, exact, article, loose)


def _distinct(entries: Sequence[Entry]) -> list[Entry]:
    """One entry for each key, the best reading of it; beside one that is spelt one way only ("Saudi") also those that
    are spelt otherwise ("Saada"), just as they are listed."""
    best: dict[tuple[tuple[str, ...], bool, str], Entry] = {}
    for entry in entries:
        _keep_better(best, (entry.keys, entry.article, entry.words[0] if entry.exact else ""), entry)
    others: dict[tuple[tuple[str, ...], bool, str], Entry] = {}
    for entry in entries:
        held = best.get((entry.keys, entry.article, ""))
        spelt = plain_of(" ".join(entry.words))
        if held is not None and not (entry.exact or held.loose) and spelt != plain_of(" ".join(held.words)):
            _keep_better(others, (entry.keys, entry.article, spelt), entry._replace(loose=False))
    return [*best.values(), *others.values()]


def _grounds(entries: Sequence[Entry]) -> dict[tuple[str, ...], Entity]:
    """The places among names that are spelt alike."""
    places = {(entry.keys, plain_of(" ".join(entry.words))): entry for entry in entries if entry.entity.kind == "place"}
    shared = [places.get((e.keys, plain_of(" ".join(e.words)))) for e in entries if e.entity.kind != "place"]
    return {place.keys: place.entity for place in shared if place is not None}


def _keep_better(
    best: dict[tuple[tuple[str, ...], bool, str], Entry], slot: tuple[tuple[str, ...], bool, str], entry: Entry
) -> None:
    held = best.get(slot)
    if held is None or _RANK[entry.entity.kind] < _RANK[held.entity.kind]:
        best[slot] = entry


def _agrees(tokens: tuple[Token, ...], positions: Sequence[int], entry: Entry, common: Container[str]) -> bool:
    """Capitals stand where the listed name has them; a lower-case name may stand any way."""
    for position, word in zip(positions, entry.words, strict=True):
        text = tokens[position].text
        if entry.exact:
            if text.replace(".", "") != word:
                return False
        else:
            lowered = word[:1].isupper() and text[:1].islower()
            spelt_otherwise = plain_of(text) != plain_of(word)
            if lowered or (spelt_otherwise and not (entry.loose and text.lower() not in common)):
                return False
    return True


def _end_of(tokens: tuple[Token, ...], positions: Sequence[int]) -> int:
    """Where a name ends, the bracket that it closes with included: "Party (North)"."""
    end = positions[-1] + 1
    opened = any(token.text == "(" for token in tokens[positions[0] : end])
    return end + 1 if opened and end < len(tokens) and tokens[end].text == ")" else end


def _is_within(tokens: tuple[Token, ...], first: int) -> bool:
    """ "In X", "near eastern X": where something is, not who acts."""
    before = [token.low for token in tokens[max(0, first - 2) : first]]
    if before and (before[-1].endswith("ern") or before[-1] in {"central", "downtown"}):
        before.pop()
    return bool(before) and before[-1] in _WITHIN


_WITHIN: Final = frozenset(("in", "at", "near", "outside", "inside", "around", "over", "across", "through", "into"))


def _with_article(tokens: tuple[Token, ...], position: int) -> int:
    """Where the name begins, its article included."""
    back = position - 1
    if back >= 1 and tokens[back].text == "-":
        back -= 1
        return back if tokens[back].low in _ARTICLES else position
    return back if back >= 0 and tokens[back].low in {"al", "el"} else position


def watchlist_names(watchlist: Watchlist) -> Iterator[tuple[Entity, str]]:
    """Every name of a watchlist with what it stands for."""
    for faction in watchlist.factions:
        entity = Entity("faction", faction.id, faction.name)
        yield from ((entity, name) for name in (faction.name, *faction.aliases))
        for leader in faction.leaders:
            person = Entity("leader", faction.id, leader.name)
            yield from ((person, name) for name in (leader.name, *leader.aliases))
    for party in watchlist.parties:
        entity = Entity("party", party.id, party.name)
        yield from ((entity, name) for name in (party.name, *party.aliases))
        demonym = Entity("demonym", party.id, party.name)
        yield from ((demonym, name) for name in party.demonyms)
    for place in watchlist.places:
        entity = Entity("place", place.name, place.name, place.country, place.kind)
        yield from ((entity, name) for name in (place.name, *place.aliases))


_GATE_VOWELS: Final = bytes.maketrans(
    b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ\n\t\r",
    b"abkdafghajklmnapkrstavaxazabkdafghajklmnapkrstavaxaz   ",
)
_GATE_DROPPED: Final = b"'`." + bytes(range(128, 256))
_GATE_SPACED: Final = bytes.maketrans(b'-/,;:!?()[]"*_', b" " * 14)


_GATE_TAG: Final = re.compile(r"<[^<>]{1,2000}>")


def gate_fold(text: str) -> str:
    """A cheap key of a whole text as published: a cut-down `key_of` for every word, made by two table look-ups.

    Markup, entities, accents and wide spaces are taken away first where there are any.
    """
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    if "<" in text:
        text = _GATE_TAG.sub(" ", text)
    if any(wide in text for wide in ("  ", "\n ", " \n", "\r", "\t")):
        text = " ".join(text.split())
    folded = text.encode("utf-8", "ignore").translate(_GATE_VOWELS, _GATE_DROPPED).translate(_GATE_SPACED)
    return folded.decode("ascii")


class NameGate:
    """Tells in one pass whether a text can name anybody watched. It may err towards yes."""

    def __init__(self, names: Iterable[str]) -> None:
        self._automaton = ahocorasick.Automaton()
        for name in names:
            words = gate_fold(name).split()
            while words and words[0] in _ARTICLES and len(words) > 1:
                words = words[1:]
            if words:
                pattern = " ".join(words)
                self._automaton.add_word(" " + pattern, len(pattern))
        self._automaton.make_automaton()

    def opens(self, *texts: str) -> bool:
        """Whether any of the texts holds a name at the beginning of a word and to the end of one."""
        for text in texts:
            folded = f" {gate_fold(text)} "
            for end, _ in self._automaton.iter(folded):
                following = folded[end + 1]
                if following in {" ", "s"}:
                    return True
        return False
