"""Signals in force as alerts of a Prometheus Alertmanager (API v2), for those whose on-call desk it is.

Alertmanager wants to hear again and again of what still holds, and forgets what it no longer hears of. So all
signals in force are posted each time with an end a few posts ahead: a poster that dies leaves no alert open
for ever, and one that starts anew from the compacted topic takes up where it was.
"""

import json
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit

from schemas import StandingSignal
from streams.errors import DeliveryError, UsageError

POST_TIMEOUT_SECONDS = 10.0
POSTS_UNTIL_FORGOTTEN = 3
ARTICLES_MAX = 5


class StandingAlerts:
    """The signals in force, as `factions.signals.standing` tells them from time to time."""

    def __init__(self, every_seconds: float) -> None:
        assert every_seconds > 0, "alerts are posted again and again"
        self._lifetime = timedelta(seconds=every_seconds * POSTS_UNTIL_FORGOTTEN)
        self._standing: dict[str, StandingSignal] = {}
        self._gone: dict[str, StandingSignal] = {}

    def update(self, standing: Mapping[str, StandingSignal]) -> None:
        """Note all that stands now, by key."""
        for key, before in self._standing.items():
            now = standing.get(key)
            if now is None or _labels(now) != _labels(before):
                self._gone[key] = before
        self._standing = dict(standing)

    def alerts(self, now: datetime) -> list[dict[str, Any]]:
        """What to post at `now`: all that stands, and the end of what went since `posted`."""
        ended = [_alert(signal, now) for signal in self._gone.values()]
        return ended + [_alert(signal, now + self._lifetime) for signal in self._standing.values()]

    def posted(self) -> None:
        """The receiver has taken the last alerts: ended ones need not be told again."""
        self._gone.clear()


def post(url: str, alerts: Iterable[dict[str, Any]]) -> None:
    """Post to the Alertmanager at `url`, such as `http://localhost:9093`.

    Raises `UsageError` for what is no http address, `DeliveryError` where it is not accepted.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or parts.username is not None:
        raise UsageError("alertmanager: give an http address without a user, such as http://localhost:9093")
    request = urllib.request.Request(  # noqa: S310  # the scheme is checked above
        f"{url.rstrip('/')}/api/v2/alerts",
        data=json.dumps(list(alerts)).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=POST_TIMEOUT_SECONDS):  # noqa: S310  # the scheme is checked above
            return
    except urllib.error.HTTPError as error:
        with error:
            reason = error.read(500).decode("utf-8", "replace").strip()
        raise DeliveryError(f"alertmanager: {parts.netloc} answered {error.code}: {reason!r}") from error
    except OSError as error:
        raise DeliveryError(f"alertmanager: {parts.netloc} cannot be reached: {error}") from error


def _labels(signal: StandingSignal) -> dict[str, str]:
    return {
        "alertname": "FactionwatchSignal",
        "faction": signal.faction,
        "direction": signal.direction,
        "basis": signal.basis,
        "rule": signal.rule,
        "level": str(signal.level),
        "onset": signal.onset.isoformat(),
    }


def _alert(signal: StandingSignal, ends_at: datetime) -> dict[str, Any]:
    starts_at = min(datetime.combine(signal.onset, time.min, UTC), ends_at)
    return {
        "labels": _labels(signal),
        "annotations": {
            "summary": signal.headline,
            "certainty": signal.certainty,
            "as_of": signal.as_of.isoformat(),
            "articles": " ".join(signal.evidence.articles[:ARTICLES_MAX]),
        },
        "startsAt": starts_at.isoformat(),
        "endsAt": ends_at.isoformat(),
    }
