"""The session of a request and the account behind it; every page asks for both."""

from typing import Any

from django.contrib.auth.models import User
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from shouwen.store.sql import fetch

_SESSION = "SELECT session_data, expire_date FROM django_session WHERE session_key = %s AND expire_date > %s"
_COLUMNS = [field.attname for field in User._meta.concrete_fields]
_ACCOUNT = f"""
SELECT {", ".join(f"u.{name}" for name in _COLUMNS)}, s.id, o.reference_version,
  (SELECT count(*) FROM store_message m WHERE m.recipient_id = s.id AND m.read_at IS NULL AND m.sent_at IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM store_caserecusal c WHERE c.case_id = m.case_id AND c.staff_id = s.id))
  + (SELECT count(*) FROM store_manualreading r WHERE r.reader_id = s.id AND r.read_at IS NULL)
FROM auth_user u
LEFT JOIN store_staff s ON s.user_id = u.id LEFT JOIN store_organisation o ON o.id = s.organisation_id WHERE u.id = %s
"""
_STAFF_BY_KEY = """
SELECT s.id, o.reference_version FROM store_apitoken t JOIN store_staff s ON s.id = t.staff_id
JOIN auth_user u ON u.id = s.user_id JOIN store_organisation o ON o.id = s.organisation_id
WHERE u.is_active AND t.revoked_at IS NULL AND t.digest = %s
"""
Known = tuple[int, int]
"""(key of one of the staff, the organisation's `reference_version`)."""


class SessionStore(db.SessionStore):
    """Django's sessions in the database, read without its query builder."""

    def _get_session_from_db(self) -> Session | None:
        key = self.session_key or ""
        # a cookie can carry anything, keys are letters and digits
        found = fetch(_SESSION, [key, timezone.now()]) if key.isalnum() else []
        if not found:
            self._session_key: Any = None
            return None
        return Session(session_key=key, session_data=found[0][0], expire_date=found[0][1])


def account(user_id: int) -> User | None:
    """The account with `staff_key`, `reference_version` and `unread` messages of the person it belongs to, manuals to be read among them."""
    for row in fetch(_ACCOUNT, [user_id]):
        user = User.from_db("default", _COLUMNS, row[: len(_COLUMNS)])
        user.staff_key, user.reference_version, user.unread = row[len(_COLUMNS) :]  # type: ignore[attr-defined]
        return user
    return None


def staff_of_token(digest: str) -> Known | None:
    """Who of the staff a token that was not revoked belongs to, while the account is open."""
    return next(((staff_id, version) for staff_id, version in fetch(_STAFF_BY_KEY, [digest])), None)
