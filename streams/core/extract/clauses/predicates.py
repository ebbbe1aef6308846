"""A verb with what belongs to it."""

from dataclasses import dataclass

from streams.core.extract.clauses.groups import Noun, Verb


@dataclass(slots=True)
class Oblique:
    """A prepositional phrase: class of the preposition, its word, the noun."""

    role: str
    word: str
    noun: Noun


@dataclass(slots=True)
class Predicate:
    """A verb with what belongs to it."""

    verb: Verb
    subject: Noun | None
    object: Noun | None
    obliques: tuple[Oblique, ...]
