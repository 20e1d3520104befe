"""Writing an article in a browser: toolbar, links, pictures, preview, copy."""

import json
import re
from pathlib import Path

from playwright.sync_api import expect

from apps.knowledge.models import Article, ArticleFile
from apps.knowledge.rules.reading import is_too_dense
from tests.factories import UserFactory
from tests.knowledge.factories import SpaceFactory, author, picture, published, written
from tests.security.tally import note

PUBLIC = Path(__file__).parent.parent / "data" / "xss" / "public.json"
BODY = """# Check

> [!WARNING]
> Do **not** reboot.

- [ ] look
- [x] call

| Who | When |
|:----|-----:|
| ops | now |

```yaml
replicas: 3  # as many
name: "router"
```

```python
def restart(name: str) -> bool:
    return name != "none" and 4 > 3
```

Nowhere: [[gone]].
"""


def editor(window, **options):
    article = written(SpaceFactory(slug="ops", name="Operations"), body="")
    page = window.open(author(article.space), **options)
    page.goto(f"/knowledge/articles/ops/{article.slug}/edit/")
    return article, page


def test_the_editor_and_the_article_pass_axe(window, looks):
    article = published(SpaceFactory(slug="ops", name="Operations"), body=BODY)
    page = window.open(author(article.space))

    for path in ("edit/", "files/", ""):
        page.goto(f"{article.get_absolute_url()}{path}")
        if path == "edit/":
            expect(page.locator("#preview h2")).to_have_text("Check")
        assert looks(page) == [], path


def test_somebody_writes_with_the_keyboard_alone(window):
    published(SpaceFactory(slug="far", name="Far"), "Replace a disk", slug="disk")
    article, page = editor(window)
    text = page.locator("#id_body")
    text.focus()

    page.keyboard.type("Call ")
    page.keyboard.press("Control+b")
    page.keyboard.type("nobody")
    page.keyboard.press("End")
    page.keyboard.type(" yet.\n\n- one\ntwo\n\n\nSee [[disk")
    page.get_by_role("option", name="Replace a disk").wait_for()
    page.keyboard.press("Enter")
    expect(text).to_have_value(
        "Call **nobody** yet.\n\n- one\n- two\n\nSee [[far/disk]]"
    )
    expect(page.locator("#preview strong")).to_have_text("nobody")
    expect(page.locator("#preview a")).to_have_text("Replace a disk")

    page.keyboard.press("Tab")
    expect(text).not_to_be_focused()
    page.get_by_role("button", name="Save version").press("Enter")
    page.wait_for_url(re.compile(r"/articles/ops/[\w-]+/$"))
    assert "[[far/disk]]" in Article.objects.get(pk=article.pk).head.body


def test_the_toolbar_is_one_stop_and_its_tools_write(window):
    _, page = editor(window)
    text = page.locator("#id_body")
    text.fill("look")
    page.get_by_role("button", name="Bold", exact=True).focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Checklist")).to_be_focused()
    page.keyboard.press("Enter")

    expect(text).to_have_value("- [ ] look")
    page.keyboard.press("Control+z")
    expect(text).to_have_value("look")


def drop(page, content):
    """Drop a picture into the text."""
    page.evaluate(
        """(bytes) => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array(bytes)], "a graph.png", {type: "image/png"}));
          const drop = new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true});
          document.getElementById("id_body").dispatchEvent(drop);
        }""",
        content,
    )


def test_a_picture_that_is_dropped_is_in_the_text_and_in_the_preview(window):
    _, page = editor(window)
    text = page.locator("#id_body")
    text.focus()
    drop(page, list(picture()))

    expect(text).to_have_value("![a graph](files/a-graph.png)")
    shown = page.locator("#preview img")
    expect(shown).to_have_js_property("naturalWidth", 4)
    assert ArticleFile.objects.get().name == "a-graph.png"


def test_a_picture_that_is_dropped_into_a_new_article_makes_its_draft(window):
    space = SpaceFactory(slug="ops", name="Operations")
    page = window.open(author(space))
    page.goto("/knowledge/spaces/ops/write/?kind=faq")
    page.locator("#id_title").fill("Graphs")
    page.locator("#id_body").fill("Look: ")
    drop(page, list(picture()))

    page.wait_for_url(re.compile(r"/articles/ops/graphs/edit/$"))
    expect(page.locator("#id_body")).to_have_value(
        "Look: ![a graph](files/a-graph.png)"
    )
    shown = page.locator("#preview img")
    expect(shown).to_have_js_property("naturalWidth", 4)


def test_code_has_a_button_that_copies_it(window):
    article = published(SpaceFactory(slug="ops", name="Operations"), body=BODY)
    page = window.open(author(article.space))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(article.get_absolute_url())

    page.get_by_role("button", name="Copy").first.click()

    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == 'replicas: 3  # as many\nname: "router"\n'


def test_no_attack_of_the_public_collections_runs(window):
    attacks = [one for rows in json.loads(PUBLIC.read_text()).values() for one in rows]
    page = window.open(UserFactory())
    heard = []
    page.on("dialog", lambda one: (heard.append(one.message), one.dismiss()))
    page.on("console", lambda one: heard.append(one.text))
    page.on("pageerror", lambda one: heard.append(str(one)))

    for number in range(0, len(attacks), 220):
        body = "\n\n".join(attacks[number : number + 220]).replace("\0", " ")
        assert not is_too_dense(body)
        article = published(SpaceFactory(), f"Attacks {number}", body)
        page.goto(article.get_absolute_url())
        page.get_by_role("heading", name="Did it help?").wait_for()
    note("chromium", len(attacks), len(heard))

    assert heard == []


def test_without_a_script_the_preview_is_a_page_and_nothing_is_lost(window):
    _, page = editor(window, script=False)
    page.locator("#id_body").fill("Call **nobody** yet.")

    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview strong")).to_have_text("nobody")
    page.get_by_role("link", name="Go on writing").click()

    expect(page.locator("#id_body")).to_have_value("Call **nobody** yet.")
