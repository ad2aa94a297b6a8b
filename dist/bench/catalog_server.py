"""Serves one catalog of about 50 KB on loopback; prints its port and serves until stdin ends."""

import http.server
import json
import socket
import sys
import threading


def catalog():
    def plan(service, number):
        return {
            "id": f"00000000-0000-4000-8000-{service:06}{number:06}",
            "name": f"plan-{number}",
            "description": f"Plan {number} of service {service}, of middling length as such texts are.",
            "free": number == 0,
            "bindable": True,
            "metadata": {"bullets": ["one", "two", "three"], "costs": [{"amount": {"usd": 9.5}, "unit": "MONTHLY"}]},
            "schemas": {
                "service_instance": {
                    "create": {"parameters": {"type": "object", "properties": {"size": {"type": "integer"}}}}
                }
            },
        }

    return {
        "services": [
            {
                "id": f"10000000-0000-4000-8000-{service:012}",
                "name": f"service-{service}",
                "description": f"Service {service} of the measured catalog.",
                "bindable": True,
                "plan_updateable": True,
                "instances_retrievable": True,
                "tags": ["measured", "loopback"],
                "plans": [plan(service, number) for number in range(8)],
            }
            for service in range(14)
        ]
    }


BODY = json.dumps(catalog()).encode()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # The default, 1.0, closes the connection after each answer.
    wbufsize = -1  # Header and body in one packet.
    disable_nagle_algorithm = True

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    address_family = socket.AF_INET
    daemon_threads = True


if __name__ == "__main__":
    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()
