"""The core: pure and synchronous. No clock, no I/O, no Kafka; time comes in as data (`as_of`)."""
