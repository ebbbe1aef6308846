"""Who speaks: which faction, or somebody else, says what a part of a sentence tells.

A statement belongs to the faction that speaks, not to the one that is named nearest. So each verb of
saying gets its subject (`subjects`), before it ("the group's spokesman, X, said") or after it (", said X").
A sentence without a verb of saying goes on in the voice of the one before it, where it is a quotation or
reported speech ("The bombing would not go unanswered.").
"""

from typing import Final

from streams.core.extract.saying.marks import Marks
from streams.core.extract.saying.persons import Persons
from streams.core.extract.saying.subjects import (
    NOBODY,
    OTHERS,
    SOMEBODY,
    Subject,
    aside_before,
    before_anonymity,
    is_name,
    is_passive,
    is_reduced,
    named_in,
    phrase_end,
    phrase_start,
    skip_back,
    together,
)
from streams.core.extract.saying.verbs import (
    ends_clause,
    follows_clause,
    is_anaphor,
    is_finite,
    is_modifier,
    is_negated,
    says_our,
)
from streams.core.extract.saying.voice import Voice, announcements, told_by_one
from streams.core.extract.words.document import Document, Sentence
from streams.core.extract.words.pieces import Piece

_INVERTED_AFTER: Final = frozenset({",", '"', "?", "!", ""})
_NEVER_AFTER: Final = frozenset(
    {"", ",", ":", '"', "that", "it", "they", "there", "no", "then", "he", "she", "in", "to"}
)


_OFFER_SENTENCES: Final = 2
_BEHALF_TOKENS: Final = 10
_HEADED_TOKENS: Final = 4
"""A colon near the end opens what another sentence tells."""
_HABIT_TOKENS: Final = 3
_RIVAL: Final = frozenset(
    ("local", "rival", "allied", "clan", "tribal", "loyalist", "opposing", "neighbouring", "village")
)
_PARTED: Final = frozenset(("former", "captured", "surrendered"))


_OPENERS: Final = frozenset(("after", "since", "because", "once"))


