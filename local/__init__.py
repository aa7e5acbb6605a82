"""How does the portal run on a machine that has no servers? Nothing else imports this package.

`python -m local run -- COMMAND` runs a command beside throw-away servers,
`… demo` keeps the demo running, `… reset` deletes the demo's data.
"""
