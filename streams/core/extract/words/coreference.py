"""Names that only this article uses, and what "the group" or "the rebels" mean in it."""

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from schemas import Watchlist
from streams.core.extract.words.document import RawSentence, Sentence
from streams.core.extract.words.lexicon import lexicon
from streams.core.extract.words.names import Entity, Entry, NameMatch, key_of
from streams.core.extract.words.pieces import Piece
from streams.core.extract.words.tokens import Token, past_brackets

_ACRONYM_CHARS_MAX: Final = 8
_ACRONYM_TOKENS_MAX: Final = 9
_ACRONYM_AFTER: Final = frozenset(("(", "or", "as", "acronym", "initials", "aka"))
_SURNAME_CHARS_MIN: Final = 4
_DESCRIPTION_TOKENS_MAX: Final = 7
_FOCUS_MAX: Final = 24
_HEAD_NOUNS: Final = frozenset(lexicon().values("group_head"))
_OF_STATES: Final = frozenset(("army", "party"))
"""States have these too: "an Army official" is none of the New People's Army."""
_COMMON_FIRST: Final = frozenset(lexicon().values("common_first"))
_ACTORS: Final = frozenset(("faction", "leader", "outsider"))
_ANAPHORS: Final = frozenset(("anaphor", "anaphor_head"))
_OWNED_HEADS: Final = frozenset(("party", "group", "movement"))
_LEAVING: Final = frozenset(("left", "leaver"))


def local_names(sentences: Sequence[RawSentence], names: Sequence[Sequence[NameMatch]]) -> list[Entry]:
    """Short names that the article itself introduces: acronyms, surnames, "the League"."""
    found: dict[tuple[str, ...], Entry] = {}
    for sentence, matches in zip(sentences, names, strict=True):
        for match in matches:
            if match.entity.kind not in {"faction", "leader", "party", "outsider"}:
                continue
            for entry in _short_names(sentence, match):
                found.setdefault(entry.keys, entry)
    return list(found.values())


def _short_names(sentence: RawSentence, match: NameMatch) -> Iterator[Entry]:
    tokens = sentence.tokens
    acronym = _acronym(tokens[match.last : match.last + _ACRONYM_TOKENS_MAX])
    if acronym:
        yield Entry((key_of(acronym),), (acronym,), match.entity, True, False)
    words = [token.text for token in tokens[match.first : match.last] if token.text != "-"]
    if match.entity.kind == "leader" and len(words) > 1 and len(words[-1]) >= _SURNAME_CHARS_MIN:
        yield Entry((key_of(words[-1]),), (words[-1],), match.entity, False, False)
    if match.entity.kind == "faction" and len(words) > 1:
        for word in (words[0], words[-1]):
            if word.lower() in _HEAD_NOUNS - _OF_STATES and word[0].isupper():
                yield Entry((key_of(word),), (word,), match.entity, False, False)
        own = words[:-1]
        if words[-1].lower() in _HEAD_NOUNS and len(own) == 1 and _is_proper(own[0]):  # "Karun fighters"
            yield Entry((key_of(own[0]),), (own[0],), match.entity, False, False)


def _is_proper(word: str) -> bool:
    """Whether the first word of a name can stand for it alone: a name itself, no word of the language."""
    return len(word) >= _SURNAME_CHARS_MIN and word[0].isupper() and word.lower() not in _COMMON_FIRST


def _acronym(tokens: tuple[Token, ...]) -> str | None:
    """The acronym that a name is told with: "(KB)", ", or KB,", ", known by its initials KB"."""
    if not tokens or tokens[0].text not in {"(", ","}:
        return None
    for before, token in itertools.pairwise(tokens):
        word = token.text.replace(".", "")
        if word.isupper() and 1 < len(word) <= _ACRONYM_CHARS_MAX:
            return word if before.low in _ACRONYM_AFTER else None
        if not token.text[0].islower():
            return None
    return None


def resolve_anaphors(sentences: Sequence[Sentence], watchlist: Watchlist) -> tuple[Sentence, ...]:
    """Add a faction piece (lemma `anaphor`) for each noun that points back to one.

    A noun that opens the article points ahead, where it names one faction only.
    """
    umbrellas = {f.id: Entity("faction", f.id, f.name) for f in watchlist.factions if f.kind == "coalition"}
    sole, main = _sole_faction(sentences), _main_faction(sentences)
    done: list[Sentence] = []
    focus: list[Entity] = []
    for sentence in sentences:
        added: list[Piece] = []
        named: list[Entity] = []
        sponsors = _sponsors(sentence)
        for piece in sentence.pieces:
            if piece.first < sentence.raw.dateline:
                continue
            if piece.kind in _ACTORS:
                if piece.first not in sponsors:
                    named.append(piece.data)
                continue
            first = _anaphor_start(sentence, piece, sponsors) if piece.kind in _ANAPHORS else None
            if first is None:
                continue
            antecedent = main if piece.value == "party" and not named else None
            antecedent = antecedent or _antecedent(piece, named, focus, umbrellas)
            antecedent = antecedent or (sole if _points_ahead(piece) else None)
            if antecedent is not None:
                kind = "outsider" if antecedent.kind == "outsider" else "faction"
                added.append(Piece(kind, antecedent.id, "word", first, piece.last, "anaphor", antecedent))
        focus = [*reversed(named), *focus][:_FOCUS_MAX] if len(named) == 1 else [*named, *focus][:_FOCUS_MAX]
        if added:
            pieces = tuple(sorted((*sentence.pieces, *added), key=lambda piece: (piece.first, -piece.last)))
            sentence = Sentence(sentence.raw, pieces)  # noqa: PLW2901 - the same sentence, with more pieces
        done.append(sentence)
    return tuple(done)


