-- A record is where the last move that the trail tells of has led it.
SELECT format('{kind} %%s is “%%s”, and its trail leads to “%%s”', record.id, record.status,
              moved.target) AS what
FROM {table} AS record
CROSS JOIN LATERAL (
    SELECT coalesce(%(moves)s::jsonb ->> event.name, {beginning}) AS target
    FROM audit_event AS event WHERE event.about = '{kind}:' || record.id
    ORDER BY %(moves)s::jsonb ->> event.name IS NULL, event.id DESC LIMIT 1
) AS moved
WHERE record.status <> moved.target
