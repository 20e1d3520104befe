"""OpenTelemetry, where the extra `tracing` is installed and TRACING is on.

Where traces go is said by OpenTelemetry's own variables (OTEL_EXPORTER_OTLP_ENDPOINT).
Statements are traced with their placeholders, never with values, and addresses by name.
"""

import os
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from apps.core.metrics import route_of

ADDRESSES = {"http.target", "http.url", "url.full", "url.path", "url.query"}
BEHIND = "apps.core.metrics.MeasuringMiddleware"
INSTRUMENTS = (
    ("opentelemetry.instrumentation.django", "DjangoInstrumentor"),
    ("opentelemetry.instrumentation.celery", "CeleryInstrumentor"),
    ("opentelemetry.instrumentation.psycopg", "PsycopgInstrumentor"),
    ("opentelemetry.instrumentation.redis", "RedisInstrumentor"),
)


def is_installed() -> bool:
    """Whether the extra is here."""
    return find_spec("opentelemetry") is not None and all(
        find_spec(module) is not None for module, _ in INSTRUMENTS
    )


def start(kind: str, exporter: Any = None) -> bool:
    """Begin to trace in this process, if that is asked for; whether it does.

    Called once in each process after the fork: what sends traces has a thread.
    """
    if not settings.TRACING or not is_installed():
        return False
    sdk = import_module("opentelemetry.sdk.trace")
    export = import_module("opentelemetry.sdk.trace.export")
    resources = import_module("opentelemetry.sdk.resources")
    about = {"service.name": f"portal-{kind}", "service.version": settings.VERSION}
    provider = sdk.TracerProvider(resource=resources.Resource.create(about))
    if exporter is None:
        otlp = import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
        processor = export.BatchSpanProcessor(otlp.OTLPSpanExporter())
    else:
        processor = export.SimpleSpanProcessor(exporter)
    provider.add_span_processor(processor)
    # Behind the probes and metrics: it asks for the host, which theirs need not be ours.
    place = settings.MIDDLEWARE.index(BEHIND) + 1
    os.environ.setdefault("OTEL_PYTHON_DJANGO_MIDDLEWARE_POSITION", str(place))
    import_module("opentelemetry.trace").set_tracer_provider(provider)
    for module, name in INSTRUMENTS:
        hooks = {"response_hook": forget_address} if "django" in module else {}
        getattr(import_module(module), name)().instrument(**hooks)
    return True


def forget_address(span: Any, request: HttpRequest, response: HttpResponseBase) -> None:
    """An address may hold what somebody typed, or a secret: its name is enough."""
    for name in ADDRESSES & set(getattr(span, "attributes", None) or ()):
        span.set_attribute(name, route_of(request))
