"""How an incident, a statement or a reported count bears on each subject: the drafts of ledger entries."""

from dataclasses import dataclass
from typing import Any

from schemas import Citation, CountEntry, Incident, IncidentEntry, MentionRef, ReportedCount, StatementEntry, Watchlist
from schemas.base import of_checked
from schemas.words import AttributionWord, Policy, Role, SubjectKind, Via
from streams.core.ledger import Entry
from streams.core.resolve.incidents import WORD_RANK
from streams.core.resolve.statements import Announcement

CITATIONS_MAX = 5

_citation = of_checked(Citation)


@dataclass(frozen=True, slots=True)
class Draft:
    """One thing as its ledgers shall hold it: the entry, and the fields in which each subject's differs."""

    common: Entry
    own: dict[str, dict[str, Any]]
    """Subject → its fields."""

    def weight(self, subject: str) -> int:
        """What the entry adds to the subject's count under the widest policy."""
        if not isinstance(self.common, IncidentEntry):
            return 0
        own = self.own[subject]
        return self.common.count if own["role"] == "victim" or "reported" in own["policies"] else 0


class Subjects:
    """The subjects of one theatre: its factions and coalitions, the theatre itself, and its unattributed acts."""

    def __init__(self, watchlist: Watchlist) -> None:
        self.theatre = watchlist.theatre.id
        self.kinds: dict[str, SubjectKind] = {faction.id: faction.kind for faction in watchlist.factions}
        self.member_of = _closure({faction.id: faction.member_of for faction in watchlist.factions})
        self.members: dict[str, tuple[str, ...]] = {
            coalition: tuple(sorted(f for f, above in self.member_of.items() if coalition in above))
            for coalition in self.kinds
        }
        self.all: dict[str, SubjectKind] = {
            **self.kinds,
            f"theatre:{self.theatre}": "theatre",
            f"unattributed:{self.theatre}": "unattributed",
        }

    def kind(self, subject: str) -> SubjectKind:
        """What a subject is; a faction that the watchlist does not list is one all the same."""
        return self.all.get(subject, "faction")

    def told_of_incident(self, incident: Incident) -> Draft:
        """An entry for each subject that the incident concerns."""
        ways: dict[tuple[str, Role], tuple[Via, AttributionWord]] = {}
        role: Role = "perpetrator" if incident.kind == "attack" else "victim"
        for named in incident.attributions:
            self._reach(ways, named.faction, role, named.attribution)
        if incident.counterparty_id in self.kinds:
            other: Role = "victim" if role == "perpetrator" else "perpetrator"
            self._reach(ways, incident.counterparty_id, other, incident.attribution)
        ways[f"theatre:{self.theatre}", role] = ("own", incident.attribution)
        if not any(attribution.attribution != "denied" for attribution in incident.attributions):
            ways[f"unattributed:{self.theatre}", role] = ("own", "none")
        own: dict[str, dict[str, Any]] = {}
        for (subject, its_role), (via, word) in sorted(ways.items()):
            if subject not in own:
                own[subject] = {
                    "subject_kind": self.kind(subject),
                    "role": its_role,
                    "via": via,
                    "attribution": word,
                    "policies": _policies(incident, subject, word, its_role),
                }
        return Draft(self._entry(incident), own)

    def _reach(
        self, ways: dict[tuple[str, Role], tuple[Via, AttributionWord]], faction: str, role: Role, word: AttributionWord
    ) -> None:
        """The faction by its own act, its coalitions by a member's; the best word of several, an own one first."""
        steps: list[tuple[str, Via]] = [(faction, "own")]
        steps += [(coalition, "member") for coalition in sorted(self.member_of.get(faction, ()))]
        for subject, via in steps:
            known = ways.get((subject, role))
            if known is None or WORD_RANK[word] > WORD_RANK[known[1]] or (known[0], via) == ("member", "own"):
                best = word if known is None else max(word, known[1], key=WORD_RANK.__getitem__)
                ways[subject, role] = ("own" if known is not None and known[0] == "own" else via, best)

    def _entry(self, incident: Incident) -> IncidentEntry:
        """What every subject is told of an incident: as the theatre is."""
        return IncidentEntry(
            subject=f"theatre:{self.theatre}",
            subject_kind="theatre",
            theatre=self.theatre,
            incident_id=incident.incident_id,
            revision=1,
            count_change=0,
            role="perpetrator",
            via="own",
            kind=incident.kind,
            attribution=incident.attribution,
            policies=(),
            counterparty_id=incident.counterparty_id,
            date_from=incident.date_from,
            date_to=incident.date_to,
            country=incident.country,
            weapon=incident.weapon,
            outcome=incident.outcome,
            killed_min=incident.killed_min,
            killed_max=incident.killed_max,
            wounded_min=incident.wounded_min,
            wounded_max=incident.wounded_max,
            leaders_killed=incident.leaders_killed,
            count=incident.count,
            known_at=incident.known_at,
            sources=incident.sources,
            citations=_citations(incident),
        )

    def told_of_statement(self, said: Announcement) -> Draft:
        """An entry for the speaker, for its coalitions, and for its members where it is a coalition."""
        ways: dict[str, Via] = {said.faction: "own"}
        ways.update(dict.fromkeys(self.member_of.get(said.faction, ()), "member"))
        ways.update(dict.fromkeys(self.members.get(said.faction, ()), "umbrella"))
        common = StatementEntry(
            subject=said.faction,
            subject_kind=self.kind(said.faction),
            theatre=self.theatre,
            statement_id=said.statement_id,
            revision=1,
            via="own",
            faction=said.faction,
            kind=said.kind,
            date_from=said.date_from,
            date_to=said.date_to,
            known_at=said.citations[0].published_at,
            citations=said.citations[:CITATIONS_MAX],
        )
        return Draft(common, {to: {"subject_kind": self.kind(to), "via": via} for to, via in sorted(ways.items())})

    def told_of_count(self, count: ReportedCount, citation: Citation) -> Draft:
        """The entry for the one whose count it is; one that names no faction is the theatre's."""
        subject = count.faction or f"theatre:{self.theatre}"
        common = CountEntry(
            subject=subject,
            subject_kind=self.kind(subject),
            theatre=self.theatre,
            count_id=count.count_id,
            revision=1,
            count=count.count,
            bound=count.bound,
            since=count.since,
            until=count.until,
            citation=citation,
        )
        return Draft(common, {subject: {"subject_kind": common.subject_kind}})


