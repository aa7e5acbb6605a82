-- A person has one live line for a unit, however many claims, records and subjects share it.
SELECT format('person %%s has %%s live lines for unit %%s: lines %%s', record.person_id, count(*),
              coalesce(unit.same_as_id, unit.id), string_agg(line.id::text, ', ' ORDER BY line.id))
       AS what
FROM claims_line AS line
JOIN entries_candidate AS record ON record.id = line.candidate_id
JOIN catalogue_unit AS unit ON unit.id = line.unit_id
WHERE line.live
GROUP BY record.person_id, coalesce(unit.same_as_id, unit.id) HAVING count(*) > 1
