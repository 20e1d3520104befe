"""Who may do what with spaces and articles."""

from apps.accounts.models import User
from apps.accounts.roles import Role
from apps.knowledge.models import (
    Article,
    Part,
    RequiredReading,
    Space,
    SpaceMember,
)
from apps.knowledge.models.failed import tends_search
from apps.knowledge.models.spaces import WRITES
from apps.knowledge.states import STANDS


def can_make_spaces(user: User) -> bool:
    """Platform managers and administrators."""
    return bool(user.rights.scopes("knowledge.edit_spaces"))


def can_edit_space(user: User, space: Space) -> bool:
    """Who may make spaces, and the manager of the team that owns it."""
    return can_make_spaces(user) or space.team.manager_id == user.pk


def _parts(user: User, space: Space) -> set[str]:
    parts = SpaceMember.objects.of(user).filter(space=space)
    return set(parts.values_list("part", flat=True))


def can_author(user: User, space: Space) -> bool:
    """Its authors and reviewers. One query."""
    return not _parts(user, space).isdisjoint(WRITES)


def can_edit(user: User, article: Article) -> bool:
    """Who writes in its space, and its owner. At most one query."""
    return article.owner_id == user.pk or can_author(user, article.space)


def can_publish(user: User, article: Article) -> bool:
    """An author of the space; where it takes two, a reviewer who did not write it.

    The newest version's author, and who sent it, never publish it where it takes two.
    """
    parts = _parts(user, article.space)
    if not article.space.needs_two:
        return not parts.isdisjoint(WRITES)
    wrote = {article.sent_by_id, article.head.author_id if article.head else None}
    return Part.REVIEWER in parts and user.pk not in wrote


def can_review(user: User, space: Space) -> bool:
    """Its reviewers: they say that an article still holds, send one back, retire it."""
    return Part.REVIEWER in _parts(user, space)


def can_send_back(user: User, article: Article) -> bool:
    """A reviewer of its space, and who sent it: they take it back."""
    return article.sent_by_id == user.pk or can_review(user, article.space)


def can_retire(user: User, article: Article) -> bool:
    """A reviewer of its space; where it does not take two, an author too."""
    parts = _parts(user, article.space)
    one_is_enough = not article.space.needs_two and not parts.isdisjoint(WRITES)
    return Part.REVIEWER in parts or one_is_enough


def can_verify(user: User, article: Article) -> bool:
    """Its owner, and who may retire it: they say that it still holds."""
    return article.owner_id == user.pk or can_retire(user, article)


def can_see_insights(user: User) -> bool:
    """Managers, auditors, administrators; what they see is of spaces they read."""
    return bool(user.rights.scopes("knowledge.insights"))


def can_see_failed(user: User) -> bool:
    """Who sees insights, and who writes in any space; people inside only."""
    return tends_search(user)


def can_tend_failed(user: User) -> bool:
    """Who writes in any space, and who may make spaces; people inside only."""
    if not user.is_internal:
        return False
    return can_make_spaces(user) or Space.objects.written_by(user).exists()


def can_judge(user: User, space: Space) -> bool:
    """Its authors and reviewers, inside: what its readers should find is theirs to say."""
    return user.is_internal and can_author(user, space)


def can_answer_flag(user: User, article: Article) -> bool:
    """Who writes the article, its owner, and the manager of its owner team; inside only."""
    if not user.is_internal:
        return False
    leads = {article.team.manager_id if article.team else None}
    return user.pk in leads or can_edit(user, article)


def can_require(user: User, article: Article) -> bool:
    """Of a published article: who writes it, and who manages a team; inside only."""
    if not user.is_internal or article.standing not in STANDS:
        return False
    return user.manages.exists() or can_edit(user, article)


def can_tend_required(user: User, found: RequiredReading) -> bool:
    """Who asked, and who writes the article."""
    return found.made_by_id == user.pk or can_edit(user, found.article)


def can_edit_synonyms(user: User, space: Space | None) -> bool:
    """Who may make spaces; those of a space its reviewers too."""
    if can_make_spaces(user):
        return True
    return space is not None and can_review(user, space)


def can_add_synonyms(user: User) -> bool:
    """Who may edit those of any space."""
    return can_make_spaces(user) or Space.objects.reviewed_by(user).exists()


def sees_state_of_search(user: User) -> bool:
    """Administrators are told when search goes by text alone."""
    return bool(user.rights.scopes("accounts.edit_grants"))


def can_see_machinery(user: User) -> bool:
    """Administrators: whether passages are embedded is theirs to know."""
    return Role.ADMINISTRATOR in user.rights.roles
