"""Which channels this installation has."""

from shouwen.channels.port import Channel
from shouwen.config.environment import environment


def installed() -> tuple[Channel, ...]:
    """The channels that are set up, () for none. The bell of the staff pages needs no channel."""
    url = environment().email_url
    if not url:
        return ()
    from shouwen.channels.email import Email

    return (Email(url),)
