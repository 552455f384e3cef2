"""What is read of rounds of pairing."""
