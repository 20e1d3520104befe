"""The administrators' page says of roles what the code does."""

from pathlib import Path

from django.conf import settings

from apps.accounts.roles import PERMISSIONS, Role

PAGE = Path(settings.BASE_DIR) / "docs" / "people.md"


def test_the_page_has_the_table_of_roles():
    written = {}
    for line in PAGE.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] in Role.labels:
            written[cells[0]] = set(cells[1].split("`")[1::2])

    assert written == {role.label: set(PERMISSIONS[role]) for role in Role}
