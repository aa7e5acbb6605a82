-- All records of a person say the same of them.
SELECT format('records %%s and %%s of one person say different things', record.id, kept.id) AS what
FROM entries_candidate AS record JOIN entries_candidate AS kept ON kept.id = record.person_id
WHERE (record.surname, record.forenames, record.born_on, record.sex)
    IS DISTINCT FROM (kept.surname, kept.forenames, kept.born_on, kept.sex)
