"""Logging in, who is on call, searching, onboarding requests."""

import getpass
import os
import sys
from argparse import Namespace
from typing import Any

from portal.ctl import show
from portal.ctl.account import Account, checked, keep, place
from portal.ctl.client import Client
from portal.ctl.errors import Exit, Failure, Misused


def login(asked: Namespace) -> int:
    """Keep the address and a token, once the portal has taken it."""
    token = getpass.getpass("Token: ") if sys.stdin.isatty() else sys.stdin.readline()
    if not token.strip():
        raise Misused("Give a token: make one under API tokens in the portal.")
    account = Account(checked(asked.url), token.strip(), asked.ca_file)
    me = Client(account).get("me/")
    path = place(os.environ)
    keep(account, path)
    show.said(f"Logged in as {show.plain(me['name'])}. Kept in {path}.")
    return Exit.DONE


def whoami(client: Client, asked: Namespace) -> int:
    """Whom the token is of, and their roles."""
    me = client.get("me/")
    if asked.json:
        show.as_json(me)
        return Exit.DONE
    show.said(f"{show.plain(me['name'])} <{show.plain(me['email'])}>")
    for one in me["roles"]:
        scope = " ".join(filter(None, (one["scope_kind"], one["scope_key"])))
        show.said(f"  {one['role']} on {scope}")
    return Exit.DONE


def oncall(client: Client, asked: Namespace) -> int:
    """Who is on call now and next: on every rota, on a team's, or on one."""
    found = client.get("on-call/", at=asked.at)
    if asked.which:
        rotas = [one for one in found if one["rota"] == asked.which]
        found = rotas or client.get("on-call/", team=asked.which, at=asked.at)
    if asked.json:
        show.as_json(found)
    elif found:
        rows = [
            [one["rota"], *_turn(one["now"]), *_turn(one["next"])[:1]] for one in found
        ]
        show.table(["ROTA", "NOW", "UNTIL", "NEXT"], rows)
    else:
        show.noted("No rota is planned there.")
    return Exit.DONE


def _turn(turn: Any) -> list[object]:
    if not turn:
        return [None, None]
    return [", ".join(one["name"] for one in turn["people"]), turn["ends_at"]]


def search(client: Client, asked: Namespace) -> int:
    """Articles that answer words, best first."""
    found = client.get("search/", q=" ".join(asked.words))
    if asked.json:
        show.as_json(found)
        return Exit.DONE
    if found["shown_for"]:
        show.noted(f"Shown for: {show.plain(found['shown_for'])}")
    for one in found["results"]:
        show.said(f"{show.plain(one['title'])}  [{one['space']}/{one['slug']}]")
        show.said(f"    {show.plain(one['passage'])[:160]}")
    show.noted(f"{found['total']} found.")
    return Exit.DONE


def open_request(client: Client, asked: Namespace) -> int:
    """A draft of an onboarding request; sent in with --submit."""
    sent = {"application": asked.application, "platform": asked.platform}
    more = {"target_on": asked.target, "name": asked.name}
    made = client.post(
        "requests/", sent | {key: one for key, one in more.items() if one}
    )
    refused = ""
    if asked.submit:
        try:
            made = client.post(f"requests/{made['id']}/submit/")
        except Failure as error:
            refused = str(error)
    if asked.json:
        show.as_json(made)
    else:
        show.said(
            f"{made['number']} for {show.plain(made['application'])}: {made['state']}"
        )
        show.said(f"  {made['unmet_count']} criteria are not met yet.")
    if refused:
        show.noted(f"It stays a draft: {refused}")
    return Exit.REFUSED if refused else Exit.DONE


def list_requests(client: Client, asked: Namespace) -> int:
    """Onboarding requests, the newest first."""
    whose = "mine" if asked.mine else ""
    found = list(
        client.pages("requests/", state=asked.state, whose=whose, q=asked.words)
    )
    if asked.json:
        show.as_json(found)
    elif found:
        names = (
            "number",
            "application",
            "platform",
            "state",
            "target_on",
            "unmet_count",
        )
        heads = ["NUMBER", "APPLICATION", "PLATFORM", "STATE", "TARGET", "NOT MET"]
        show.table(heads, [[one[name] for name in names] for one in found])
    else:
        show.noted("None. Open one: portalctl request open.")
    return Exit.DONE