def _policies(incident: Incident, subject: str, word: AttributionWord, role: Role) -> tuple[Policy, ...]:
    if word == "denied" and role == "perpetrator" and not subject.startswith("theatre:"):
        return ()
    policies: list[Policy] = ["reported"]
    if word == "claimed":
        policies.append("claimed")
    if word in ("claimed", "blamed"):
        policies.append("blamed")
    if incident.sources > 1:
        policies.append("corroborated")
    return tuple(policies)


def _citations(incident: Incident) -> tuple[Citation, ...]:
    """The first report of each outlet, a few at most."""
    first: dict[str, MentionRef] = {}
    for ref in incident.mentions:
        first.setdefault(ref.source, ref)
    return tuple(
        _citation(article_id=r.article_id, url=r.url, source=r.source, published_at=r.published_at, text=r.text)
        for r in [*first.values()][:CITATIONS_MAX]
    )


def _closure(member_of: dict[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """Every coalition above each faction; a ring of coalitions ends where it began."""
    above: dict[str, frozenset[str]] = {}
    for faction, coalitions in member_of.items():
        found: set[str] = set()
        ahead = list(coalitions)
        while ahead:
            coalition = ahead.pop()
            if coalition not in found and coalition != faction:
                found.add(coalition)
                ahead.extend(member_of.get(coalition, ()))
        above[faction] = frozenset(found)
    return above
