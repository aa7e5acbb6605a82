-- A person is registered once for a qualification at a centre.
SELECT format('person %%s is registered %%s times at centre %%s for qualification %%s',
              record.person_id, count(*), entry.centre_id, entry.qualification_id) AS what
FROM entries_qualificationentry AS entry
JOIN entries_candidate AS record ON record.id = entry.candidate_id
WHERE entry.status = ANY(%(listed)s) AND NOT entry.twice
GROUP BY record.person_id, entry.centre_id, entry.qualification_id HAVING count(*) > 1
