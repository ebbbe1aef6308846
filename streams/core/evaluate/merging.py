"""Scores what a resolver makes of the mentions of annotated articles: merges, and the tallies that follow.

Twice: with the gold mentions as input, which judges the resolver alone; and with the mentions that were
read, which judges the chain. In the second case the merges are measured over the mentions that stand
for a gold one (extraction is not punished twice), the tallies over everything. What an article said that
a later version corrects counts in neither.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from pydantic import NonNegativeInt, computed_field

from schemas import Extraction, Incident, Mention, Span, Watchlist
from schemas.base import Value
from schemas.words import Kind
from streams.core.evaluate.gold import GoldIncident
from streams.core.evaluate.measures import Merges, merges
from streams.core.evaluate.score import Reading

Resolver = Callable[[Sequence[Extraction]], Sequence[Incident]]

UNATTRIBUTED = "unattributed"


class TallyCheck(Value):
    """One faction's number of attacks, or of strikes on it, in the gold and as it came out."""

    faction: str
    kind: Kind
    gold: NonNegativeInt
    read: NonNegativeInt


class Merging(Value):
    """Merges and tallies of one run of the resolver."""

    merges: Merges
    tallies: tuple[TallyCheck, ...]

    @computed_field  # type: ignore[prop-decorator]  # mypy does not read a decorated property
    @property
    def tally_error(self) -> float:
        """Summed difference of the tallies over the sum of the gold tallies."""
        gold = sum(check.gold for check in self.tallies)
        return sum(abs(check.read - check.gold) for check in self.tallies) / gold if gold else 0.0


def merge_gold(
    readings: Sequence[Reading], extractions: Sequence[Extraction], watchlist: Watchlist, resolve: Resolver
) -> Merging:
    """Resolve the gold mentions. `extractions[i]` is of the article of `readings[i]` and lends its source."""
    filled, keys = [], {}
    for reading, extraction in zip(readings, extractions, strict=True):
        mentions = []
        for number, gold in enumerate(reading.annotated.gold.incidents):
            mentions.append(as_mention(gold, number, extraction, watchlist))
            keys[mentions[-1].mention_id] = gold.key
        filled.append(extraction.model_copy(update={"mentions": tuple(mentions)}))
    incidents = resolve(filled)
    return Merging(merges=_measure(keys, incidents), tallies=_compare(readings, incidents))


def merge_read(readings: Sequence[Reading], extractions: Sequence[Extraction], resolve: Resolver) -> Merging:
    """Resolve the mentions that were read. A recap that the gold does not list is left out of the tallies."""
    pairs = [pair for reading in readings for pair in (*reading.incidents, *reading.recaps)]
    keys = {read.mention_id: gold.key for read, gold in pairs if read and gold}
    neutral = {read.mention_id for reading in readings for read, gold in reading.recaps if read and not gold}
    incidents = resolve(extractions)
    counted = [i for i in incidents if not all(ref.mention_id in neutral for ref in i.mentions)]
    return Merging(merges=_measure(keys, incidents), tallies=_compare(readings, counted))


def _measure(keys: Mapping[str, str], incidents: Iterable[Incident]) -> Merges:
    """Compare over the mentions that have a gold key."""
    incident_of = {ref.mention_id: incident.incident_id for incident in incidents for ref in incident.mentions}
    known = sorted(keys.keys() & incident_of.keys())
    return merges([keys[mention_id] for mention_id in known], [incident_of[mention_id] for mention_id in known])


def _compare(readings: Sequence[Reading], incidents: Iterable[Incident]) -> tuple[TallyCheck, ...]:
    corrected = {reading.annotated.article.updates for reading in readings}
    standing = [reading.annotated for reading in readings if reading.annotated.article.id not in corrected]
    gold = _gold_tallies(gold for annotated in standing for gold in annotated.gold.incidents)
    read: Counter[tuple[str, Kind]] = Counter()
    for incident in incidents:
        tied = {a.faction for a in incident.attributions if incident.kind == "strike" or a.attribution != "denied"}
        for faction in tied or {_owner(incident)}:
            read[faction, incident.kind] += incident.count
    return tuple(
        TallyCheck(faction=faction, kind=kind, gold=gold[faction, kind], read=read[faction, kind])
        for faction, kind in sorted(gold.keys() | read.keys())
    )


def _owner(incident: Incident) -> str:
    """Whose incident it is where no attribution stands: nobody's, where it is only denied."""
    denied = incident.kind == "attack" and incident.attribution == "denied"
    return incident.faction if incident.faction and not denied else UNATTRIBUTED


def _gold_tallies(golds: Iterable[GoldIncident]) -> Counter[tuple[str, Kind]]:
    """Each key once, for every faction that any report ties to it; its count is the largest told."""
    tied: dict[tuple[str, Kind], set[str]] = {}
    counts: dict[tuple[str, Kind], int] = {}
    for gold in golds:
        act = gold.key, gold.kind
        told = [(gold.faction, gold.attribution), *((a.faction, a.attribution) for a in gold.also)]
        names = {faction for faction, word in told if faction and (gold.kind == "strike" or word != "denied")}
        tied.setdefault(act, set()).update(names)
        counts[act] = max(counts.get(act, 0), gold.count)
    tallies: Counter[tuple[str, Kind]] = Counter()
    for (key, kind), factions in tied.items():
        for faction in factions or {UNATTRIBUTED}:
            tallies[faction, kind] += counts[key, kind]
    return tallies


def party_ids(watchlist: Watchlist) -> dict[str, str]:
    """Case-folded name of each party → its id."""
    return {
        name.casefold(): party.id
        for party in watchlist.parties
        for name in (party.name, *party.aliases, *party.demonyms)
    }


def as_mention(gold: GoldIncident, number: int, extraction: Extraction, watchlist: Watchlist) -> Mention:
    """An annotated incident as if it had been read."""
    place_names = {name.casefold(): place.name for place in watchlist.places for name in (place.name, *place.aliases)}
    return Mention(
        mention_id=f"m-{extraction.article_id}-{number}",
        article_id=extraction.article_id,
        theatre=extraction.theatre,
        counterparty_id=party_ids(watchlist).get((gold.counterparty or "").casefold()),
        date_from=gold.date,
        date_to=gold.date,
        place_name=place_names.get((gold.place or "").casefold()),
        evidence=Span(field="title", start=0, end=len(extraction.title), text=extraction.title),
        **gold.model_dump(exclude={"key", "date", "also"}),
        also=gold.also,
    )
