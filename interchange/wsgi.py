"""The door for a web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interchange.settings")
application = get_wsgi_application()

# What is there now stays: no request pays for a collection that looks at all of it again.
gc.collect()
gc.freeze()
