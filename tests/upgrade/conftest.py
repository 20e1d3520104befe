"""The upgrade of a portal at work takes minutes: `make test-upgrade` has it, the test run not."""

import os

collect_ignore = [] if os.environ.get("UPGRADE") else ["test_rolling.py"]
