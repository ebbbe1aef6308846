"""The files that a run leaves for its users: written aside, then renamed, so none is ever half there."""

import os
from collections.abc import Iterable
from pathlib import Path

from schemas.topics import Topic
from streams.errors import StateError
from streams.local.store import Store

INCIDENTS = "incidents.jsonl"
TALLIES = "tallies.jsonl"
STANDING = "standing.jsonl"
SIGNALS = "signals.jsonl"
REJECTED = "rejected.jsonl"

_SORTED_BY_KEY = {INCIDENTS: Topic.INCIDENTS, TALLIES: Topic.TALLIES, STANDING: Topic.STANDING}


def write_all(store: Store, directory: Path) -> None:
    """Write every file anew from the state. Equal states give equal bytes. Raises `StateError`."""
    for name, topic in _SORTED_BY_KEY.items():
        _write(directory / name, (value for _, value in store.latest(topic)))
    _write(directory / SIGNALS, store.messages(Topic.SIGNALS))
    _write(directory / REJECTED, store.rejections())


def _write(path: Path, lines: Iterable[bytes]) -> None:
    aside = path.with_name(f".{path.name}.part")
    try:
        with aside.open("wb") as file:
            for line in lines:
                file.write(line)
                file.write(b"\n")
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        raise StateError(f"{path}: {error.strerror or error}") from None
    finally:
        aside.unlink(missing_ok=True)
