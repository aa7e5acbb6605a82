-- A UCI or ULN is on the records of one person.
SELECT format('UCI %%s is on the records of %%s persons', uci, count(DISTINCT person_id)) AS what
FROM entries_candidate WHERE uci <> '' AND merged_into_id IS NULL
GROUP BY uci HAVING count(DISTINCT person_id) > 1
UNION ALL
SELECT format('ULN %%s is on the records of %%s persons', uln, count(DISTINCT person_id))
FROM entries_candidate WHERE uln <> '' AND merged_into_id IS NULL
GROUP BY uln HAVING count(DISTINCT person_id) > 1
