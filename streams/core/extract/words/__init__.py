"""From characters to an analysed article: sentences, words, names, times, and what "the group" means."""
