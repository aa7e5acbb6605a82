"""The demo's term: who plays it, their candidates, and what happens, by the real commands."""
