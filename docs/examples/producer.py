"""Send one article with nothing but a Kafka client and the JSON Schema: `python producer.py article.json`."""

import json
import os
import sys
from pathlib import Path

from jsonschema import validate
from kafka import KafkaProducer

article = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
validate(article, json.loads(Path("schemas/json/article.schema.json").read_text(encoding="utf-8")))
producer = KafkaProducer(bootstrap_servers=os.environ.get("KAFKA", "127.0.0.1:9092"), acks="all")
producer.send("news.articles", json.dumps(article).encode(), key=article["id"].encode()).get(timeout=30)
producer.close()
