"""A filter offers only what exists for who asks."""

import pytest

from apps.accounts.forms import PeopleFilter
from apps.onboarding.forms.lists import RequestFilter
from tests.factories import OrganisationFactory, PlatformFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_vendor_is_offered_neither_other_vendors_nor_internal_teams():
    OrganisationFactory(vendor=True)
    PlatformFactory()
    outsider = UserFactory(external=True)

    people = PeopleFilter(user=outsider)
    requests = RequestFilter(user=outsider)

    assert list(people.fields["organisation"].queryset) == [outsider.organisation]
    assert not requests.fields["team"].queryset.exists()
    assert not requests.fields["platform"].queryset.exists()
