"""Noun groups and verb groups: the first two stages of the cascade.

A noun group knows its head's class, the names and numbers in it, and whether it speaks of something new
("a drone") or known ("the drone"). A verb group knows its main verb, voice, tense and what weakens it.
There is no part-of-speech tagger: listed words decide, their neighbours settle the doubtful ones.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from streams.core.extract.clauses.groups import Chunk, Mark, Noun, Tense, Verb, Voice, bare_tense
from streams.core.extract.clauses.heads import head_class, is_scare_quote
from streams.core.extract.words.document import NAME_KINDS, Sentence
from streams.core.extract.words.pieces import Piece
from streams.core.extract.words.tokens import Token

_VERB_FORMS: Final = frozenset({"base", "s", "past", "participle", "past+participle", "ing"})
_VERB_KINDS: Final = ("act", "claim", "blame", "report", "verb")
_NOUN_KINDS: Final = ("thing", "weapon", "act", "unnamed", "number", "weapon_pronoun")
_GROUP_TOKENS_MAX: Final = 24


def chunk(sentence: Sentence) -> tuple[Chunk, ...]:
    """The chunks of a sentence, in order."""
    return tuple(_Chunker(sentence).chunks())


class _Chunker:
    """Walks a sentence from left to right, one chunk at a time."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.title = sentence.index < 0
        self.lows = [*[token.low for token in self.tokens], "", ""]
        """Words in lower case; those next to the sentence are empty on both its sides."""
        self.here: list[dict[str, list[Piece]]] = [{} for _ in self.lows]
        """For each token the pieces that begin there, by kind."""
        self.verbs: dict[int, Verb | None] = {}
        for piece in sentence.pieces:
            if piece.first >= sentence.raw.dateline:
                self.here[piece.first].setdefault(piece.kind, []).append(piece)

    def chunks(self) -> Iterator[Chunk]:
        position = self.sentence.raw.dateline
        while position < len(self.tokens):
            listed = self._time(position) or self._verb(position) if self.here[position] else None
            found = listed or self._mark(position) or self._adverb(position) or self._noun(position)
            if found is None:
                position += 1
                continue
            yield found
            position = found.last

    def _of(self, position: int, kind: str) -> Piece | None:
        found = self.here[position].get(kind)
        return found[0] if found else None

    def _time(self, position: int) -> Mark | None:
        found = self.here[position].get("time")
        return Mark(position, found[0].last, "time", "") if found else None

    # ------------------------------------------------------------------ verbs

    def _verb(self, position: int) -> Verb | None:
        """The verb group that begins at a token, found once."""
        if position not in self.verbs:
            self.verbs[position] = self._read_verb(position)
        return self.verbs[position]

    def _read_verb(self, position: int) -> Verb | None:
        """[auxiliaries, negation, adverbs] main verb."""
        here = self.here[position]
        if not here or (_IN_VERBS.isdisjoint(here) and self.lows[position] != "to"):
            return None
        if self._inverts(position) or self._loaded(position):
            return None
        at = position
        passive = negated = perfect = False
        tense: Tense | None = None
        auxiliary = False
        while at < len(self.tokens) and at - position < 8:
            step = None if self._starts_phrase(at) else self._auxiliary(at)
            if step is None:
                if (auxiliary or tense) and (self._is_adverb(at) or self.lows[at] == '"'):
                    at += 1
                    continue
                break
            kind, value, last = step
            auxiliary = auxiliary or kind == "aux"
            negated = negated or kind == "neg" or self.lows[at].endswith("n't")
            if kind == "aux":
                passive = value == "be"
                perfect = perfect or value == "have"
                tense = tense or ("present" if self.lows[at] in _PRESENT else "past")
            elif kind == "modal":
                tense = "future" if value == "future" else "modal"
            elif kind == "to":
                tense = "infinitive"
            at = last
        bare_be = passive and tense in {None, "past", "present"}
        readings = self._main_readings(at, after_auxiliary=auxiliary or tense is not None, after_be=bare_be)
        if not readings:
            if auxiliary and at > position:  # "was a drone", "were behind"
                return Verb(position, at, at - 1, (), "active", tense or "past", negated, perfect)
            return None
        main = readings[0]
        if (
            (main.kind == "report" or main.lemma == "find")
            and main.form in _PAST_FORMS
            and (told := self._told_participle(main.last))
        ):
            readings, main, passive, at = told, told[0], True, told[0].first
        participle = main.form in {"participle", "past+participle"}
        voice: Voice = "passive" if passive and participle else "active"
        last = max([piece.last for piece in readings])
        tense = tense or bare_tense(main)
        return Verb(position, last, at, tuple(readings), voice, tense, negated, perfect)

    def _starts_phrase(self, at: int) -> bool:
        """ "Had nothing to do with", "got through": a listed phrase that opens with an auxiliary."""
        here = self.here[at]
        if self.lows[at] in {"got", "gets"} and any(p.last - p.first > 1 for p in here.get("act", ())):
            return True
        return "blame" in here and any(piece.last - piece.first > 2 for piece in here["blame"])

    def _loaded(self, position: int) -> bool:
        """ "Packed with explosives" goes with the car before it."""
        here = self.here[position]
        return any(p.form == "word" and self.lows[p.last - 1] == "explosives" for p in here.get("weapon", ()))

    def _inverts(self, position: int) -> bool:
        """ "Had the warhead exploded": a condition without if."""
        opens = self.lows[position - 1] == '"' and not self.lows[position - 2][-1:].isalnum()
        opens = opens or position == self.sentence.raw.dateline
        return opens and self.lows[position] in {"had", "were", "should"} and not self.title

    def _told_participle(self, at: int) -> list[Piece]:
        """The act in "were confirmed killed", "was reported to have been hit"."""
        at += 3 * (self.lows[at : at + 3] == ["to", "have", "been"])
        return [piece for piece in self.here[at].get("act", ()) if "participle" in piece.form]

    def _auxiliary(self, at: int) -> tuple[str, str, int] | None:
        here = self.here[at]
        for kind in ("modal", "aux", "neg"):
            if kind in here and not (kind == "neg" and here[kind][0].value == "no"):
                return kind, here[kind][0].value, here[kind][0].last
        if self.lows[at] == "to" and any(
            piece.form == "base" for kind in _VERB_KINDS for piece in self.here[at + 1].get(kind, ())
        ):
            return "to", "", at + 1
        return None

    def _is_adverb(self, at: int) -> bool:
        low = self.lows[at]
        if self.tokens[at].text[0].isupper() and at > self.sentence.raw.dateline:
            return False
        return (len(low) > 4 and low.endswith("ly")) or low in _ADVERBS

    def _main_readings(self, at: int, *, after_auxiliary: bool, after_be: bool) -> list[Piece]:
        """The readings of a main verb; behind "was" only a participle is one: not in "was empty"."""
        readings = self._verb_readings(at, after_auxiliary=after_auxiliary)
        return [] if after_be and readings and readings[0].form in {"base", "s"} else readings

    def _verb_readings(self, at: int, *, after_auxiliary: bool) -> list[Piece]:
        here = self.here[at]
        if not NAME_KINDS.isdisjoint(here) or self._in_name(at):
            return []
        order = _AFTER_AUXILIARY if after_auxiliary else _BARE
        kinds = [kind for kind in _VERB_KINDS if kind in here]
        readings = [piece for kind in kinds for piece in here[kind] if piece.form in _VERB_FORMS]
        if len(readings) > 1:
            readings.sort(key=lambda piece: order.index(piece.form))
        if not readings or (readings[0].form in _PAST_FORMS and self._is_half(at, readings[0].last)):
            return []
        if self.lows[at] == "down" or (self.lows[at] == "suspected" and not after_auxiliary):
            return []
        nouns = [piece for kind in _NOUN_KINDS for piece in here.get(kind, ()) if piece.form not in _VERB_FORMS]
        longer = any(noun.last > readings[0].last for noun in nouns)  # "guided missiles", "sticks of dynamite"
        if not after_auxiliary and (longer or not self._stands_as_verb(at, readings[0], bool(nouns))):
            return []
        return readings

    def _is_half(self, at: int, end: int) -> bool:
        """ "Iran-backed", "fixed-wing": half of a word."""
        before = at > 0 and self.lows[at - 1] == "-"
        return before or (self.lows[end] == "-" and not self._is_dash(end))

    def _in_name(self, at: int) -> bool:
        """ "Mirna State University", "Mirna state": a capital behind a word is a name's, so is a province."""
        if self.title or not self.sentence.raw.dateline < at < len(self.tokens):
            return False
        before, here = self.tokens[at - 1].text, self.tokens[at].text
        return before.isalpha() and (here[0].isupper() or (here == "state" and before[0].isupper()))

    def _stands_as_verb(self, at: int, reading: Piece, noun_too: bool) -> bool:
        before, after = self.lows[at - 1], reading.last
        determined = self._opens_noun(at - 1) or before in {"'s", "'"}
        if reading.form in _PAST_FORMS:
            adjective = determined or self._verb_before(at)
            named = adjective and (noun_too or self._noun_follows(after))
            return before not in _OPENS_ADJECTIVE and not named
        if reading.form == "ing":
            named = noun_too and self._name_before(at) and not self._argument_starts(after)
            fights = self.lows[at] == "fighting" and self.tokens[at - 1].text.islower()  # "the coalition fighting in X"
            named = named and not fights and not (self.lows[at] == "firing" and self._of(after, "weapon"))
            free = not determined and not self._of(at, "prep") and not named
            return free and (before not in {"of", "in", "for"} or self._noun_starts(after))
        if determined or (noun_too and self._modifies(at - 1)) or self._of(at - 1, "prep") or self._behind_verb(at):
            return False
        if before in _CLAUSE_SUBJECTS:
            return True
        if reading.form == "base":
            if reading.kind in {"report", "blame"}:
                return not noun_too and at > 0
            return self.title and before.endswith("s") and (not noun_too or self._noun_starts(after))
        if reading.kind in {"verb", "report"} and not noun_too and not self.title:
            return reading.kind == "report" or self._named(at - 1)
        return not noun_too or (self._argument_starts(after) and (self.title or self._named(at - 1)))

    def _name_before(self, at: int) -> bool:
        """ "An X bombing", "days of Valdorian shelling"."""
        names = (
            p for first in range(max(0, at - 4), at) for kind in NAME_KINDS for p in self.here[first].get(kind, ())
        )
        return any(piece.last == at for piece in names)

    def _verb_before(self, at: int) -> bool:
        """ "Paraded captured vehicles": a participle right behind a verb."""
        before = [p for kind in _VERB_KINDS for p in self.here[at - 1].get(kind, ())]
        return any(p.form in _PAST_FORMS for p in before) and not any("noun" in p.kind for p in before)

    def _behind_verb(self, at: int) -> bool:
        """ "Suffered burns", "Fires burned": no verb begins a report, or stands right behind another."""
        opens = at == self.sentence.raw.dateline and not self.title
        return opens or (self._verb_before(at) and self.here[at].keys().isdisjoint(("report", "blame")))

    def _named(self, at: int) -> bool:
        """Whether the word is the end of a name."""
        return at >= 0 and (self.tokens[at].text[0].isupper() or self.tokens[at].text in {",", ")"})

    def _argument_starts(self, at: int) -> bool:
        """Whether an object can begin here: a determiner, a number, a name, or in a title any noun."""
        here = self.here[at]
        if not self._noun_starts(at) or any(p.form in _VERB_FORMS for k in _VERB_KINDS for p in here.get(k, ())):
            return False
        return not _ARGUMENT_STARTS.isdisjoint(here) or (self.title and at < len(self.tokens))

    def _opens_noun(self, at: int) -> bool:
        here = self.here[at]
        if self.lows[at] == "that":
            return self.lows[at - 1] in _BEFORE_A_NOUN
        return "det" in here or ("number" in here and at >= 0)

    def _modifies(self, at: int) -> bool:
        """Whether the word before can only be the first half of a noun: "drone strikes", "missile attacks"."""
        if at < 0:
            return False
        weapon = any(piece.form != "plural" for piece in self.here[at].get("weapon", ()))
        return weapon and not self.title

    def _noun_follows(self, at: int) -> bool:
        here = self.here[at]
        nouns = any(p.form not in _VERB_FORMS for kind in _FOLLOWING for p in here.get(kind, ()))
        return nouns and "prep" not in here

    def _noun_starts(self, at: int) -> bool:
        if at >= len(self.tokens):
            return False
        here = self.here[at]
        return _NO_NOUN_STARTS.isdisjoint(here) and self.tokens[at].text[0].isalnum()

    # ------------------------------------------------------------------ marks

    def _mark(self, position: int) -> Mark | None:
        """The mark at a token."""
        text = "—" if self._is_dash(position) else self.tokens[position].text
        if text in _PUNCTUATION and not (text == "—" and self._inside_name(position)):
            return Mark(position, position + 1, "punct", text)
        here = self.here[position]
        if not here:
            return None
        if "rel" in here and "tie" in here:  # "whom they call": of whom they are
            return Mark(position, here["tie"][0].last, "prep", "of")
        if "clock" in here:
            return Mark(position, here["clock"][0].last, "adverb", "")
        if not NAME_KINDS.isdisjoint(here) or "number" in here:
            return None
        negates = "neg" in here and here["neg"][0].value == "not"
        if negates and all(piece.value != "none" for piece in here.get("det", ())):
            return Mark(position, here["neg"][0].last, "neg", "not")
        best: Piece | None = None
        for kind in ("prep", "conj", "rel"):
            for piece in here.get(kind, ()):
                if best is None or piece.last > best.last:
                    best = piece
        if best is None or self._is_determiner_that(position):
            return None
        return Mark(position, best.last, best.kind, best.value)

    def _is_dash(self, position: int) -> bool:
        """ "Three men - two guards and a cook - were hit": a hyphen between spaces."""
        if self.tokens[position].text != "-" or not 0 < position < len(self.tokens) - 1:
            return False
        before, dash, after = self.tokens[position - 1 : position + 2]
        return before.end < dash.start and dash.end < after.start

    def _inside_name(self, position: int) -> bool:
        """A dash without spaces between names: "the Mirna—Ansel road"."""
        if not 0 < position < len(self.tokens) - 1:
            return False
        before, dash, after = self.tokens[position - 1 : position + 2]
        close = before.end == dash.start and dash.end == after.start
        return close and before.text[0].isupper() and after.text[0].isupper()

    def _adverb(self, position: int) -> Mark | None:
        here = self.here[position]
        alone = self.lows[position] in _LONE_ADVERBS and not self._noun_follows(position + 1)
        if not _NO_ADVERBS.isdisjoint(here):
            return None
        return Mark(position, position + 1, "adverb", "") if alone or self._is_adverb(position) else None

    def _is_determiner_that(self, position: int) -> bool:
        return (
            self.lows[position] == "that"
            and self._noun_follows(position + 1)
            and not self._clause_follows(position + 1)
        )

    def _clause_follows(self, at: int) -> bool:
        """ "That X attacked", "that they", "that soldiers": no thing that "that" could point at."""
        here = self.here[at]
        named = not here.keys().isdisjoint(("faction", "leader", "party", "outsider"))
        pronoun = any(piece.value != "one" for piece in here.get("pronoun", ()))
        many = any(piece.form == "plural" for kind in ("thing", "weapon", "act") for piece in here.get(kind, ()))
        return named or pronoun or many

    # ------------------------------------------------------------------ nouns

    def _noun(self, position: int) -> Noun | None:
        if not self._may_open(position):
            return None
        at = position
        pieces: list[Piece] = []
        while at < len(self.tokens) and at - position < _GROUP_TOKENS_MAX:
            if at > position and self._is_parted(at, pieces):
                break
            step = self._noun_pieces(at) if self.here[at] else []
            pieces += step
            at = max([piece.last for piece in step]) if step else at + 1
        head = head_class(self.tokens, pieces, position, at)
        determined = [piece.value for piece in pieces if piece.kind == "det"]
        definite = "definite" in determined or self.lows[position] == "'s"  # "Sunday's attack"
        negated = "none" in determined or "neg" in [piece.kind for piece in pieces]
        return Noun(position, at, head, definite, negated, tuple(pieces))

    def _is_parted(self, at: int, pieces: Sequence[Piece]) -> bool:
        """Whether something else begins at a token than more of the noun group read so far."""
        listed = self.here[at]
        if listed and (self._time(at) or self._verb(at) or self._counts_anew(at, pieces)):
            return True
        if (listed or not self.tokens[at].text[0].isalnum()) and self._ends_noun(at):
            return True
        return self._is_adverb(at) and self._verb(at + 1) is not None

    def _may_open(self, at: int) -> bool:
        return self.tokens[at].text[0].isalnum() or self.tokens[at].text == "'s"

    def _ends_noun(self, at: int) -> bool:
        text = self.tokens[at].text
        if self._is_dash(at) or is_scare_quote(self.tokens, self.here, at):
            return self._is_dash(at)
        if (
            text in {"'s", "'", "-", "/"}
            or (text == "—" and self._inside_name(at))
            or (text == "." and len(self.tokens[at - 1].text) <= 4 and at + 1 < len(self.tokens))
        ):
            return False
        return self._mark(at) is not None or self._opens_noun_anew(at)

    def _opens_noun_anew(self, at: int) -> bool:
        """A determiner or pronoun in the middle begins a new group."""
        here = self.here[at]
        before = self.here[at - 1]
        opens = "det" in here and "det" not in before and "number" not in here and "number" not in before
        return opens or ("pronoun" in here and self.lows[at + 1] != "-")  # "a one-way drone"

    def _counts_anew(self, at: int, pieces: Sequence[Piece]) -> bool:
        """ "In Mirna three soldiers": a number behind a whole noun begins the next."""
        number = self._of(at, "number")
        if number is None or number.data.ordinal or number.last >= len(self.tokens):
            return False
        counted = not self.tokens[number.last].text[0].isupper()
        return counted and any(piece.last == at and piece.kind in _WHOLE_KINDS for piece in pieces)

    def _noun_pieces(self, at: int) -> list[Piece]:
        here = self.here[at]
        kinds = [kind for kind in here if kind in _IN_NOUNS]
        if len(kinds) > 1:
            kinds.sort(key=_IN_NOUNS.__getitem__)
        return [piece for kind in kinds for piece in here[kind] if piece.form not in _VERB_FORMS]


