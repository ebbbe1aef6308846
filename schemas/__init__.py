"""The vocabulary of factionwatch: every record that crosses a boundary, one file a noun.

Nothing here computes; the models only say what a record is. The JSON Schemas beside these files are
generated from them (`python -m schemas.generate`).
"""

from schemas.article import Article
from schemas.base import Record
from schemas.extraction import Attributed, Extraction, Mention, ReportedCount, Span, Statement
from schemas.incident import Attribution, Citation, Incident, MentionRef, MergeNote
from schemas.ledger import CountEntry, IncidentEntry, LedgerRecord, StatementEntry, Tick
from schemas.rejection import Rejection
from schemas.signal import Evidence, Signal, StandingSignal
from schemas.tally import Counts, Coverage, Tally
from schemas.watchlist import Faction, Leader, Party, Place, Theatre, Watchlist

__all__ = [
    "Article",
    "Attributed",
    "Attribution",
    "Citation",
    "CountEntry",
    "Counts",
    "Coverage",
    "Evidence",
    "Extraction",
    "Faction",
    "Incident",
    "IncidentEntry",
    "Leader",
    "LedgerRecord",
    "Mention",
    "MentionRef",
    "MergeNote",
    "Party",
    "Place",
    "Record",
    "Rejection",
    "ReportedCount",
    "Signal",
    "Span",
    "StandingSignal",
    "Statement",
    "StatementEntry",
    "Tally",
    "Theatre",
    "Tick",
    "Watchlist",
]
