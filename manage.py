#!/usr/bin/env python
"""Django's command line for the portal."""

import os
import sys

from django.core.management import execute_from_command_line

from interchange.starting import NotFitToStart

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interchange.settings")
    try:
        execute_from_command_line(sys.argv)
    except NotFitToStart as problem:
        sys.exit(str(problem))
