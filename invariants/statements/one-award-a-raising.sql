-- Each raising is answered by one award at most, and one award of a registration stands.
SELECT format('registration %%s is awarded %%s times for raising %%s', entry_id, count(*), due)
       AS what
FROM results_qualificationresult GROUP BY entry_id, due HAVING count(*) > 1
UNION ALL
SELECT format('award %%s answers raising %%s of registration %%s, of which %%s are done', award.id,
              award.due, award.entry_id, coalesce(raised.done::text, 'none'))
FROM results_qualificationresult AS award
LEFT JOIN entries_awarddue AS raised ON raised.entry_id = award.entry_id
WHERE raised.done IS NULL OR award.due > raised.done
UNION ALL
SELECT format('registration %%s has %%s awards that stand', award.entry_id, count(*))
FROM results_qualificationresult AS award
WHERE NOT EXISTS (SELECT FROM results_qualificationresult AS later
                  WHERE later.supersedes_id = award.id)
GROUP BY award.entry_id HAVING count(*) > 1
UNION ALL
SELECT format('award %%s takes the place of award %%s of another registration', award.id, before.id)
FROM results_qualificationresult AS award
JOIN results_qualificationresult AS before ON before.id = award.supersedes_id
WHERE before.entry_id <> award.entry_id
UNION ALL
SELECT format('registration %%s: %%s raisings are done of %%s', entry_id, done, due)
FROM entries_awarddue WHERE done > due
