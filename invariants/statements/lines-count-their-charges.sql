-- A line of an invoice counts the charges that name it, one of a credit note its credits.
SELECT format('line %%s counts %%s and is named by %%s', line.id, line.count,
              coalesce(charged.many, 0) + coalesce(credited.many, 0)) AS what
FROM entries_invoiceline AS line
LEFT JOIN (SELECT line_id, count(*) AS many FROM entries_charge GROUP BY line_id) AS charged
    ON charged.line_id = line.id
LEFT JOIN (SELECT line_id, count(*) AS many FROM entries_credit GROUP BY line_id) AS credited
    ON credited.line_id = line.id
WHERE line.count <> coalesce(charged.many, 0) + coalesce(credited.many, 0)
