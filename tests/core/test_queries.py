"""The page about the API is read from the API's own description."""

from apps.core.queries import api_reference


def operations():
    parts = api_reference().sections
    return {one.key: one for part in parts for one in part.operations}


def shapes():
    return [shape for part in api_reference().sections for shape in part.shapes]


def test_every_operation_has_its_words_and_a_line_to_paste():
    for one in operations().values():
        assert one.about
        assert one.path in one.curl
        assert one.gives


def test_a_page_of_a_list_names_what_may_be_asked():
    names = [member.name for member in operations()["teams_list"].parameters]

    assert {"cursor", "page_size"} <= set(names)


def test_lists_say_of_what():
    kinds = {
        (shape.name, member.name): member.kind
        for shape in shapes()
        for member in shape.members
    }

    assert kinds["PaginatedTeamList", "results"] == "list of Team"
    assert kinds["Me", "email"] == "email"
