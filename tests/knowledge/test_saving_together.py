"""Two authors save over the same version, in any order: both texts are in the article."""

from itertools import permutations

import pytest
from django.urls import reverse

from apps.knowledge.models import Article
from apps.knowledge.rules.merging import BEGIN, END, MIDDLE
from tests.knowledge.factories import SpaceFactory, author, written

MARKS = {BEGIN, MIDDLE, END}
pytestmark = pytest.mark.django_db

BASE = "One\n\nTwo\n\nThree\n"
TEXTS = {
    "above": "One of A\n\nTwo\n\nThree\n",
    "between": "One\n\nTwo of B\nand more of B\n\nThree\n",
    "below": "One\n\nTwo\n\nThree\nFour of C\n",
    "the same": "One\n\nTwo of D\n\nThree\n",
    "all of it": "Zero of E\n",
}


def save(client, article, form):
    url = reverse("knowledge:save_version", args=[article.space.slug, article.slug])
    answer = client.post(url, form)
    while answer.status_code == 409:
        merged = answer.context["form"].initial
        if MARKS & set(merged["body"].split("\n")):
            refused = client.post(url, merged)
            assert refused.status_code == 422
            assert "Two texts still clash" in refused.text
        kept = [line for line in merged["body"].split("\n") if line not in MARKS]
        answer = client.post(url, {**merged, "body": "\n".join(kept)})
    assert answer.status_code == 303


@pytest.mark.parametrize("order", list(permutations(TEXTS, 2)))
def test_what_each_typed_is_in_the_newest_version(client, order):
    article = written(SpaceFactory(), body=BASE)
    client.force_login(
        author(article.space), "django.contrib.auth.backends.ModelBackend"
    )
    forms = [
        {
            "title": article.title,
            "body": TEXTS[name],
            "version": article.version,
            "base": 1,
        }
        for name in order
    ]

    for form in forms:
        save(client, article, form)

    newest = Article.objects.get(pk=article.pk).head
    assert newest.number == 3
    assert article.versions.count() == 3
    typed = {line for name in order for line in TEXTS[name].split("\n")}
    assert typed - set(BASE.split("\n")) <= set(newest.body.split("\n"))
