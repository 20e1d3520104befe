"""What a PDF is printed on."""

import re

A4 = (595, 842)
MEDIA_BOX = re.compile(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]")


def sheets_of_paper(content: bytes) -> list[tuple[int, int]]:
    """Width and height of each page, in whole points."""
    return [
        (round(float(width)), round(float(height)))
        for width, height in MEDIA_BOX.findall(content)
    ]
