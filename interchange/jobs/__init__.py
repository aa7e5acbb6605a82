"""The clock: what is done because time passes, by one table of jobs that the sweeper runs."""
