"""What the ledgers were told so far: one page an incident, statement or reported count.

Not the entries themselves but what the next revision needs: its number, what the entry adds to the count, a
digest to see whether anything changed, and enough to retract it. A page outlives what it is about, so that a
revision number is never used twice.
"""

from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import from_json, to_json

from schemas import LedgerRecord, Tick
from streams.core.ledger import Entry, last_day
from streams.core.resolve.entries import Draft

_COMMON: dict[str, tuple[str, ...]] = {
    "incident": ("kind", "date_from", "date_to", "country", "known_at"),
    "statement": ("faction", "kind", "date_from", "date_to", "known_at"),
    "count": ("count", "bound", "since", "until", "citation"),
}
"""Fields that a retraction repeats, the same for every subject."""

_OWN: dict[str, tuple[str, ...]] = {
    "incident": ("subject_kind", "role", "via", "attribution", "policies"),
    "statement": ("subject_kind", "via"),
    "count": ("subject_kind",),
}
"""Fields in which the entries of one thing differ, in the order in which a page keeps them."""

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

_DAY = slice(len(b'{"day":"'), len(b'{"day":"2024-01-31'))
"""Where a page says its day, so that it can be asked without being read."""

_NEVER: tuple[int, int, bool, list[Any]] = (0, 0, False, [])
"""Revision, what it adds to the count, whether the ledger holds it, own fields."""


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

    def live(self, kind: str, since: date) -> set[str]:
        """Ids of the things of a kind, of `since` or later, that some ledger holds an entry of."""
        prefix = f"{kind}|"
        pages = {name.removeprefix(prefix): page for name, page in self._pages.items() if name.startswith(prefix)}
        return {thing for thing, page in pages.items() if _lives(page, since.isoformat())}

    def forget(self, before: date) -> list[str]:
        """Drop the pages of what was over before a day, and name them; nothing can change it any more."""
        day = before.isoformat().encode()
        gone = [name for name, page in self._pages.items() if page[_DAY] < day]
        for name in gone:
            del self._pages[name]
            self._touched.add(name)
        return gone

    def revise(self, name: str, draft: Draft | None) -> list[Entry]:
        """Entries to send so that the ledgers hold `draft` of this thing (None: nothing), and nothing else of it."""
        stored = self._pages.get(name)
        page: dict[str, Any] = from_json(stored) if stored else {"day": "", "digest": "", "about": {}, "to": {}}
        sent = [] if draft is None else self._revisions(page, draft)
        lines = page["to"]
        for subject in sorted(lines.keys() - (draft.own.keys() if draft is not None else ())):
            revision, added, live, own = lines[subject]
            if live:
                sent.append(self._retraction(name, page["about"], subject, own, revision + 1, -added))
                lines[subject] = (revision + 1, 0, False, own)
        if sent:
            self._pages[name] = to_json(page)
            self._touched.add(name)
        return sent

    def _revisions(self, page: dict[str, Any], draft: Draft) -> list[Entry]:
        """Revisions for every subject whose ledger holds something else; `page` is brought up to date."""
        common = draft.common
        digest = blake2b(common.to_bytes(), digest_size=8).hexdigest()
        sent: list[Entry] = []
        for subject, fields in draft.own.items():
            revision, added, live, known = page["to"].get(subject, _NEVER)
            own = [list(value) if isinstance(value, tuple) else value for value in fields.values()]
            if live and page["digest"] == digest and known == own:
                continue
            adds = draft.weight(subject)
            change = {"count_change": adds - added} if common.type == "incident" else {}
            sent.append(common.model_copy(update={"subject": subject, "revision": revision + 1, **fields, **change}))
            page["to"][subject] = (revision + 1, adds, True, own)
        if page["digest"] != digest:
            page["digest"] = digest
            page["about"] = {field: getattr(common, field) for field in _COMMON[common.type]}
            page["day"] = max(last_day(common).isoformat(), page["day"])
        return sent

    def _retraction(
        self, name: str, about: dict[str, Any], subject: str, own: Sequence[Any], revision: int, change: int
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
            **dict(zip(_OWN[kind], own, strict=True)),
            **_BLANK[kind],
            **about,
        }
        entry = _ENTRY.validate_json(to_json(fields))
        assert not isinstance(entry, Tick)
        return entry


def _lives(page: bytes, since: str) -> bool:
    told = from_json(page)
    return (told["about"].get("date_to") or told["day"]) >= since and any(line[2] for line in told["to"].values())
