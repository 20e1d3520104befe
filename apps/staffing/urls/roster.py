"""The addresses of staffing's roster."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
