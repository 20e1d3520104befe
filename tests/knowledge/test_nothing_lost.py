"""Two authors, saving in any order over whatever they last read, lose nothing."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from apps.core.errors import EditConflict
from apps.knowledge.actions.articles import save_version
from apps.knowledge.models import ArticleVersion
from tests.factories import NOW
from tests.knowledge.factories import written

STEPS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(["read", "save"])), max_size=12
)


class TestNothingIsLost(TestCase):
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(STEPS)
    def test_what_was_typed_is_a_version_or_is_given_back(self, steps):
        article = written(body="Base")
        read = [article.version, article.version]
        accepted, given_back, typed = ["Base"], [], set()

        for number, (who, what) in enumerate(steps):
            article.refresh_from_db()
            if what == "read":
                read[who] = article.version
                continue
            text = f"Text {number} of {who}"
            typed.add(text)
            is_newest = read[who] == article.version
            try:
                save_version(
                    article,
                    expected=read[who],
                    title=article.title,
                    body=text,
                    note="",
                    by=None,
                    now=NOW,
                )
            except EditConflict as lost:
                assert not is_newest
                given_back.append(lost.typed["body"])
            else:
                assert is_newest
                accepted.append(text)

        kept = ArticleVersion.objects.filter(article=article).order_by("number")
        assert list(kept.values_list("body", flat=True)) == accepted
        assert typed == set(accepted[1:]) | set(given_back)
