"""The door for gunicorn."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()

# What is loaded by now lives as long as the process: the collector need not walk through
# it, a tenth of a second each time, in the middle of somebody's page.
gc.collect()
gc.freeze()
