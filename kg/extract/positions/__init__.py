"""Posts: who holds which, where."""
