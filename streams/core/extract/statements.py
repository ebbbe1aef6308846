"""What factions are reported to announce. (First shape: reads nothing yet.)"""

from schemas import Statement
from streams.core.extract.document import Document


def read_statements(doc: Document) -> tuple[Statement, ...]:  # noqa: ARG001 - the contract; filled in next
    """The statements of an analysed article."""
    return ()
