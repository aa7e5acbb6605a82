-- What is not true of registrations, records, candidate numbers and charges, a sentence a row.
WITH whose AS (SELECT id, person_id FROM entries_candidate),
held AS (SELECT centre_id, number, person_id, disputed FROM entries_numberholding
         WHERE until_on IS NULL),
going_on AS (
    SELECT entry.centre_id, entry.candidate_number AS number, whose.person_id
    FROM entries_qualificationentry AS entry JOIN whose ON whose.id = entry.candidate_id
    WHERE entry.status = ANY(%(listed)s) AND entry.completes_in >= %(summer)s
    UNION
    SELECT entry.centre_id, entry.candidate_number, whose.person_id
    FROM entries_unitentry AS entry JOIN whose ON whose.id = entry.candidate_id
    JOIN catalogue_series AS series ON series.id = entry.series_id
    WHERE entry.status = ANY(%(standing)s) AND series.results_on > %(on)s
)
SELECT format('person %%s is registered %%s times at %%s for %%s', whose.person_id, count(*),
              entry.centre_id, entry.qualification_id)
FROM entries_qualificationentry AS entry JOIN whose ON whose.id = entry.candidate_id
WHERE entry.status = ANY(%(listed)s)
GROUP BY whose.person_id, entry.centre_id, entry.qualification_id HAVING count(*) > 1
UNION ALL
SELECT format('records %%s and %%s of one person say different things', record.id, kept.id)
FROM entries_candidate AS record JOIN entries_candidate AS kept ON kept.id = record.person_id
WHERE (record.surname, record.forenames, record.born_on, record.sex)
    IS DISTINCT FROM (kept.surname, kept.forenames, kept.born_on, kept.sex)
UNION ALL
SELECT format('number %%s at %%s is held by %%s persons', number, centre_id,
              count(DISTINCT person_id))
FROM held WHERE NOT disputed
GROUP BY centre_id, number HAVING count(DISTINCT person_id) > 1
UNION ALL
SELECT format('%%s has number %%s at %%s and does not hold it', person_id, number, centre_id)
FROM going_on WHERE NOT EXISTS (
    SELECT FROM held WHERE (held.centre_id, held.number, held.person_id)
        = (going_on.centre_id, going_on.number, going_on.person_id))
UNION ALL
SELECT format('line %%s counts %%s and names %%s', line.id, line.count, named.many)
FROM entries_invoiceline AS line JOIN entries_invoice AS invoice ON invoice.id = line.invoice_id
CROSS JOIN LATERAL (
    SELECT CASE WHEN invoice.credits_id IS NULL
        THEN (SELECT count(*) FROM entries_charge AS charge WHERE charge.line_id = line.id)
        ELSE (SELECT count(*) FROM entries_credit AS credit WHERE credit.line_id = line.id)
    END AS many
) AS named
WHERE line.count <> named.many
UNION ALL
SELECT format('charge %%s is paid back %%s times', charge_id, count(*))
FROM entries_credit GROUP BY charge_id HAVING count(*) > 1
UNION ALL
SELECT format('number %%s is on the records of %%s persons', uci, count(DISTINCT person_id))
FROM entries_candidate WHERE uci <> '' AND merged_into_id IS NULL
GROUP BY uci HAVING count(DISTINCT person_id) > 1
