"""Data that is shipped with the package: watchlists, sample articles, lexicons."""
