"""Forms that were sent when the session was over: not done, kept, and shown again."""
