"""From two standing sets to messages, and from messages back to the standing set.

A message is an alert (the key is new), an update (what it says changed) or a cancel (it stands no more), as in the
Common Alerting Protocol; `references` names the message that it replaces. Ids are digests of the content, so a
message that is sent twice has one id, and a signal that is raised again after a cancel, referring to it, has another.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256

from schemas import Signal, StandingSignal
from schemas.words import Status

FADED = "fades with age: nothing new bears it out"
CORRECTED = "reports were corrected or withdrawn"


def difference(
    before: Iterable[Signal],
    after: Iterable[StandingSignal],
    as_of: date,
    causes: Mapping[str, str] | None = None,
) -> tuple[Signal, ...]:
    """The messages that lead from what was last said to what stands: cancels first, then updates, then alerts.

    `before`: the last message of each key, cancels included. `causes`: by key, why it changed or ended.
    """
    last = {signal.key: signal for signal in before}
    now = {signal.key: signal for signal in after}
    why = causes or {}
    messages: dict[Status, list[Signal]] = {"cancel": [], "update": [], "alert": []}
    for key in sorted(last.keys() | now.keys()):
        old, new = last.get(key), now.get(key)
        if new is None:
            if old is not None and old.status != "cancel":
                gone = standing(old).model_copy(update={"as_of": max(as_of, old.as_of)})
                messages["cancel"].append(message(gone, "cancel", old, why.get(key, CORRECTED)))
        elif old is None or old.status == "cancel":
            messages["alert"].append(message(new, "alert", old, None))
        elif standing(old) != new:
            cause = FADED if _only_faded(old, new) else why.get(key)
            messages["update"].append(message(new, "update", old, cause))
    return (*messages["cancel"], *messages["update"], *messages["alert"])


def _only_faded(old: Signal, new: StandingSignal) -> bool:
    return new.level < old.level and standing(old).model_copy(update={"level": new.level, "as_of": new.as_of}) == new


def message(signal: StandingSignal, status: Status, replaces: Signal | None, cause: str | None) -> Signal:
    """A message with its id."""
    content = {
        **signal.model_dump(),
        "status": status,
        "references": () if replaces is None else (replaces.signal_id,),
        "cause": cause,
    }
    unnamed = Signal(signal_id="", **content)
    return unnamed.model_copy(update={"signal_id": "g-" + sha256(unnamed.to_bytes()).hexdigest()[:20]})


def standing(signal: Signal) -> StandingSignal:
    """What a message says, without what makes it a message."""
    return StandingSignal(**{name: getattr(signal, name) for name in StandingSignal.model_fields})


def fold(messages: Iterable[Signal]) -> dict[str, StandingSignal]:
    """The standing set by key, from the messages of a subject in the order in which they were sent."""
    kept: dict[str, StandingSignal] = {}
    for signal in messages:
        kept.pop(signal.key, None)
        if signal.status != "cancel":
            kept[signal.key] = standing(signal)
    return kept
