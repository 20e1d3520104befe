"""Models of facts."""
