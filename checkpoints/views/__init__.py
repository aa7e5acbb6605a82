"""The pages of the term-time checkpoint."""
