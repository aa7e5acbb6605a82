"""What must be true of people, registrations and unit entries, as the board has published it."""
