-- No letter is written twice at one moment, and none is both sent and given up.
SELECT format('%%s letters %%s of one moment say the same: %%s', count(*), template,
              string_agg(id::text, ', ' ORDER BY id)) AS what
FROM notifications_message
GROUP BY template, "to", subject, body, queued_at HAVING count(*) > 1
UNION ALL
SELECT format('letter %%s is sent and given up', id)
FROM notifications_message WHERE sent_at IS NOT NULL AND given_up_at IS NOT NULL
