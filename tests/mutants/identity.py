"""Mutants of questions whose a UCI or ULN is: what is asked, answered and told."""

from tests.mutants import Mutant

COMMANDS, QUERIES = "entries/commands/identity_questions.py", "entries/queries/identity.py"
ASKING = ("tests/entries/commands/test_asking_the_board.py",)
ANSWERING = ("tests/entries/commands/test_identity_questions.py",)

IDENTITY = (
    Mutant(
        "somebody else gets the number that is another's",
        COMMANDS,
        '**{question.kind: ""}, distinct=True',
        "distinct=True",
        ANSWERING,
    ),
    Mutant(
        "the board answers for the centre whether it is its own candidate",
        COMMANDS,
        "unsaid = [] if question.distinct else row.ours",
        "unsaid = []",
        ASKING,
    ),
    Mutant(
        "the board is asked before the centre has said who it is",
        COMMANDS,
        "if row.unseen and row.ours:",
        "if row.unseen and not row.ours:",
        ASKING,
    ),
    Mutant(
        "what the centre said of its own candidates is not kept",
        COMMANDS,
        "        distinct=person.distinct,\n",
        "",
        ASKING,
    ),
    Mutant(
        "a second number of one person is told to be asked about already",
        QUERIES,
        '{"qualification": qualification, "kind": kind, kind: number}',
        '{"qualification": qualification, "kind": kind}',
        ASKING,
    ),
    Mutant(
        "one question more than the board allows",
        "entries/rules/identity.py",
        "most is not None and count >= most:",
        "most is not None and count > most:",
        ASKING,
    ),
    Mutant(
        "whom the centre has registered since it asked is registered again",
        QUERIES,
        "made_at__gte=question.asked_at",
        "made_at__lt=question.asked_at",
        ANSWERING,
    ),
    Mutant(
        "a centre answers its own question",
        "entries/identity_states.py",
        "Status.SAME, Permission.PROCESS_ENTRIES",
        "Status.SAME, Permission.MAKE_ENTRIES",
        ANSWERING,
    ),
)
