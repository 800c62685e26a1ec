"""Redaction of private text: the row is emptied, the chain and what rules and figures rest on stay."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import MISSING, fields
from datetime import datetime
from typing import NamedTuple

from shouwen.core.case.events import EVENTS
from shouwen.core.values import JsonObject
from shouwen.store import search
from shouwen.store.crypto import seal, unseal
from shouwen.store.models import Case, CaseEvent, Precedent, PrivateText

REDACTED = "〔已隐去〕"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def redact(case: Case, *, now: datetime) -> int:
    """Empty all private rows of a case, and take its words out of the index and the rulings; answer how many rows there were.
    The columns that repeat the text follow when the case is projected anew.
    """
    search.forget(case)
    Precedent.objects.filter(case=case).update(words="", reason="")
    return PrivateText.objects.filter(case=case, redacted_at=None).update(sealed=None, redacted_at=now)


class Texts(NamedTuple):
    """The private texts of one event as they stand."""

    what: str
    keys: tuple[str, ...]
    rest: str
    """The digest of what would be left; "" for nothing."""
    salt: bytes
    shut: str


def rest_of(case: Case, seq: int, keys: Sequence[str]) -> Texts | None:
    """What taking out these texts of an event (all where none is named) would leave. The salt follows from the old one, so
    that asking twice gives the same. None for an event without texts.
    """
    row = PrivateText.objects.filter(case=case, seq=seq, redacted_at=None).first()
    if row is None or row.sealed is None:
        return None
    held: JsonObject = json.loads(unseal(bytes(row.sealed), row=f"{case.number}:{seq}"))
    left = {key: value for key, value in held.items() if keys and key not in keys}
    salt = hashlib.sha256(bytes(row.salt) + "\n".join(sorted(left)).encode()).digest()[:16]
    shut = canonical(left)
    what = CaseEvent.objects.values_list("type", flat=True).get(case=case, seq=seq)
    return Texts(
        what=what, keys=tuple(sorted(held)), rest=salted(salt, shut) if left else "", salt=salt, shut=shut
    )


def take_out(case: Case, seq: int, keys: Sequence[str], *, now: datetime) -> None:
    """Take these texts of an event out of its private row, inside the caller's transaction."""
    found = rest_of(case, seq, keys)
    if found is None:
        return
    rows = PrivateText.objects.filter(case=case, seq=seq)
    if found.rest:
        rows.update(salt=found.salt, sealed=seal(found.shut, row=f"{case.number}:{seq}"))
    else:
        rows.update(sealed=None, redacted_at=now)
    search.forget(case)
    Precedent.objects.filter(case=case, seq=seq).update(reason="")
    if found.what == "registered":
        Precedent.objects.filter(case=case).update(words="")


def canonical(value: JsonObject) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def salted(salt: bytes, text: str) -> str:
    return hashlib.sha256(salt + text.encode()).hexdigest()


def joined(event_type: str, mark: JsonObject, rest: JsonObject) -> JsonObject:
    """The private part of an event of which some texts were taken out."""
    keys, kept = mark.get("keys"), mark.get("outline")
    gone = [key for key in keys if key not in rest] if isinstance(keys, list) else []
    lines = {k: v for k, v in kept.items() if k in gone} if isinstance(kept, dict) else {}
    return {**redacted(event_type, {**mark, "keys": gone, "outline": lines}), **rest}


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
