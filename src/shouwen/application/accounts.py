"""Signing in by name and password, and the account behind a session."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User

from shouwen.store import sessions


class Accounts(ModelBackend):
    """Django's own, but that the account of a session comes with what `people.person` asks of it: every page
    needs both, and two questions to the database cost more than the answers.
    """

    def get_user(self, user_id: int) -> User | None:
        user = sessions.account(user_id)
        return user if user and self.user_can_authenticate(user) else None