class Floor:
    """Who has the floor, sentence after sentence of one article."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._person: tuple[str, ...] | None = None
        self._voice: Voice | None = None
        self._paragraph = -1
        self._recent: list[str] = []
        self._author: tuple[str, ...] = ()
        self._text: tuple[str, ...] = ()
        """Whose the statement is that was spoken of last."""
        self.offered = -_OFFER_SENTENCES
        """The sentence that spoke last of a truce, a call or an offer."""
        self._spoken: tuple[str, ...] = ()
        """The factions that spoke in the last sentence in which anybody did."""
        named = (p.value for s in doc.sentences if s.index >= 0 for p in s.of("faction", "leader"))
        self._first_named = next(named, None)
        self._persons = Persons(doc)

    def listen(self, sentence: Sentence, marks: Marks) -> list[Voice]:
        """The voices of a sentence, in order. Call once for each sentence, in order."""
        voices: list[Voice] = []
        for verb in marks.all("say"):
            voice = self._voice_of(sentence, marks, verb, voices)
            if voice is not None and not (voices and voices[-1].first == voice.first):
                voices.append(voice)
        for piece in marks.all("according"):
            subject = self.named_from(sentence, marks, piece.last)
            if not subject.stranger:
                self._remember(subject)
            voices.append(Voice(subject.factions, piece.first, piece.last, trailing=True))
        voices = [
            *told_by_one(marks, self._on_behalf(sentence, marks, voices)),
            *announcements(marks, lambda at: self.first_actor(sentence, marks, at).factions),
        ]
        if says_our(marks):
            voices = [v._replace(factions=self.focus(sentence, marks.start)) if v.stranger else v for v in voices]
            if any(voice.stranger for voice in voices):
                self._person = self.focus(sentence, marks.start)
        if not any(voice.said for voice in voices):
            headed = self._headed(sentence, marks)
            voices = [headed] if headed is not None else self._issued(sentence, marks) or voices
        return sorted(voices, key=lambda voice: voice.first)

    def _on_behalf(self, sentence: Sentence, marks: Marks, voices: list[Voice]) -> list[Voice]:
        """ "In the name of X a letter warned", "in a video put down to X men promise": strangers that speak for X."""
        for piece in marks.all("behalf"):
            names = marks.within(piece.last, piece.last + _BEHALF_TOKENS, "faction", "leader")
            text = marks.within(max(marks.start, piece.first - _BEHALF_TOKENS), piece.first, "own_head")
            if not names or (piece.value == "laid" and not any(head.value == "text" for head in text)):
                continue
            factions = (names[0].value,)
            if not any(voice.said for voice in voices):
                return [Voice(factions, piece.first, piece.last)]
            return [
                voice._replace(factions=factions, stranger=False)
                if not voice.factions and (voice.stranger or not self.subject_of(sentence, marks, voice.first).known)
                else voice
                for voice in voices
            ]
        return voices

    def _headed(self, sentence: Sentence, marks: Marks) -> Voice | None:
        """ "X: we have stopped", as headlines put it; "X had a word for traders: …", where a noun holds the words."""
        colon = next((i for i in range(marks.start + 1, len(marks.tokens)) if marks.low(i) == ":"), None)
        if colon is None or colon + _HEADED_TOKENS > len(marks.tokens):
            return None
        told = bool(marks.within(marks.start, colon, "verb", "aux", "modal", "prep"))
        if told:
            heads = marks.within(marks.start, colon, "pronouncement", "threat", "own_head")
            spoken = any(head.kind != "own_head" or head.value == "text" for head in heads)
            subject = self.first_actor(sentence, marks, colon) if spoken and not marks.all("neg") else NOBODY
        else:
            subject = self._affiliation(sentence, marks, marks.start, colon)
        first = colon if told else colon + 1  # its day stands before the colon, or after it
        return Voice(subject.factions, first, colon + 1) if subject.factions else None

    def is_offered(self, sentence: Sentence) -> bool:
        """Whether there is something on the table to say no to, told just before."""
        return 0 <= self.offered < sentence.index <= self.offered + _OFFER_SENTENCES

    def carried(self, sentence: Sentence, marks: Marks) -> tuple[str, ...]:
        """Whose words a sentence without a voice goes on with; empty where nobody's of interest."""
        if self._voice is not None and (sentence.raw.paragraph == self._paragraph or sentence.raw.quoted):
            return () if self._voice.denied else self._voice.factions
        if sentence.raw.quoted:
            return self.focus(sentence, marks.start) if marks.all("ourselves") else self._author
        return ()

    def close(self, sentence: Sentence, marks: Marks, voices: list[Voice]) -> None:
        """Take leave of a sentence."""
        if not sentence.raw.quoted:
            self._author = ()
        elif not voices and marks.all("ourselves"):
            self._author = self.carried(sentence, marks)
        spoken = [voice for voice in voices if voice.said and not voice.denied]
        if spoken:
            self._voice = spoken[-1]
            self._spoken = next((voice.factions for voice in spoken if voice.factions), ())
            self._paragraph = sentence.raw.paragraph
        elif sentence.raw.paragraph != self._paragraph and not sentence.raw.quoted:
            self._voice = None
        if not voices:
            self._notice(sentence, marks)
        disarms = any(verb.value in {"weapons", "arms"} for verb in marks.all("finish")) and marks.all("arms", "utter")
        if marks.all("appeal", "truce") or disarms or (marks.all("halt") and marks.all("ask")):
            self.offered = sentence.index
        if any(head.value == "text" for head in marks.all("own_head")) and voices:
            self._text = self._spoken
        named = dict.fromkeys(piece.value for piece in sentence.of("faction", "leader"))
        if named:
            self._recent = [*named] if len(named) > 1 else [*(r for r in self._recent if r not in named), *named][-2:]

    def _notice(self, sentence: Sentence, marks: Marks) -> None:
        """Whom a sentence without a voice brings in: "the group's spokesman, X, met reporters"."""
        people = [p for p in marks.all("leader", "own_head", "out_head") if p.value != "text" and p.form != "plural"]
        people = [person for person in people if not is_modifier(marks, person)]  # "media chief"
        if not people:
            return
        agent = "by" in marks.text(people[0].first - 3, people[0].first).split()
        if marks.within(marks.start, people[0].first, "aux", "modal") and not agent:
            return  # "were watching the army" brings nobody in
        one = people[0]
        if one.kind == "own_head":
            start = phrase_start(marks, one.last)
            self._person = self._affiliation(sentence, marks, start, phrase_end(marks, one.last)).factions
            if self._person:
                self._persons.introduce(marks, one.last, min(one.last + 4, len(marks.tokens)), self._person)
        else:
            self._person = (one.value,) if one.kind == "leader" else ()

    def subject_of(self, sentence: Sentence, marks: Marks, verb: int) -> Subject:
        """Who does what the verb at a token says."""
        end = before_anonymity(marks, skip_back(marks, verb))
        if marks.low(end - 1) in {"and", "but"} and end - 1 > marks.start:
            return self._subject_before(sentence, marks, end - 1)
        aside: Subject | None = None
        opening = aside_before(marks, end - 1)
        if opening is not None:
            aside = self._affiliation(sentence, marks, opening + 1, end - 1)
            end = opening
        start = phrase_start(marks, end)
        core = self._affiliation(sentence, marks, start, end)
        if aside is not None and aside.factions and is_anaphor(marks, start, end):
            return aside
        if not core.known and start == end and marks.low(start - 1) in {"that", "which", "who"}:
            end = start - 1 - (marks.low(start - 2) == ",")
            core = self._affiliation(sentence, marks, phrase_start(marks, end), end)
        relative = aside is not None and opening is not None and marks.low(opening + 1) in {"who", "which"}
        if relative and core.known and not core.stranger:
            return core  # "the militia, which fights X, warned"
        if (
            core.factions
            or aside is None
            or not aside.known
            or (core.known and not core.stranger and not aside.factions)
        ):
            return core
        if aside.factions:
            self._persons.introduce(marks, start, end, aside.factions)
        return aside

    def _subject_before(self, sentence: Sentence, marks: Marks, conjunction: int) -> Subject:
        """The subject that a second verb shares: "it was watching and would return"."""
        opener = next((i for i in range(conjunction - 1, marks.start, -1) if marks.low(i) in _OPENERS), marks.start)
        helpers = marks.within(opener, conjunction, "aux", "modal")
        if not helpers and opener > marks.start:
            return self.named_from(sentence, marks, opener + 1)  # "… after the state called off a truce and resumed"
        shared = self.subject_of(sentence, marks, helpers[-1].first) if helpers else NOBODY
        return shared if shared.known else self.first_actor(sentence, marks, conjunction)

    def focus(self, sentence: Sentence, before: int) -> tuple[str, ...]:
        """The faction spoken of last, else the first that the article will name."""
        focus = self._doc.faction_in_focus(sentence, before) or self._first_named
        return (focus,) if focus else ()

    def _voice_of(self, sentence: Sentence, marks: Marks, verb: Piece, before: list[Voice]) -> Voice | None:
        if not is_finite(marks, verb) or (verb.form == "ing" and verb.value == "told"):
            return None
        if verb.value == "hint" and "if" in {marks.low(verb.first - step) for step in range(1, 5)}:
            return None
        if marks.at(skip_back(marks, verb.first) - 1, "ourselves") or is_reduced(marks, verb):
            return None  # "we announce" is told by whoever says "we"
        negated = is_negated(marks, verb.first)
        voice = Voice(
            (),
            verb.first,
            verb.last,
            vow=verb.value == "vow",
            denied=negated or verb.value == "hint" or _is_habit(marks, verb),
            said=verb.value != "told",
        )
        if verb.form == "ing":
            quoted = marks.low(verb.first - 1) == "as" and ends_clause(marks, verb.last)
            trailing = quoted and follows_clause(marks, verb.first)
            return voice._replace(factions=self._participial(sentence, marks, verb, before), trailing=trailing)
        if is_passive(marks, verb):
            by = marks.low(verb.last) == "by"
            if verb.value == "told" and not by:
                return None
            subject = self.named_from(sentence, marks, verb.last + 1) if by else SOMEBODY
            return voice._replace(factions=subject.factions)
        if before and not before[-1].trailing and marks.low(skip_back(marks, verb.first) - 1) in {"and", "but"}:
            return voice._replace(factions=before[-1].factions, stranger=before[-1].stranger)
        purpose = verb.form == "base" and marks.low(verb.first - 1) == "to"
        inverted = self._inverted(sentence, marks, verb)
        subject = inverted or (
            self.first_actor(sentence, marks, verb.first) if purpose else self.subject_of(sentence, marks, verb.first)
        )
        if verb.lemma == "go on" and not subject.known:
            return None  # "the war went on"
        self._remember(subject)
        trailing = bool(inverted) or (ends_clause(marks, verb.last) and follows_clause(marks, verb.first))
        return voice._replace(factions=subject.factions, trailing=trailing, stranger=subject.stranger)

    def _participial(self, sentence: Sentence, marks: Marks, verb: Piece, before: list[Voice]) -> tuple[str, ...]:
        """ "…, saying": whoever spoke before it; "said that X's men went round, warning": whom the clause is about."""
        if marks.low(verb.first - 1) == "as":  # "was quoted as saying"
            return self.subject_of(sentence, marks, verb.first - 2).factions
        if not before:
            return self.first_actor(sentence, marks, verb.first).factions
        before = [voice for voice in before if voice.said] or before  # not "what they called a blockade"
        told = before[-1].last + (marks.low(before[-1].last) == "that")
        about = marks.at(told, "faction", "leader")
        acted = about is not None and not before[-1].factions and marks.low(verb.first - 1) == ","
        return (about.value,) if about is not None and acted else before[-1].factions

    def _inverted(self, sentence: Sentence, marks: Marks, verb: Piece) -> Subject | None:
        """The speaker that follows the verb: ", said X, head of Y"."""
        if verb.value == "told" or marks.low(verb.first - 1) not in _INVERTED_AFTER:
            return None
        if marks.low(verb.last) in _NEVER_AFTER or aside_before(marks, verb.first - 1) is not None:
            return None
        subject = self.named_from(sentence, marks, verb.last)
        return subject if subject.known else None

    def named_from(self, sentence: Sentence, marks: Marks, first: int) -> Subject:
        """Whose words the noun phrase from a token on stands for, with what is told of it after a comma."""
        end = phrase_end(marks, first)
        subject = self._affiliation(sentence, marks, first, end)
        poses = marks.at(end + 1, "pose") if not subject.factions and marks.low(end) == "who" else None
        if poses is not None:  # "a man who called himself a commander of X"
            return self._affiliation(sentence, marks, poses.last, phrase_end(marks, poses.last))
        if not subject.factions and marks.low(end) == ",":
            aside = self._affiliation(sentence, marks, end + 1, phrase_end(marks, end + 1))
            if aside.factions:
                self._persons.introduce(marks, first, end, aside.factions)
                return aside
        return subject

    def _issued(self, sentence: Sentence, marks: Marks) -> list[Voice]:
        """A text that is put out: "a statement released on Tuesday"."""
        for verb in marks.all("issue"):
            texts = marks.within(verb.first - 4, verb.last + 4, "own_head")
            if not texts or verb.form in {"singular", "plural", "base"} or marks.at(verb.first - 1, "det"):
                continue
            named = marks.within(marks.start, len(marks.tokens), "faction", "leader")
            if verb.value == "hold" and not marks.within(verb.last, verb.last + 3, "own_head"):
                continue
            others = marks.within(marks.start, verb.first, *OTHERS)
            if others and not (named and named[0].first < others[0].first):
                continue
            factions = (named[0].value,) if named else self.focus(sentence, marks.start)
            if named and named[0].kind == "leader":
                self._person = factions
            return [Voice(factions, verb.first, verb.last)]
        return []

    def first_actor(self, sentence: Sentence, marks: Marks, before: int) -> Subject:
        """Whom a sentence is about, up to a token."""
        for piece in marks.within(marks.start, before, "faction", "leader", "own_adjective", "pronoun", *OTHERS):
            if piece.kind in {"faction", "leader"}:
                return Subject((piece.value,), known=True, person=piece.kind == "leader")
            if piece.kind == "pronoun" and piece.value in {"it", "they", "he", "we"}:
                return self._pronoun(sentence, marks, piece)
            if piece.kind == "own_adjective":
                return Subject(self.focus(sentence, piece.first), known=True)
            modifies = marks.within(piece.last, piece.last + 3, "faction", "leader", "own_head")
            between = ("verb", "aux", "refuse", "halt", "scrap", "resume", "declare", "harm")
            apart = not modifies or marks.within(piece.last, modifies[0].first, *between)
            if piece.kind in OTHERS and apart and marks.low(piece.last) != "-":
                return SOMEBODY
        return NOBODY

    def _affiliation(self, sentence: Sentence, marks: Marks, first: int, last: int) -> Subject:
        """Whose words a noun phrase stands for: a pronoun's, where it ends with one ("over the radio he said")."""
        last_word = marks.at(last - 1, "pronoun") if last - first > 1 else None
        if last_word is not None and last_word.value in {"it", "they", "he", "we"} and last_word.lemma != "its":
            first = last - 1
        named = marks.within(first, last, "faction", "leader")
        own = {i for head in marks.within(first, last, "own_head") for i in range(head.first, head.last)}
        heads_outside = (head for head in marks.within(first, last, "out_head") if head.first not in own)
        outside = [head for head in heads_outside if not is_modifier(marks, head)]  # no "secretary-general"
        if named:
            return named_in(marks, first, named, outside)
        if marks.within(first, last, "both_groups"):
            return Subject(tuple(self._recent), known=True)
        heads = marks.within(first, last, "own_head")
        rebels = marks.within(first, last, "own_adjective")
        if rebels and marks.low(rebels[0].first - 1) in _RIVAL | _PARTED:
            return SOMEBODY  # "a colonel of the local militia"
        if rebels and not marks.within(first, rebels[0].first, *OTHERS):
            return Subject(self.focus(sentence, first), known=True, person=bool(heads or outside))
        ranked = any(head.value == "rank" for head in outside)
        if marks.low(first) in {"its", "their"} and (ranked or is_name(marks, first + 1, last)):
            return Subject(self.focus(sentence, first), known=True, person=True)  # "its general", "its Idris Maro"
        pronouns = [p for p in marks.within(first, last, "pronoun") if p.value in {"it", "they", "he", "we"}]
        if outside or (marks.within(first, last, *OTHERS) and not pronouns):
            return Subject((), known=True, person=bool(outside or heads))
        return self._unnamed(sentence, marks, first, last, heads, pronouns)

    def _unnamed(
        self, sentence: Sentence, marks: Marks, first: int, last: int, heads: list[Piece], pronouns: list[Piece]
    ) -> Subject:
        """A pronoun, a bare spokesman or statement, or a person that no list has."""
        if heads:
            head = heads[-1] if marks.low(heads[0].last) == "'s" else heads[0]  # "the post's commander"
            factions = self._owner(sentence, marks, head)
            if factions:
                self._persons.introduce(marks, heads[0].last, last, factions)
            return Subject(factions, known=True, person=True, stranger=not factions)
        return self._pronoun(sentence, marks, pronouns[0]) if pronouns else self._unlisted(marks, first, last)

    def _unlisted(self, marks: Marks, first: int, last: int) -> Subject:
        """A person that no list has: whose it is may have been told before."""
        capitals = [i for i in range(first, last) if marks.tokens[i].text[0].isupper()]
        known = self._persons.find(marks, capitals)
        if known is not None:
            return Subject(known, known=True, person=True)
        placed = {i for place in marks.within(first, last, "place", "time") for i in range(place.first, place.last)}
        opening = first if first == marks.start or marks.low(first - 1) == '"' else -1
        stranger = any(i not in placed and i != opening and not marks.at(i, "det") for i in capitals)
        return Subject((), known=stranger, person=stranger, stranger=stranger)

    def _owner(self, sentence: Sentence, marks: Marks, head: Piece) -> tuple[str, ...]:
        """Whose spokesman or statement it is, where the phrase names nobody."""
        before = {marks.low(head.first - step) for step in (1, 2, 3)}
        if marks.low(head.first - 1) == "'s":
            return ()  # "the latter's office"
        if before & {"its", "their", "our"} or marks.text(head.last, head.last + 2) in {"of its", "of their"}:
            actors = marks.within(marks.start, head.first - 1, "faction", "leader", "pronoun", "foe", *OTHERS)
            theirs = actors and actors[-1].kind in {"foe", *OTHERS} and marks.at(actors[-1].last, "modal", "aux")
            return () if theirs else self.focus(sentence, head.first)
        if head.value == "text" and self._text and before & {"the", "this", "that", "same"}:
            return self._text
        if self._voice is not None and before & {"the", "another", "his", "same", "this"}:
            return self._spoken or self._voice.factions
        if head.value == "text" and not before & {"the", "this", "that", "his"}:
            actor = self.first_actor(sentence, marks, head.first)  # "…, according to a statement"
            return actor.factions or (
                self._text if actor is NOBODY and sentence.raw.paragraph == self._paragraph else ()
            )
        return self.focus(sentence, head.first) if before & {"the", "this", "that", "his"} else ()

    def _pronoun(self, sentence: Sentence, marks: Marks, pronoun: Piece) -> Subject:
        if pronoun.value == "he":
            leader = marks.within(marks.start, pronoun.first, "leader")  # "when Maro appeared, he vowed"
            person = self._person if self._person is not None or not leader else (leader[0].value,)
            return Subject(person, known=True, person=True) if person is not None else NOBODY
        here = marks.within(marks.start, pronoun.first, "faction", "leader", *OTHERS)
        if here and here[0].kind in {"faction", "leader"}:
            return together(marks, here) if pronoun.value == "they" else Subject((here[0].value,), known=True)
        if self._voice is not None and sentence.raw.paragraph == self._paragraph:
            return Subject(self._voice.factions, known=True)
        focus = self._doc.faction_in_focus(sentence, marks.start)
        return Subject((focus,), known=True) if focus else NOBODY

    def _remember(self, subject: Subject) -> None:
        if subject.known and subject.person:
            self._person = subject.factions


def _is_habit(marks: Marks, verb: Piece) -> bool:
    """ "Has often warned", "vowed on many occasions": what was said before, and is no news."""
    beside = (*marks.within(verb.first - _HABIT_TOKENS, verb.first, "series"), marks.at(verb.last, "series"))
    return any(beside) and not any(when.data.role == "at" and when.data.exact for when in marks.all("time"))
