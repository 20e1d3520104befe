"""Home, command palette, demonstration data."""
