"""Which noun of a list of victims, or of the words that explain a name, tells whose they were."""

from typing import Final

from streams.core.extract.acts.frame import Frame
from streams.core.extract.clauses.groups import Chunk, Mark, Noun
from streams.core.extract.words.document import NAME_KINDS, Sentence

TAKING_LIVES: Final = frozenset(("kill", "die", "wound", "lose"))


def chief_of(frame: Frame, noun: Noun | None) -> Noun | None:
    """ "X's commander and two aides died", "shot Dax, a commander of X": of the dead the one whose side is told."""
    chunks = frame.segment.chunks
    at = next((n for n, each in enumerate(chunks) if each is noun), 0)
    if noun is None or noun.of(*NAME_KINDS):
        return noun
    described = _described(chunks, at) if noun.head == "" else None
    if described is not None or at < 2 or not _goes_along(frame.sentence, noun):
        return described or noun
    comma = isinstance(mark := chunks[at - 2], Mark) and mark.value == ","
    before, link = chunks[at - 2 - comma], chunks[at - 1]
    listed = isinstance(link, Mark) and link.value == "and" and isinstance(before, Noun)
    return before if listed and isinstance(before, Noun) and before.of("faction", "leader") else noun


def _described(chunks: tuple[Chunk, ...], at: int) -> Noun | None:
    """ "Dax, a commander of X", "Dax, whom they called a commander of X": who somebody of no list is said to be."""
    if at + 2 >= len(chunks) or not isinstance(comma := chunks[at + 1], Mark) or comma.value not in {",", "("}:
        return None
    relative = isinstance(mark := chunks[at + 2], Mark) and mark.kind == "rel"
    for each in chunks[at + 2 + relative : at + 3 + 3 * relative]:
        if isinstance(each, Noun) and each.of("faction") and each.head in _MEMBERS:
            return each
    return None


_MEMBERS: Final = frozenset(("leader", "speaker", "fighter", "name", "unnamed"))


def _goes_along(sentence: Sentence, noun: Noun) -> bool:
    """ "An aide", "two others", "three bodyguards"."""
    along = any(noun.first <= piece.first < noun.last for piece in sentence.of("companion"))
    return along or noun.head in {"civilian", "number"}
