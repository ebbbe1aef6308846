"""Who did what to whom: the mentions of an analysed article."""

from schemas import Mention
from streams.core.extract.document import Document


def read_acts(doc: Document) -> tuple[Mention, ...]:  # noqa: ARG001 - the contract; filled in next
    """The mentions of an analysed article."""
    return ()
