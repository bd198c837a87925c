"""Observations: the figures that a text states, with measure, value, unit, period, area and source."""
