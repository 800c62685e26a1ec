"""The cases to measure on: some made by commands, the rest copied from them."""

from django.db import connection

from scripts.benching import streams

_COPY = """
WITH chosen AS (
  SELECT c.*, row_number() OVER (ORDER BY c.id) AS place FROM store_case c
  WHERE c.id <= %(last)s AND c.organisation_id = %(organisation)s AND (%(live)s OR c.closed_at IS NOT NULL)
)
INSERT INTO store_case (id, number, organisation_id, code_salt, rule_book_id, version, kind, channel, category, level,
  stage, unit_id, handler_id, receiver_id, subject, complainant, contact_index, registered_at,
  registered_on, due_at, paused, round, satisfied, replied_at, closed_at, closed_on, on_time, result, respond_minutes,
  reply_minutes, close_minutes)
SELECT %(shift)s + id, 'TB-' || (%(shift)s + id), organisation_id, code_salt, rule_book_id, version, kind, channel,
  category, level, stage, unit_id, handler_id, receiver_id, subject, complainant,
  md5(contact_index || %(shift)s), registered_at - %(hours)s * interval '1 hour',
  (registered_at - %(hours)s * interval '1 hour')::date, due_at, paused, round, satisfied,
  replied_at - %(hours)s * interval '1 hour', closed_at - %(hours)s * interval '1 hour',
  (closed_at - %(hours)s * interval '1 hour')::date, on_time, result, respond_minutes, reply_minutes, close_minutes
FROM chosen WHERE place <= %(most)s
"""
_FOLLOWERS = (
    """INSERT INTO store_obligation (case_id, organisation_id, rule, number, "do", role, clause, unit_id, owner_id, started_at,
         opened_at, due_at, provisional, status, ended_at, wake_at, failures)
       SELECT %(shift)s + case_id, organisation_id, rule, number, "do", role, clause, unit_id, owner_id, started_at,
         opened_at, due_at, provisional, status, ended_at, NULL, 0
       FROM store_obligation WHERE case_id <= %(last)s AND EXISTS (SELECT 1 FROM store_case c WHERE c.id = %(shift)s + case_id)""",
    """INSERT INTO store_caseunit (case_id, unit_id)
       SELECT %(shift)s + case_id, unit_id
       FROM store_caseunit WHERE case_id <= %(last)s AND EXISTS (SELECT 1 FROM store_case c WHERE c.id = %(shift)s + case_id)""",
    """INSERT INTO store_casetext (case_id, organisation_id, registered_at, tokens)
       SELECT %(shift)s + t.case_id, t.organisation_id, c.registered_at, t.tokens
       FROM store_casetext t JOIN store_case c ON c.id = %(shift)s + t.case_id WHERE t.case_id <= %(last)s""",
)
_FIGURES = """
INSERT INTO store_figure (organisation_id, day, dimension, value, received, closed, open, on_time, late, satisfied, dissatisfied)
SELECT organisation_id, day, dimension, value, sum(r), sum(c), sum(o), sum(t), sum(l), sum(s), sum(d) FROM (
  SELECT organisation_id, registered_on AS day, dimension, value, 1 AS r, 0 AS c, (closed_on IS NULL)::int AS o,
    0 AS t, 0 AS l, 0 AS s, 0 AS d FROM {source}
  UNION ALL
  SELECT organisation_id, closed_on, dimension, value, 0, 1, 0, coalesce(on_time, false)::int, (NOT coalesce(on_time, true))::int,
    (satisfied = 'yes')::int, (satisfied = 'no')::int FROM {source} WHERE closed_on IS NOT NULL
) cells GROUP BY 1, 2, 3, 4
"""
_SOURCE = """(SELECT c.*, x.dimension, x.value FROM store_case c LEFT JOIN store_unit u ON u.id = c.unit_id
  CROSS JOIN LATERAL (VALUES ('total', ''), ('category', c.category), ('unit', coalesce(u.name, '')), ('level', c.level),
  ('channel', c.channel), ('result', c.result)) AS x(dimension, value)) AS source"""


def make_originals(count: int) -> int:
    """The four-level organisation with cases made through the commands; answer the organisation's key."""
    from random import Random

    from shouwen.application import clock, timers
    from shouwen.demo import load
    from shouwen.demo.office import Office, set_up

    now = clock.now()
    organisation = set_up("four-level", from_day=now.date().replace(year=now.year - 4))
    load._tell(Office(organisation), cases=count, rng=Random("bench"), now=now, progress=None)  # noqa: SLF001
    while timers.follow(now):
        pass
    return organisation.pk


def grow(organisation: int, *, to: int) -> None:
    """Copy cases until there are `to`; one in twenty of the copies is a live case."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), max(id) FROM store_case")
        have, highest = cursor.fetchone()
        cursor.execute("SELECT max(id) FROM store_case WHERE number LIKE 'TS-%%'")
        last = cursor.fetchone()[0]
        turn, known = highest // last, streams.originals(cursor, last)
        while have < to:
            turn += 1
            told = {
                "shift": turn * last, "last": last, "organisation": organisation, "live": turn % 20 == 0,
                "hours": (turn * 7) % (24 * 700), "most": to - have,
            }  # fmt: skip
            cursor.execute(_COPY, told)
            have += cursor.rowcount
            streams.copy(cursor, known, turn * last)
            for statement in _FOLLOWERS:
                cursor.execute(statement, told)
        cursor.execute("DELETE FROM store_figure")
        cursor.execute(_FIGURES.format(source=_SOURCE))
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('store_case', 'id'), (SELECT max(id) FROM store_case))"
        )
        cursor.execute(
            "UPDATE store_position SET (written_in, event) = "
            "(SELECT written_in, id FROM store_caseevent ORDER BY written_in DESC, id DESC LIMIT 1)"
        )
        connection.commit()
        connection.set_autocommit(True)
        cursor.execute("VACUUM ANALYZE")
