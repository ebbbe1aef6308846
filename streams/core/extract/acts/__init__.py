"""From clauses to acts: what was done, by whom, to whom, in whose word, and what the whole article tells of it."""
