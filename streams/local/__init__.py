"""The embedded shell: one process, files in, state in one SQLite file, files out. No broker."""
