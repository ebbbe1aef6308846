"""The Kafka shell: the same stages as the embedded one, spread over partitions and consumer groups."""