def _sole_faction(sentences: Sequence[Sentence]) -> Entity | None:
    """The faction that an article names where it names one only."""
    named = {p.value: p.data for sentence in sentences for p in sentence.of("faction", "leader", "outsider")}
    entity = next(iter(named.values())) if len(named) == 1 else None
    return Entity("faction", entity.id, entity.name) if entity is not None and entity.kind != "outsider" else None


def _main_faction(sentences: Sequence[Sentence]) -> Entity | None:
    """The faction that an article names most."""
    counted = Counter(p.value for sentence in sentences for p in sentence.of("faction", "leader"))
    main = counted.most_common(1)[0][0] if counted else None
    named = (p.data for sentence in sentences for p in sentence.of("faction", "leader") if p.value == main)
    entity = next(named, None)
    return Entity("faction", entity.id, entity.name) if entity is not None else None


def _sponsors(sentence: Sentence) -> set[int]:
    """Where names stand that only describe others: the first in "X-linked"."""
    opens = {piece.first for piece in sentence.of("sponsor")}
    if not opens:
        return set()
    tokens = sentence.tokens
    named = sentence.of("faction", "leader", "outsider")
    ends = [(piece.first, past_brackets(tokens, piece.last)) for piece in named]
    return {first for first, last in ends if last + 1 in opens and tokens[last].text == "-"}


def _anaphor_start(sentence: Sentence, piece: Piece, sponsors: set[int]) -> int | None:
    """Where a phrase begins that points back to a group and ends with a piece: "the group", "the Iran-backed group";
    not "the party of the speaker"."""
    if piece.last < len(sentence.tokens) and sentence.tokens[piece.last].low == "of" and piece.value in _OWNED_HEADS:
        return None
    if piece.kind == "anaphor":
        return piece.first
    det = next((det for det in reversed(sentence.of("det")) if det.last <= piece.first), None)
    if det is None or det.value != "definite" or not 1 <= piece.first - det.last <= _DESCRIPTION_TOKENS_MAX:
        return None
    if det.first and sentence.tokens[det.first - 1].low in {"a", "an"}:  # "a former rebel"
        return None
    between = range(det.last, piece.first)
    named = [other for other in sentence.of("faction", "outsider", "leader") if other.first in between]
    if any(other.first not in sponsors for other in named):
        return None
    describing = (*sentence.of("nationality", "demonym", "party", "country", "creed"), *named)
    known = {n for other in describing for n in range(other.first, other.last)}
    plain = all(sentence.tokens[n].text[0].islower() or sentence.tokens[n].text == "-" for n in {*between} - known)
    return det.first if plain else None


def _antecedent(
    piece: Piece, named: Sequence[Entity], focus: Sequence[Entity], umbrellas: Mapping[str, Entity]
) -> Entity | None:
    candidates = [*reversed(named), *focus]
    if piece.value == "umbrella":
        sole = len(umbrellas) == 1 and "umbrella" in piece.lemma
        only = next(iter(umbrellas.values())) if sole else None
        return next((entity for entity in candidates if entity.id in umbrellas), only)
    return candidates[0] if candidates else None


def _points_ahead(piece: Piece) -> bool:
    """ "The militants", "the rebel group": armed people, told of before their name is."""
    return piece.value == "fighters" or (piece.value == "group" and piece.last - piece.first > 2)


def leaving(sentence: RawSentence) -> list[Piece]:
    """Words for those who left a group."""
    return [piece for piece in sentence.lexical if piece.kind in _LEAVING]


def parted(sentence: RawSentence, match: NameMatch, words: Sequence[Piece]) -> bool:
    """Whether a name is only what somebody left: "a splinter group of X", "former X fighters", "X dissidents".

    `words`: those of the sentence for leaving.
    """
    left = {piece.last for piece in words if piece.kind == "left"}
    article = match.first - (sentence.tokens[match.first - 1].low == "the" if match.first else 0)
    leavers = any(piece.kind == "leaver" and piece.first == match.last for piece in words)
    return bool({match.first, article} & left) or leavers
