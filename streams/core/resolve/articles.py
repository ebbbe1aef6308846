"""The newest version of each article, and which article of a story stands.

A story is a chain of articles each of which updates another; only its newest version is believed, whole, in
whatever order they arrive. Everything the others said is as if it had not been said.
"""

from copy import copy
from dataclasses import dataclass

from schemas import ReportedCount
from streams.core.resolve.statements import Said
from streams.core.resolve.told import Paper, Told, seed


@dataclass(slots=True)
class Held:
    """What is kept of one article."""

    paper: Paper
    relevant: bool
    tolds: list[Told]
    saids: list[Said]
    counts: tuple[ReportedCount, ...]
    stands: bool = False
    """Its mentions are among those that are grouped."""


class Articles:
    """All articles of one theatre that may still matter, by id."""

    def __init__(self) -> None:
        self.held: dict[str, Held] = {}
        self._updaters: dict[str, set[str]] = {}

    def put(self, held: Held) -> set[str]:
        """Take in a newer version; ids of the articles whose standing must be looked at again."""
        article_id, target = held.paper.article_id, held.paper.updates
        known = self.held.get(article_id)
        affected = self._story(article_id) if known is not None else {article_id}
        if known is not None and known.paper.updates is not None:
            self._updaters[known.paper.updates].discard(article_id)
        self.held[article_id] = held
        if target is not None and target != article_id:
            self._updaters.setdefault(target, set()).add(article_id)
        if target is not None or self._updaters.get(article_id):
            affected |= self._story(article_id)
        return affected & self.held.keys()

    def drop(self, article_id: str) -> None:
        """Forget an article that nothing can change any more."""
        held = self.held.pop(article_id)
        if held.paper.updates is not None and held.paper.updates in self._updaters:
            self._updaters[held.paper.updates].discard(article_id)
            if not self._updaters[held.paper.updates]:
                del self._updaters[held.paper.updates]

    def root(self, article_id: str) -> str:
        """The first article of its story, as far as is known; of a ring the smallest id."""
        path = [article_id]
        while True:
            held = self.held.get(path[-1])
            target = held.paper.updates if held is not None else None
            if target is None or target == path[-1]:
                return path[-1]
            if target in path:
                return min(path[path.index(target) :])
            path.append(target)

    def stands(self, article_id: str) -> bool:
        """It is the newest of its story among those that no other updates."""
        if self.held[article_id].paper.updates is None and not self._updaters.get(article_id):
            return True
        story = self._story(article_id) & self.held.keys()
        last = {other for other in story if not self._updaters.get(other)} or story
        return article_id == max(last, key=lambda other: (*self.held[other].paper.order, other))

    def _story(self, article_id: str) -> set[str]:
        found: set[str] = set()
        ahead = [self.root(article_id)]
        while ahead:
            one = ahead.pop()
            if one not in found:
                found.add(one)
                ahead.extend(self._updaters.get(one, ()))
        return found


def rooted(held: Held, theatre: str, root: str) -> None:
    """Give an article's mentions the seeds of the story that it belongs to; they become new ones by that."""
    held.paper.root = root
    held.tolds = [copy(told) for told in held.tolds]
    seed(held.tolds, theatre)
    held.saids = [copy(said) for said in held.saids]
    for said in held.saids:
        said.reseed(theatre)
