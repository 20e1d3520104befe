"""Reading files that people bring."""
