"""A real Apache Kafka for tests and development, run from Maven artifacts."""
