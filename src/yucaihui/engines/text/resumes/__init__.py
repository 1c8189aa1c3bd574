"""CVs to JSON Resume."""
