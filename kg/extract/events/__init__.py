"""Events with a name."""
