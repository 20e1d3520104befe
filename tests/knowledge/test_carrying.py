"""What may be read of a tree, and what each kind of document becomes."""

import io
import resource
import zipfile
from pathlib import Path

import pytest

from apps.knowledge.rules.carrying import pandoc
from apps.knowledge.rules.carrying.documents import read_document
from apps.knowledge.rules.carrying.front import BadFront, read_front, split_front
from apps.knowledge.rules.carrying.linking import World, link
from apps.knowledge.rules.carrying.outcome import outcome
from apps.knowledge.rules.carrying.places import Atlas
from apps.knowledge.rules.carrying.problems import Unreadable
from apps.knowledge.rules.carrying.trees import FolderTree, ZipTree

DATA = Path(__file__).parents[1] / "data" / "kb"


def packed(members, comment=b""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.comment = comment
        for name, content in members:
            made.writestr(name, content)
    return out


def whole(name, refusal=lambda path: "", site=""):
    """The tree's documents as articles, each under its file's name."""
    tree = FolderTree(DATA / name)
    documents = {
        path: found
        for path in tree.paths
        if path.endswith((".md", ".adoc", ".html"))
        and (found := read_document(path, tree.read(path)))
    }
    titles = {one.title: path for path, one in documents.items()}
    addresses = {path: Path(path).stem.lower() for path in documents}
    world = World(Atlas(tree.paths, titles), addresses, documents, refusal, site)
    return {path: (one, link(one, world)) for path, one in documents.items()}


def one(text, path="a.md", beside=()):
    """A single document, linked in a tree of such paths."""
    document = read_document(path, text.encode())
    world = World(Atlas([path, *beside]), {path: "a"}, {path: document}, lambda _: "")
    return document, link(document, world)


def test_a_member_that_leads_out_of_the_archive_is_refused():
    tree = ZipTree(
        packed([("../evil.md", "x"), ("/etc/x.md", "x"), ("a.md", "x")]), "z"
    )

    assert tree.paths == ["a.md"]
    assert {one.why for one in tree.problems} == {"Its name leads out of the archive."}


def test_a_packed_link_is_not_followed():
    info = zipfile.ZipInfo("link.md")
    info.external_attr = 0o120777 << 16
    tree = ZipTree(packed([(info, "/etc/passwd"), ("a.md", "x")]), "z")

    assert tree.paths == ["a.md"]
    assert "not followed" in tree.problems[0].why


def test_a_link_in_a_folder_is_not_followed(tmp_path):
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "b.md").symlink_to("/etc/passwd")
    (tmp_path / "c").symlink_to("/etc")

    tree = FolderTree(tmp_path)

    assert tree.paths == ["a.md"]
    assert sorted(one.file for one in tree.problems) == ["b.md", "c"]


def test_a_bomb_is_refused_without_being_unpacked():
    tree = ZipTree(packed([("bomb.md", b"0" * (20 << 20)), ("a.md", "x")]), "z")

    assert tree.paths == ["a.md"]
    assert "when unpacked" in tree.problems[0].why


def test_an_archive_of_too_many_files_is_refused():
    members = [(f"{number}.md", "") for number in range(20_001)]

    with pytest.raises(Unreadable, match="20,000"):
        ZipTree(packed(members), "z")


def test_what_is_no_zip_is_refused_in_words():
    with pytest.raises(Unreadable, match="no ZIP"):
        ZipTree(io.BytesIO(b"hello"), "z")


def test_the_folder_that_holds_everything_names_the_tree_and_its_comment_the_commit():
    commit = "82bd2d9" + "0" * 33
    tree = ZipTree(
        packed(
            [("runbooks-main/a.md", "x"), ("runbooks-main/b/c.md", "y")],
            commit.encode(),
        ),
        "download.zip",
    )

    assert (tree.name, tree.commit) == ("runbooks", commit)
    assert tree.paths == ["a.md", "b/c.md"]


