"""From words to clauses: noun and verb groups, and who does what to whom, when and where."""
