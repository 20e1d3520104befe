"""Completions for bash, zsh and fish, made from the parser: they can't lag behind it."""

import argparse
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from portal.ctl import show
from portal.ctl.errors import Exit

SHELLS = ("bash", "zsh", "fish")


def tell(asked: Namespace) -> int:
    """The script for a shell."""
    writers = {"bash": bash, "zsh": zsh, "fish": fish}
    show.said(writers[asked.shell](asked.parser))
    return Exit.DONE


def walk(
    parser: argparse.ArgumentParser, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], list[tuple[str, str]]]]:
    """Each command's words with what may follow: (word, what it is)."""
    inner: dict[str, Any] = {}
    words: list[tuple[str, str]] = []
    for one in parser._actions:
        if isinstance(one, argparse._SubParsersAction):
            inner = dict(one.choices)
            helps = {told.dest: told.help or "" for told in one._choices_actions}
            words += [(name, helps.get(name, "")) for name in inner]
        elif one.option_strings:
            words.append((one.option_strings[-1], one.help or ""))
        elif one.choices:
            words += [(str(name), "") for name in one.choices]
    yield path, words
    for name, deeper in inner.items():
        yield from walk(deeper, (*path, name))


def bash(parser: argparse.ArgumentParser) -> str:
    """By the words before the cursor that are commands; else names of files."""
    cases = "\n".join(
        f'        "{" ".join(path)}") words="{" ".join(word for word, _ in words)}" ;;'
        for path, words in walk(parser)
    )
    known = "|".join(f'"{" ".join(path)}"' for path, _ in walk(parser) if path)
    return f"""_portalctl() {{
    local cur="${{COMP_WORDS[COMP_CWORD]}}" path="" next word words=""
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        next="${{path:+$path }}$word"
        case "$next" in {known}) path="$next" ;; esac
    done
    case "$path" in
{cases}
    esac
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
    [[ ${{#COMPREPLY[@]}} -eq 0 ]] && COMPREPLY=($(compgen -f -- "$cur"))
    return 0
}}
complete -o filenames -F _portalctl portalctl"""


def zsh(parser: argparse.ArgumentParser) -> str:
    """The same function, which zsh understands after bashcompinit."""
    return f"#compdef portalctl\nautoload -U +X bashcompinit && bashcompinit\n{bash(parser)}"


def fish(parser: argparse.ArgumentParser) -> str:
    """A line for each word, after the words that lead to it."""
    lines = []
    for path, words in walk(parser):
        after = " ".join(path)
        for word, about in words:
            told = about.replace("'", "’")
            kind = f"-l {word[2:]}" if word.startswith("--") else f"-a {word}"
            if not word.startswith("-") or word.startswith("--"):
                lines.append(
                    f"complete -c portalctl -n '__portalctl_after \"{after}\"' {kind} -d '{told}'"
                )
    return "\n".join([FISH, *lines])


FISH = """function __portalctl_after
    set -l typed (commandline -opc | string match -v -- '-*')
    test "$typed[2..-1]" = "$argv"
end"""
