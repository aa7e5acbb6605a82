"""The statements that copy awarded registrations, with what hangs on them, to other centres.

`copy` says of each registration that is made which one it is a copy of (`original`), where it
stands and whose it is.
"""

COPIED = (
    """CREATE TEMP TABLE original AS
       SELECT entry.id, entry.qualification_id, entry.candidate_id,
              dense_rank() OVER (ORDER BY entry.qualification_id) - 1 AS code,
              row_number() OVER (PARTITION BY entry.qualification_id ORDER BY entry.id) - 1
                  AS place,
              count(*) OVER (PARTITION BY entry.qualification_id) AS alike
       FROM entries_qualificationentry entry
       JOIN results_keptstanding kept ON kept.entry_id = entry.id
       WHERE entry.id BETWEEN 1000001 AND 1999999""",
    """INSERT INTO accounts_centre (number, name, email, accounts_email)
       SELECT (30000 + i)::text, 'School ' || i, 'exams@s' || i || '.example', ''
       FROM generate_series(0, (%(last)s - %(first)s - %(here)s) / %(at_a_centre)s) i""",
    """CREATE TEMP TABLE copy AS
       SELECT %(first)s + n AS id, original.id AS original, original.qualification_id,
              original.candidate_id AS held_by, n / %(block)s AS block,
              %(first)s + CASE WHEN n < %(here)s THEN n %% %(persons)s
                               ELSE n - %(here)s + %(persons)s END AS person_id,
              CASE WHEN n < %(here)s THEN %(centre)s
                   WHEN n < %(here)s + %(few)s THEN %(smaller)s ELSE (
                  SELECT id FROM accounts_centre
                  WHERE number = (30000 + (n - %(here)s) / %(at_a_centre)s)::text) END AS centre_id,
              CASE WHEN n < %(here)s THEN n %% %(persons)s / 9000 ELSE 0 END AS years,
              CASE WHEN n < %(here)s THEN n %% %(persons)s %% 9000 + 1000
                   ELSE (n - %(here)s) %% %(at_a_centre)s + 1 END AS number,
              CASE WHEN n %% %(here)s < %(few)s THEN n %% %(here)s
                   ELSE abs(hashint4(n)::bigint) END AS chance
       FROM generate_series(0, %(last)s - %(first)s) n
       JOIN original ON original.code = n / %(block)s %% (SELECT max(code) + 1 FROM original)
                    AND original.place = n %% original.alike""",
    """INSERT INTO entries_qualificationentry (id, candidate_id, person_id, twice, centre_id,
              qualification_id, candidate_number, pathway, completes_in, status, made_at,
              made_by_id)
       SELECT copy.id, copy.person_id, copy.person_id, false, copy.centre_id,
              copy.qualification_id, lpad(copy.number::text, 4, '0'), pathway,
              2027 - years + chance %% 2,
              CASE chance %% 80 WHEN 0 THEN 'withdrawn' WHEN 1 THEN 'removed' WHEN 2 THEN 'moved'
                   ELSE 'registered' END,
              %(at)s - years * interval '1 year' - chance %% 60 * interval '1 day', made_by_id
       FROM copy JOIN entries_qualificationentry entry ON entry.id = copy.original
       ORDER BY copy.id ON CONFLICT DO NOTHING""",
    """DELETE FROM copy WHERE NOT EXISTS (
           SELECT FROM entries_qualificationentry entry WHERE entry.id = copy.id)""",
    "CREATE INDEX ON copy (original)",
    "ANALYZE copy",
    """INSERT INTO entries_numberholding (centre_id, number, candidate_id, person_id, from_on,
                                          until_on, disputed)
       SELECT DISTINCT ON (centre_id, person_id) centre_id, lpad(number::text, 4, '0'), person_id,
              person_id, '2026-09-01'::date - years * 365,
              CASE WHEN years > 0 THEN '2026-09-01'::date - (years - 1) * 365 END, false
       FROM copy ON CONFLICT DO NOTHING""",
    """INSERT INTO claims_centreassessor (centre_id, name, initials)
       SELECT DISTINCT centre_id, 'Ann Other', 'AO' FROM copy""",
    """CREATE TEMP TABLE held AS
       SELECT copy.id AS entry_id, copy.person_id, copy.centre_id, copy.qualification_id,
              copy.years, result.unit_id, result.grade, result.series_id, result.banked_by_id,
              unit.examined,
              block * 2 + (result.series_id = first.id)::int AS bundle,
              row_number() OVER (ORDER BY copy.id, result.id) + 5000000 AS line_id
       FROM copy
       JOIN results_unitresult result ON result.candidate_id = copy.held_by
       JOIN catalogue_unit unit ON unit.id = result.unit_id
       CROSS JOIN (SELECT min(series_id) AS id FROM results_unitresult) first
       WHERE unit.examined OR result.id %% 2 = 0""",
    """CREATE TEMP TABLE claimed AS
       SELECT row_number() OVER (ORDER BY centre_id, bundle) + 500000 AS id, centre_id,
              qualification_id, bundle, min(years) AS years, min(banked_by_id) AS by_id
       FROM held WHERE NOT examined GROUP BY centre_id, qualification_id, bundle""",
    """INSERT INTO claims_claim (id, centre_id, qualification_id, status, number, reference,
              results_email, created_at, created_by_id, submitted_at, submitted_by_id, sampled_at,
              agreed_at, visited_on, processed_at, withdrawn_because)
       SELECT id, centre_id, qualification_id, 'processed', id, '', '', said.at, by_id, said.at,
              by_id, said.at, said.at, said.at::date, said.at, ''
       FROM claimed CROSS JOIN LATERAL (
           SELECT %(at)s - years * interval '1 year' - id %% 90 * interval '1 day' AS at) said""",
    """INSERT INTO claims_line (id, claim_id, candidate_id, unit_id, assessor_id, claimed, grade,
              outcome, reason, other_awarding_body, again, held_before, live, saved_at, saved_by_id)
       SELECT held.line_id, claimed.id, held.person_id, held.unit_id, assessor.id,
              replace(held.grade, 'U', 'P'), held.grade, 'agreed', '', '', '', '', false, %(at)s,
              claimed.by_id
       FROM held JOIN claimed USING (centre_id, qualification_id, bundle)
       JOIN claims_centreassessor assessor
            ON assessor.centre_id = held.centre_id AND assessor.initials = 'AO'
       WHERE NOT held.examined ORDER BY held.line_id ON CONFLICT DO NOTHING""",
    """INSERT INTO results_unitresult (candidate_id, unit_id, centre_id, qualification_id, grade,
                                       series_id, line_id, banked_at, banked_by_id, cause)
       SELECT person_id, unit_id, centre_id, qualification_id, grade,
              CASE WHEN examined THEN series_id END, CASE WHEN NOT examined THEN line_id END,
              %(at)s - years * interval '1 year', banked_by_id, ''
       FROM held WHERE examined OR EXISTS (SELECT FROM claims_line WHERE id = held.line_id)
       ORDER BY line_id ON CONFLICT DO NOTHING""",
    """INSERT INTO entries_unitentry (candidate_id, centre_id, qualification_id, unit_id, series_id,
              candidate_number, status, stage, resit, grounds, statement, made_at, made_by_id)
       SELECT held.person_id, held.centre_id, held.qualification_id, held.unit_id, held.series_id,
              entry.candidate_number, 'entered', 'in_time', false, '', '', entry.made_at,
              entry.made_by_id
       FROM held JOIN entries_qualificationentry entry ON entry.id = held.entry_id
       WHERE held.examined ORDER BY held.line_id ON CONFLICT DO NOTHING""",
    """INSERT INTO results_qualificationresult (entry_id, due, outcome, grade, points, pathway,
              packed, counted, specification_id, issued_at, cause)
       SELECT copy.id, due, outcome, grade, points, pathway, packed, counted, specification_id,
              %(at)s - years * interval '1 year', cause
       FROM copy JOIN results_qualificationresult result ON result.entry_id = copy.original
       ORDER BY copy.id""",
    """INSERT INTO results_keptstanding (entry_id, specification_id, state, issued, grade, possible,
              points, hours, elsewhere, hides, achieved, under_way, units, grades, days, causes,
              told)
       SELECT copy.id, specification_id,
              CASE entry.status WHEN 'withdrawn' THEN 'WITHDRAWN' ELSE state END, issued, grade,
              possible, points, hours, elsewhere, hides, achieved, under_way, units, grades, days,
              causes, told
       FROM copy JOIN results_keptstanding kept ON kept.entry_id = copy.original
       JOIN entries_qualificationentry entry ON entry.id = copy.id
       WHERE entry.status IN ('registered', 'withdrawn') ORDER BY copy.id""",
    """INSERT INTO entries_awarddue (entry_id, due, done, raised_at, attempts, problem)
       SELECT id, 1, (chance %% 5000 <> 77)::int, %(at)s, 0, '' FROM copy ORDER BY id""",
)
MORE = (
    """INSERT INTO entries_qualificationentry (id, candidate_id, person_id, twice, centre_id,
              qualification_id, candidate_number, pathway, completes_in, status, made_at,
              made_by_id, replaces_id)
       SELECT 10000000 + id, candidate_id, person_id, false, other.centre_id, qualification_id,
              candidate_number, pathway, completes_in, 'registered', made_at, made_by_id, id
       FROM entries_qualificationentry
       CROSS JOIN (SELECT min(id) AS centre_id FROM accounts_centre WHERE number < '20000') other
       WHERE status = 'moved' AND id >= %(first)s""",
    # Of those who moved, some leave nothing behind, so that somebody has left each of the centres.
    """DELETE FROM entries_unitentry entry USING copy
       WHERE entry.candidate_id = copy.person_id AND entry.centre_id = copy.centre_id
             AND copy.chance %% 1600 = 2""",
    """CREATE TEMP TABLE sent AS
       SELECT row_number() OVER (ORDER BY centre_id, block) + 400000 AS id, centre_id,
              qualification_id, block, count(*) AS entries, min(years) AS years
       FROM copy GROUP BY centre_id, qualification_id, block""",
    """INSERT INTO entries_invoice (id, number, centre_id, because, payee, terms, vat,
                                    names_candidates, made_at, made_by_id)
       SELECT id, id, centre_id, '', '', '', '', true, %(at)s - years * interval '1 year', (
           SELECT min(made_by_id) FROM entries_qualificationentry) FROM sent""",
    """INSERT INTO entries_invoiceline (id, invoice_id, fee, title, qualification_id, count, pence,
                                        provisional)
       SELECT id, id, 'registration', 'Registration', qualification_id, entries, 4200, false
       FROM sent""",
    """INSERT INTO entries_submission (id, token, kind, centre_id, qualification_id, invoice_id,
                                       made_at, made_by_id)
       SELECT sent.id, gen_random_uuid(), 'registrations', sent.centre_id, sent.qualification_id,
              sent.id, invoice.made_at, invoice.made_by_id
       FROM sent JOIN entries_invoice invoice USING (id)""",
    """UPDATE entries_qualificationentry entry SET submission_id = sent.id
       FROM copy JOIN sent USING (centre_id, qualification_id, block) WHERE copy.id = entry.id""",
    """INSERT INTO entries_charge (line_id, registration_id, reason, priced_on, who)
       SELECT sent.id, copy.id, 'registration', %(at)s, 'Somebody'
       FROM copy JOIN sent USING (centre_id, qualification_id, block) ORDER BY copy.id""",
    """INSERT INTO audit_event (name, at, by_id, centre, about, label, detail)
       SELECT what.name, entry.made_at + what.later, entry.made_by_id, centre.number,
              what.about || entry.id, 'Somebody for something', '{}'
       FROM copy JOIN entries_qualificationentry entry USING (id)
       JOIN accounts_centre centre ON centre.id = copy.centre_id
       CROSS JOIN (VALUES ('qualificationentry.register', interval '0', 'qualificationentry:'),
                          ('candidate.create', interval '0', 'candidate:'),
                          ('qualificationresult.issue', interval '1 day', 'qualificationresult:'))
            AS what (name, later, about)
       ORDER BY entry.id""",
    """INSERT INTO audit_event (name, at, by_id, centre, about, label, detail)
       SELECT what.name, claim.created_at + what.later, claim.created_by_id, centre.number,
              'claim:' || claim.id, 'a claim', '{}'
       FROM claims_claim claim JOIN claimed USING (id)
       JOIN accounts_centre centre ON centre.id = claim.centre_id
       CROSS JOIN (VALUES ('claim.start', interval '0'), ('claim.save_grades', interval '1 hour'),
                          ('claim.submit', interval '2 hours'), ('claim.sample', interval '1 day'),
                          ('claim.agree', interval '2 days'), ('claim.process', interval '3 days'))
            AS what (name, later)
       ORDER BY claim.id""",
    """INSERT INTO notifications_message (template, "to", subject, body, link, queued_at, sent_at,
                                          attempts, next_try_at, problem, laid_aside)
       SELECT 'claims/processed', centre.email, 'Claim processed', 'All of it.', '',
              claim.created_at, claim.created_at, 1, claim.created_at, '', false
       FROM claims_claim claim JOIN claimed USING (id)
       JOIN accounts_centre centre ON centre.id = claim.centre_id
       CROSS JOIN generate_series(1, 4)""",
    """INSERT INTO entries_detailschange (token, candidate_id, centre_id, status, old, new,
              needs_board, reason, made_at, made_by_id, words)
       SELECT DISTINCT ON (copy.person_id) gen_random_uuid(), copy.person_id, copy.centre_id,
              'made', said.old, said.old || '{"surname": "Before"}', '[]', '', entry.made_at,
              entry.made_by_id, ''
       FROM copy JOIN entries_qualificationentry entry USING (id)
       CROSS JOIN (SELECT old FROM entries_detailschange LIMIT 1) said
       WHERE copy.chance %% 100 = 7 OR copy.chance %% 1600 = 2""",
    """INSERT INTO mir_request (kind, centre_id, number, status, qualification_id, candidate_id,
              other_ocr_number, confirmed, explanation, urgent, urgent_because, email, raised_at,
              raised_by_id, token, question, reply, decision, changed, unchanged_because)
       SELECT like_it.kind, copy.centre_id, 700000 + row_number() OVER (ORDER BY copy.id),
              CASE copy.chance %% 7 WHEN 0 THEN 'submitted' ELSE like_it.status END,
              copy.qualification_id, copy.person_id, '', '[]', 'Missing.', false, '',
              'a@b.example', %(at)s - years * interval '1 year', like_it.raised_by_id,
              gen_random_uuid(), '', '', '', '[]', ''
       FROM copy CROSS JOIN (SELECT * FROM mir_request LIMIT 1) like_it
       WHERE copy.chance %% 200 = 8""",
    """INSERT INTO claims_visit (centre_id, about_id, kind, status, "on", teacher, note, asked_at,
                                 asked_by_id, cancelled_because)
       SELECT copy.centre_id, qualification.subject_id, 'virtual', 'requested',
              '2027-01-01'::date + (copy.chance %% 400)::int - years * 365, 'Tess Teacher', '',
              %(at)s, entry.made_by_id, ''
       FROM copy JOIN entries_qualificationentry entry USING (id)
       JOIN catalogue_qualification qualification ON qualification.id = copy.qualification_id
       WHERE copy.chance %% 500 = 9""",
    """INSERT INTO entries_transfer (token, new_centre_id, old_centre_id, qualification_id, surname,
              forenames, born_on, ocr_number, uci, candidate_number, reason, entry_id, status,
              words, asked_at, asked_by_id)
       SELECT gen_random_uuid(), other.id, copy.centre_id, copy.qualification_id, person.surname,
              person.forenames, person.born_on, person.ocr_number, '', '0001', '', copy.id, 'asked',
              '', %(at)s, entry.made_by_id
       FROM copy JOIN entries_qualificationentry entry USING (id)
       JOIN entries_candidate person ON person.id = copy.person_id
       CROSS JOIN (SELECT min(id) AS id FROM accounts_centre) other
       WHERE copy.chance %% 800 = 10 AND other.id <> copy.centre_id""",
    """INSERT INTO entries_entryfile (token, centre_id, name, content, digest, status, data_type,
              lines, done, tries, problems, notes, sent_at, sent_by_id, confirmed_at,
              confirmed_by_id)
       SELECT gen_random_uuid(), sent.centre_id, 'E' || sent.id || '.X01', '', '', 'loaded', 'E',
              sent.entries, sent.entries, 1, '[]', '[]', invoice.made_at, invoice.made_by_id,
              invoice.made_at, invoice.made_by_id
       FROM sent JOIN entries_invoice invoice USING (id) WHERE sent.id %% 10 = 0""",
    """INSERT INTO accounts_user (password, email, name, is_active, failed_logins)
       SELECT '!', 'person' || number || '@schools.example', 'Pat ' || number, true, 0
       FROM accounts_centre WHERE number > '30000'""",
    """INSERT INTO accounts_membership (user_id, role, centre_id)
       SELECT person.id, role.name, centre.id
       FROM accounts_centre centre
       JOIN accounts_user person ON person.email = 'person' || centre.number || '@schools.example'
       CROSS JOIN (VALUES ('tutor'), ('exams_officer')) AS role (name)""",
    """INSERT INTO accounts_membership (user_id, role, centre_id, subject_id)
       SELECT moderator.user_id, 'moderator', centre.id, moderator.subject_id
       FROM accounts_centre centre
       CROSS JOIN (SELECT user_id, min(subject_id) AS subject_id FROM accounts_membership
                   WHERE role = 'moderator' AND centre_id = %(centre)s GROUP BY user_id
                   ORDER BY count(*) DESC LIMIT 1) moderator
       WHERE centre.number BETWEEN '30000' AND '49999' ON CONFLICT DO NOTHING""",
)
