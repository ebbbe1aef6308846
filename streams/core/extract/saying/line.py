"""One sentence as the rules for statements see it: its marks, its voices, and who does what in it."""

from typing import Final, NamedTuple

from schemas.words import StatementKind
from streams.core.extract.document import Sentence
from streams.core.extract.pieces import Piece
from streams.core.extract.saying.marks import Marks
from streams.core.extract.saying.subjects import OTHERS, Subject
from streams.core.extract.saying.voices import Floor, Voice, voice_at

_STOPS: Final = frozenset({";", ":", "—", "(", ")"})


class Cue(NamedTuple):
    """Words of a kind, and the factions that speak them. `at` is the token that the day is looked for from."""

    kind: StatementKind
    factions: tuple[str, ...]
    at: int


class Line:
    """A sentence, its voices, and the floor they have."""

    def __init__(self, floor: Floor, sentence: Sentence, marks: Marks) -> None:
        self.sentence = sentence
        self.marks = marks
        self.voices = floor.listen(sentence, marks)
        self._floor = floor
        self.question = marks.low(len(marks.tokens) - 1) == "?"
        self.title = sentence.index < 0

    def supposed(self) -> bool:
        """A supposition of the article's own: "Were the group to resume …"."""
        opens = self.marks.at(self.marks.start, "conj")
        if opens is None or opens.value != "cond" or self.voices:
            return False
        return not self._floor.carried(self.sentence, self.marks)

    def voice(self, position: int) -> Voice | None:
        """The voice that tells what stands at a token."""
        found = voice_at(self.voices, position)
        if found is not None:
            return found
        before = [voice for voice in self.voices if voice.last <= position]
        parted = before and any(self.marks.low(i) in {";", "."} for i in range(before[-1].last, position))
        return before[-1] if before and not parted else None  # "the struggle, he said, would go on"

    def speakers(self, position: int) -> tuple[str, ...]:
        """The factions whose words stand at a token; empty for anybody else's."""
        voice = self.voice(position)
        if voice is not None:
            return () if voice.denied else voice.factions
        return self._floor.carried(self.sentence, self.marks)

    def subject(self, verb: int) -> Subject:
        """Who does what the verb at a token says; "we" is whoever speaks."""
        subject = self._floor.subject_of(self.sentence, self.marks, verb)
        if self.marks.within(max(self.marks.start, verb - 4), verb, "ourselves"):
            speakers = self.speakers(verb)
            return Subject(speakers, known=bool(speakers))
        return subject

    def focus(self) -> tuple[str, ...]:
        """The faction spoken of last."""
        return self._floor.focus(self.sentence, self.marks.start)

    def first_actor(self) -> Subject:
        """Whom the sentence is about."""
        return self._floor.first_actor(self.sentence, self.marks, len(self.marks.tokens))

    def doer(self, verb: Piece) -> tuple[str, ...]:
        """The factions that do what a verb says: its subject, or whoever speaks where it has none of its own."""
        if self.passive(verb):
            by = next((i for i in range(verb.last, verb.last + 6) if self.marks.low(i) == "by"), None)
            agents = self.marks.within(by + 1, by + 6, "faction", "leader", *OTHERS) if by is not None else []
            if agents:
                return (agents[0].value,) if agents[0].kind in {"faction", "leader"} else ()
            return self.speakers(verb.first)
        governor = self.governor(verb)
        subject = self.subject(governor.first if governor else verb.first)
        return subject.factions if subject.known and not subject.stranger else self.speakers(verb.first)

    def governor(self, verb: Piece) -> Piece | None:
        """The verb that an infinitive or a gerund hangs on: "agreed to stop", "announced stopping"."""
        if verb.form == "ing" and self.passive_aux(verb):
            return None
        if verb.form == "ing" or self.marks.low(verb.first - 1) == "to":
            before = self.marks.within(
                max(self.marks.start, verb.first - 8), verb.first, "say", "declare", "ask", "refuse"
            )
            verbs = [piece for piece in before if piece.form not in {"singular", "plural"}]
            return verbs[-1] if verbs else None
        return None

    def passive(self, verb: Piece) -> bool:
        """Is it done to the subject? "Attacks were halted"."""
        return "participle" in verb.form and self.passive_aux(verb)

    def passive_aux(self, verb: Piece) -> bool:
        """Does a form of "be" stand before the verb?"""
        start = max(self.marks.start, verb.first - 4)
        return any(piece.value == "be" for piece in self.marks.within(start, verb.first, "aux"))

    def negated(self, position: int) -> bool:
        """Does a negation govern the verb or noun at a token?"""
        start = max(self.marks.start, position - 5)
        for back in range(position - 1, start - 1, -1):
            if self.marks.low(back) in {",", *_STOPS, "but", "and"}:
                return False
            if self.marks.at(back, "neg") or self.marks.low(back) in {"no", "refused", "refuses", "without", "none"}:
                return True
        return False

    def modal(self, position: int) -> str | None:
        """The modal before a verb: `future`, `may`, or none."""
        found = self.marks.within(max(self.marks.start, position - 5), position, "modal")
        return found[-1].value if found else None

    def asked(self, position: int) -> bool:
        """Is it only asked for, by a verb or a noun of asking that governs the verb at a token?"""
        start = max(self.marks.start, position - 12)
        asks = [
            p for p in self.marks.within(start, position, "ask", "appeal") if p.form != "plural" or p.kind == "appeal"
        ]
        if not asks:
            return False
        told_that = asks[-1].lemma in {"tell", "warn"} and "that" in self.marks.text(asks[-1].last, position).split()
        if told_that or self.orders_own(asks[-1]):
            return False
        own = [v for v in self.voices if asks[-1].last <= v.first < position and v.factions]
        return not own

    def others(self, first: int, last: int) -> bool:
        """Does anybody else stand between two tokens? "Military operations" are nobody's."""
        found = self.marks.within(first, last, *OTHERS)
        return any(self.marks.low(piece.first) != "military" for piece in found)

    def orders_own(self, ask: Piece) -> bool:
        """ "Ordered its fighters to …": what a faction asks of its own is its word."""
        for own in self.marks.within(ask.first - 8, ask.last + 8, "own_force"):
            if own.value == "men" and {self.marks.low(own.first - step) for step in (1, 2, 3)} & {
                "its",
                "their",
                "his",
                "our",
                "all",
            }:
                return True
        return False

    def anchor(self, position: int) -> int:
        """The token that the day is looked for from: that of the saying, where somebody says it."""
        voice = self.voice(position)
        return voice.first if voice is not None and voice.factions else position

    def conditional(self, position: int) -> bool:
        """ "… should they attack", "unless …": after a token."""
        words = {self.marks.low(i) for i in range(position, len(self.marks.tokens))}
        return bool(words & {"if", "unless", "should", "were"})

    def clause_end(self, position: int) -> int:
        """Where the clause that a token stands in ends."""
        for end in range(position, len(self.marks.tokens)):
            if self.marks.low(end) in _STOPS or (self.marks.low(end) in {",", '"'} and end > position + 1):
                return end
        return len(self.marks.tokens)

    def has(self, kind: str, first: int, last: int) -> bool:
        """Does a piece of a kind stand between two tokens?"""
        return bool(self.marks.within(max(first, self.marks.start), last, kind))