def test_the_commit_of_a_checked_out_folder_is_read_from_git(tmp_path):
    (tmp_path / ".git" / "refs" / "heads").mkdir(parents=True)
    (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (tmp_path / ".git" / "refs" / "heads" / "main").write_text("a" * 40 + "\n")
    (tmp_path / "a.md").write_text("x")

    tree = FolderTree(tmp_path)

    assert tree.commit == "a" * 40
    assert tree.paths == ["a.md"]


def test_broken_front_matter_is_told_with_its_line_and_the_text_is_kept():
    document, _ = one("---\ntitle: A\nlabels: [x\n---\n# B\n\nText\n")

    problem = document.problems[0]
    assert (problem.file, problem.line) == ("a.md", 4)
    assert document.title == "B"
    assert document.body.text == "Text"


def test_aliases_by_which_few_lines_become_many_are_refused():
    head, _, _ = split_front("---\na: &a [x, x]\nb: [*a, *a]\n---\n")

    with pytest.raises(BadFront, match="aliases"):
        read_front(head)


def test_toml_is_read_too():
    document, _ = one('+++\ntitle = "T"\ntags = ["a", "b"]\n+++\nText\n')

    assert (document.title, document.said.labels) == ("T", ("a", "b"))


def test_a_line_of_dashes_at_the_top_is_no_front_matter():
    document, _ = one("---\n\nJust words\n\n---\n\nMore\n")

    assert "Just words" in document.body.text


def test_front_matter_is_told_into_our_words():
    text = (
        "---\ntitle: T\ntype: Runbook\ntags: a, b\nreview-date: 2027-01-31\n"
        "review_days: 90 days\nsort_rank: 3\nowner: [x, y]\n---\n"
    )
    document, _ = one(text)

    said = document.said
    assert (said.kind, said.labels, said.review_days) == ("runbook", ("a", "b"), 90)
    assert str(said.review_on) == "2027-01-31"
    assert document.strange == ["sort_rank"]
    assert ["owner" in one.why for one in document.problems] == [True]


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# T\n\nX\n", "T", "X"),
        ("T\n===\n\nX\n", "T", "X"),
        ("X\n\n# T\n\nY", "T", "X\n\n# T\n\nY"),
        ("X\n", "a file", "X"),
        ("---\ntitle: U\n---\n# T\n\nX", "U", "# T\n\nX"),
        ('# T `c` \\(x\\)<a name="t"></a>\n\nX', "T c (x)", "X"),
    ],
)
def test_the_title_is_the_heads_or_the_first_headings_or_the_files(text, title, body):
    document, linked = one(text, "a_file.md")

    assert (document.title, linked.text) == (title, body)


def test_text_that_is_not_utf_8_is_read_and_told():
    document = read_document("a.md", "# Café\n\nnaïve".encode("cp1252"))

    assert document.title == "Café"
    assert "not UTF-8" in document.problems[0].why


def test_bytes_that_are_no_text_are_rejected():
    with pytest.raises(Unreadable, match="no text"):
        read_document("a.md", b"abc\0def")


def test_links_between_runbooks_become_links_between_articles():
    folder = "alerts/openshift-container-storage-operator"
    _, linked = whole("openshift-runbooks")[f"{folder}/CephClusterWarningState.md"]

    assert "[[diagnosis|general diagnosis document]]" in linked.text
    assert "](helpers/" not in linked.text


def test_a_link_to_the_site_finds_its_source_and_heading_or_stays_on_the_site():
    pages = {
        "docs/a.md": "[types](/docs/b/#the-second) [more](../c) [gone](/blog/x/)",
        "docs/b.md": "# B\n\n## First\n\n## The `second`\n",
        "c/index.md": "# C\n",
    }
    documents = {
        path: read_document(path, text.encode()) for path, text in pages.items()
    }
    addresses = {path: path[0:6].strip("/") for path in pages}
    world = World(
        Atlas(list(pages)), addresses, documents, lambda _: "", "https://example.com"
    )

    linked = link(documents["docs/a.md"], world)

    assert linked.text == (
        "[[docs/b#the-second|types]] [[c/inde|more]] [gone](https://example.com/blog/x/)"
    )


def test_what_links_to_another_page_of_the_portal_by_chance_keeps_only_its_words():
    document, linked = one("See [downloads](/download) here.")

    assert linked.text == "See downloads here."
    assert "/download" in document.problems[0].why


def test_a_file_that_is_not_taken_is_told_with_its_line():
    pages = whole("openshift-runbooks", refusal=lambda path: "Not this kind.")
    document, linked = pages["alerts/cluster-network-operator/NoRunningOvnMaster.md"]

    problem = next(one for one in document.problems if "svg" in one.why)
    text = (DATA / "openshift-runbooks" / document.path).read_text().splitlines()
    assert ".svg" in text[problem.line - 1]
    assert linked.files == {}


def test_a_link_that_leads_nowhere_is_told_with_its_line():
    document, linked = one(
        "# T\n\nx\n\n- see [this *page*](gone.md) and `[no](code.md)`\n"
    )

    assert [(p.line, p.why) for p in document.problems] == [
        (5, "The link gone.md leads to nothing in this tree.")
    ]
    assert "`[no](code.md)`" in linked.text


