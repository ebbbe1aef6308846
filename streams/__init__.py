"""The factionwatch service: a pure core, and two shells that drive it."""
