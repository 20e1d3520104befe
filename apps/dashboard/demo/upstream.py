"""The demonstration's imported runbooks: a space brought in, and the next file waiting."""

import io
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from apps.accounts.models import User
from apps.dashboard.demo.people import DOMAIN, Cast
from apps.knowledge.actions.importing import check_import, give_tree, import_now
from apps.knowledge.actions.spaces import add_member, create_space
from apps.knowledge.models import Part, Space

TREE = Path(__file__).parent / "runbooks" / "openshift-runbooks"
SLUG, COMMIT, NEXT_COMMIT = "runbooks", "82bd2d9", "f00dfeed"
CHANGED = "alerts/cluster-etcd-operator/etcdNoLeader.md"
ADDED = "alerts/cluster-etcd-operator/etcdDefragment.adoc"
ADDED_TEXT = """\
= Defragment etcd
:keywords: etcd, maintenance

include::../snippets/before-you-begin.adoc[]

WARNING: Take one member after the other, the leader last.

. Find the leader: see xref:etcdNoLeader.md#diagnosis[how].
. Run the defragmentation on each other member.

[source,bash]
----
oc rsh -n openshift-etcd etcd-master-0 etcdctl defrag
----
"""


def bring_runbooks(made: Cast, now: datetime) -> None:
    """Thirty-three public runbooks, and a newer state of them that waits to be confirmed."""
    admin = User.objects.get(email=f"admin@{DOMAIN}")
    manager = User.objects.get(email=f"platform.manager@{DOMAIN}")
    space = create_space(
        slug=SLUG,
        name="OpenShift alerts",
        description="Runbooks that the makers of OpenShift publish, kept up to date by import.",
        team=made.teams["openshift"],
        is_open=True,
        needs_two=False,
        review_days=180,
        by=admin,
        now=now - timedelta(days=90),
    )
    parts = (
        (manager, None, Part.REVIEWER),
        (None, made.teams["openshift"], Part.AUTHOR),
    )
    for user, team, part in parts:
        add_member(space.pk, by=admin, user=user, team=team, part=part, now=now)
    when = now - timedelta(days=60)
    import_now(space, TREE, by=manager, commit=COMMIT, now=when)
    _next(space, manager, now - timedelta(hours=3))


def _next(space: Space, by: User, now: datetime) -> None:
    """The tree as it is weeks later: one page changed, one new."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(TREE.rglob("*")):
            if path.is_file():
                name = path.relative_to(TREE).as_posix()
                content = path.read_bytes()
                if name == CHANGED:
                    content += b"\nSee also [how to defragment](etcdDefragment.adoc).\n"
                packed.writestr(f"{TREE.name}/{name}", content)
        packed.writestr(f"{TREE.name}/{ADDED}", ADDED_TEXT)
    file = SimpleUploadedFile("openshift-runbooks.zip", out.getvalue())
    given = give_tree(space, by=by, file=file, commit=NEXT_COMMIT, now=now)
    check_import(given.pk, now=now)
