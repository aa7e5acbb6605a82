"""What the tracker shows: progress of entries, one candidate's story, a person's Home."""
