-- A candidate number at a centre is one person's at a time.
SELECT format('number %%s at centre %%s is held by %%s persons', number, centre_id,
              count(DISTINCT person_id)) AS what
FROM entries_numberholding WHERE until_on IS NULL AND NOT disputed
GROUP BY centre_id, number HAVING count(DISTINCT person_id) > 1
