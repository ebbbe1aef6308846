"""The extractor's contract, and the rule extractor that is the default."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from schemas import Article, Extraction, Mention, ReportedCount, Statement, Watchlist
from streams.core.extract.acts.mentions import read_acts
from streams.core.extract.counting.counts import read_counts
from streams.core.extract.saying.statements import read_statements
from streams.core.extract.words.analysis import analyse
from streams.core.extract.words.document import Document, read_raw
from streams.core.extract.words.lexicon import bodies, countries, lexicon
from streams.core.extract.words.names import Entity, NameGate, NameIndex, watchlist_names
from streams.core.provenance import fingerprint, wire_credit
from streams.core.text import clean
from streams.core.validate import version_of

_RELEVANT_KINDS: Final = frozenset({"faction", "leader", "place"})


class Extractor(Protocol):
    """Reads articles. Equal articles give equal extractions, whatever was read before."""

    name: str
    """Name and version, kept in each extraction: `rules/1`."""

    def extract(self, article: Article) -> tuple[Extraction, ...]:
        """One extraction for each theatre, perhaps empty, in the order of the watchlists."""


@dataclass(frozen=True, slots=True)
class _Theatre:
    watchlist: Watchlist
    index: NameIndex
    gate: NameGate


class RuleExtractor:
    """The deterministic reader: lexicons, a watchlist for every name, clause by clause."""

    name = "rules/1"

    def __init__(self, watchlists: Sequence[Watchlist]) -> None:
        self._theatres = tuple(_theatre(watchlist, watchlists) for watchlist in watchlists)
        names = [name for theatre in self._theatres for name in _gate_names(theatre.watchlist)]
        self._gate = NameGate(names)
        self._lexicon = lexicon()

    def extract(self, article: Article) -> tuple[Extraction, ...]:
        """One extraction for each theatre. Linear in the article's length."""
        version = version_of(article)
        if not article.language.startswith("en") or not self._gate.opens(article.title, article.body):
            return self._empty(article, version)
        text = clean(article)
        raw = read_raw(text, self._lexicon)
        documents: list[Document | None] = []
        for theatre in self._theatres:
            named = len(self._theatres) == 1 or theatre.gate.opens(article.title, article.body)
            documents.append(analyse(article, theatre.watchlist, text, raw, theatre.index) if named else None)
        names = [_names_in(doc) for doc in documents]
        acts = [read_acts(doc) if doc is not None and names[at] else () for at, doc in enumerate(documents)]
        parting = _Parting([theatre.watchlist for theatre in self._theatres], names, acts)
        sketch = fingerprint(article.body)
        wire = wire_credit(article.title, article.body)
        extractions = []
        for number, (empty, doc) in enumerate(zip(self._empty(article, version), documents, strict=True)):
            if doc is None or not names[number]:
                extractions.append(empty)
                continue
            changes: Mapping[str, object] = {
                "relevant": True,
                "wire": wire,
                "fingerprint": sketch,
                "mentions": tuple(each for each in acts[number] if parting.keeps(number, each)),
                "statements": tuple(each for each in read_statements(doc) if parting.keeps(number, each)),
                "reported_counts": tuple(each for each in read_counts(doc) if parting.keeps(number, each)),
            }
            extractions.append(empty.model_copy(update=changes))
        return tuple(extractions)

    def _empty(self, article: Article, version: str) -> tuple[Extraction, ...]:
        """An extraction for each theatre in which nothing is read."""
        extraction = Extraction(
            article_id=article.id,
            theatre=self._theatres[0].watchlist.theatre.id,
            url=article.url,
            source=article.source,
            title=article.title,
            published_at=article.published_at,
            updates=article.updates,
            version=version,
            extractor=self.name,
            relevant=False,
            wire=None,
            fingerprint=(),
        )
        return tuple(
            extraction.model_copy(update={"theatre": theatre.watchlist.theatre.id}) for theatre in self._theatres
        )


def _theatre(watchlist: Watchlist, all_lists: Sequence[Watchlist]) -> _Theatre:
    own = {faction.id for faction in watchlist.factions}
    foreign = [
        (Entity("outsider", entity.id, entity.name), name)
        for other in all_lists
        for entity, name in watchlist_names(other)
        if entity.kind in {"faction", "leader"} and entity.id not in own
    ]
    states = {name: code for code, (names, _) in countries().items() for name in names}
    entities = [
        *(
            (entity._replace(country=states.get(name, entity.country)), name)
            for entity, name in watchlist_names(watchlist)
        ),
        *foreign,
        *_body_names(watchlist),
        *_home_names(watchlist, states),
        *_nation_names(watchlist),
        *_plain_names(watchlist),
    ]
    common = {*lexicon().by_first, *lexicon("statements").values("campaign")}
    return _Theatre(watchlist, NameIndex(entities, common), NameGate(_gate_names(watchlist)))


