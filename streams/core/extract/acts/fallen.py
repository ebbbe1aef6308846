"""Which leaders of a struck faction fell: those of its list, and others by the name printed beside their rank."""

import itertools
from typing import Final

from streams.core.extract.acts.actors import Actor
from streams.core.extract.acts.frame import Frame
from streams.core.extract.acts.reading import Reading
from streams.core.extract.clauses.groups import Chunk, Mark, Noun, Verb
from streams.core.extract.words.pieces import Piece
from streams.core.extract.words.tokens import Token

_SMALL: Final = frozenset(
    ("al", "el", "bin", "ibn", "bint", "abu", "ul", "ud", "ur", "van", "de", "da", "la", "-", "'")
)
_NAME_TOKENS_MAX: Final = 7
_TITLE_TOKENS: Final = 6
_LED: Final = frozenset(("led", "headed", "commanded", "founded", "loyal", "allied"))
_BY: Final = frozenset(("by", "to"))


def fallen_leaders(reading: Reading, frame: Frame, target: Actor) -> tuple[str, ...]:
    """Those that the victim's noun names, and those of the same faction in the same clause."""
    speaker = reading.speaker
    near = [
        piece.lemma
        for piece in reading.sentence.of("leader")
        if piece.value in target.factions
        and not reading.sentence.is_possessor(piece)
        and any(each.first <= piece.first < each.last for each in (frame.segment, *frame.beside))
    ]
    spoken = speaker.leaders if speaker is not None else ()
    people = reading.sentence.of("leader")
    spared = {piece.lemma for piece in people if _heads(reading, piece) or _outlives(reading, frame, piece)}
    listed = tuple(n for n in dict.fromkeys((*target.leaders, *near)) if n not in spoken and n not in spared)
    return listed or (() if spared else _printed(reading, frame, target))


def _heads(reading: Reading, piece: Piece) -> bool:
    """ "Ten men led by the preacher Sorin Dax", "loyal to Dax", "fighters of Dax": his men fell."""
    words = [token.low for token in reading.sentence.tokens[max(0, piece.first - _TITLE_TOKENS) : piece.first]]
    men = words[-1:] == ["of"] and any(noun.last == piece.first - 1 for noun in reading.sentence.of("unnamed", "thing"))
    return men or any(one in _LED and two in _BY for one, two in itertools.pairwise(words))


def _outlives(reading: Reading, frame: Frame, piece: Piece) -> bool:
    """ "Attacked Dax and killed four of his guards": a blow at him, the lives were others'."""
    predicates = [each for segment in (frame.segment, *frame.beside) for each in segment.predicates]
    aimed = any(_holds(each.object, piece) and not _kills(each.verb) for each in predicates)
    killed = [each.object for each in predicates if _kills(each.verb) and each.verb.voice == "active"]
    return aimed and any(noun is not None and _is_of_his(reading, noun) for noun in killed)


def _is_of_his(reading: Reading, noun: Noun) -> bool:
    words = [token.low for token in reading.sentence.tokens[noun.first : noun.last - 1]]
    return "his" in words or "her" in words


def _holds(noun: Noun | None, piece: Piece) -> bool:
    return noun is not None and noun.first <= piece.first < noun.last


def _kills(verb: Verb) -> bool:
    return any(reading.value == "kill" for reading in verb.readings)


def _printed(reading: Reading, frame: Frame, target: Actor) -> tuple[str, ...]:
    """ "X commander Sorin Dax", "Sorin Dax, a commander of X": a leader that no list has."""
    tokens = reading.sentence.tokens
    for segment in (frame.segment, *frame.beside):
        for at, noun in enumerate(segment.chunks):
            if isinstance(noun, Noun) and reading.sentence.text(noun.first, noun.last) == target.text:
                ranks = [p for p in noun.of("thing", "unnamed") if p.value == "leader" and p.form == "singular"]
                behind = tokens[ranks[-1].last : noun.last] if ranks else ()
                name = _name(behind) or (_beside(tokens, segment.chunks, at) if ranks else "")
                return (name,) if name else ()
    return ()


def _beside(tokens: tuple[Token, ...], chunks: tuple[Chunk, ...], at: int) -> str:
    """The bare name that a comma parts from a rank, before it or behind."""
    before = at - 1 - (isinstance(rel := chunks[at - 1], Mark) and rel.kind == "rel")  # "Dax, whom they call …"
    for comma, other in ((before, before - 1), (at + 1, at + 2)):
        if comma < 0 or other < 0 or other >= len(chunks):
            continue
        mark, noun = chunks[comma], chunks[other]
        if isinstance(mark, Mark) and mark.value == "," and isinstance(noun, Noun) and noun.head == "":
            return _name(tokens[noun.first : noun.last])
    return ""


def _name(words: tuple[Token, ...]) -> str:
    """A name of two words or more, as printed; empty where it is none."""
    capitals = [word for word in words if word.text[0].isupper()]
    plain = all(word.text[0].isupper() or word.low in _SMALL for word in words)
    if not plain or len(capitals) < 2 or len(words) > _NAME_TOKENS_MAX:
        return ""
    text = ""
    for word, before in zip(words, (None, *words), strict=False):
        text += ("" if before is None or before.end == word.start else " ") + word.text
    return text
