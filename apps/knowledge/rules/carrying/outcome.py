"""What an import does with a page: decided by the file, the article and its origin."""

NEW, CHANGED, UNCHANGED, CONFLICT = "new", "changed", "unchanged", "conflict"
REJECTED = "rejected"
ORDER = (REJECTED, CONFLICT, CHANGED, NEW, UNCHANGED)


def outcome(file: str, here: str, origin: str, *, takes_files: bool) -> str:
    """What becomes of an article that is there already.

    `file`, `here` and `origin` are digests of the text: as the file has it, as the
    article has it now, and as it was when a file last brought it (empty: never).
    What was changed here stays, unless the file's text is to be taken in any case.
    """
    if file == here:
        return UNCHANGED
    if takes_files or here == origin:
        return CHANGED
    return UNCHANGED if file == origin else CONFLICT
