"""Redaction of private text: the row is emptied, the chain and what rules and figures rest on stay."""

import re
from dataclasses import MISSING, fields
from datetime import datetime

from shouwen.core.case.events import EVENTS
from shouwen.core.values import JsonObject
from shouwen.store import search
from shouwen.store.models import Case, Precedent, PrivateText

REDACTED = "〔已隐去〕"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def redact(case: Case, *, now: datetime) -> int:
    """Empty all private rows of a case, and take its words out of the index and the rulings; answer how many rows there were.
    The columns that repeat the text follow when the case is projected anew.
    """
    search.forget(case)
    Precedent.objects.filter(case=case).update(words="", reason="")
    return PrivateText.objects.filter(case=case, redacted_at=None).update(sealed=None, redacted_at=now)


def redacted(event_type: str, mark: JsonObject) -> JsonObject:
    """What is left of the private part: text fields read as redacted, everything else as its outline or its default."""
    known = {f.name: f for f in fields(EVENTS[event_type])} if event_type in EVENTS else {}
    keys, outline = mark.get("keys"), mark.get("outline")
    names = [str(key) for key in keys] if isinstance(keys, list) else []
    texts: JsonObject = {n: REDACTED for n in names if n in known and known[n].default not in (MISSING, ())}
    return texts | (outline if isinstance(outline, dict) else {})


def outline(private: JsonObject) -> JsonObject:
    """What rules and figures rest on, without a word of it: it stays when the text is redacted."""
    kept: JsonObject = {}
    for key in ("measures", "decisions"):
        if isinstance(planned := private.get(key), list):
            kept[key] = [_planned(one) for one in planned if isinstance(one, dict)]
    if isinstance(details := private.get("details"), dict):
        kept["details"] = dict.fromkeys(details, REDACTED)
    if isinstance(complainant := private.get("complainant"), dict) and complainant.get("anonymous"):
        kept["complainant"] = {"anonymous": True}
    if "respondent_id" in private:
        kept["respondent_id"] = private["respondent_id"]
    return {"outline": kept} if kept else {}


def _planned(one: JsonObject) -> JsonObject:
    """That something was to be done, whether somebody was named, and the day: rules ask for these."""
    due = str(one.get("due") or "")
    return {
        "what": REDACTED,
        "owner": REDACTED if one.get("owner") else "",
        "due": due if _DAY.fullmatch(due) else REDACTED if due else "",
    }
