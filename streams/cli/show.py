"""What a run came to, for a person at a terminal (a table and a timeline) and for a machine (one JSON object)."""

from collections.abc import Mapping, Sequence

from pydantic_core import from_json, to_json
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from schemas import Signal, Tally, Watchlist
from schemas.topics import Topic
from streams.local.run import Summary
from streams.local.store import Store

SIGNALS_SHOWN_MAX = 60
WHO_WIDTH_MAX = 32

_ARROWS = {"escalation": ("▲", "red"), "de-escalation": ("▼", "green")}
_KINDS = {"theatre": 0, "coalition": 1, "faction": 2, "unattributed": 3}


def names_of(watchlists: Sequence[Watchlist]) -> Mapping[str, str]:
    """What to call each subject."""
    names: dict[str, str] = {}
    for watchlist in watchlists:
        theatre = watchlist.theatre
        names[f"theatre:{theatre.id}"] = theatre.name
        names[f"unattributed:{theatre.id}"] = "nobody named"
        for faction in watchlist.factions:
            names.setdefault(faction.id, faction.name)
    return names


def show_tallies(console: Console, store: Store, watchlists: Sequence[Watchlist]) -> None:
    """One table for each theatre. Subjects of which nothing was read are only counted."""
    tallies = [Tally.from_bytes(value) for _, value in store.latest(Topic.TALLIES)]
    names = names_of(watchlists)
    for watchlist in watchlists:
        here = [tally for tally in tallies if tally.theatres[:1] == (watchlist.theatre.id,)]
        told = [tally for tally in here if tally.attacks["reported"].total or tally.strikes.total]
        told.sort(key=lambda t: (_KINDS[t.subject_kind], -t.attacks["reported"].total, t.subject))
        if told:
            console.print(_table(watchlist, told, len(here) - len(told), names))
            console.print()


def _table(watchlist: Watchlist, tallies: Sequence[Tally], silent: int, names: Mapping[str, str]) -> Table:
    table = Table(
        title=f"{watchlist.theatre.name}, as of {max(tally.as_of for tally in tallies)}",
        title_justify="left",
        caption=f"{silent} more of whom no attack was read" if silent else None,
        caption_justify="left",
        box=box.SIMPLE_HEAD,
    )
    table.add_column("who", max_width=WHO_WIDTH_MAX)
    for heading in ("attacks", "7 d", "30 d", "90 d", "claimed", "struck", "killed", "wounded"):
        table.add_column(heading, justify="right", min_width=len(heading))
    table.add_column("last attack")
    for tally in tallies:
        reported = tally.attacks["reported"]
        claimed = tally.attacks.get("claimed")
        table.add_row(
            Text(names.get(tally.subject, tally.subject), style=_style(tally)),
            str(reported.total),
            str(reported.last_7d),
            str(reported.last_30d),
            str(reported.last_90d),
            str(claimed.total if claimed else 0),
            str(tally.strikes.total),
            _range(tally.killed_min, tally.killed_max),
            _range(tally.wounded_min, tally.wounded_max),
            f"{tally.last_attack}, {tally.days_since_last_attack} d ago" if tally.last_attack else "",
        )
    return table


def _style(tally: Tally) -> str:
    return {"theatre": "bold", "coalition": "italic", "unattributed": "dim"}.get(tally.subject_kind, "")


def _range(least: int, most: int) -> str:
    return str(least) if least == most else f"{least}-{most}"


def show_signals(console: Console, store: Store, watchlists: Sequence[Watchlist]) -> None:
    """The story in order: what was raised, what was raised further, what was taken back.

    Messages that only say that a signal fades or has run out are left to the file, and what a coalition's
    signal repeats of its member's is said in the member's line.
    """
    messages = [Signal.from_bytes(value) for value in store.messages(Topic.SIGNALS)]
    told = [message for message in messages if _is_news(message, messages)]
    names = names_of(watchlists)
    shown = _merged(told)[-SIGNALS_SHOWN_MAX:]
    table = Table(title="Signals", title_justify="left", box=box.SIMPLE_HEAD)
    for heading, wraps in (("day", False), ("level", False), ("what", True), ("basis", False), ("certainty", False)):
        table.add_column(heading, no_wrap=not wraps)
    for group in shown:
        _add_signal(table, group, names)
    console.print(table if shown else Text("No signal was raised."))
    left = len(messages) - sum(map(len, shown))
    if left:
        console.print(Text(f"{left} messages more, of signals that faded or ended, are in signals.jsonl", style="dim"))


def _is_news(message: Signal, messages: Sequence[Signal]) -> bool:
    if message.status == "alert":
        return True
    if message.status == "cancel":
        return message.cause is not None and not message.cause.startswith("expired")
    levels = {earlier.signal_id: earlier.level for earlier in messages if earlier.signal_id in message.references}
    return message.level > max(levels.values(), default=0)


def _merged(messages: Sequence[Signal]) -> list[list[Signal]]:
    """Messages of one day that say the same of several subjects, because of the same incident or statement."""
    groups: list[list[Signal]] = []
    for message in messages:
        for group in reversed(groups):
            if group[0].as_of != message.as_of:
                groups.append([message])
                break
            if _is_same_news(group[0], message):
                group.append(message)
                break
        else:
            groups.append([message])
    return groups


def _is_same_news(one: Signal, other: Signal) -> bool:
    kinds = [(told.status, told.direction, told.basis, told.rule, told.level) for told in (one, other)]
    rests = [{*told.evidence.incidents, *told.evidence.statements} for told in (one, other)]
    return kinds[0] == kinds[1] and not rests[0].isdisjoint(rests[1])


def _add_signal(table: Table, group: Sequence[Signal], names: Mapping[str, str]) -> None:
    signal = min(group, key=lambda one: (len(one.headline), one.key))
    arrow, colour = _ARROWS[signal.direction]
    is_over = signal.status == "cancel"
    what = Text(signal.headline, style="strike" if is_over else "")
    if signal.status != "alert":
        what = Text(f"{'withdrawn' if is_over else 'raised'}: ", style="bold") + what
    notes = [signal.cause] if is_over and signal.cause else []
    others = sorted({names.get(other.faction, other.faction) for other in group} - {names.get(signal.faction, "")})
    notes += [f"also of {', '.join(others)}"] if others else []
    if notes:
        what += Text(f" ({'; '.join(notes)})", style="dim")
    level = Text(f"{arrow} ", style=colour) + Text("●" * signal.level + "○" * (3 - signal.level))
    table.add_row(str(signal.as_of), level, what, signal.basis, signal.certainty)


def as_json(store: Store, summary: Summary) -> str:
    """What was done, the tallies and the signals in force."""
    result = {
        "articles": summary.articles,
        "known": summary.known,
        "rejected": summary.rejected,
        "waiting": summary.waiting,
        "as_of": summary.as_of,
        "tallies": [from_json(value) for _, value in store.latest(Topic.TALLIES)],
        "standing": [from_json(value) for _, value in store.latest(Topic.STANDING)],
    }
    return to_json(result).decode()
