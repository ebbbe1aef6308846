"""Signals reach a real Alertmanager, change with what stands, and end when it does."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from streams.alertmanager import StandingAlerts, post
from streams.errors import DeliveryError, UsageError
from tests.ops.records import stands
from tests.ops.tools import fetch, free_port, program, running, wait_until


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def alertmanager(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    binary = program("prometheus-alertmanager", "apt-get install prometheus-alertmanager")
    home = tmp_path_factory.mktemp("alertmanager")
    (home / "alertmanager.yml").write_text("route: {receiver: none}\nreceivers: [{name: none}]\n")
    port = free_port()
    command = [binary, f"--config.file={home / 'alertmanager.yml'}", f"--storage.path={home / 'data'}"]
    command += [f"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address="]
    with running(command, home / "alertmanager.log"):
        url = f"http://127.0.0.1:{port}"
        wait_until("Alertmanager is ready", lambda: fetch(f"{url}/api/v2/status")["versionInfo"])
        yield url


def active(url: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = fetch(f"{url}/api/v2/alerts")
    return found


def test_a_signal_in_force_is_an_alert_until_it_is_gone(alertmanager: str) -> None:
    alerts = StandingAlerts(every_seconds=60)
    alerts.update({"k": stands("k", 2, "escalation")})
    post(alertmanager, alerts.alerts(now()))
    [alert] = wait_until("the alert is active", lambda: active(alertmanager))
    assert alert["labels"]["faction"] == "red-brigade"
    assert alert["labels"]["level"] == "2"
    assert alert["annotations"]["summary"] == "A leader was killed"
    assert alert["startsAt"].startswith("2024-02-07T00:00:00")

    alerts.posted()
    alerts.update({"k": stands("k", 3, "escalation")})
    post(alertmanager, alerts.alerts(now()))
    wait_until("the level rises", lambda: [found["labels"]["level"] for found in active(alertmanager)] == ["3"])

    alerts.posted()
    alerts.update({})
    post(alertmanager, alerts.alerts(now()))
    wait_until("the alert has ended", lambda: not active(alertmanager))


def test_posting_again_is_the_same_alert(alertmanager: str) -> None:
    alerts = StandingAlerts(every_seconds=60)
    alerts.update({"again": stands("again", 1, "de-escalation")})
    for _ in range(3):
        post(alertmanager, alerts.alerts(now()))
    assert len(wait_until("the alert is active", lambda: active(alertmanager))) == 1


def test_an_end_is_told_until_it_was_taken() -> None:
    alerts = StandingAlerts(every_seconds=60)
    alerts.update({"k": stands("k", 2, "escalation")})
    alerts.update({})
    assert len(alerts.alerts(now())) == len(alerts.alerts(now())) == 1
    alerts.posted()
    assert alerts.alerts(now()) == []


def test_what_is_refused_or_out_of_reach_is_one_line(alertmanager: str) -> None:
    with pytest.raises(DeliveryError, match="answered 400"):
        post(alertmanager, [{"labels": {}}])
    with pytest.raises(DeliveryError, match="cannot be reached"):
        post(f"http://127.0.0.1:{free_port()}", [])
    for url in ("file:///etc/passwd", "http://user:canary@127.0.0.1:1"):
        with pytest.raises(UsageError, match="give an http address without a user") as refused:
            post(url, [])
        assert "canary" not in str(refused.value)
