"""Signing in by name and password."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.db.models import F


class Accounts(ModelBackend):
    """Django's own, but that the account of a session comes with what `people.person` asks of it: every page
    needs both, and two questions to the database cost more than the answers.
    """

    def get_user(self, user_id: int) -> User | None:
        known = User.objects.annotate(
            staff_key=F("staff__pk"), reference_version=F("staff__organisation__reference_version")
        )
        user = known.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
