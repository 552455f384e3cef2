"""What the pages of a twinning's activities show."""
