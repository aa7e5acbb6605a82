"""The tracker's pages: Home, progress, one candidate, and what an Exams Officer changes there."""
