"""What is shown, written and named of a deed: pictures and names that a group puts out, texts that it disowns."""

from typing import Final

from streams.core.extract.clauses.predicates import Predicate
from streams.core.extract.clauses.syntax import Segment
from streams.core.extract.words.document import Sentence


def shows_deed(sentence: Sentence, predicate: Predicate) -> bool:
    """ "Released photographs of the attack", "named the bomber": what a group puts out of its own deed."""
    shown, verb = predicate.object, predicate.verb
    if shown is None or verb.voice == "passive":
        return False
    if any(piece.lemma == "own" for piece in verb.readings):  # "owned the attack"
        return shown.definite and shown.head == "act"
    words = [token.low for token in sentence.tokens[shown.first : shown.last]]
    of = [token.low for token in sentence.tokens[shown.last : shown.last + 1]] in (["of"], ["showing"])
    end = shown.last + _REACH_TOKENS * of
    lemmas = {piece.lemma for piece in verb.readings}
    if sentence.tokens[verb.main].low in _CALLING:  # "called the attack revenge"
        reason = {token.low for token in sentence.tokens[shown.first : shown.last + _REACH_TOKENS]}
        return shown.definite and shown.head in {"act", "pronoun"} and bool(reason & _REASONS)
    if verb.reading("report") is None and not lemmas.isdisjoint(_NAMING):
        return shown.definite and not _DOERS.isdisjoint(words)
    acts = [p for p in sentence.of("act") if shown.first <= p.first < end and p.form == "singular"]
    pictured = not _PICTURES.isdisjoint(words) and bool(acts)
    known = {token.low for token in sentence.tokens[shown.first : end]}
    return (
        pictured and not _KNOWN.isdisjoint(known) and not _SHOWING.isdisjoint((*lemmas, sentence.tokens[verb.main].low))
    )


_REACH_TOKENS: Final = 4
_CALLING: Final = frozenset(("called", "described", "termed", "labelled", "labeled"))
_REASONS: Final = frozenset(
    ("retaliation", "revenge", "response", "reprisal", "answer", "reply", "vengeance", "payback")
)
_NAMING: Final = frozenset(("name", "identify"))
_DOERS: Final = frozenset(("attacker", "attackers", "bomber", "bombers", "assailant", "assailants"))
_KNOWN: Final = frozenset(("the", "its", "their"))
_SHOWING: Final = frozenset(
    ("publish", "release", "post", "circulate", "share", "issue", "aired", "broadcast", "show", "distribute",
     "published", "released", "posted", "circulated", "shared", "issued", "showed", "distributed")
)  # fmt: skip
_PICTURES: Final = frozenset(("footage", "video", "videos", "photo", "photos", "photograph", "photographs", "picture",
                       "pictures", "image", "images", "clip", "clips", "recording", "film"))  # fmt: skip


def of_words(sentence: Sentence, segment: Segment, predicate: Predicate) -> bool:
    """ "Disowned a note in its name", "denied having said so": what is denied are words, not a deed."""
    verb, noun = predicate.verb, predicate.object
    end = noun.last if noun is not None else verb.last + 1
    words = {token.low for token in sentence.tokens[verb.last : end]}
    text = not words.isdisjoint(_TEXTS) and (noun is None or not noun.of("act"))
    behind = next((p.verb for p in segment.predicates if 0 <= p.verb.first - verb.last <= 1), None)
    return text or (behind is not None and behind.reading("report") is not None and not behind.reading("act"))


_TEXTS: Final = frozenset(
    ("note", "notice", "text", "letter", "document", "leaflet", "video", "recording", "rumour", "rumours")
)
