-- Whatever an entry costs is charged, where its submission was invoiced.
WITH costs AS ({costs})
SELECT format('registration %%s is not charged for %%s', registration, reason) AS what
FROM costs WHERE registration IS NOT NULL AND NOT EXISTS (
    SELECT FROM entries_charge AS charge
    WHERE charge.registration_id = costs.registration AND charge.reason = costs.reason)
UNION ALL
SELECT format('unit entry %%s is not charged for %%s', unit_entry, reason)
FROM costs WHERE unit_entry IS NOT NULL AND NOT EXISTS (
    SELECT FROM entries_charge AS charge
    WHERE charge.unit_entry_id = costs.unit_entry AND charge.reason = costs.reason)
