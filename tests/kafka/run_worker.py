"""A worker in a process of its own, so that a test can kill it: `python -m tests.kafka.run_worker module:factory`."""

import importlib
import sys

from streams import config
from streams.kafka import app

if __name__ == "__main__":
    module, _, factory = sys.argv[1].partition(":")
    app.run(app.checked_app(config.load(), getattr(importlib.import_module(module), factory)))
