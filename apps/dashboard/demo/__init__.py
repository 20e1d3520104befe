"""Demonstration data: invented people and requests, from a fixed seed, dated from today."""
