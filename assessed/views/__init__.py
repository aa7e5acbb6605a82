"""The pages of assessed grades."""
