"""What stands around a number in prose and says what it is: a count, a label, an age, one of a list, or none."""
