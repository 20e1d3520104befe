"""The converter: HTML and AsciiDoc as Markdown, by a process that can reach nothing."""

import asyncio

import pypandoc

from apps.knowledge.rules.carrying.problems import Unreadable

SECONDS = 20
MOST_BYTES = 5 << 20
MEMORY = "-M768M"
OURS = "gfm-raw_html-tex_math_dollars-tex_math_gfm"


def convert(text: str, read: str, write: str = OURS) -> str:
    """The text in another form. Unreadable if it is too large, takes too long or fails.

    The process sees neither files nor the network (`--sandbox`), and has a bound of
    time and memory.
    """
    given = text.encode()
    if len(given) > MOST_BYTES:
        raise Unreadable(f"It is larger than {MOST_BYTES >> 20} MB.")
    return asyncio.run(_converted(given, read, write))


async def _converted(given: bytes, read: str, write: str) -> str:
    process = await asyncio.create_subprocess_exec(
        *(pypandoc.get_pandoc_path(), "--sandbox", "--wrap=none"),
        *("--from", read, "--to", write, "+RTS", MEMORY, "-RTS"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        out, said = await asyncio.wait_for(process.communicate(given), SECONDS)
    except TimeoutError as error:
        process.kill()
        await process.wait()
        raise Unreadable(f"Converting it took longer than {SECONDS} s.") from error
    if process.returncode:
        why = " ".join(said.decode(errors="replace").split())[:200]
        raise Unreadable(f"The converter refused it: {why or 'no reason given'}")
    return out.decode()
