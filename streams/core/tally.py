"""The tally: a pure fold over one subject's ledger. Nothing here is counted up on the side."""

from datetime import date, timedelta

from schemas import CountEntry, Counts, Coverage, Tally
from schemas.words import Policy
from streams.core.ledger import POLICIES, UNDATED, Ledger

COVERAGE_POLICY: Policy = "reported"
"""What a running count that an article tells is held against: all attacks told."""


def fold(ledger: Ledger, as_of: date, lull_due_at: date | None = None) -> Tally:
    """Counts of the ledger's subject as of a day. Acts dated after that day are left out.

    `lull_due_at` is handed through for the stage that computes it.
    """
    assert ledger.subject_kind is not None, "an empty ledger has no tally"
    sums = ledger.sums
    attacks = {policy: _until(sums.attacks.get(policy, {}), as_of) for policy in POLICIES}
    daily, undated = attacks["reported"]
    last_attack = max(daily, default=None)
    return Tally(
        subject=ledger.subject,
        subject_kind=ledger.subject_kind,
        theatres=ledger.theatres,
        as_of=as_of,
        attacks={policy: _counts(*days, as_of) for policy, days in attacks.items()},
        strikes=_counts(*_until(sums.strikes, as_of), as_of),
        undated=undated,
        killed_min=sums.tolls.get("killed_min", 0),
        killed_max=sums.tolls.get("killed_max", 0),
        wounded_min=sums.tolls.get("wounded_min", 0),
        wounded_max=sums.tolls.get("wounded_max", 0),
        last_attack=last_attack,
        days_since_last_attack=None if last_attack is None else (as_of - last_attack).days,
        by_weapon=sums.by_weapon,
        by_country=sums.by_country,
        daily=tuple(daily.items()),
        coverage=_coverage(ledger.counts, daily),
        lull_due_at=lull_due_at,
    )


def _until(days: dict[str, int], as_of: date) -> tuple[dict[date, int], int]:
    dated = {date.fromisoformat(day): count for day, count in sorted(days.items()) if day != UNDATED}
    return {day: count for day, count in dated.items() if day <= as_of}, days.get(UNDATED, 0)


def _counts(daily: dict[date, int], undated: int, as_of: date) -> Counts:
    def last(days: int) -> int:
        before = as_of - timedelta(days=days)
        return sum(count for day, count in daily.items() if day > before)

    return Counts(
        total=sum(daily.values()) + undated, last_1d=last(1), last_7d=last(7), last_30d=last(30), last_90d=last(90)
    )


def _coverage(counts: tuple[CountEntry, ...], daily: dict[date, int]) -> Coverage | None:
    """Against the newest count told: `since` and `until` inclusive; untold, from the first act to the report's day."""
    if not counts:
        return None
    newest = counts[-1]
    until = newest.until or newest.citation.published_at.date()
    counted = sum(
        count for day, count in daily.items() if (newest.since is None or day >= newest.since) and day <= until
    )
    return Coverage(
        reported=newest.count,
        bound=newest.bound,
        since=newest.since,
        until=newest.until,
        counted=counted,
        share=round(counted / newest.count, 4) if newest.count else None,
        url=newest.citation.url,
    )