def test_a_link_in_a_table_keeps_the_table():
    text = "| a | b |\n|---|---|\n| [see `x`](a.md) | ![p](p.png) |\n"
    _, linked = one(text, "t.md", ["p.png", "a.md"])

    assert "| see `x` | ![p](files/p.png) |" in linked.text


def test_two_pictures_of_one_name_keep_apart():
    _, linked = one("![a](x/p.png) ![b](y/p.png)", "t.md", ["x/p.png", "y/p.png"])

    assert linked.files == {"p.png": "x/p.png", "y--p.png": "y/p.png"}
    assert linked.text == "![a](files/p.png) ![b](files/y--p.png)"


def test_html_in_markdown_becomes_markdown_and_placeholders_stay():
    text = (
        "# T\n\nUse <b>this</b> for `<code>` and <namespace>.<!-- hidden -->\n\n"
        "<table><tr><th>a</th></tr>\n\n<tr><td><ul><li>x</li></ul></td></tr></table>\n\n"
        '<iframe src="https://example.com/v"></iframe>\n\nEnd <img src="p.png" alt="P">\n'
    )
    document, linked = one(text, "t.md", ["p.png"])

    assert "Use **this** for `<code>` and <namespace>.\n" in linked.text
    assert "| a   |" in linked.text
    assert "| • x |" in linked.text
    assert "![P](files/p.png)" in linked.text
    assert [(p.line, p.why) for p in document.problems] == [
        (9, "<iframe> became a link.")
    ]


def test_a_page_of_confluence_keeps_its_macros_table_files_and_links():
    document, linked = whole("confluence")["101.html"]

    assert document.title == "Restart the payment gateway"
    assert "> [!CAUTION]\n> **Two people**\n>\n> Never restart" in linked.text
    assert "``` bash\nsystemctl restart gateway\n" in linked.text
    assert "[[clear-the-queue_102#steps|clear the queue]]" in linked.text
    assert "| gw-1 | • first • second \\| third" in linked.text
    assert linked.files == {
        "201.png": "attachments/101/201.png",
        "202.txt": "attachments/101/202.txt",
    }
    assert [(p.line, p.why) for p in document.problems] == [
        (28, "The macro “jira” is not known; its text is kept.")
    ]
    assert "Document generated" not in linked.text


def test_a_page_in_confluences_storage_format_is_read():
    _, linked = whole("confluence")["Clear-the-queue_102.html"]

    assert "> [!WARNING]\n> Ask the duty manager." in linked.text
    assert (
        "``` sql\nDELETE FROM queue WHERE age > 10 AND state <> 'new';\n" in linked.text
    )
    assert "- [x] Tell the vendor\n- [ ] Write the note" in linked.text
    assert "[[101|Restart it]] ![201.png](files/201.png)" in linked.text


def test_the_list_of_pages_of_an_export_is_no_article():
    assert "index.html" not in whole("confluence")


def test_asciidoc_is_converted_and_reaches_for_no_file():
    document, linked = whole("asciidoc")["quota.adoc"]

    assert (document.title, document.said.labels) == (
        "Raise a quota",
        ("storage", "quota"),
    )
    assert "> [!WARNING]\n> Ask the owner first." in linked.text
    assert "``` bash\noc get quota -A\n```" in linked.text
    assert "![The dialog](files/quota.png)" in linked.text
    assert "[[other#what-comes-later|what comes later]]" in linked.text
    assert "root:" not in linked.text
    assert [p.line for p in document.problems] == [10, 17]


def test_the_converter_sees_no_file(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("sesame")

    for text in (f"include::{secret}[]", f"<iframe src='{secret}'></iframe>"):
        try:
            made = pandoc.convert(text, "asciidoc" if "include" in text else "html")
        except Unreadable:
            continue
        assert "sesame" not in made


def test_the_converter_is_stopped_when_its_time_is_over(monkeypatch):
    monkeypatch.setattr(pandoc, "SECONDS", 0.05)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)

    with pytest.raises(Unreadable, match="longer than"):
        pandoc.convert("<p>x</p>" * 400_000, "html")

    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime - before.ru_utime < 3  # to its end it takes eight


@pytest.mark.parametrize(
    ("file", "here", "origin", "takes", "expected"),
    [
        ("a", "a", "", False, "unchanged"),
        ("b", "a", "a", False, "changed"),
        ("a", "b", "a", False, "unchanged"),
        ("a", "b", "a", True, "changed"),
        ("c", "b", "a", False, "conflict"),
        ("c", "b", "a", True, "changed"),
        ("b", "a", "", False, "conflict"),
    ],
)
def test_what_becomes_of_an_article(file, here, origin, takes, expected):
    assert outcome(file, here, origin, takes_files=takes) == expected
