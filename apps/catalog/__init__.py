"""Platforms and applications: the nouns the other apps share."""
