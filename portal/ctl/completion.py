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
    """By the words before the cursor that are commands; else names of files."""
    cases = []
    for path, words in walk(parser):
        told = [_zsh_word(word, about) for word, about in words if word[0] != "-"]
        options = [_zsh_word(word, about) for word, about in words if word[:2] == "--"]
        cases.append(
            f"""        "{" ".join(path)}") told=({" ".join(told)}) options=({" ".join(options)}) ;;"""
        )
    known = "|".join(f'"{" ".join(path)}"' for path, _ in walk(parser) if path)
    return ZSH.format(known=known, cases="\n".join(cases))


def _zsh_word(word: str, about: str) -> str:
    """A word and what it is, between single quotes."""
    said = about.replace("'", "’").replace(":", "\\:")
    return f"'{word}:{said}'" if said else f"'{word}'"


ZSH = """#compdef portalctl
_portalctl() {{
    local typed="" next one
    local -a told options
    for one in "${{(@)words[2,CURRENT-1]}}"; do
        next="${{typed:+$typed }}$one"
        case "$next" in {known}) typed="$next" ;; esac
    done
    case "$typed" in
{cases}
    esac
    if [[ "$PREFIX" == -* ]]; then
        _describe -o option options
    else
        _describe command told || _files
    fi
}}
if [[ "$funcstack[1]" == _portalctl ]]; then
    _portalctl "$@"
else
    compdef _portalctl portalctl
fi"""


def fish(parser: argparse.ArgumentParser) -> str:
    """A line for each word, after the words that lead to it."""
    known = " ".join(f"'{' '.join(path)}'" for path, _ in walk(parser) if path)
    lines = [FISH.format(known=known)]
    for path, words in walk(parser):
        after = " ".join(path)
        for word, about in words:
            told = about.replace("'", "’")
            kind = f"-l {word[2:]}" if word.startswith("--") else f"-a {word}"
            if not word.startswith("-") or word.startswith("--"):
                lines.append(
                    f"complete -c portalctl -n '__portalctl_after \"{after}\"' {kind} -d '{told}'"
                )
    return "\n".join(lines)


FISH = """function __portalctl_after
    set -l known {known}
    set -l after ""
    for word in (commandline -opc)[2..-1]
        set -l next (string trim -- "$after $word")
        contains -- "$next" $known; and set after "$next"
    end
    test "$after" = "$argv"
end"""
