"""Other programs get one message in their own form, and obey nothing that people typed."""

import base64
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.reminders.rules import formats

AT = datetime.fromtimestamp(1614265330, UTC)
# Short texts made long: drawing thousands of characters one by one is slow.
TEXT = st.builds(
    lambda text, times: text * times, st.text(max_size=20), st.integers(1, 300)
)
LINES = st.builds(
    formats.Line,
    title=TEXT,
    text=TEXT,
    url=st.just("https://portal.example/x/"),
    reason=TEXT,
    due_on=st.none() | st.dates(),
    is_critical=st.booleans(),
)
MESSAGES = st.builds(
    formats.Message,
    subject=TEXT,
    intro=TEXT,
    lines=st.lists(LINES, min_size=1, max_size=3).map(tuple),
    settings_url=st.just("https://portal.example/settings/"),
)


def message(title="Post room", text="a letter is due", url="https://p.example/1/"):
    due_on = date(2026, 12, 1)
    line = formats.Line(title, text, url, "you write", due_on, is_critical=True)
    return formats.Message("A letter", "", (line,), "https://p.example/settings/")


def test_the_signature_is_that_of_the_standards_libraries():
    """The example in the tests of the standard's own libraries."""
    headers = formats.signed_headers(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        AT,
        b'{"test": 2432232314}',
    )

    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_a_new_secret_has_32_bytes():
    secret = formats.new_secret()

    assert secret.startswith("whsec_")
    assert len(base64.b64decode(secret[6:])) == 32
    assert secret != formats.new_secret()


HOSTILE = [
    *("<!channel>", "<!here|x>", "@everyone", "@channel", "<@U1>", "<#C1>"),
    *("<https://evil.example|click>", "[click](https://evil.example)", "*b* _i_ `c`"),
    *("![x](https://evil.example/x.png)", "<at>Everyone</at>", ":rotating_light:"),
    *("{{DATE(2026-11-23T00:00:00Z, SHORT)}}", "${data.secret}", "- a\n- b", "# h"),
    *(
        "<script>alert(1)</script>",
        "&lt;!channel&gt;",
        "> quote",
        "a\u202eb",
        "https://evil.example",
    ),
]


def found(kind: str, tree: object) -> list[dict]:
    """All parts of this type."""
    if isinstance(tree, list):
        return [one for part in tree for one in found(kind, part)]
    if not isinstance(tree, dict):
        return []
    here = [tree] if tree.get("type") == kind else []
    return here + [one for part in tree.values() for one in found(kind, part)]


def hostile(words: str) -> formats.Message:
    line = formats.Line(
        words, words, "https://p.example/1/", words, None, is_critical=False
    )
    return formats.Message(words, words, (line,), "https://p.example/settings/")


@pytest.mark.parametrize("words", HOSTILE)
def test_slack_finds_nothing_to_obey_in_what_people_typed(words):
    sent = formats.slack_message(hostile(words))

    kinds = {one["type"] for one in every(sent["blocks"])}
    assert kinds == {"header", "plain_text", "rich_text", "rich_text_section", "text", "link"}  # fmt: skip
    assert not set("<>") & set(sent["text"])
    links = {one["url"] for one in found("link", sent["blocks"])}
    assert links == {"https://p.example/1/", "https://p.example/settings/"}


@pytest.mark.parametrize("words", HOSTILE)
def test_teams_finds_nothing_to_obey_in_what_people_typed(words):
    card = formats.teams_card(hostile(words))

    kinds = {one["type"] for one in every(card)}
    assert kinds == {"message", "AdaptiveCard", "RichTextBlock", "TextRun", "Action.OpenUrl"}  # fmt: skip
    assert "{{" not in json.dumps(card)
    assert "msteams" not in json.dumps(card)
    links = {one["url"] for one in found("Action.OpenUrl", card)}
    assert links == {"https://p.example/1/", "https://p.example/settings/"}


def every(tree: object) -> list[dict]:
    if isinstance(tree, list):
        return [one for part in tree for one in every(part)]
    if not isinstance(tree, dict):
        return []
    here = [tree] if "type" in tree else []
    return here + [one for part in tree.values() for one in every(part)]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "", "/1/", "https://x y", "https://" + "a" * 3000]
)
def test_what_is_no_address_of_the_web_is_no_link(url):
    for sent in (
        formats.teams_card(message(url=url)),
        formats.slack_message(message(url=url)),
    ):
        assert "Post room" in json.dumps(sent)
        links = [
            one["url"]
            for kind in ("link", "Action.OpenUrl")
            for one in found(kind, sent)
        ]
        assert links == ["https://p.example/settings/"]


def test_every_form_says_when_it_is_due_why_and_how_urgent():
    for sent in (formats.teams_card(message()), formats.slack_message(message())):
        said = json.dumps(sent)
        assert "Due 1 December 2026, because you write" in said
        assert "Critical: " in said
        assert "https://p.example/settings/" in said


def test_a_webhook_event_says_it_plainly():
    event = formats.webhook_event(message(), event_id="delivery-1", at=AT)

    assert event["timestamp"] == "2021-02-25T15:02:10Z"
    assert event["data"]["things"][0]["due_on"] == "2026-12-01"
    assert event["data"]["more"] == 0


@pytest.mark.parametrize(
    "secret", ["", "whsec_", "whsec_c2hvcnQ=", "whsec_!!!", "whsec_" + "A" * 200]
)
def test_what_is_no_key_signs_nothing(secret):
    with pytest.raises(ValueError, match="24 to 64 bytes"):
        formats.signed_headers(secret, "delivery-1", AT, b"{}")


@pytest.mark.parametrize("event_id", ["", "a.b", "ä"])
def test_an_id_that_reads_two_ways_is_not_signed(event_id):
    with pytest.raises(ValueError, match="full stop"):
        formats.signed_headers(formats.new_secret(), event_id, AT, b"{}")


@given(MESSAGES, st.integers(1, 30))
@settings(deadline=None, max_examples=40)
def test_any_message_fits_where_it_goes(one, times):
    many = replace(one, lines=one.lines * times)

    card = formats.teams_card(many)
    slack = formats.slack_message(many)
    event = formats.webhook_event(many, event_id="e", at=AT)

    assert len(json.dumps(card)) <= 24 * 1024
    assert len(json.dumps(event)) <= 20 * 1024
    assert len(event["data"]["things"]) + event["data"]["more"] == len(many.lines)
    assert len(slack["blocks"]) <= 50
    assert len(slack["text"]) <= 3000
    assert len(slack["blocks"][0]["text"]["text"]) <= 150
    for text in [*found("text", slack), *found("link", slack)]:
        assert 1 <= len(text["text"]) <= 3000


def test_what_is_left_out_is_counted():
    line = formats.Line(
        "😀" * 200, "😀" * 500, "https://p.example/", "x", None, is_critical=False
    )
    many = formats.Message("s", "", (line,) * 100, "https://p.example/settings/")

    shown = len(found("Action.OpenUrl", formats.teams_card(many))) - 1

    assert 0 < shown < 100
    assert f"and {100 - shown} more in the portal" in json.dumps(
        formats.teams_card(many)
    )
    assert "and 60 more in the portal" in json.dumps(formats.slack_message(many))
