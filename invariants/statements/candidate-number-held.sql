-- Whoever is registered or entered under a candidate number holds it.
WITH going_on AS (
    SELECT entry.centre_id, entry.candidate_number AS number, record.person_id
    FROM entries_qualificationentry AS entry
    JOIN entries_candidate AS record ON record.id = entry.candidate_id
    WHERE entry.status = ANY(%(listed)s) AND entry.completes_in >= %(summer)s
    UNION
    SELECT entry.centre_id, entry.candidate_number, record.person_id
    FROM entries_unitentry AS entry
    JOIN entries_candidate AS record ON record.id = entry.candidate_id
    JOIN catalogue_series AS series ON series.id = entry.series_id
    WHERE entry.status = ANY(%(standing)s) AND series.results_on > %(on)s
)
SELECT format('person %%s has number %%s at centre %%s and does not hold it',
              person_id, number, centre_id) AS what
FROM going_on WHERE NOT EXISTS (
    SELECT FROM entries_numberholding AS held
    WHERE held.until_on IS NULL AND (held.centre_id, held.number, held.person_id)
        = (going_on.centre_id, going_on.number, going_on.person_id))
