"""Nobody's edit is lost: saving is compare-and-set."""

import threading

import pytest
from django.db import connection, connections

from apps.accounts.models import Team
from apps.core.errors import EditConflict
from tests.factories import TeamFactory


@pytest.mark.django_db
def test_saving_with_the_read_version_writes_and_counts_on():
    team = TeamFactory()
    team.description = "Pays."

    team.save_if_version(1, ["description"])

    assert team.version == 2
    fresh = Team.objects.get()
    assert (fresh.description, fresh.version) == ("Pays.", 2)


@pytest.mark.django_db
@pytest.mark.parametrize("never", [0, -1, 2**31 - 1, 2**70])
def test_a_version_that_nobody_can_have_read_is_a_conflict(never):
    team = TeamFactory()

    with pytest.raises(EditConflict):
        team.save_if_version(never, ["description"])

    assert Team.objects.get().version == 1


@pytest.mark.django_db
def test_who_comes_second_sees_both_versions_and_overwrites_nothing():
    first, second = TeamFactory(), Team.objects.get()
    first.description = "Mine"
    first.save_if_version(1, ["description"])
    second.description = "Theirs"

    with pytest.raises(EditConflict) as refused:
        second.save_if_version(1, ["description"])

    assert refused.value.current.description == "Mine"
    assert refused.value.typed == {"description": "Theirs"}
    assert Team.objects.get().description == "Mine"


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_write_at_once_none_is_lost():
    pk = TeamFactory(description="").pk
    turns = 5
    start = threading.Barrier(8)

    def write(name: str) -> None:
        start.wait()
        for turn in range(turns):
            while True:
                team = Team.objects.get(pk=pk)
                team.description += f"{name}{turn} "
                try:
                    team.save_if_version(team.version, ["description"])
                except EditConflict:
                    continue
                break
        connections.close_all()

    writers = [threading.Thread(target=write, args=(name,)) for name in "abcdefgh"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)

    team = Team.objects.get(pk=pk)
    said = team.description.split()
    assert sorted(said) == sorted(f"{n}{t}" for n in "abcdefgh" for t in range(turns))
    assert team.version == 1 + 8 * turns
    assert connection.vendor == "postgresql"
