"""The addresses of what helps to write."""

from django.urls import path

from apps.knowledge.urls.articles import ARTICLE, SPACE
from apps.knowledge.views import editor

patterns = [
    path(f"{SPACE}write/preview/", editor.preview_new, name="preview_new"),
    path(f"{SPACE}write/paste/", editor.paste_new, name="paste_new"),
    path(f"{SPACE}link-to/", editor.suggest_links, name="suggest_links"),
    path(f"{ARTICLE}preview/", editor.preview, name="preview"),
    path(f"{ARTICLE}files/", editor.files, name="files"),
    path(f"{ARTICLE}files/attach/", editor.attach, name="attach"),
    path(f"{ARTICLE}files/paste/", editor.paste, name="paste"),
    path(f"{ARTICLE}files/<str:name>/remove/", editor.remove_file, name="remove_file"),
    path(f"{ARTICLE}files/<str:name>", editor.file, name="file"),
]
