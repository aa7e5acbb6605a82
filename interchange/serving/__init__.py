"""How does gunicorn serve the portal? Nobody who sends slowly holds others up; no secret is logged.

`gunicorn.conf.py` names what stands here.
"""
