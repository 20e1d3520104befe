"""The portal as in production, but for TLS; the floor beside it."""

from portal.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
SECURE_SSL_REDIRECT = False
DEBUG = False
