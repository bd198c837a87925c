"""Reported speech: who says what."""
