"""Running counts that articles tell. (First shape: reads nothing yet.)"""

from schemas import ReportedCount
from streams.core.extract.document import Document


def read_counts(doc: Document) -> tuple[ReportedCount, ...]:  # noqa: ARG001 - the contract; filled in next
    """The reported counts of an analysed article."""
    return ()
