"""Distributing as pure decisions: a question in, a proven proposal with reasons out.

The sums need numpy. Whoever needs them imports `rules.proposing` and the like where they work,
so that nobody waits for it who only opens a page.
"""
