"""Which nouns of a clause say where: not ships, speakers, ways out, nor where a weapon came from."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from streams.core.extract.acts.places import Place, is_settlement, places_of
from streams.core.extract.clauses.groups import Chunk, Mark, Noun, Verb
from streams.core.extract.clauses.syntax import Segment
from streams.core.extract.words.document import Sentence


def spots(sentence: Sentence, segment: Segment) -> Iterator[Noun]:
    """The nouns of a clause that say where: not who speaks there, nor where a blow came from."""
    yield from _scenes(segment)
    speakers = [p.subject for p in segment.predicates if p.verb.reading("report") is not None]
    sources = [p.first for p in sentence.of("report") if p.form == "word" and segment.first <= p.first < segment.last]
    aside = False
    for at, each in enumerate(segment.chunks):
        if any(first < each.first and not _is_told(segment, first, each) for first in sources):
            continue  # "…, according to a medic at Mirna"
        if isinstance(each, Verb):
            aside = _only_blames(sentence, each)  # "a man blamed for attacks in Mirna"
        if aside:
            continue
        if not isinstance(each, Noun) or any(each is speaker for speaker in speakers):
            continue
        if _is_ship(sentence, segment.chunks, at, each):
            continue
        before = segment.chunks[at - 1] if at else None
        role = before.value if isinstance(before, Mark) and before.kind == "prep" else ""
        teller = segment.chunks[at - 2] if at > 1 else None
        if (
            role == "from"
            or (role == "at" and isinstance(teller, Noun) and sentence.tokens[teller.last - 1].low in _TEXTS)
            or (isinstance(before, Verb) and sentence.tokens[before.last - 1].low == "from")  # "crossing from X"
            or (role == "to" and _leads_elsewhere(segment, each))
            or _is_bound_for(sentence, segment, each)
            or _is_cause(sentence, each)
            or _is_ruled(sentence, each)
            or _is_where_some_fell(sentence, segment)
            or _is_launching_ground(segment.chunks, at, each)
        ):
            continue
        named = role in {"at", "to"} or _is_struck(before, each) or bool(each.of("place", "country"))
        if named or is_settlement(sentence, each):
            yield each


def _scenes(segment: Segment) -> Iterator[Noun]:
    """ "Brovna, whose people had fled, was bombed": the place that a clause is said of, told before another."""
    for predicate in segment.predicates:
        struck = predicate.subject
        if struck is not None and predicate.verb.reading("act") and struck.first < segment.first and struck.of("place"):
            yield struck


def _is_told(segment: Segment, source: int, each: Chunk) -> bool:
    """ "…, according to a medic at Mirna, hit a post at Brovna": a comma ends what is said of the source."""
    return any(
        source < mark.first < each.first for mark in segment.chunks if isinstance(mark, Mark) and mark.value == ","
    )


def _is_ship(sentence: Sentence, chunks: tuple[Chunk, ...], at: int, noun: Noun) -> bool:
    """ "The MV Mirna Star", "the Mirna Star, a bulk carrier", "the Mirna Star" where ships are spoken of."""
    words = [token.text for token in sentence.tokens[noun.first : noun.last]]
    if noun.head or noun.of("place", "country"):
        return False
    kind = chunks[at + 2] if at + 2 < len(chunks) and sentence.tokens[noun.last].text == "," else None
    if not (_PREFIXES | _REGISTERED).isdisjoint(words) or (isinstance(kind, Noun) and kind.head == "vessel"):
        return True
    bare = words[0].lower() == "the" and all(word[0].isupper() for word in words[1:])
    return bare and any(piece.value == "vessel" or piece.kind == "afloat" for piece in sentence.of("thing", "afloat"))


_REGISTERED: Final = frozenset(("flagged", "owned", "operated", "registered", "managed"))
"""What is said of ships: "the Liberian-flagged Mirna Star"."""
_PREFIXES: Final = frozenset(("MV", "M", "MT", "USS", "HMS", "INS", "FS", "RMS", "SS"))
"""What stands before the name of a ship: "MV", "M/V"."""


_TEXTS: Final = frozenset(("statement", "message", "communique", "interview", "briefing", "conference", "email"))
"""Where these were put out, or given, nothing fell."""


def _is_launching_ground(chunks: tuple[Chunk, ...], at: int, noun: Noun) -> bool:
    """ "Drones launched by X in Valdoria": where those who sent them sit. At sea is where ships are hit."""
    if at < 4 or any(piece.data.country == "XZ" for piece in noun.of("place")):
        return False
    verb, by, sender, place = chunks[at - 4 : at]
    sent = isinstance(verb, Verb) and (reading := verb.reading("act")) is not None and reading.value == "launch"
    agent = isinstance(by, Mark) and by.value == "by" and isinstance(sender, Noun)
    return sent and agent and isinstance(place, Mark) and place.value == "at"


def _is_ruled(sentence: Sentence, noun: Noun) -> bool:
    """ "X, which rules Mirna": where they are masters, whatever they are said to have done."""
    before = [token.low for token in sentence.tokens[max(0, noun.first - 3) : noun.first]]
    return any(low in _WHO and verb in _RULING for low, verb in pairwise(before))


_WHO: Final = frozenset(("which", "that", "who"))
_RULING: Final = frozenset(("rule", "rules", "ruled", "govern", "governs", "control", "controls", "run", "runs"))


def _is_where_some_fell(sentence: Sentence, segment: Segment) -> bool:
    """ "Fired 90 rockets into X, 20 of which fell in Mirna": where a part of them fell short."""
    before = [token.low for token in sentence.tokens[max(0, segment.first - 1) : segment.first + 1]]
    of = segment.antecedent
    return segment.opening == "rel" and before == ["of", "which"] and of is not None and of.head == "number"


def _is_cause(sentence: Sentence, noun: Noun) -> bool:
    """ "In support of X", "in solidarity with X", "for the army's crimes in X": for whose sake it was done."""
    before = tuple(token.low for token in sentence.tokens[max(0, noun.first - _REACH_TOKENS) : noun.first])
    return before[-2:] in _CAUSES or (before[-1:] == ("in",) and not _CRIMES.isdisjoint(before))


_REACH_TOKENS: Final = 8
_CRIMES: Final = frozenset(("crimes", "atrocities", "abuses", "wrongs", "oppression"))


_CAUSES: Final = frozenset(
    (("support", "of"), ("solidarity", "with"), ("defence", "of"), ("defense", "of"), ("war", "in"), ("war", "on"),
     ("genocide", "in"), ("aggression", "on"), ("aggression", "against"), ("siege", "on"))
)  # fmt: skip


def _is_bound_for(sentence: Sentence, segment: Segment, noun: Noun) -> bool:
    """ "A ship bound for Mirna": where it was going; a drone bound for it was meant for it."""
    goer = next((each for each in reversed(segment.nouns) if each.last < noun.first), None)
    before = tuple(token.low for token in sentence.tokens[max(0, noun.first - 2) : noun.first])
    return before in _GOING and (goer is None or goer.head != "weapon")


_GOING: Final = frozenset(
    (("bound", "for"), ("headed", "for"), ("heading", "for"), ("destined", "for"), ("route", "to"))
)


def _only_blames(sentence: Sentence, verb: Verb) -> bool:
    """ "A man blamed for", "suspects accused of", "wanted for": a bare participle that says what he did elsewhere."""
    following = sentence.tokens[verb.last].low if verb.last < len(sentence.tokens) else ""
    bare = verb.first == verb.main and verb.voice == "active" and following in {"for", "of"}
    return bare and sentence.tokens[verb.main].low in {"blamed", "accused", "wanted", "suspected"}


def says_there(sentence: Sentence, segment: Segment) -> bool:
    """ "Dropped two bombs on a clinic there": where the sentence before was; not "there were two bombs"."""
    aux = {piece.first for piece in sentence.of("aux", "modal", "neg")}
    return any(sentence.tokens[at].low == "there" and at + 1 not in aux for at in range(segment.first, segment.last))


def _leads_elsewhere(segment: Segment, noun: Noun) -> bool:
    """ "Demanded passage to X": where somebody wanted to go, not where a blow fell."""
    verb = next((p.verb for p in reversed(segment.predicates) if p.verb.first < noun.first), None)
    if verb is None or verb.reading("act") is not None:
        return False
    return not any(n.head in {"act", "weapon"} and verb.last <= n.first < noun.first for n in segment.nouns)


def _is_struck(before: Chunk | None, noun: Noun) -> bool:
    """ "Crashed into Camp X", "stormed the X gas field", "the shelling of the X base"."""
    if isinstance(before, Mark):
        return before.value == "of" and noun.head == "site"
    reading = before.reading("act") if isinstance(before, Verb) else None
    if reading is None or noun.head not in {"site", ""}:
        return False
    bare = reading.value in {"assault", "seize"} and not noun.of("det")  # "raided Brovna"; ships have their article
    return noun.head == "site" or reading.value == "land" or bare


def header_of(sentence: Sentence, segments: Sequence[Segment]) -> tuple[Place, ...]:
    """The place before the colon of a list item."""
    item = sentence.tokens[0].text in {"•", "-", "*"} and len(segments) > 1
    return places_of(sentence, segments[0].nouns) if item else ()
