"""Whether an answer names the way to a review or an appeal (救济途径)."""

import re

_NAMED = re.compile(
    r"申请[^。；！？\n]{0,12}(?:复核|核查|复查)|申诉|复议|(?:ask for|request|apply for) (?:a |an )?review|appeal",
    re.IGNORECASE,
)
"""可以申请核查 · 有权提出申诉 · you may request a review · you may appeal"""


def names_remedy(text: str) -> bool:
    """Read when the answer is given, so that it is known also after its words were taken out of the record."""
    return _NAMED.search(text) is not None
