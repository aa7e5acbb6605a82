-- An entry is charged once for a reason, and a charge is paid back once.
SELECT format('registration %%s is charged %%s times for %%s', registration_id, count(*), reason)
       AS what
FROM entries_charge WHERE registration_id IS NOT NULL
GROUP BY registration_id, reason HAVING count(*) > 1
UNION ALL
SELECT format('unit entry %%s is charged %%s times for %%s', unit_entry_id, count(*), reason)
FROM entries_charge WHERE unit_entry_id IS NOT NULL
GROUP BY unit_entry_id, reason HAVING count(*) > 1
UNION ALL
SELECT format('charge %%s is paid back %%s times', charge_id, count(*))
FROM entries_credit GROUP BY charge_id HAVING count(*) > 1
