"""What people fill in about practices and needs."""
