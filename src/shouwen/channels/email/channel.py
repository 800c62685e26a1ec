"""E-mail over SMTP."""

import hashlib
import smtplib
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from shouwen.channels.port import NotSentError, Outgoing, Recipient

TIMEOUT_S = 10
LASTING = range(500, 600)
"""SMTP answers that will not change by asking again (RFC 5321, 4.2.1)."""


class Email:
    """Sends plain text. A repeated message carries the same Message-ID and is marked as made by a machine,
    so that out-of-office notes do not answer it (RFC 3834).
    """

    name = "email"

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._server = EmailBackend(
            host=parts.hostname,
            port=parts.port or {"smtps": 465, "smtp+starttls": 587}.get(parts.scheme, 25),
            username=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            use_ssl=parts.scheme == "smtps",
            use_tls=parts.scheme == "smtp+starttls",
            timeout=TIMEOUT_S,
        )
        self._from = parse_qs(parts.query).get("from", [f"shouwen@{parts.hostname}"])[0]

    def reaches(self, to: Recipient) -> bool:
        return "@" in to.email

    def send(self, message: Outgoing) -> None:
        domain = self._from.rpartition("@")[2].strip("> ")
        told = hashlib.sha256(message.key.encode()).hexdigest()[:32]
        mail = EmailMessage(
            subject=message.subject,
            body=message.text,
            from_email=self._from,
            to=[message.to.email],
            headers={"Message-ID": f"<{told}@{domain}>", "Auto-Submitted": "auto-generated"},
        )
        try:
            self._server.send_messages([mail])
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise NotSentError(str(error), lasting=all(code in LASTING for code in codes)) from None
        except smtplib.SMTPResponseException as error:
            lasting = error.smtp_code in LASTING and not isinstance(error, smtplib.SMTPAuthenticationError)
            raise NotSentError(str(error), lasting=lasting) from None
        except (smtplib.SMTPException, OSError) as error:
            raise NotSentError(f"{type(error).__name__}: {error}") from None
