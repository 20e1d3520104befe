"""What the doctor looks at around the database."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core import checks
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import get_connection
from django.http.request import validate_host
from redis import Redis
from redis.exceptions import AuthenticationError, RedisError

from portal import tracing
from portal.doctor.findings import Finding, fine, note, wrong

MIN_REDIS = 7
MIN_FREE_GB = 1
PROBE = "doctor/probe.txt"


def configuration() -> Iterator[Finding]:
    """What the environment says."""
    what = "configuration"
    found = checks.run_checks(include_deployment_checks=not settings.DEBUG)
    for message in found:
        judged = wrong if message.is_serious(checks.ERROR) else note
        yield judged(
            what, f"{message.id}: {message.msg}", message.hint or "See the docs."
        )
    if settings.DEBUG:
        do = "Unset DEBUG where people work."
        yield note(what, "DEBUG is on: weak defaults are allowed.", do)
    host = urlsplit(settings.SITE_URL).hostname or ""
    if not validate_host(host, settings.ALLOWED_HOSTS):
        says = f"SITE_URL's host {host} is not in ALLOWED_HOSTS: links in letters fail."
        yield wrong(what, says, f"Add {host} to ALLOWED_HOSTS.")
    if not settings.DEBUG and not getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        says = (
            "BEHIND_TLS_PROXY is not set: behind a proxy every page redirects for ever."
        )
        yield note(what, says, "Set it where a proxy ends TLS.")
    if not settings.DEBUG and settings.SECOND_FACTOR != "required":
        says = "A password alone lets people in: SECOND_FACTOR is optional."
        do = "Set SECOND_FACTOR=required, or let people in by a provider that asks."
        yield note(what, says, do)
    if not found:
        yield fine(what, "Django's checks find nothing.")


def redis() -> Iterator[Finding]:
    """The broker and the cache, and whether beat and a worker are in step with it."""
    what = "Redis"
    try:
        with Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2) as client:
            server = client.info("server")
            policy = client.info("memory").get("maxmemory_policy", "noeviction")
    except AuthenticationError:
        yield wrong(what, "It refuses the password.", "Correct it in REDIS_URL.")
        return
    except ValueError:  # its words may be a part of the password
        do = "Write :, /, # and @ within the password as %3A, %2F, %23 and %40."
        yield wrong(what, "REDIS_URL can't be read as an address.", do)
        return
    except (RedisError, OSError) as error:
        do = "Start it, or correct REDIS_URL. Pages work meanwhile; mail and imports wait."
        yield wrong(what, f"It does not answer: {error}", do)
        return
    version = str(server["redis_version"])
    if int(version.split(".", maxsplit=1)[0]) < MIN_REDIS:
        yield wrong(what, f"Version {version} is too old.", "7 or newer.")
    else:
        yield fine(what, f"Version {version} answers.")
    if policy != "noeviction":
        says = f"maxmemory-policy is {policy}: it may throw waiting messages away."
        do = "Set it to noeviction. Work is not lost meanwhile, it is asked for again."
        yield note(what, says, do)
    if cache.get("core.heartbeat") is None:
        says = "For a minute no heartbeat has come through beat, broker and worker."
        do = "Start `celery -A portal.celery:app worker` and `… beat`, and see their logs."
        yield wrong("worker and beat", says, do)
    else:
        yield fine("worker and beat", "They are in step.")


def mail() -> Iterator[Finding]:
    """Whether the mail server lets us in; nothing is sent."""
    what = "mail"
    if "smtp" not in settings.EMAIL_BACKEND:
        do = "Set EMAIL_URL where people are to be reached."
        yield note(what, "Letters become files or go nowhere.", do)
        return
    place = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    door = get_connection(timeout=5)
    try:
        door.open()
    except OSError as error:
        do = "Correct EMAIL_URL (smtp://, smtp+tls://, smtp+ssl://), or open the way to it."
        yield wrong(what, f"{place} does not let us in: {error}", do)
        return
    finally:
        door.close()
    yield fine(what, f"{place} lets us in.")


def storage() -> Iterator[Finding]:
    """Whether uploads can be written, and how much room is left."""
    what = "storage"
    folder = Path(settings.DATA_DIR)
    try:
        kept = default_storage.save(PROBE, ContentFile(b"can be written"))
        default_storage.delete(kept)
    except OSError as error:
        do = f"Give the portal's user the right to write below {folder}."
        yield wrong(what, f"Uploads can't be written: {error}", do)
        return
    free = shutil.disk_usage(folder).free / 1e9
    if free < MIN_FREE_GB:
        says = f"{free:.1f} GB are free on the disk of {folder}."
        yield wrong(what, says, "Free some: imports and uploads fail when it is full.")
    else:
        yield fine(what, f"Uploads can be written; {free:.0f} GB are free.")


def static_files() -> Iterator[Finding]:
    """Whether the files of the pages were collected."""
    if settings.DEBUG:
        return
    try:
        staticfiles_storage.url("css/portal.css")
    except ValueError as error:
        do = "Run: manage.py collectstatic --noinput, then restart the web processes."
        yield wrong("static files", f"They were not collected: {error}", do)
        return
    yield fine("static files", "They are collected.")


def watching() -> Iterator[Finding]:
    """Metrics and traces."""
    what = "metrics"
    if not settings.METRICS_TOKEN and not settings.METRICS_NETWORKS:
        do = "Set METRICS_NETWORKS or METRICS_TOKEN, and point Prometheus at it."
        yield note(what, "/metrics is closed: nobody is told when something fails.", do)
    elif not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        says = "PROMETHEUS_MULTIPROC_DIR is not set: each process counts for itself."
        yield note(what, says, "Set it to an empty folder of this container.")
    else:
        yield fine(what, "They can be read by whom you named.")
    if settings.TRACING and not tracing.is_installed():
        do = "Install the extra: pip install 'support-operations-portal[tracing]'."
        yield wrong("traces", "TRACING is on, and OpenTelemetry is not installed.", do)


AROUND = (configuration, redis, mail, storage, static_files, watching)
