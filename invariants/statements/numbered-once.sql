-- Claims, requests, invoices and certificates have numbers of their own.
SELECT format('%%s number %%s is given %%s times', kind, number, count(*)) AS what
FROM (
    SELECT 'claim' AS kind, number FROM claims_claim WHERE number IS NOT NULL
    UNION ALL SELECT 'request', number FROM mir_request
    UNION ALL SELECT 'invoice', number FROM entries_invoice
    UNION ALL SELECT 'certificate', number FROM certificates_certificate
) AS numbered
GROUP BY kind, number HAVING count(*) > 1
