"""Full-text search, the same on both databases: Chinese as overlapping pairs, the rest as words.

Text is NFKC, lower case, simplified; a run of Han characters becomes its bigrams and its last character,
so that any substring of two or more characters is a phrase of adjacent tokens and a single character a
prefix. Segmenting by dictionary would miss words inside words.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

import opencc
from django.db import connection

from shouwen.store.crypto import contact_index
from shouwen.store.models import Case, CaseText
from shouwen.store.sql import Where, change, fetch, insert

_IDEOGRAPHS = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN = re.compile(f"[{_IDEOGRAPHS}]")
_RUNS = re.compile(f"[{_IDEOGRAPHS}]+|(?:(?![{_IDEOGRAPHS}])[^\\W_])+")
_CONTACT = re.compile(r"(?=(?:\D*\d){7})[0-9+() \-]{7,40}|[^@\s]{1,100}@[^@\s]{1,100}")
_LONGEST = 8000
_FREQUENT = 2000
"""From this many matches on, walking the newest cases with a test is quicker than sorting the matches."""
_FOUND = "SELECT case_id FROM store_casetext WHERE words @@ %s::tsquery"


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=50_000)
def _simplified(character: str) -> str:
    """One by one: a word would be turned by what stands beside it, and a part of it no longer be found."""
    return str(_simplifier().convert(character))


def _plain(text: str) -> str:
    return "".join(map(_simplified, unicodedata.normalize("NFKC", text).lower()))


def tokens(text: str) -> list[str]:
    """The tokens of a text, in order; adjacent bigrams of a run are adjacent tokens."""
    plain = _plain(text[:_LONGEST])
    found: list[str] = []
    for run in _split(plain):
        if _HAN.match(run) is None:
            found.append(run)
            continue
        found.extend(run[i : i + 2] for i in range(len(run) - 1))
        found.append(run[-1])
    return found


def phrases(query: str) -> list[tuple[list[str], bool]]:
    """What a query asks for: (adjacent tokens, whether the last one is a prefix), all of which must match."""
    plain = _plain(query[:200])
    asked: list[tuple[list[str], bool]] = []
    for run in _split(plain):
        if _HAN.match(run) is None or len(run) == 1:
            asked.append(([run], True))
        else:
            asked.append(([run[i : i + 2] for i in range(len(run) - 1)], False))
    return asked


def index(texts: Sequence[tuple[Case, str]]) -> None:
    """Put the words of cases into the index, each with its text, replacing what was there."""
    stored = {own.pk: own for own in CaseText.objects.filter(pk__in=[case.pk for case, _ in texts])}
    new, listed = [], []
    for case, text in texts:
        words, old = " ".join(tokens(text)), stored.get(case.pk)
        if old is not None and old.tokens == words:
            continue
        listed.append((case.pk, words))
        if old is None:
            new.append({
                "case_id": case.pk, "organisation_id": case.organisation_id, "registered_at": case.registered_at,
                "tokens": words,
            })  # fmt: skip
        else:
            _unlist(old)
            change(old, tokens=words)
    insert(CaseText, new)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO case_words(rowid, tokens) VALUES (%s, %s)", listed)


def forget(case: Case) -> None:
    """Take a case's words out of the index."""
    for old in CaseText.objects.filter(case=case):
        _unlist(old)
        old.delete()


def _unlist(old: CaseText) -> None:
    """SQLite keeps the index beside the table, and has to be told what stood in it."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO case_words(case_words, rowid, tokens) VALUES ('delete', %s, %s)",
            [old.case_id, old.tokens],
        )


def rebuild() -> None:
    """Forget all words; the projection then starts from the first event."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO case_words(case_words) VALUES ('delete-all')")
    CaseText.objects.all().delete()


def narrow(where: Where, query: str, *, organisation: int) -> None:
    """Narrow a condition on `store_case` to the cases whose text has every phrase of the query, or whose customer left
    the telephone number or e-mail address that the query is. A rare word goes through the index, a frequent one is
    found by walking the cases.
    """
    number = re.fullmatch(r"\s*(ts-\d{4}-\d{1,9})\s*", query.lower())
    asked = phrases(query)
    if number is not None:
        where.add("store_case.number = %s", number.group(1).upper())
    elif not asked:
        where.add("1 = 0")
    elif (ids := _few_ids(asked, _FREQUENT)) is not None:
        where.among("store_case.id", {*ids, *_of_contact(query.strip(), organisation)})
    elif connection.vendor == "sqlite":
        where.add("store_case.id IN (SELECT rowid FROM case_words WHERE case_words MATCH %s)", _fts5(asked))
    else:
        test = "SELECT 1 FROM store_casetext t WHERE t.case_id = store_case.id AND t.words @@ %s::tsquery"
        where.add(f"EXISTS ({test})", _tsquery(asked))


def _of_contact(query: str, organisation: int) -> list[int]:
    """The newest cases of a customer, by the blind index: what he left is kept encrypted and is in no text."""
    if _CONTACT.fullmatch(query) is None or not (mark := contact_index(query)):
        return []
    sql = "SELECT id FROM store_case WHERE organisation_id = %s AND contact_index = %s AND contact_index <> '' ORDER BY id DESC LIMIT %s"
    return [row[0] for row in fetch(sql, [organisation, mark, _FREQUENT])]


def _few_ids(asked: list[tuple[list[str], bool]], most: int) -> list[int] | None:
    """The cases that have the words, if there are fewer than `most`."""
    if connection.vendor == "sqlite":
        sql, query = "SELECT rowid FROM case_words WHERE case_words MATCH %s LIMIT %s", _fts5(asked)
    else:
        sql, query = f"{_FOUND} LIMIT %s", _tsquery(asked)
        if _expected(query) >= most:
            return None
    ids = [row[0] for row in fetch(sql, [query, most], anew=True)]
    return ids if len(ids) < most else None


def _expected(query: str) -> int:
    """How many cases PostgreSQL expects to find, from its statistics of words. Of a frequent word not even the first few
    are asked for: it reads them without the index, and unpacks the text of every case on the way.
    """
    plan = fetch(f"EXPLAIN {_FOUND}", [query], anew=True)[0][0]
    return int(plan.partition(" rows=")[2].partition(" ")[0])


def _split(plain: str) -> list[str]:
    """Runs of Han characters and runs of other word characters, apart."""
    return _RUNS.findall(plain)


def _fts5(asked: list[tuple[list[str], bool]]) -> str:
    return " AND ".join(f'"{" ".join(words)}"' + ("*" if prefix else "") for words, prefix in asked)


def _tsquery(asked: list[tuple[list[str], bool]]) -> str:
    return " & ".join(
        "(" + " <-> ".join(f"'{word}'" + (":*" if prefix else "") for word in words) + ")"
        for words, prefix in asked
    )
