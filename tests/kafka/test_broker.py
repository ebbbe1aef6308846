"""The broker that tests and developers use: real, on loopback, and unable to invent topics."""

import subprocess

import pytest
from kafka import KafkaAdminClient, KafkaProducer
from kafka.errors import KafkaError

from deploy.kafka.broker import Broker


def listening_addresses(pid: int) -> set[str]:
    """Local addresses on which the process, or one that it started, listens; as `ss` prints them without the port."""
    shown = subprocess.run(["ss", "-Hltnp"], capture_output=True, text=True, check=True).stdout
    pids = [f"pid={each}," for each in (pid, *_children(pid))]
    lines = [line.split() for line in shown.splitlines() if any(each in line for each in pids)]
    return {line[3].rpartition(":")[0].strip("[]").removeprefix("::ffff:") for line in lines}


def _children(pid: int) -> list[int]:
    shown = subprocess.run(["ps", "--ppid", str(pid), "-o", "pid="], capture_output=True, text=True, check=False).stdout
    return [int(each) for each in shown.split()]


def test_the_broker_answers(bootstrap: str) -> None:
    admin = KafkaAdminClient(bootstrap_servers=bootstrap)
    assert admin.describe_cluster()["brokers"]
    admin.close()


def test_a_topic_that_nobody_created_does_not_come_to_be(bootstrap: str) -> None:
    producer = KafkaProducer(bootstrap_servers=bootstrap, max_block_ms=1500)
    with pytest.raises(KafkaError):
        producer.send("no.such.topic", b"x").get(timeout=5)
    producer.close()


def test_the_broker_listens_on_loopback_only(own_broker: Broker) -> None:
    assert listening_addresses(own_broker.pid) == {"127.0.0.1"}
