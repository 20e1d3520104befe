"""The addresses of staffing's growth."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
