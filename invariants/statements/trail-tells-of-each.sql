-- The trail tells of each registration, unit entry made here, claim, request, invoice and award.
WITH kept AS (
    SELECT 'qualificationentry:' || id AS about FROM entries_qualificationentry
    UNION ALL SELECT 'unitentry:' || id FROM entries_unitentry WHERE submission_id IS NOT NULL
    UNION ALL SELECT 'claim:' || id FROM claims_claim
    UNION ALL SELECT 'request:' || id FROM mir_request
    UNION ALL SELECT 'invoice:' || id FROM entries_invoice
    UNION ALL SELECT 'qualificationresult:' || id FROM results_qualificationresult
)
SELECT format('the trail says nothing of %%s', about) AS what
FROM kept WHERE NOT EXISTS (SELECT FROM audit_event AS event WHERE event.about = kept.about)
