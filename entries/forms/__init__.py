"""What people typed: the sheet of candidates, the ticks for exams, the filters of the lists."""
