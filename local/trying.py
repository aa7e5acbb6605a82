"""What does the portal need to be told to run in earnest, on this machine, for a try?"""

import secrets


def settings():
    """Give the environment variables that the portal refuses to start without, servers apart."""
    return {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "PORTAL_ADDRESS": "http://localhost:8000",
        "EMAIL_HOST": "localhost",
        "EMAIL_FROM": "interchange@board.example",
        "MODERATION_INBOX": "moderation@board.example",
        "PROCESSING_INBOX": "processing@board.example",
        "SUPPORT_INBOX": "support@board.example",
    }
