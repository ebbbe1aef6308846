"""From any id down to the sentences and urls that it rests on, and why reports were merged.

An explanation is a tree of lines; how it is drawn is the command's business.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from pydantic import TypeAdapter

from schemas import (
    Citation,
    CountEntry,
    Incident,
    IncidentEntry,
    LedgerRecord,
    MentionRef,
    MergeNote,
    Signal,
    StandingSignal,
    StatementEntry,
    Tally,
)
from schemas.topics import Topic
from streams.core.resolve.evidence import BLOCKED, JOIN_MIN
from streams.errors import UsageError
from streams.local.apart import kept_apart
from streams.local.store import Store

ENTRIES_SHOWN_MAX = 50

_LEDGER: TypeAdapter[LedgerRecord] = TypeAdapter(LedgerRecord)


@dataclass(slots=True)
class Node:
    """A line, and the lines that it rests on."""

    text: str
    rests_on: list["Node"] = field(default_factory=list)

    def add(self, text: str, rests_on: Iterable["Node"] = ()) -> "Node":
        """Append a line and return it."""
        child = Node(text, list(rests_on))
        self.rests_on.append(child)
        return child


def explain(store: Store, identity: str) -> Node:
    """Explain a signal (id or key), a tally (its subject), an incident, statement, count, mention or article.

    Superseded incident ids lead to the incident that took their place. Raises `UsageError` for an unknown id.
    """
    for find in (_signal, _tally, _incident, _ledger_entry, _within_incidents):
        found = find(store, identity)
        if found:
            return found
    raise UsageError(f"{identity!r} is the id of nothing that this directory knows")


# --- signals -------------------------------------------------------------------------------------------------


def _signal(store: Store, identity: str) -> Node | None:
    standing = store.latest_of(Topic.STANDING, identity)
    if standing:
        return _signal_node(store, StandingSignal.from_bytes(standing), f"Signal in force {identity}")
    for value in store.messages(Topic.SIGNALS, about=identity):
        message = Signal.from_bytes(value)
        if identity in (message.signal_id, message.key):
            return _signal_node(store, message, f"Signal message {message.signal_id} ({message.status})")
    return None


def _signal_node(store: Store, signal: StandingSignal, title: str) -> Node:
    node = Node(f"{title}: {signal.headline}")
    node.add(
        f"{signal.direction} of {signal.faction}, told by {signal.basis} (rule {signal.rule});"
        f" level {signal.level} of 3, {signal.certainty}; since {signal.onset}, as of {signal.as_of}"
    )
    if signal.numbers:
        node.add("numbers: " + ", ".join(f"{name} {value:.4g}" for name, value in signal.numbers.items()))
    history = [Signal.from_bytes(value) for value in store.messages(Topic.SIGNALS, about=signal.key)]
    node.add(
        "its messages",
        [
            Node(f"{told.as_of} {told.status}: {told.headline}{_because(told.cause)} [{told.signal_id}]")
            for told in history
            if told.key == signal.key
        ],
    )
    for incident_id in signal.evidence.incidents:
        incident = _kept(store, incident_id)
        gone = Node(f"incident {incident_id} (no longer kept)")
        node.rests_on.append(_incident_node(store, incident) if incident else gone)
    for statement_id in signal.evidence.statements:
        node.rests_on.append(_ledger_entry(store, statement_id) or Node(f"statement {statement_id} (no longer kept)"))
    if not signal.evidence.incidents and not signal.evidence.statements:
        node.rests_on.extend(Node(url) for url in signal.evidence.articles)
    return node


def _because(cause: str | None) -> str:
    return f" ({cause})" if cause else ""


# --- tallies and ledger entries ----------------------------------------------------------------------------------


def _tally(store: Store, subject: str) -> Node | None:
    value = store.latest_of(Topic.TALLIES, subject)
    if not value:
        return None
    tally = Tally.from_bytes(value)
    node = Node(f"Tally of {subject} ({tally.subject_kind}), as of {tally.as_of}")
    for policy, counts in tally.attacks.items():
        node.add(
            f"attacks, {policy}: {counts.total} in all, {counts.last_7d} in 7 days, {counts.last_30d} in 30,"
            f" {counts.last_90d} in 90"
        )
    node.add(f"strikes suffered: {tally.strikes.total}")
    if tally.coverage:
        told = tally.coverage
        node.add(
            f"held against a count of {told.bound.replace('_', ' ')} {told.reported} that an article tells of"
            f" {_days(told.since, told.until)}: {told.counted} are counted here; {told.url}"
        )
    entries = [_LEDGER.validate_json(value) for _, value in store.latest(Topic.LEDGER, f"{subject}|")]
    incidents = [entry for entry in entries if isinstance(entry, IncidentEntry)]
    statements = [entry for entry in entries if isinstance(entry, StatementEntry)]
    node.add(f"rests on {len(incidents)} incidents", _newest(map(_entry_line, incidents)))
    if statements:
        node.add(f"and {len(statements)} statements", _newest(map(_statement_line, statements)))
    return node


def _newest(lines: Iterable[str]) -> Iterator[Node]:
    ordered = sorted(lines, reverse=True)
    yield from (Node(line) for line in ordered[:ENTRIES_SHOWN_MAX])
    if len(ordered) > ENTRIES_SHOWN_MAX:
        yield Node(f"and {len(ordered) - ENTRIES_SHOWN_MAX} earlier ones")


def _entry_line(entry: IncidentEntry) -> str:
    count = f" ×{entry.count}" if entry.count > 1 else ""
    by_whom = {"own": "", "member": " by a member", "umbrella": " by its umbrella"}[entry.via]
    return (
        f"{_days(entry.date_from, entry.date_to)} {entry.kind}{count}{by_whom}, {entry.weapon or 'weapon untold'},"
        f" {entry.country or 'country untold'}, {entry.attribution}; {_sources(entry.sources)} [{entry.incident_id}]"
    )


def _statement_line(entry: StatementEntry) -> str:
    return f"{_days(entry.date_from, entry.date_to)} {entry.faction}: {entry.kind} [{entry.statement_id}]"


def _ledger_entry(store: Store, identity: str) -> Node | None:
    for _, value in store.latest(Topic.LEDGER, about=identity):
        match _LEDGER.validate_json(value):
            case StatementEntry(statement_id=name) as entry if name == identity:
                node = Node(f"Statement {_statement_line(entry)}")
                node.rests_on.extend(_cited(citation) for citation in entry.citations)
                return node
            case CountEntry(count_id=name) as entry if name == identity:
                told = f"{entry.bound.replace('_', ' ')} {entry.count}"
                node = Node(f"Reported count for {entry.subject}: {told}, {_days(entry.since, entry.until)}")
                node.rests_on.append(_cited(entry.citation))
                return node
    return None


# --- incidents -------------------------------------------------------------------------------------------------


def _kept(store: Store, identity: str) -> Incident | None:
    value = store.latest_of(Topic.INCIDENTS, identity)
    return Incident.from_bytes(value) if value else None


def _about(store: Store, identity: str) -> Iterator[Incident]:
    """The incidents whose records name an id anywhere."""
    return (Incident.from_bytes(value) for _, value in store.latest(Topic.INCIDENTS, about=identity))


def _holds(incident: Incident, identity: str) -> bool:
    """Whether it rests on a mention or article."""
    return any(identity in (mention.mention_id, mention.article_id) for mention in incident.mentions)


def _incident(store: Store, identity: str) -> Node | None:
    incident = _kept(store, identity)
    return _with_refusals(store, incident) if incident else None


def _within_incidents(store: Store, identity: str) -> Node | None:
    """A superseded id, a mention or an article: whatever incidents hold it."""
    found: list[Node] = []
    for incident in _about(store, identity):
        if identity in incident.aliases:
            return Node(f"{identity} is now {incident.incident_id}", [_with_refusals(store, incident)])
        if _holds(incident, identity):
            found.append(_with_refusals(store, incident))
    if len(found) == 1:
        return Node(f"{identity} is told in one incident", found)
    return Node(f"{identity} is told in {len(found)} incidents", found) if found else None


def _incident_node(store: Store, incident: Incident) -> Node:
    count = f" ({incident.count} attacks told as one)" if incident.count > 1 else ""
    node = Node(
        f"Incident {incident.incident_id}: {incident.kind}{count}, {_days(incident.date_from, incident.date_to)}"
    )
    node.add(f"{_roles(incident)}; {_where(incident)}; {incident.weapon or 'weapon untold'}{_outcome(incident)}")
    for attribution in incident.attributions:
        by = f" (said by {', '.join(attribution.said_by)})" if attribution.said_by else ""
        node.add(f"{attribution.faction}: {attribution.attribution}{by}, {_sources(attribution.sources)}")
    labels = {mention.mention_id: f"{mention.source} [{mention.mention_id}]" for mention in incident.mentions}
    number = len(incident.mentions)
    reports = node.add(f"{number} report{'s' if number > 1 else ''}, {_sources(incident.sources)}")
    for mention in incident.mentions:
        report = _cited(mention)
        report.text = f"[{mention.mention_id}] {report.text}"
        if toll := _toll(mention):
            report.add(f"{toll}, by this report")
        report.rests_on.extend(
            Node(f"the same act as {labels.get(note.other_id, note.other_id)}: {_evidence(note)}")
            for note in incident.notes
            if note.merged and note.mention_id == mention.mention_id
        )
        reports.rests_on.append(report)
    if filled := [note for note in incident.notes if not note.merged]:
        node.add("told on their own, and so not counted in this lump", [_single(store, note) for note in filled])
    return node


def _with_refusals(store: Store, incident: Incident) -> Node:
    """What was asked for by its own id tells the refusals to merge too: they may be many."""
    node = _incident_node(store, incident)
    others = kept_apart(store, incident)
    if others:
        lines = [Node(f"{_act(other)}: {_evidence(note)}") for other, note in others[:ENTRIES_SHOWN_MAX]]
        if len(others) > ENTRIES_SHOWN_MAX:
            lines.append(Node(f"and {len(others) - ENTRIES_SHOWN_MAX} for which less speaks"))
        node.add("kept apart from", lines)
    return node


def _roles(incident: Incident) -> str:
    faction, other = incident.faction or "nobody named", incident.counterparty or "somebody untold"
    if incident.kind == "attack":
        return f"{faction} on {other} ({incident.attribution})"
    return f"{other} on {faction}"


def _where(incident: Incident) -> str:
    places = [place for place in (incident.place, incident.country) if place]
    return ", ".join(places) or "place untold"


def _outcome(incident: Incident) -> str:
    parts: list[str] = [incident.outcome] if incident.outcome else []
    for word, least, most in (
        ("killed", incident.killed_min, incident.killed_max),
        ("wounded", incident.wounded_min, incident.wounded_max),
    ):
        if least is not None:
            parts.append(f"{least} {word}" if least == most else f"{least} to {most} {word}")
    if incident.leaders_killed:
        parts.append(f"leader killed: {', '.join(incident.leaders_killed)}")
    return "".join(f", {part}" for part in parts)


def _toll(mention: MentionRef) -> str:
    told = (("killed", mention.killed), ("wounded", mention.wounded))
    return ", ".join(f"{number} {word}" for word, number in told if number is not None)


def _single(store: Store, note: MergeNote) -> Node:
    """The act of a mention that a lump counts in."""
    holding = (other for other in _about(store, note.mention_id) if _holds(other, note.mention_id))
    return Node(next(map(_act, holding), note.mention_id))


def _act(incident: Incident) -> str:
    days = _days(incident.date_from, incident.date_to)
    return f"{incident.incident_id}, {incident.kind} of {days}, {_where(incident)}"


def _evidence(note: MergeNote) -> str:
    reasons = [*note.reasons_for, *(f"but {reason}" for reason in note.reasons_against)]
    weight = "which settles it" if note.score < BLOCKED / 2 else f"score {note.score:.2f}, the line is {JOIN_MIN:g}"
    return f"{'; '.join(reasons) or 'no reason for it'} ({weight})"


def _cited(citation: Citation) -> Node:
    node = Node(f"{citation.source}, {citation.published_at:%Y-%m-%d %H:%M} UTC: “{citation.text}”")
    node.add(citation.url)
    return node


def _days(first: date | None, last: date | None) -> str:
    if first == last:
        return str(first) if first else "day untold"
    return f"{first or '…'} to {last or '…'}"


def _sources(number: int) -> str:
    return "one source" if number == 1 else f"{number} independent sources"
