"""Ticket exports: how files are read, told into our words, and made into histories."""
