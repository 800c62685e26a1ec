"""How a command ends other than well. `main` prints the message as one line and exits with the status."""


class EndedError(Exception):
    """A command that ends here; the message is one line for the person at the terminal."""

    status = 1


class SaidNoError(EndedError):
    """The call was understood, the answer is no: exit status 1."""


class CallError(EndedError):
    """The call itself is wrong: an argument, a file that cannot be read, a setting. Exit status 2."""

    status = 2
