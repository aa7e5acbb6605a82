"""The pages of logging in, of one's own account, and of a centre's people."""
