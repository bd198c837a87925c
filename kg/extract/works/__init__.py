"""Titled works: reports, laws, articles, and what is none of these."""
