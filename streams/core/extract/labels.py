"""Whom a mention calls the other side, in few words."""

from collections import Counter

from streams.core.extract.actors import Actor
from streams.core.extract.acts_model import Act
from streams.core.extract.document import Document
from streams.core.extract.lexicon import lexicon

_VESSELS = frozenset(phrase for phrase, value in lexicon().values("thing").items() if value == "vessel")
_GENERAL = frozenset(("site", "place", "country", "number", "pronoun", ""))


def counterparty(doc: Document, act: Act) -> tuple[str | None, str | None]:
    """(words, id of the watchlist's party) for whom the faction attacked, or who struck it."""
    actor = act.target if act.kind == "attack" else act.striker
    if act.kind == "attack" and (actor is None or (actor.kind == "people" and actor.head in _GENERAL)):
        party = _usual_target(doc)
        if party is not None:
            return {each.id: each.name for each in doc.watchlist.parties}[party], party
    if actor is None:
        return None, None
    return _short(actor), actor.id if actor.kind == "party" else None


def _short(actor: Actor) -> str:
    """Without articles and numbers; a ship by its name, civilians as such."""
    if actor.head == "civilian" and actor.kind == "people":
        return "civilians"
    words = actor.text.split()
    if actor.head == "vessel":
        kept = [word for word in words if word[0].isupper() or word.lower() in _VESSELS]
        return " ".join(kept) or actor.text
    first = next((n for n, word in enumerate(words) if word[0].isupper()), None)
    return " ".join(words[first:] if first is not None else words)


def _usual_target(doc: Document) -> str | None:
    """The party whose people the article speaks of most: "American troops", "US forces"."""
    counted: Counter[str] = Counter()
    for sentence in doc.sentences:
        people = {piece.first for piece in sentence.of("thing") if piece.value in {"personnel", "site", "vessel"}}
        for piece in sentence.of("party", "demonym"):
            counted[piece.value] += 2 if piece.last in people else piece.kind == "party"
    best = [party for party, _ in counted.most_common(1)]
    return best[0] if best else None
