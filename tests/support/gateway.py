"""A payment gateway on a free port of 127.0.0.1 that answers as Midtrans documents it (docs.midtrans.com)."""

import base64
import hashlib
import json
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY = "SB-Mid-server-test"
CODES = {"pending": "201", "deny": "202", "expire": "407"}
REFUNDABLE = {"credit_card", "gopay", "qris", "shopeepay"}


class Gateway:
    """Listens while its `with` block runs. `transactions` holds what it knows, by our key of the attempt."""

    def __enter__(self):
        self.transactions, self.requests, self.is_down, self.loses_answers = {}, [], False, False
        self.answers = threading.Event()  # cleared, it decides and keeps its answer for itself
        self.answers.set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"gateway": self}))
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()
        return self

    def __exit__(self, *exc_info):
        self.answers.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def set(self, attempt, status, payment_type="qris", **values):
        """The shopper, or time, has brought the payment of `attempt` there."""
        key = str(attempt.key)
        now = {
            "transaction_id": f"tx-{key}", "order_id": key, "gross_amount": f"{int(attempt.amount)}.00",
            "currency": "IDR", "payment_type": payment_type, "transaction_status": status, "fraud_status": "accept",
            "status_code": CODES.get(status, "200"), "transaction_time": "2026-03-16 22:50:11",
        }  # fmt: skip
        if status == "settlement":
            now["settlement_time"] = "2026-03-17 00:10:42"
        self.transactions[key] = now | values
        return self.notice(attempt)

    def notice(self, attempt, **changes):
        """The notice about the transaction as it stands now, signed by who knows the key."""
        return signed(self.transactions[str(attempt.key)] | {"status_message": "notification"} | changes)

    def create(self, wanted):
        details = wanted["transaction_details"]
        if type(details["gross_amount"]) is not int or details["order_id"] in self.transactions:
            return 400, {"error_messages": ["transaction_details.order_id has already been taken"]}
        self.transactions[details["order_id"]] = None
        return 201, {"token": "t", "redirect_url": f"{self.url}/snap/v4/redirection/{details['order_id']}"}

    def status(self, key):
        if not (found := self.transactions.get(key)):
            return 404, {"status_code": "404", "status_message": "Transaction doesn't exist."}
        return 200, found

    def refund(self, key, wanted):
        found = self.transactions[key]
        made = found.setdefault("refunds", [])
        if found["transaction_status"] not in ("settlement", "partial_refund", "refund"):
            return 412, {"status_code": "412", "status_message": "Transaction status cannot be updated."}
        if found["payment_type"] not in REFUNDABLE:
            return 418, {"status_code": "418", "status_message": "Payment provider does not support refund"}
        if any(row["refund_key"] == wanted["refund_key"] for row in made):
            return 406, {"status_code": "406", "status_message": "Duplicate refund key"}
        left = int(float(found["gross_amount"])) - sum(int(float(row["refund_amount"])) for row in made)
        if wanted["amount"] > left:
            return 414, {"status_code": "414", "status_message": "Refund amount is more than what is left"}
        made.append({"refund_key": wanted["refund_key"], "refund_amount": f"{wanted['amount']}.00"})
        found["transaction_status"] = "refund" if wanted["amount"] == left else "partial_refund"
        return 200, found | {"refund_key": wanted["refund_key"], "refund_amount": f"{wanted['amount']}.00"}


def signed(fields, key=KEY):
    """The fields with the signature that who knows `key` can make."""
    said = fields["order_id"] + fields["status_code"] + fields["gross_amount"] + key
    return fields | {"signature_key": hashlib.sha512(said.encode()).hexdigest()}


class _Handler(BaseHTTPRequestHandler):
    gateway = None

    def do_GET(self):
        self._answer(None)

    def do_POST(self):
        self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def _answer(self, wanted):
        status, values = self._decide(self.path.strip("/").split("/"), wanted)
        self.gateway.answers.wait(60)
        if self.gateway.loses_answers:
            self.close_connection = True
            return
        body = json.dumps(values).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # who asked may have been killed
            self.wfile.write(body)

    def _decide(self, path, wanted):
        gateway = self.gateway
        gateway.requests.append((self.command, self.path, wanted, dict(self.headers)))
        if gateway.is_down:
            return 503, {"status_code": "503", "status_message": "Maintenance"}
        if self.headers["Authorization"] != "Basic " + base64.b64encode(f"{KEY}:".encode()).decode():
            return 401, {"status_code": "401", "status_message": "Access denied"}
        if path == ["snap", "v1", "transactions"]:
            return gateway.create(wanted)
        return gateway.status(path[1]) if path[2] == "status" else gateway.refund(path[1], wanted)

    def log_message(self, *args):
        pass
