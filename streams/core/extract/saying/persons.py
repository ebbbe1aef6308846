"""Whose people are that no list has, or only with their full names."""

from typing import Final

from streams.core.extract.saying.marks import Marks
from streams.core.extract.words.document import Document

_NAME_CHARS_MIN: Final = 3


class Persons:
    """Names that one article has told the faction of, and the last names of its listed leaders."""

    def __init__(self, doc: Document) -> None:
        self._told: dict[str, tuple[str, ...]] = {}
        self._surnames = _surnames(doc)

    def introduce(self, marks: Marks, first: int, last: int, factions: tuple[str, ...]) -> None:
        """An unlisted name, told whose it is: its last word stands for the faction from here on."""
        names = (token for token in marks.tokens[first:last] if token.text[0].isupper())
        capitals = [token.low for token in names if len(token.low) >= _NAME_CHARS_MIN]
        if capitals:
            self._told[capitals[-1]] = factions

    def find(self, marks: Marks, capitals: list[int]) -> tuple[str, ...] | None:
        """Whose person the words with a capital at these tokens name."""
        for i in capitals:
            if marks.low(i) in self._told:
                return self._told[marks.low(i)]
            if marks.low(i) in self._surnames and i - 1 not in capitals:
                return (self._surnames[marks.low(i)],)
        return None


def _surnames(doc: Document) -> dict[str, str]:
    """The last names of listed leaders, where one alone is called so: "Maro said", in an article of his faction."""
    named = {piece.value for sentence in doc.sentences for piece in sentence.of("faction", "leader")}
    factions = doc.watchlist.factions
    taken = {word for faction in factions for name in (faction.name, *faction.aliases) for word in name.lower().split()}
    found: dict[str, set[str]] = {}
    for faction in factions:
        for leader in faction.leaders:
            found.setdefault(leader.name.lower().replace("-", " ").split()[-1], set()).add(faction.id)
    return {
        last: next(iter(ids)) for last, ids in found.items() if len(ids) == 1 and ids <= named and last not in taken
    }
