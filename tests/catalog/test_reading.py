"""From text to documents: places, refusals, and neighbours that survive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.catalog.rules import Source, read_documents, reading

GOOD = "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {name: a}\n"


def read(text: str):
    return read_documents([Source("a.yaml", text)])


def complaint(text: str) -> str:
    documents, problems = read(text)
    assert documents == []
    return str(problems[0])


def test_each_document_knows_its_number_line_and_words():
    documents, problems = read(f"# ours\n---\n{GOOD}---\n# next\n{GOOD}")

    assert problems == []
    assert [(one.number, one.line) for one in documents] == [(1, 3), (2, 8)]
    assert documents[1].text == f"# next\n{GOOD}"
    assert documents[0].lines["metadata", "name"] == 5


@pytest.mark.parametrize(
    "text", ["", "\n\n", "---\n", "# nothing\n", "---\n---\n...\n"]
)
def test_a_file_without_documents_is_no_mistake(text):
    assert read(text) == ([], [])


def test_a_broken_document_leaves_its_neighbours():
    documents, problems = read(f"{GOOD}---\nkind: [a\nb: }}\n---\n{GOOD}")

    assert [one.number for one in documents] == [1, 3]
    assert str(problems[0]).startswith("a.yaml, document 2, line ")
    assert "not valid YAML" in problems[0].message


def test_windows_lines_a_byte_order_mark_and_a_word_after_the_marker():
    documents, _ = read("\ufeff--- {kind: A}\r\n---\r\nkind: B\r\n")

    assert [one.data for one in documents] == [{"kind": "A"}, {"kind": "B"}]
    assert [one.line for one in documents] == [1, 3]


def test_dates_and_numbers_stay_what_json_can_hold():
    documents, _ = read(
        "on: 2024-01-02\nat: 2024-01-02T03:04:05Z\nx: .nan\n7: no\n"
        "true: true\nzip: 0123\nhalf: 0.5\nrest: ~\nnone:\n"
    )

    assert documents[0].data == {
        "on": "2024-01-02",
        "at": "2024-01-02T03:04:05Z",
        "x": "nan",
        "7": "no",
        "true": True,
        "zip": "0123",
        "half": 0.5,
        "rest": None,
        "none": None,
    }


def test_a_bomb_of_aliases_is_refused():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]

    assert "unfold to too much" in complaint("\n".join(lines))


def test_many_small_bombs_are_read_until_it_is_too_much(monkeypatch):
    monkeypatch.setattr(reading, "MAX_ALL_NODES", 3_000)
    lines = ["kind: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"b: &b [{', '.join(['*a'] * 9)}]", f"c: [{', '.join(['*b'] * 9)}]"]

    documents, (problem,) = read("\n---\n".join(["\n".join(lines)] * 50))

    assert 2 <= len(documents) <= 4
    assert problem.number == len(documents) + 1
    assert "too much for one import" in problem.message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: &a [*a]", "contains itself"),
        ("a: " + "[" * 100 + "]" * 100, "too deep"),
        ("[" * 20_000, "too large or too deep"),
        ("a: 1\nb: 2\na: 3\n", "“a” stands here twice"),
        ("- a\n- b\n", "is a mapping"),
        ("just words", "is a mapping"),
        ("a: !!python/object/apply:os.system [ls]", "not valid YAML"),
        ('a: "\\0"', "can't be kept"),
        ('a: "\\ud800"', "not valid YAML"),
        ("a: *nobody", "not valid YAML"),
        ("a: \x07", "not valid YAML"),
        ("? [a]\n: b\n? {c: d}\n: e", "not valid YAML"),
    ],
)
def test_what_is_refused_and_in_which_words(text, words):
    assert words in complaint(text)


def test_a_repeated_key_is_reported_at_its_line():
    assert "line 3" in complaint("a: 1\nb: 2\na: 3\n")


def test_a_file_that_is_too_large_or_no_text_is_reported_as_a_whole():
    huge = Source("huge.yaml", "#" * (5 * 1024 * 1024 + 1))
    wrong = Source("wrong.yaml", "", "This is not UTF-8 text.")

    _, problems = read_documents([huge, wrong])

    assert [str(one) for one in problems] == [
        "huge.yaml: The file is larger than 5 MB.",
        "wrong.yaml: This is not UTF-8 text.",
    ]


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text):
    read(text)


@given(st.text(alphabet="-:[]{}&*a \n\"'|>!#%?,.0", max_size=120))
def test_no_yaml_like_text_breaks_the_reader(text):
    documents, problems = read(text)

    assert all(problem.line >= 1 for problem in problems)
    assert all(isinstance(one.data, dict) for one in documents)
