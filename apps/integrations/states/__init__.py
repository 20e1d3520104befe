"""The lives of what comes in and goes out, a file a direction."""
