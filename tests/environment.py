"""The environment of the tests, set before Django reads its settings."""

import os

os.environ.setdefault("DEBUG", "true")
os.environ.setdefault("PGOPTIONS", "-c synchronous_commit=off -c jit=off")
