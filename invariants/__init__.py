"""What must be true of all that is kept, whoever did what: for operators and for tests."""
