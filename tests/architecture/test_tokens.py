"""A form's token names what it was for: the same one for something else is a new request."""

import ast

from tests.house import ROOMS, ROOT

PAPERS = {  # the token of a form gathers the papers chosen on it, for whoever chose them
    "mir/commands/papers.py:keep",
    "mir/commands/papers.py:drop",
    "assessed/commands/papers.py:keep_paper",
    "assessed/commands/papers.py:drop_papers",
}


def commands():
    """Every public function of the commands that takes a token, with where it stands."""
    for app in ROOMS:
        for path in sorted((ROOT / app).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "/commands" not in name or "management" in name:
                continue
            for one in ast.parse(path.read_text()).body:
                if isinstance(one, ast.FunctionDef) and not one.name.startswith("_"):
                    taken = [*one.args.args, *one.args.kwonlyargs]
                    if any(argument.arg == "token" for argument in taken):
                        yield f"{name}:{one.name}", one


def names_what_for(function):
    """Whether the token is made into the name of what is asked for, by `named` or a `name_of_…`."""
    return any(
        isinstance(call.func, ast.Name)
        and (call.func.id == "named" or call.func.id.startswith("name_of_"))
        and call.args
        and ast.unparse(call.args[0]) == "token"
        and len(call.args) > 1
        for call in ast.walk(function)
        if isinstance(call, ast.Call)
    )


def is_handed_on(function):
    """Whether it only passes on a token that was named already, as what makes entries does."""
    return not any(
        isinstance(call, ast.Call)
        and ast.unparse(call.func).endswith((".filter", ".get_or_create"))
        for call in ast.walk(function)
    )


def test_every_command_names_by_its_token_what_was_asked_for():
    found = dict(commands())
    unnamed = {
        name
        for name, function in found.items()
        if not names_what_for(function) and not is_handed_on(function)
    }

    assert unnamed - PAPERS == set()
    assert len(found) > 6 and found.keys() >= PAPERS


def test_a_token_that_is_only_looked_up_is_noticed():
    [bad] = ast.parse(
        "def ask(*, token, by):\n    return Transfer.objects.filter(token=token).first()"
    ).body
    [good] = ast.parse(
        "def ask(*, token, by):\n    token = named(token, 'ask', by)\n"
        "    return Transfer.objects.filter(token=token).first()"
    ).body

    assert not names_what_for(bad) and not is_handed_on(bad)
    assert names_what_for(good)
