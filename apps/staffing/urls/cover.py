"""The addresses of staffing's cover."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
