"""What the board's side calls this area."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    """Certificates and the runs in which they are printed."""

    name = "certificates"
    verbose_name = "Certificates"
