"""What the demonstration shows of pulls and receivers; nothing of it leaves the portal."""
