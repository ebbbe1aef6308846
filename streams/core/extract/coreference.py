"""Names that only this article uses, and what "the group" or "the rebels" mean in it."""

from collections.abc import Iterator, Mapping, Sequence

from schemas import Watchlist
from streams.core.extract.document import RawSentence, Sentence
from streams.core.extract.lexicon import lexicon
from streams.core.extract.pieces import Piece
from streams.core.names import Entity, Entry, NameMatch, key_of

_ACRONYM_CHARS_MAX = 8
_SURNAME_CHARS_MIN = 4
_DESCRIPTION_TOKENS_MAX = 4
_HEAD_NOUNS = frozenset(lexicon().values("group_head"))


def local_names(sentences: Sequence[RawSentence], names: Sequence[Sequence[NameMatch]]) -> list[Entry]:
    """Short names that the article itself introduces: acronyms in brackets, surnames, "the League"."""
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
    after = tokens[match.last : match.last + 3]
    if len(after) == 3 and after[0].text == "(" and after[2].text == ")":
        acronym = after[1].text.replace(".", "")
        if acronym.isupper() and len(acronym) <= _ACRONYM_CHARS_MAX:
            yield Entry((key_of(acronym),), (acronym,), match.entity, True, False)
    words = [token.text for token in tokens[match.first : match.last] if token.text != "-"]
    if match.entity.kind == "leader" and len(words) > 1 and len(words[-1]) >= _SURNAME_CHARS_MIN:
        yield Entry((key_of(words[-1]),), (words[-1],), match.entity, False, False)
    if match.entity.kind == "faction" and len(words) > 1:
        for word in (words[0], words[-1]):
            if word.lower() in _HEAD_NOUNS and word[0].isupper():
                yield Entry((key_of(word),), (word,), match.entity, False, False)


def resolve_anaphors(sentences: Sequence[Sentence], watchlist: Watchlist) -> tuple[Sentence, ...]:
    """Add a faction piece (lemma `anaphor`) for each noun that points back to one."""
    umbrellas = {f.id: Entity("faction", f.id, f.name) for f in watchlist.factions if f.kind == "coalition"}
    done: list[Sentence] = []
    focus: list[Entity] = []
    for sentence in sentences:
        added: list[Piece] = []
        named: list[Entity] = []
        for piece in sentence.pieces:
            if piece.first < sentence.raw.dateline:
                continue
            if piece.kind in {"faction", "leader", "outsider"}:
                named.append(piece.data)
            elif piece.kind == "anaphor" or _describes_group(sentence, piece):
                antecedent = _antecedent(piece, named, focus, umbrellas)
                if antecedent is not None:
                    kind = "outsider" if antecedent.kind == "outsider" else "faction"
                    added.append(Piece(kind, antecedent.id, "word", piece.first, piece.last, "anaphor", antecedent))
        focus = [*reversed(named), *focus][:24] if len(named) == 1 else [*named, *focus][:24]
        if added:
            pieces = tuple(sorted((*sentence.pieces, *added), key=lambda piece: (piece.first, -piece.last)))
            sentence = Sentence(sentence.raw, pieces)  # noqa: PLW2901 - the same sentence, with more pieces
        done.append(sentence)
    return tuple(done)


def _describes_group(sentence: Sentence, piece: Piece) -> bool:
    """ "The Iran-backed group", "the Lebanese Shiite movement"."""
    if piece.kind != "anaphor_head":
        return False
    det = next((det for det in reversed(sentence.of("det")) if det.last <= piece.first), None)
    if det is None or det.value != "definite" or not 1 <= piece.first - det.last <= _DESCRIPTION_TOKENS_MAX:
        return False
    between = range(det.last, piece.first)
    if any(other.first in between for other in sentence.of("faction", "outsider", "leader")):
        return False
    known = {
        n for other in sentence.of("nationality", "demonym", "party", "country") for n in range(other.first, other.last)
    }
    return all(sentence.tokens[n].text[0].islower() or sentence.tokens[n].text == "-" for n in {*between} - known)


def _antecedent(
    piece: Piece, named: Sequence[Entity], focus: Sequence[Entity], umbrellas: Mapping[str, Entity]
) -> Entity | None:
    candidates = [*reversed(named), *focus]
    if piece.value == "umbrella":
        sole = len(umbrellas) == 1 and "umbrella" in piece.lemma
        only = next(iter(umbrellas.values())) if sole else None
        return next((entity for entity in candidates if entity.id in umbrellas), only)
    return candidates[0] if candidates else None
