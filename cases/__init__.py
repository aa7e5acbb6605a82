"""What will go wrong unless somebody acts: cases that open, rise and close by themselves."""
