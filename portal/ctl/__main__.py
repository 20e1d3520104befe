"""`python -m portal.ctl`."""

import sys

from portal.ctl.main import main

sys.exit(main())
