"""The promised limits of a rule book, gathered so that customers can read them."""


def gathered(promises: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """((what, (limit, limit …)) …): one line for each thing promised, whatever the number of grades."""
    lines: dict[str, list[str]] = {}
    for promise in promises:
        what, _, limit = promise.partition("：")
        lines.setdefault(what, []).append(limit)
    return tuple((what, tuple(filter(None, limits))) for what, limits in lines.items())
