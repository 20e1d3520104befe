"""AWS Signature Version 4 against the test suite that AWS publishes."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from apps.facts.rules.asking import Question
from apps.facts.rules.signing import Credentials, sign

AT = datetime(2015, 8, 30, 12, 36, tzinfo=UTC)
WHO = Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
HOST = "https://example.amazonaws.com/"
FORM = {
    "Content-Type": "application/x-www-form-urlencoded",
    "Content-Length": "13",
    "x-amz-content-sha256": "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e",
}


@pytest.mark.parametrize(
    ("question", "signature"),
    [
        (
            Question(HOST),
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        ),
        (
            Question(HOST, body=b""),
            "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        ),
        (
            Question(f"{HOST}?Param2=value2&Param1=value1"),
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        ),
        (
            Question(HOST, FORM, b"Param1=value1"),
            "d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b",
        ),
    ],
    ids=["get-vanilla", "post-vanilla", "query-order-key-case", "form-urlencoded"],
)
def test_a_request_is_signed_as_aws_signs_it(question, signature):
    said = sign(question, WHO, AT).headers["Authorization"]

    assert said.endswith(f"Signature={signature}")
    assert "Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request" in said


def test_the_secret_shows_nowhere():
    assert WHO.secret_key not in repr(WHO)
    assert WHO.secret_key not in str(sign(Question(HOST), WHO, AT).headers)


def test_the_token_of_a_session_is_signed_with_the_rest():
    token = "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267"
    who = replace(WHO, session_token=token)

    headers = sign(Question(HOST), who, AT).headers

    assert headers["X-Amz-Security-Token"] == token
    assert headers["Authorization"].endswith(
        "SignedHeaders=host;x-amz-date;x-amz-security-token, "
        "Signature=07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8"
    )
    assert token not in repr(who)
