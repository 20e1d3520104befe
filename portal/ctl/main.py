"""The commands, and how they end."""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Any

from portal.ctl import asking, completion, imports, show
from portal.ctl.account import known
from portal.ctl.client import Client
from portal.ctl.errors import Exit, Failure

ENDS = """exit codes: 0 done; 1 refused, or rows were; 2 typed or configured wrongly;
3 the portal can't be reached, or lets you not in"""


def parser() -> argparse.ArgumentParser:
    """Every command and option; the completions are made from it."""
    top = argparse.ArgumentParser(
        prog="portalctl",
        description="Common jobs of the Support Operations Portal.",
        epilog=ENDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = _group(top)
    _about(commands)
    _imports(commands)
    _requests(commands)
    top.set_defaults(parser=top)
    return top


def _group(parent: argparse.ArgumentParser) -> Any:
    return parent.add_subparsers(required=True, metavar="COMMAND")


def _command(group: Any, name: str, does: Any, about: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = group.add_parser(
        name, help=about, description=about
    )
    made.set_defaults(does=does, needs_portal=True)
    made.add_argument("--json", action="store_true", help="answer as JSON")
    made.add_argument("--ca-file", default="", help="authorities to trust, as PEM")
    return made


def _about(commands: Any) -> None:
    one = _command(commands, "login", asking.login, "keep the address and a token")
    one.add_argument("url", metavar="ADDRESS", help="https://…; the token is asked for")
    one.set_defaults(needs_portal=False)
    _command(commands, "whoami", asking.whoami, "whom the token is of")
    one = _command(commands, "oncall", asking.oncall, "who is on call now and next")
    one.add_argument("which", nargs="?", default="", metavar="TEAM|ROTA")
    one.add_argument("--at", default="", help="an instant instead of now, ISO 8601")
    one = _command(commands, "search", asking.search, "search the articles")
    one.add_argument("words", nargs="+", metavar="WORDS")
    one = _command(commands, "completion", completion.tell, "completions for a shell")
    one.add_argument("shell", choices=completion.SHELLS)
    one.set_defaults(needs_portal=False)


def _imports(commands: Any) -> None:
    group = _group(commands.add_parser("tickets", help="tickets of services"))
    one = _import(group, imports.tickets, "bring in a file of tickets: CSV or XLSX")
    one.add_argument("file", metavar="FILE")
    one.add_argument("--service", required=True, help="the service's short name")
    one.add_argument(
        "--mapping", default="", help="a saved mapping; else it is guessed"
    )
    group = _group(commands.add_parser("catalog", help="the catalog of applications"))
    one = _import(group, imports.catalog, "bring in catalog files: YAML")
    one.add_argument("files", nargs="+", metavar="FILE")
    group = _group(commands.add_parser("articles", help="articles of knowledge"))
    one = _import(group, imports.articles, "bring in a folder or ZIP file of documents")
    one.add_argument("tree", metavar="DIR|ZIP")
    one.add_argument("--space", required=True, help="the space's short name")
    one.add_argument("--draft", action="store_true", help="do not publish them")


def _import(group: Any, does: Any, about: str) -> argparse.ArgumentParser:
    one = _command(group, "import", does, about)
    one.add_argument(
        "--check", action="store_true", help="say what it would do, and stop"
    )
    one.add_argument("--wait", action="store_true", help="wait until it is done")
    return one


def _requests(commands: Any) -> None:
    group = _group(commands.add_parser("request", help="an onboarding request"))
    one = _command(group, "open", asking.open_request, "open an onboarding request")
    one.add_argument("application", metavar="APPLICATION", help="its code")
    one.add_argument("--platform", required=True, help="the platform's short name")
    one.add_argument(
        "--target", default="", help="the day it should go live, YYYY-MM-DD"
    )
    one.add_argument("--name", default="")
    one.add_argument("--submit", action="store_true", help="send it in at once")
    group = _group(commands.add_parser("requests", help="onboarding requests"))
    one = _command(group, "list", asking.list_requests, "list onboarding requests")
    one.add_argument("words", nargs="?", default="", metavar="WORDS")
    one.add_argument("--state", default="")
    one.add_argument("--mine", action="store_true", help="mine and my teams' only")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was typed; the exit code."""
    top = parser()
    asked = top.parse_args(arguments)
    try:
        if not asked.needs_portal:
            return int(asked.does(asked))
        return int(asked.does(Client(known(os.environ, asked.ca_file)), asked))
    except Failure as error:
        show.noted(f"portalctl: {error}")
        return int(error.code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(Exit.DONE)
    except KeyboardInterrupt:
        show.noted("portalctl: stopped. What the portal has begun goes on there.")
        return int(Exit.REFUSED)
