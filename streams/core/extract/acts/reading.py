"""What a frame is read with: its document, its sentence, and whom the text spoke of before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from streams.core.extract.acts.act import Act
from streams.core.extract.acts.actors import Actor
from streams.core.extract.acts.frame import Frame
from streams.core.extract.acts.speech import Speech
from streams.core.extract.clauses.syntax import Segment
from streams.core.extract.words.document import Document, Sentence


@dataclass(slots=True)
class Reading:
    """What is needed to read a frame of a document."""

    doc: Document
    number: int
    """Position of the sentence in the document."""
    sentence: Sentence
    segments: Sequence[Segment]
    speech: Speech | None
    known: Mapping[str, Actor]
    """What "the boats" or "the gunmen" are, by their head word, where an earlier sentence said whose they are."""
    topic: Actor | None = None
    """Whom the sentence before was said of."""
    last: Act | None = None
    """The act told last."""

    @property
    def speaker(self) -> Actor | None:
        """Whose word the sentence is."""
        return self.speech.speaker if self.speech is not None else None

    def named_behind(self, frame: Frame) -> tuple[str, ...]:
        """The factions that are named behind the verb of a frame, in its clause or in one that hangs on it."""
        verbs = [p.verb.last for p in frame.segment.predicates if p.verb.reading("act") is not None]
        first = min(verbs, default=len(self.sentence.tokens))
        parting = (s.first for s in self.segments if s.first > first and s.opening not in {"rel", "sub"})
        last = min(parting, default=len(self.sentence.tokens))
        named = self.sentence.of("faction", "leader")
        return tuple(dict.fromkeys(piece.value for piece in named if first <= piece.first < last))

    def hedged(self, frame: Frame, agent: Actor) -> bool:
        """ "Suspected rebels attacked", "rebels are believed to have attacked"."""
        hedges = self.sentence.of("hedge")
        near = any(frame.segment.first - 3 <= piece.first <= frame.segment.last for piece in hedges)
        return near or any(self.sentence.words(piece) in agent.text for piece in hedges)
