"""Benchmarks: run by `make bench`, printed as ratios to a floor of the same run."""
