"""The database as a thing to look after: who may do what in it, and which version made it."""
