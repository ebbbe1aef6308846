"""What went wrong in one article, in lines that a person can act on."""

from collections.abc import Iterator, Mapping

from schemas import Mention, ReportedCount, Statement
from streams.core.evaluate.agree import COUNT_SLOTS, INCIDENT_SLOTS
from streams.core.evaluate.gold import GoldCount, GoldIncident, GoldStatement
from streams.core.evaluate.score import Reading


def misses(reading: Reading, party_of: Mapping[str, str]) -> tuple[str, ...]:
    """Each miss, each false one and each wrong slot of an article, a line each."""
    return (
        *_incidents(reading, party_of),
        *(
            f"statement missed: {_gold_statement(gold)}" if gold else f"statement false: {_read_statement(read)}"
            for read, gold in reading.statements
            if (read is None) != (gold is None)
        ),
        *_counts(reading),
    )


def _incidents(reading: Reading, party_of: Mapping[str, str]) -> Iterator[str]:
    for read, gold in reading.incidents:
        if read is None and gold:
            yield f"incident missed: {_gold_incident(gold)}"
        elif read and gold is None:
            yield f"incident false: {_read_incident(read)}"
        elif read and gold:
            for name, right in INCIDENT_SLOTS.items():
                if not right(read, gold, party_of):
                    yield f"{name} wrong: {_slot(read, name)}, not {_gold_slot(gold, name)}, of {_gold_incident(gold)}"


def _counts(reading: Reading) -> Iterator[str]:
    for read, gold in reading.counts:
        if read is None and gold:
            yield f"reported count missed: {_gold_count(gold)}"
        elif read and gold is None:
            yield f"reported count false: {_read_count(read)}"
        elif read and gold:
            for name, right in COUNT_SLOTS.items():
                if not right(read, gold):
                    yield f"{name} wrong: {getattr(read, name)}, not {getattr(gold, name)}, of {_gold_count(gold)}"


def _days(read: Mention | Statement) -> str:
    return str(read.date_from) if read.date_from == read.date_to else f"{read.date_from}..{read.date_to}"


def _slot(read: Mention, name: str) -> str:
    return _days(read) if name == "date" else str(getattr(read, name))


def _gold_slot(gold: GoldIncident, name: str) -> str:
    return str(getattr(gold, name))


def _gold_incident(gold: GoldIncident) -> str:
    return (
        f"{gold.kind} {gold.faction} {gold.date} {gold.country} {gold.place} {gold.weapon} "
        f"[{gold.key}, sentence {gold.sentence}]"
    )


def _read_incident(read: Mention) -> str:
    return (
        f"{read.kind} {read.faction} {_days(read)} {read.country} {read.place} {read.weapon} "
        f"[sentence {read.sentence}: {read.evidence.text}]"
    )


def _gold_statement(gold: GoldStatement) -> str:
    return f"{gold.faction} {gold.kind} {gold.date} [sentence {gold.sentence}]"


def _read_statement(read: Statement | None) -> str:
    assert read, "a pair has one side at least"
    return f"{read.faction} {read.kind} {_days(read)} [sentence {read.sentence}: {read.evidence.text}]"


def _gold_count(gold: GoldCount) -> str:
    return f"{gold.faction} {gold.bound} {gold.count} since {gold.since} [sentence {gold.sentence}]"


def _read_count(read: ReportedCount) -> str:
    return (
        f"{read.faction} {read.bound} {read.count} since {read.since} [sentence {read.sentence}: {read.evidence.text}]"
    )
