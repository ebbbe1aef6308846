"""The acts beside an incident, and why it is not one with each of them: read from what a run keeps."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from pydantic_core import from_json

from schemas import Extraction, Incident, MergeNote, Watchlist
from schemas.topics import Topic
from streams.core.resolve.apart import beside, refusal
from streams.core.resolve.entries import Subjects
from streams.core.resolve.evidence import Loyalties
from streams.core.resolve.owner import EXTRACTION
from streams.core.resolve.told import Names, Paper, Told
from streams.local.store import Store


def kept_apart(store: Store, incident: Incident) -> list[tuple[Incident, MergeNote]]:
    """Every act that might have been this one, the likeliest first, with what spoke for it and against it.

    Acts whose reports have left the horizon are left out: they are closed.
    """
    reports = _Reports(store, store.watchlist(incident.theatre))
    own = reports.of(incident)
    found = []
    for other in _acts(store, incident):
        theirs = reports.of(other) if own and beside(incident, other) else []
        if theirs:
            found.append((other, refusal(own, theirs, reports.loyalties)))
    return sorted(found, key=lambda pair: (-pair[1].score, pair[0].incident_id))


class _Reports:
    """What articles say of acts, as resolution read it."""

    def __init__(self, store: Store, watchlist: Watchlist) -> None:
        self.loyalties = Loyalties(Subjects(watchlist).member_of)
        self._store = store
        self._theatre = watchlist.theatre
        self._names = Names(watchlist)
        self._of_article: dict[str, dict[str, Told]] = {}

    def of(self, incident: Incident) -> list[Told]:
        """The mentions that an incident lists, those that are still kept."""
        told = (self._article(each.article_id).get(each.mention_id) for each in incident.mentions)
        return [each for each in told if each is not None]

    def _article(self, article_id: str) -> dict[str, Told]:
        if article_id not in self._of_article:
            value = self._store.owned_value("resolve", self._theatre.id, f"{EXTRACTION}{article_id}")
            self._of_article[article_id] = self._mentions(Extraction.from_bytes(value)) if value else {}
        return self._of_article[article_id]

    def _mentions(self, extraction: Extraction) -> dict[str, Told]:
        paper = Paper(extraction, ZoneInfo(self._theatre.timezone))
        return {mention.mention_id: Told(mention, paper, self._names) for mention in extraction.mentions}


def _acts(store: Store, incident: Incident) -> Iterator[Incident]:
    """All acts of the incident's theatre and kind. Only these are read in full: a store may hold very many."""
    wanted = incident.theatre, incident.kind
    for _, value in store.latest(Topic.INCIDENTS):
        told = from_json(value)
        if (told["theatre"], told["kind"]) == wanted:
            yield Incident.from_bytes(value)
