"""Read every signal so far with nothing but a Kafka client, and wait for more: `python consumer.py`."""

import json
import os

from kafka import KafkaConsumer

servers = os.environ.get("KAFKA", "127.0.0.1:9092")
seconds_max = float(os.environ.get("SECONDS_MAX", "inf"))
consumer = KafkaConsumer(
    "factions.signals",
    bootstrap_servers=servers,
    auto_offset_reset="earliest",
    consumer_timeout_ms=seconds_max * 1000,
)
for record in consumer:
    signal = json.loads(record.value)
    print(signal["as_of"], signal["status"], signal["direction"], signal["level"], signal["headline"], flush=True)
consumer.close()
