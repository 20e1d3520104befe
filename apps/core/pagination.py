"""How the API pages its lists."""

from rest_framework import pagination


class CursorPagination(pagination.CursorPagination):
    """Pages by cursor: stable while rows come and go."""

    ordering = "-pk"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
