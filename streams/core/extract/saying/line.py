"""One sentence as the rules for statements see it: its marks, its voices, and who does what in it."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from schemas.words import StatementKind
from streams.core.extract.saying.marks import Marks
from streams.core.extract.saying.subjects import NOBODY, OTHERS, Subject, aside_before, phrase_start, skip_back
from streams.core.extract.saying.voice import Voice, voice_at
from streams.core.extract.saying.voices import Floor
from streams.core.extract.words.document import Sentence
from streams.core.extract.words.pieces import Piece

_OWN: Final = frozenset({"its", "their", "his", "our", "all"})
_STOPS: Final = frozenset({";", ":", "—", "(", ")"})
_WHEN: Final = frozenset(("since", "when", "once", "until", "till", "after", "before", "if", "as"))
_OPENING_TIME: Final = frozenset(("on", "late", "early"))
_LONG: Final = frozenset(("weeks", "month", "months", "year", "years"))
_MAKING_KNOWN: Final = frozenset(("announce", "confirm", "reveal", "disclose", "make known", "declare", "inform"))
_WHEN_TOKENS: Final = 6
_ASIDE_TOKENS: Final = 6
_SUBJECT_TOKENS: Final = 9
_OWNER_TOKENS: Final = 2
_AFTER_NOUN: Final = frozenset((",", ".", "and", "on", "from", "by", "of"))
"""Behind "bowed to pressure": a noun, not somebody who is to press."""
_NONE: Final = frozenset(("no", "none", "neither", "nor", "refused", "refuses", "without"))


class Cue(NamedTuple):
    """Words of a kind, and the factions that speak them. `at` is the token that the day is looked for from."""

    kind: StatementKind
    factions: tuple[str, ...]
    at: int


Rule = tuple[tuple[str, ...], Callable[["Line", Piece], Iterator[Cue]]]
"""Kinds of words, and what is made of each of them in a sentence."""
Whole = tuple[tuple[str, ...], Callable[["Line"], Iterator[Cue]]]
"""Kinds of words, and what is made of a sentence that has any of them."""


class Line:
    """A sentence, its voices, and the floor they have."""

    def __init__(self, floor: Floor, sentence: Sentence, marks: Marks) -> None:
        self.sentence = sentence
        self.marks = marks
        self.voices = floor.listen(sentence, marks)
        self._floor = floor
        self.question = marks.low(len(marks.tokens) - 1) == "?"
        self.title = sentence.index < 0
        self.futures = [modal for modal in marks.all("modal") if modal.value == "future"]
        """ "Will", "would", "shall"."""

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

    def offered(self) -> bool:
        """Whether a truce, a call or an offer was spoken of just before."""
        return self._floor.is_offered(self.sentence)

    def first_actor(self) -> Subject:
        """Whom the sentence is about."""
        return self._floor.first_actor(self.sentence, self.marks, len(self.marks.tokens))

    def owner(self, noun: Piece) -> str | None:
        """The faction that a noun is told to be of: "X's suspension of attacks"."""
        named = [name for name in self.marks.all("faction") if 0 < noun.first - name.last <= _OWNER_TOKENS]
        return named[-1].value if named and self.marks.low(named[-1].last) in {"'s", "'"} else None

    def by_a_thing(self, verb: Piece) -> bool:
        """Does something that is nobody do it? "The roadmap would end the war"."""
        end = skip_back(self.marks, verb.first)
        start = phrase_start(self.marks, end)
        people = self.marks.within(start, end, "faction", "leader", "pronoun", "own_head", "own_force", "own_adjective")
        return start < end and not people and not self.passive(verb) and self.marks.at(start, "det") is not None

    def doer(self, verb: Piece) -> tuple[str, ...]:
        """The factions that do what a verb says: its subject, or whoever speaks where it has none of its own."""
        if self.passive(verb):
            by = next((i for i in range(verb.last, verb.last + 6) if self.marks.low(i) == "by"), None)
            agent = self._floor.named_from(self.sentence, self.marks, by + 1) if by is not None else NOBODY
            return agent.factions if agent.known and not agent.stranger else self.speakers(verb.first)
        governor = self.governor(verb)
        if governor is not None and governor.kind == "pronouncement":
            voice = self.voice(verb.first)  # "X's decision to halt", not "the cabinet's decision to disarm it"
            return voice.factions if voice is not None and not voice.said else ()
        if governor is not None and governor.form == "ing" and self.marks.low(governor.first - 1) == ",":
            subject = self.first_actor()  # ", agreeing to disarm"
        else:
            subject = self.subject(governor.first if governor else verb.first)
        return subject.factions if subject.known and not subject.stranger else self.speakers(verb.first)

    def governor(self, verb: Piece) -> Piece | None:
        """The verb that an infinitive or a gerund hangs on: "agreed to stop", "announced stopping"."""
        if verb.form == "ing" and self.passive_aux(verb):
            return None
        word = self.marks.low(verb.first - 1)
        joined = word in {"and", "or"} and verb.form == "base"  # "agreed to stay put and hold their fire"
        joined = joined and "to" in self.marks.text(verb.first - 8, verb.first).split()
        joined = joined or self.marks.text(verb.first - 2, verb.first) in {"and to", "or to"}
        if joined or verb.form == "ing" or word == "to":
            start = max(self.marks.start, verb.first - 8 - 4 * joined)
            before = self.marks.within(start, verb.first, "say", "declare", "ask", "refuse", "commit", "pronouncement")
            verbs = [p for p in before if p.kind == "pronouncement" or p.form not in {"singular", "plural"}]
            noun = [p for p in verbs if p.kind == "pronouncement" and p.first == verbs[-1].first]
            return (noun or verbs)[-1] if verbs else None
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
            if self.marks.at(back, "neg") or self.marks.low(back) in _NONE:
                return True
        return "none of" in self.marks.text(position - _SUBJECT_TOKENS, position)  # "none of the group's men will"

    def modal(self, position: int) -> str | None:
        """The modal before a verb: `future`, `may`, or none. "Would, their leader wrote, cease" has one."""
        opening = aside_before(self.marks, position - 1)
        position = position if opening is None else opening
        reach = 12 if self.marks.low(position - 1) in {"and", "or"} else 5  # "would wait and stop its attacks"
        found = self.marks.within(max(self.marks.start, position - reach), position, "modal")
        return found[-1].value if found else None

    def asked(self, position: int) -> bool:
        """Is it only asked for, by a verb or a noun of asking that governs the verb at a token?"""
        start = max(self.marks.start, position - 12)
        pieces = self.marks.within(start, position, "ask", "appeal")
        pieces = [p for p in pieces if p.form != "base" or self.marks.low(p.last) not in _AFTER_NOUN]
        asks = [p for p in pieces if (p.form != "plural" or p.kind == "appeal") and p.value != "weak"]
        asks = [ask for ask in asks if self.marks.low(ask.last) not in {",", "."}]
        if not asks:
            return False
        told = self.marks.text(asks[-1].last, position).split()
        told_that = asks[-1].lemma in {"tell", "warn"} and ("that" in told or "to" not in told)
        if told_that or (asks[-1].kind == "ask" and self.orders_own(asks[-1])):
            return False
        own = [v for v in self.voices if asks[-1].last <= v.first < position and v.factions]
        return not own

    def possible(self, verb: Piece) -> bool:
        """Not merely wished, weighed, foretold, asked for, or bound to a condition."""
        start = max(self.marks.start, verb.first - 6)
        if self.has("willing", start, verb.first) or self.modal(verb.first) == "may" or self.asked(verb.first):
            return False
        foretold = self.modal(verb.first) == "future" and not self.title and not self.speakers(verb.first)
        foretold = foretold and not self._made_known(verb.first)
        return not foretold and not self.has("only_if", start, verb.first)

    def _made_known(self, position: int) -> bool:
        """ "Qatar announced that X would cease fire": told as a fact by somebody in the know, not foretold."""
        voice = self.voice(position)
        if voice is not None and self.has("pronouncement", voice.last, position):
            return True  # "said that X had given assurances that it would"
        verb = self.marks.at(voice.first, "say") if voice is not None and not voice.denied else None
        return verb is not None and verb.lemma in _MAKING_KNOWN

    def bound(self, first: int, last: int) -> bool:
        """Does a condition stand between two tokens? Who halts "unless attacked" has halted."""
        parted = (
            i for i in range(first, last) if self.marks.low(i) in {"and", "but"} and self.marks.at(i + 1, "modal")
        )
        for condition in self.marks.within(first, next(parted, last), "only_if"):
            answer = condition.lemma == "unless" and self.marks.within(
                condition.last, condition.last + 5, "harm", "blow"
            )
            if not answer:
                return True
        return False

    def whole(self, verb: Piece) -> bool:
        """Does the particle follow that a verb needs? "Put … on hold" is listed as `put` with the value `… on hold`."""
        _, asked, particle = verb.value.partition("… ")
        return not asked or f" {particle} " in f" {self.marks.text(verb.last, self.clause_end(verb.last))} "

    def spoken(self, kind: StatementKind, phrase: Piece) -> Iterator[Cue]:
        """A statement by whoever speaks, else by whom the words are about."""
        factions = self.speakers(phrase.first) or self.subject(phrase.first).factions
        if factions:
            yield Cue(kind, factions, self.anchor(phrase.first))

    def announcing(self, noun: Piece) -> Piece | None:
        """The verb that announces a thing: "declared an end to"."""
        before = self.marks.within(max(self.marks.start, noun.first - 9), noun.first, "say")
        verbs = [verb for verb in before if verb.value != "told" and verb.form not in {"singular", "plural"}]
        if not verbs or self.negated(verbs[-1].first) or self.negated(noun.first) or self.asked(noun.first):
            return None
        return verbs[-1]

    def others(self, first: int, last: int) -> bool:
        """Does anybody else stand between two tokens? "Military operations" are nobody's."""
        found = self.marks.within(first, last, *OTHERS)
        return any(self.marks.low(piece.first) != "military" for piece in found)

    def orders_own(self, ask: Piece) -> bool:
        """ "Ordered its fighters to …", "fighters of X were told to …": what a faction asks of its own is its word."""
        for own in self.marks.within(ask.first - 8, ask.last + 8, "own_force", "faction"):
            if own.kind == "faction" and self.marks.low(own.first) in {"its", "their"}:
                return True  # "its fighters", read as the faction itself
            if own.kind == "faction" or own.value == "arms":
                continue
            before = {self.marks.low(own.first - step) for step in (1, 2, 3)}
            of_it = self.marks.low(own.last) == "of" and self.has("faction", own.last, own.last + 3)
            bare = own.value == "fighters" and own.first == ask.last
            bare = bare or own.lemma == "comrade"  # only one of them calls them so
            if before & _OWN or of_it or bare:
                return True
        return False

    def anchor(self, position: int) -> int:
        """The token that the day is looked for from: that of the saying, where somebody says it."""
        voice = self.voice(position)
        when = voice is not None and voice.trailing and self.since(position)
        return voice.first if voice is not None and voice.factions and not when else position

    def conditional(self, position: int) -> bool:
        """ "If they attack", "… should they attack", "were they to attack", "unless": after a token."""
        for i in range(position, len(self.marks.tokens)):
            word = self.marks.low(i)
            if word in {"if", "unless"}:
                return True
            if word not in {"should", "were"}:
                continue
            opens = i == self.marks.start or self.marks.low(i - 1) in {",", '"'}
            named = self.marks.at(i + 1, "pronoun", "det", "faction", *OTHERS) is not None
            if opens or (named and self.marks.at(i - 1, "pronoun") is None):
                return True
        return False

    def since(self, verb: int) -> bool:
        """ "Since the war resumed", "once the fighting is over": when, not what."""
        first = max(self.marks.start, verb - _WHEN_TOKENS)
        return any(self.marks.low(i) in _WHEN for i in range(first, verb))

    def long_after(self, verb: int) -> bool:
        """ "Five months after it signed a truce": what was done so long ago is told in passing."""
        first = max(self.marks.start, verb - _WHEN_TOKENS)
        return any(self.marks.low(i) == "after" and self.marks.low(i - 1) in _LONG for i in range(first, verb))

    def past_time(self, position: int) -> int:
        """The token behind a day that stands at one: "refused | on Monday | to stop"."""
        opened = self.marks.low(position) in _OPENING_TIME
        time = self.marks.at(position, "time") or (self.marks.at(position + 1, "time") if opened else None)
        return time.last if time is not None else position

    def inside(self, verb: Piece, *kinds: str) -> bool:
        """Is a verb only a part of a longer phrase: "hold fire"?"""
        around = self.marks.within(max(self.marks.start, verb.first - 3), verb.last + 1, *kinds)
        return any(each.first < verb.first and verb.last <= each.last for each in around)

    def clause_end(self, position: int) -> int:
        """Where the clause that a token stands in ends."""
        if self.marks.low(position) == ",":  # "giving up, until told otherwise, its work"
            closing = (i for i in range(position + 1, position + _ASIDE_TOKENS) if self.marks.low(i) == ",")
            position = next(closing, position - 1) + 1
        for end in range(position, len(self.marks.tokens)):
            if self.marks.low(end) in _STOPS or (self.marks.low(end) in {",", '"'} and end > position + 1):
                return end
        return len(self.marks.tokens)

    def has(self, kind: str, first: int, last: int) -> bool:
        """Does a piece of a kind stand between two tokens?"""
        return bool(self.marks.within(max(first, self.marks.start), last, kind))