_IN_VERBS: Final = frozenset((*_VERB_KINDS, "modal", "aux", "neg"))
_IN_NOUNS: Final = {
    kind: order
    for order, kind in enumerate(
        (*sorted(NAME_KINDS), *_NOUN_KINDS, "det", "neg", "pronoun", "hedge", "anaphor", "ship")
    )
}
_NO_ADVERBS: Final = frozenset(("number", "pronoun", "det", "anaphor", *NAME_KINDS, *_NOUN_KINDS))
_ARGUMENT_STARTS: Final = frozenset((*NAME_KINDS, "det", "number", "pronoun"))
_NO_NOUN_STARTS: Final = frozenset(("prep", "conj", "aux", "modal", "rel"))
_WHOLE_KINDS: Final = frozenset((*NAME_KINDS, "thing"))
_FOLLOWING: Final = ("thing", "weapon", "act", "unnamed", "pronoun", "faction", "outsider")
_PAST_FORMS: Final = frozenset(("past", "participle", "past+participle"))
_AFTER_AUXILIARY: Final = ("participle", "past+participle", "base", "ing", "past", "s")
_BARE: Final = ("past", "past+participle", "participle", "s", "ing", "base")
_BEFORE_A_NOUN: Final = frozenset(
    ("after", "before", "since", "of", "in", "on", "for", "with", "by", "during", "despite")
)
"""Behind these "that" points at a thing: "after that strike"."""
_CLAUSE_SUBJECTS: Final = frozenset(("he", "she", "it", "they", "we", "who", "which", "that", "i", "you"))
_OPENS_ADJECTIVE: Final = frozenset(
    ("a", "an", "the", "its", "their", "his", "our", "every", "most", "of", "by", "with", "from", "into", "to",
     "against")
)  # fmt: skip
"""Behind these a past participle belongs to a noun: "a planned handover", "with captured guns"."""
_PRESENT: Final = frozenset(("is", "are", "has", "have", "does", "do", "am"))
_ADVERBS: Final = frozenset(
    ("also", "again", "since", "still", "now", "just", "only", "then", "already", "ever", "so", "too", "far", "yet",
     "once", "first", "later", "earlier", "all", "both", "together", "twice", "themselves", "itself")
)  # fmt: skip
_LONE_ADVERBS: Final = frozenset(
    ("early", "late", "out", "up", "down", "away", "back", "apart", "there", "here", "even", "twice")
)
_PUNCTUATION: Final = frozenset((",", ";", ":", "—", ".", "!", "?", '"', "(", ")", "[", "]", "•", "..."))
