"""From what people type to values. What may be done with the values is decided in queries and services."""
