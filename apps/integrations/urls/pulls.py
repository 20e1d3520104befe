"""Addresses of integrations: pulls."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
