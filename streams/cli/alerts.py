"""`factionwatch alerts`: signals in force as alerts of an Alertmanager, for as long as the command runs."""

import time
from datetime import UTC, datetime
from typing import Annotated

import typer

from schemas import StandingSignal
from schemas.topics import Topic
from streams import config
from streams.alertmanager import StandingAlerts, post
from streams.config import Settings
from streams.errors import BrokerError, DeliveryError
from streams.kafka import tail


def command(
    url: Annotated[str, typer.Argument(metavar="URL", help="The Alertmanager, such as http://localhost:9093.")],
    *,
    every: Annotated[float, typer.Option(min=1, metavar="SECONDS", help="How often to post.")] = 60.0,
    once: Annotated[bool, typer.Option("--once", help="Post once and end.")] = False,
) -> None:
    """Post the signals in force to an Alertmanager, again and again, and their end when they are gone."""
    settings = config.load()
    alerts = StandingAlerts(every)
    while True:
        try:
            count = _post(settings, alerts, url)
        except (BrokerError, DeliveryError) as error:
            if once:
                raise
            typer.echo(f"factionwatch: {error}; trying again in {every:.0f} s", err=True)
        else:
            if once:
                typer.echo(f"{count} alerts posted", err=True)
                return
        time.sleep(every)


def _post(settings: Settings, alerts: StandingAlerts, url: str) -> int:
    found = tail.standing(settings, Topic.STANDING)
    alerts.update({key: StandingSignal.from_bytes(value) for key, value in found.items()})
    posted = alerts.alerts(datetime.now(UTC))
    post(url, posted)
    alerts.posted()
    return len(posted)
