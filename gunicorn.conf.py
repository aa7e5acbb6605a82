"""How gunicorn serves the portal, in the container and in the demo."""

import os

from interchange.serving import access_log

wsgi_app = "interchange.wsgi"
worker_class = "interchange.serving.worker.Worker"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 8
keepalive = 5  # seconds; more than a browser takes for the parts of a page
timeout = 60  # seconds until a process that does not answer its master is replaced
graceful_timeout = 30
worker_connections = 1000
forwarder_headers = ""  # no sender, nor one beside us, says under which path we are served
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
control_socket_disable = True  # nothing of ours speaks to it

logger_class = "interchange.serving.access_log.Log"
in_json = os.environ.get("LOG_FORMAT") == "json"
access_log_format = access_log.JSON if in_json else access_log.FORMAT
