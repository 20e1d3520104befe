"""Carrying a question to a system of the bank and its answer back. No database here."""

import time

from apps.core import outgoing
from apps.facts.rules.asking import Answered, Question
from apps.facts.rules.kinds import Fault

SECONDS = 8.0
MOST = 1024 * 1024
AGENT = {"User-Agent": "support-portal", "Accept": "application/json, */*"}


def send(question: Question) -> Answered:
    """The answer; a status of 0 where nobody gave one. Fault where the portal may not go.

    It goes through the outgoing guard, and takes SECONDS at most.
    """
    began = time.monotonic()
    try:
        status, body = _sent(question)
    except outgoing.Failed as failure:
        return Answered(0, words=str(failure))
    except (outgoing.Refused, ValueError) as error:
        is_said = isinstance(error, outgoing.Refused)
        raise Fault(str(error) if is_said else "It cannot be sent.") from None
    return Answered(status, body, time.monotonic() - began)


def _sent(question: Question) -> tuple[int, bytes]:
    if question.is_certificate:
        return 200, outgoing.certificate(question.url, seconds=SECONDS)
    headers = {**AGENT, **question.headers}
    if question.body is None:
        answer = outgoing.fetch(
            question.url, headers=headers, seconds=SECONDS, most=MOST
        )
    else:
        answer = outgoing.ask(
            question.url, question.body, headers=headers, seconds=SECONDS, most=MOST
        )
    return answer.status, answer.body
