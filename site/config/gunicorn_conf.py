"""The web server, in demonstration and production; every value can be overridden in GUNICORN_CMD_ARGS."""

from pathlib import Path

pythonpath = str(Path(__file__).resolve().parent.parent)
preload_app = True  # a setting that production refuses ends the server once, not each worker in turn
worker_class = "gthread"
workers = 2
threads = 4
timeout = 30  # seconds
graceful_timeout = 5  # seconds that open requests get when the server ends
control_socket_disable = True
forwarder_headers = ""  # nobody tells the shop that it lives below a prefix, also not from this machine
max_requests = 20_000
max_requests_jitter = 2_000
