"""The addresses of staffing's generating."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
