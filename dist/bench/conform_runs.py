"""Times conformance runs: the bundled mock in its three modes, side by side and one by one at a broker that is 20 ms
away, and --quick on a catalog of 10,000 plans that a broker nearby serves."""

import base64
import http.server
import json
import os
import socket
import subprocess
import sys
import threading
import time

OFFERINGS, PLANS = 100, 100


def catalog():
    def plan(service, number):
        return {
            "id": f"00000000-0000-4000-8000-{service:06}{number:06}",
            "name": f"plan-{number}",
            "description": f"Plan {number} of service {service}, of middling length as such texts are.",
            "free": number == 0,
            "schemas": {
                "service_instance": {
                    "create": {
                        "parameters": {
                            "$schema": "http://json-schema.org/draft-07/schema#",
                            "type": "object",
                            "properties": {"size": {"type": "integer", "minimum": 1}},
                        }
                    }
                }
            },
        }

    return {
        "services": [
            {
                "id": f"10000000-0000-4000-8000-{service:012}",
                "name": f"service-{service}",
                "description": f"Service {service}.",
                "bindable": True,
                "plans": [plan(service, number) for number in range(PLANS)],
            }
            for service in range(OFFERINGS)
        ]
    }


class Handler(http.server.BaseHTTPRequestHandler):
    """Has a catalog and nothing else."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    answers = json.dumps(catalog()).encode()
    credentials = "Basic " + base64.b64encode(b"admin:secret").decode()

    def log_message(self, *ignored):
        pass

    def serve(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, content = self.status()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def status(self):
        if self.headers.get("Authorization") != self.credentials:
            return 401, b"{}"
        version = self.headers.get("X-Broker-API-Version")
        if not version:
            return 400, b"{}"
        if not version.startswith("2."):
            return 412, b"{}"
        if self.path == "/v2/catalog":
            return 200, self.answers
        return {"DELETE": 410, "PUT": 400}.get(self.command, 404), b"{}"

    do_GET = do_PUT = do_PATCH = do_DELETE = serve


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    address_family = socket.AF_INET


def run(name, command, environment):
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    took = time.monotonic() - start
    memory = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    cpu = usage.ru_utime + usage.ru_stime
    print(f"{name:32} {took:6.2f} s  {cpu:6.2f} s CPU  {memory:5.0f} MB  exit {os.waitstatus_to_exitcode(status)}")
    return took


def chains(osbctl):
    """A run of one plan of each offering takes about as long as the longest of them alone, whose requests depend on
    each other."""
    mock = subprocess.Popen(
        [osbctl, "mock", "serve", "--latency", "20ms", "--mode", "sync", "-o", "json"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        there = json.loads(mock.stdout.readline())
        environment = {
            **os.environ,
            "SB_BROKER_URL": there["url"],
            "SB_BROKER_USERNAME": there["username"],
            "SB_BROKER_PASSWORD": there["password"],
        }
        command = [osbctl, "conform", "run", "--yes", "--jobs", "16"]
        together = run("20 ms away, all offerings", command, environment)
        alone = [
            run(f"20 ms away, {name}", [*command, "--service", name], environment)
            for name in ("mock-database", "mock-cluster", "mock-vault")
        ]
        print(f"{'all : longest alone':32} {together / max(alone):6.2f}")
    finally:
        mock.terminate()
        mock.wait()


def main():
    osbctl, runs = sys.argv[1], int(sys.argv[2])
    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    environment = {**os.environ, "SB_BROKER_PASSWORD": "secret"}
    quick = ["--quick", "--url", f"http://127.0.0.1:{server.server_port}", "--username", "admin"]
    for _ in range(runs):
        for mode in ("sync", "async", "mixed"):
            run(f"run --mock={mode}", [osbctl, "conform", "run", f"--mock={mode}"], environment)
        chains(osbctl)
        run(f"run --quick, {OFFERINGS * PLANS} plans", [osbctl, "conform", "run", *quick], environment)


if __name__ == "__main__":
    main()
