"""The backend that settings name; Django wants it in a module of this name."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Connections are kept from one request to the next. Before each, Django asks the server whether it is still there
    (`CONN_HEALTH_CHECKS`); here that costs no question as long as the line is quiet: a server that went away has
    closed it, and a closed line is readable.
    """

    def is_usable(self) -> bool:
        """Whether the kept connection can still be used."""
        if self.connection is None:
            return False
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return not waiting.poll(0) or super().is_usable()
