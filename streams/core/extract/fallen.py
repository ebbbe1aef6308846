"""Which leaders of a struck faction fell: those of its list, and others by the name printed beside their rank."""

from streams.core.extract.actors import Actor
from streams.core.extract.frame import Frame
from streams.core.extract.groups import Chunk, Mark, Noun
from streams.core.extract.reading import Reading
from streams.core.extract.tokens import Token

_SMALL = frozenset(("al", "el", "bin", "ibn", "bint", "abu", "ul", "ud", "ur", "van", "de", "da", "la", "-", "'"))
_NAME_TOKENS_MAX = 7


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
    listed = tuple(name for name in dict.fromkeys((*target.leaders, *near)) if name not in spoken)
    return listed or _printed(reading, frame, target)


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