def _body_names(watchlist: Watchlist) -> Iterator[tuple[Entity, str]]:
    """Armed bodies of the world. Where one faction alone is called after a body, and by its ground ("the Dawn in the
    Hills", "Dawn Hill Province"), the body's own name means it."""
    parties = [name.split() for party in watchlist.parties for name in (party.name, *party.aliases)]
    for body in bodies():
        called = {f.id: f for f in watchlist.factions if any(n.startswith(f"{body} ") for n in (f.name, *f.aliases))}
        branch = next(iter(called.values())) if len(called) == 1 else None
        names = (branch.name, *branch.aliases) if branch is not None else ()
        after = [name.removeprefix(f"{body} ") for name in names if name.startswith(f"{body} ")]
        grounded = any(rest.startswith("in ") or rest.endswith("Province") for rest in after)
        if branch is not None and grounded and not any(body in words for words in parties):
            yield Entity("faction", branch.id, branch.name), body
        else:
            yield Entity("outsider", body, body), body


def _home_names(watchlist: Watchlist, states: Mapping[str, str]) -> Iterator[tuple[Entity, str]]:
    """ "The Front in Ruritania" is "Ruritania's Front" too."""
    for entity, name in watchlist_names(watchlist):
        body, _, state = name.rpartition(" in ")
        if entity.kind == "faction" and body and state in states:
            yield entity, f"{state}'s {body}"


def _nation_names(watchlist: Watchlist) -> Iterator[tuple[Entity, str]]:
    """Countries, and what belongs to them. Words for a state that is a party of the watchlist mean the party."""
    parties = {word: party for party in watchlist.parties for word in (party.name, *party.demonyms)}
    for code, (names, demonyms) in countries().items():
        yield from ((Entity("country", code, names[0], code), name) for name in names)
        party = next((parties[word] for word in (*names, *demonyms) if word in parties), None)
        nation = Entity("demonym", party.id, party.name, code) if party else Entity("nationality", code, names[0], code)
        yield from ((nation, demonym) for demonym in demonyms)


def _plain_names(watchlist: Watchlist) -> Iterator[tuple[Entity, str]]:
    """A party's names without the word for its state: "Central Command" is the "US Central Command"."""
    for party in watchlist.parties:
        for name in party.aliases:
            first, _, rest = name.partition(" ")
            if first in party.demonyms and len(rest.split()) > 1 and all(word[0].isupper() for word in rest.split()):
                yield Entity("party", party.id, party.name), rest


def _gate_names(watchlist: Watchlist) -> Iterator[str]:
    """Names that make an article worth reading: factions, leaders, places."""
    yield from (name for entity, name in watchlist_names(watchlist) if entity.kind in _RELEVANT_KINDS)


def _names_in(doc: Document | None) -> int:
    """How often an article names a faction, a leader or a place of a theatre; -1 where it does not concern it."""
    if doc is None:
        return -1
    return sum([piece.kind in _RELEVANT_KINDS for sentence in doc.sentences for piece in sentence.names])


class _Parting:
    """Which theatre keeps what several could read: each thing is told once.

    An act is kept where its place is listed, else where its country is. What has no country of any theatre is kept by
    the only one that lists its faction, else by the article's main theatre.
    """

    def __init__(
        self, watchlists: Sequence[Watchlist], names: Sequence[int], acts: Sequence[Sequence[Mention]]
    ) -> None:
        """`names`: how often the article names what each theatre watches."""
        self._listed = {act.place for told in acts for act in told if act.place_name is not None}
        """Places of acts, as printed, that some theatre knows."""
        self._reading = [(at, each) for at, each in enumerate(watchlists) if names[at] >= 0]
        """The theatres that the article concerns; no other can keep a thing."""
        self._main = names.index(max(names))
        """The theatre more of whose names the article has."""

    def keeps(self, number: int, told: Mention | Statement | ReportedCount) -> bool:
        """Whether the theatre of this number is the one."""
        if isinstance(told, Mention) and told.place_name is None and told.place in self._listed:
            return False
        if isinstance(told, Mention) and told.country is not None:
            homes = [at for at, each in self._reading if told.country in each.theatre.countries]
            if homes:
                return number == (self._main if self._main in homes else homes[0])
        listing = [at for at, each in self._reading if any(f.id == told.faction for f in each.factions)]
        return listing == [number] or (number == self._main and len(listing) != 1)
