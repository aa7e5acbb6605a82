-- A claim has its number and its submission together, and what was submitted has them.
SELECT format('claim %%s is %%s, with number %%s and submitted at %%s', id, status,
              coalesce(number::text, 'none'), coalesce(submitted_at::text, 'no time')) AS what
FROM claims_claim
WHERE num_nulls(number, submitted_at, submitted_by_id) NOT IN (0, 3)
   OR status <> %(draft)s AND number IS NULL
