"""Other programs get one message in their own form, and obey nothing that people typed."""

import base64
import json
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from apps.reminders.rules import formats

AT = datetime.fromtimestamp(1614265330, UTC)
LINES = st.builds(
    formats.Line,
    title=st.text(max_size=400),
    text=st.text(max_size=4000),
    url=st.just("https://portal.example/x/"),
    reason=st.text(max_size=200),
    due_on=st.none() | st.dates(),
    is_critical=st.booleans(),
)
MESSAGES = st.builds(
    formats.Message,
    subject=st.text(max_size=400),
    intro=st.just(""),
    lines=st.lists(LINES, min_size=1, max_size=80).map(tuple),
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


def test_nobody_is_mentioned_in_slack_by_a_title():
    body = json.dumps(formats.slack_message(message("<!channel> & <@U1> <http://x|y>")))

    assert "<!channel>" not in body
    assert "&lt;!channel&gt; &amp; &lt;@U1&gt;" in body


def test_markdown_in_a_title_is_spoken_in_teams():
    body = json.dumps(formats.teams_card(message("[click](https://evil.example)")))

    assert "[click](https" not in body


def test_an_address_that_is_no_link_has_no_button():
    body = json.dumps(formats.teams_card(message(url="javascript:alert(1)")))

    assert "Action.OpenUrl" not in body


def test_a_webhook_event_says_it_plainly():
    event = formats.webhook_event(message(), event_id="delivery-1", at=AT)

    assert event["timestamp"] == "2021-02-25T15:02:10+00:00"
    assert event["data"]["things"][0]["due_on"] == "2026-12-01"


@given(MESSAGES)
def test_any_message_fits_where_it_goes(found):
    assert len(json.dumps(formats.teams_card(found))) <= 28 * 1024
    blocks = formats.slack_message(found)["blocks"]
    assert len(blocks) <= 50
    assert all(len(one["text"]["text"]) <= 3000 for one in blocks)
