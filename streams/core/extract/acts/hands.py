"""Whose an attack is that the article lays to nobody: that of the only armed body that it names, if it does so often.

Reporters do not name the rebels anew for each mine. Where the article says that nobody owned up to something, or that
those who did it are unknown, or tells of a denial, it does not mean the one it speaks of.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from streams.core.extract.acts.act import Act
from streams.core.extract.acts.actors import bodies_in
from streams.core.extract.words.document import Document, Sentence

_NAMED_MIN: Final = 3
"""Times that the article must name a body to be about it."""
_SEVERAL: Final = frozenset(("factions", "militias"))
_WAR: Final = frozenset(("against", "crush", "fight", "fighting", "battling", "operation", "offensive"))
_DOUBTS: Final = frozenset(("denied", "suspected"))
"""Where the article says of one act that it may not be the body's, it means no other act to be."""


def sole_body(doc: Document, times_min: int = _NAMED_MIN) -> str | None:
    """The watched faction that an article is about where it names no other armed body, and calls no doer unknown."""
    named = Counter(body for each in doc.sentences for body in {p.value for p in bodies_in(each)})
    if len(named) != 1 or any(each.of("unclaimed", "disowned") or _denies(each) for each in doc.sentences):
        return None
    ((body, times),) = named.items()
    return body if times >= times_min and body in doc.factions else None


def _denies(sentence: Sentence) -> bool:
    return any(piece.value == "deny" for piece in sentence.of("blame"))


def _is_at_war_with(sentence: Sentence, body: str) -> bool:
    """ "In its operation to crush X the army lost ten men"."""
    named = any(piece.value == body for piece in bodies_in(sentence))
    return named and not _WAR.isdisjoint(token.low for token in sentence.tokens)


def _is_aside(sentence: Sentence) -> bool:
    """ "Separately, gunmen …": another story."""
    opening = sentence.tokens[sentence.raw.dateline].low
    return opening in {"separately", "elsewhere"} or sentence.text(0, 3).lower() == "in a separate"


def tie_to_sole_body(doc: Document, acts: Sequence[Act]) -> None:
    """Tie the attacks that are laid to nobody and told by their weapon or their day."""
    body = sole_body(doc, 1)
    about = body is not None and sole_body(doc) == body
    if body is None or any(not _DOUBTS.isdisjoint(act.ties.values()) for act in acts):
        return
    for act in acts:
        if not _SEVERAL.isdisjoint(token.low for token in act.sentence.tokens):
            continue  # "factions fired rockets": more than the one
        if not about and not _is_at_war_with(act.sentence, body):
            continue
        dated = act.day_from is not None and not act.weak_day
        mine = not (act.ties or act.foreign or act.pending or _is_aside(act.sentence))
        if act.kind == "attack" and mine and (dated or act.weapon is not None):
            act.tie(body, "stated")
