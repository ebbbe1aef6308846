"""What the ledgers were told so far: one page an incident, statement or reported count.

Not the entries themselves but what the next revision needs: its number, what the entry adds to the count, a
digest to see whether anything changed, and enough to retract it. A page outlives what it is about, so that a
revision number is never used twice.
"""

import json
from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

from pydantic import TypeAdapter

from schemas import LedgerRecord, Tick
from streams.core.ledger import Entry, last_day
from streams.core.resolve.entries import weight

_COMMON: dict[str, tuple[str, ...]] = {
    "incident": ("kind", "date_from", "date_to", "country", "known_at"),
    "statement": ("faction", "kind", "date_from", "date_to", "known_at"),
    "count": ("count", "bound", "since", "until", "citation"),
}
"""Fields that a retraction repeats, the same for every subject."""

_OWN: dict[str, tuple[str, ...]] = {
    "incident": ("subject_kind", "role", "via", "attribution"),
    "statement": ("subject_kind", "via"),
    "count": ("subject_kind",),
}
"""Fields that a retraction repeats, each subject's own."""

_BLANK: dict[str, dict[str, Any]] = {
    "incident": {
        "policies": [],
        "counterparty_id": None,
        "weapon": None,
        "outcome": None,
        "killed_min": None,
        "killed_max": None,
        "wounded_min": None,
        "wounded_max": None,
        "leaders_killed": [],
        "count": 1,
        "sources": 1,
        "citations": [],
    },
    "statement": {"citations": []},
    "count": {},
}
"""What a retraction leaves out."""

_ENTRY: TypeAdapter[Entry | Tick] = TypeAdapter(LedgerRecord)

_NEW_PAGE = b'{"day":"","about":{},"to":{}}'

_NEVER: tuple[int, int, str, bool, tuple[str, ...]] = (0, 0, "", False, ())


class Book:
    """Pages by the name of what they are about (`incident|i-…`)."""

    def __init__(self, theatre: str) -> None:
        self.theatre = theatre
        self._pages: dict[str, bytes] = {}
        self._touched: set[str] = set()

    def load(self, name: str, page: bytes) -> None:
        """Take in a stored page."""
        self._pages[name] = page

    def writes(self) -> dict[str, bytes | None]:
        """Pages that changed since the last call; None where one is gone."""
        changed = {name: self._pages.get(name) for name in sorted(self._touched)}
        self._touched.clear()
        return changed

    def live(self) -> list[str]:
        """Names of what some ledger holds an entry of."""
        return sorted(name for name, page in self._pages.items() if _lives(page))

    def forget(self, before: date) -> None:
        """Drop the pages of what was over before a day; nothing can change it any more."""
        for name in [name for name, page in self._pages.items() if json.loads(page)["day"] < before.isoformat()]:
            del self._pages[name]
            self._touched.add(name)

    def revise(self, name: str, drafts: Sequence[Entry]) -> list[Entry]:
        """Entries to send so that the ledgers hold `drafts` of this thing and nothing else of it."""
        page: dict[str, Any] = (
            json.loads(self._pages[name]) if name in self._pages else {"day": "", "about": {}, "to": {}}
        )
        lines = page["to"]
        sent: list[Entry] = []
        for draft in drafts:
            revision, added, digest, live, _ = lines.get(draft.subject, _NEVER)
            now = blake2b(draft.to_bytes(), digest_size=8).hexdigest()
            if live and digest == now:
                continue
            adds = weight(draft)
            change = {"count_change": adds - added} if draft.type == "incident" else {}
            sent.append(draft.model_copy(update={"revision": revision + 1, **change}))
            own = [getattr(draft, field) for field in _OWN[draft.type]]
            lines[draft.subject] = (revision + 1, adds, now, True, own)
            page["about"] = draft.model_dump(mode="json", include=set(_COMMON[draft.type]))
            page["day"] = max(last_day(draft).isoformat(), page["day"])
        for subject in sorted(lines.keys() - {draft.subject for draft in drafts}):
            revision, added, digest, live, own = lines[subject]
            if live:
                sent.append(self._retraction(name, page["about"], subject, own, revision + 1, -added))
                lines[subject] = (revision + 1, 0, digest, False, own)
        if sent:
            self._pages[name] = json.dumps(page, separators=(",", ":")).encode()
            self._touched.add(name)
        return sent

    def _retraction(
        self, name: str, about: dict[str, Any], subject: str, own: Sequence[str], revision: int, change: int
    ) -> Entry:
        kind, _, thing = name.partition("|")
        fields = {
            "type": kind,
            f"{kind}_id": thing,
            "subject": subject,
            "theatre": self.theatre,
            "revision": revision,
            "retracted": True,
            **({"count_change": change} if kind == "incident" else {}),
            **_BLANK[kind],
            **about,
            **dict(zip(_OWN[kind], own, strict=True)),
        }
        entry = _ENTRY.validate_json(json.dumps(fields))
        assert not isinstance(entry, Tick)
        return entry


def _lives(page: bytes) -> bool:
    return any(line[3] for line in json.loads(page)["to"].values())
