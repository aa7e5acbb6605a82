"""What people are told because time passes: dates that come near, the week, their calendar."""
