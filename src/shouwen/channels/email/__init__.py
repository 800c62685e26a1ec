"""Notices by e-mail, through the mail server of SHOUWEN_EMAIL_URL."""

from shouwen.channels.email.channel import Email

__all__ = ["Email"]
