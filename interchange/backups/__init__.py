"""Copies of all that is kept: database and uploads together, put back and proved equal."""
