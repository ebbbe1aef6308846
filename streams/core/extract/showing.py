"""What is shown, written and named of a deed: pictures and names that a group puts out, texts that it disowns."""

from streams.core.extract.document import Sentence
from streams.core.extract.predicates import Predicate
from streams.core.extract.syntax import Segment


def shows_deed(sentence: Sentence, predicate: Predicate) -> bool:
    """ "Released photographs of the attack", "named the bomber": what a group puts out of its own deed."""
    shown, verb = predicate.object, predicate.verb
    if shown is None or verb.voice == "passive":
        return False
    if any(piece.lemma == "own" for piece in verb.readings):  # "owned the attack"
        return shown.definite and shown.head == "act"
    if verb.reading("report") is not None:
        return False
    words = [token.low for token in sentence.tokens[shown.first : shown.last]]
    lemmas = {piece.lemma for piece in verb.readings}
    if not lemmas.isdisjoint(_NAMING):
        return shown.definite and not _DOERS.isdisjoint(words)
    pictured = not _PICTURES.isdisjoint(words) and any(piece.form != "plural" for piece in shown.of("act"))
    return pictured and not _KNOWN.isdisjoint(words) and not lemmas.isdisjoint(_SHOWING)


_NAMING = frozenset(("name", "identify"))
_DOERS = frozenset(("attacker", "attackers", "bomber", "bombers", "assailant", "assailants"))
_KNOWN = frozenset(("the", "its", "their"))
_SHOWING = frozenset(
    ("publish", "release", "post", "circulate", "share", "issue", "aired", "broadcast", "show", "distribute")
)
_PICTURES = frozenset(("footage", "video", "videos", "photo", "photos", "photograph", "photographs", "picture",
                       "pictures", "image", "images", "clip", "clips", "recording", "film"))  # fmt: skip


def of_words(sentence: Sentence, segment: Segment, predicate: Predicate) -> bool:
    """ "Disowned a note in its name", "denied having said so": what is denied are words, not a deed."""
    verb, noun = predicate.verb, predicate.object
    end = noun.last if noun is not None else verb.last + 1
    words = {token.low for token in sentence.tokens[verb.last : end]}
    text = not words.isdisjoint(_TEXTS) and (noun is None or not noun.of("act"))
    behind = next((p.verb for p in segment.predicates if 0 <= p.verb.first - verb.last <= 1), None)
    return text or (behind is not None and behind.reading("report") is not None and not behind.reading("act"))


_TEXTS = frozenset(
    ("note", "notice", "text", "letter", "document", "leaflet", "video", "recording", "rumour", "rumours")
)
