"""The addresses of staffing's rotas."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
