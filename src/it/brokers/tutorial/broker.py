"""A broker as a tutorial writes one: Flask, a check of the version, a check of the credentials, and answers without memory.

Not part of osbctl: osbctl has to find what is wrong with it, and nothing else. What is expected stands in
expected-findings.txt beside this file.
"""
import functools
import sys
import threading

import flask
from werkzeug.serving import make_server

app = flask.Flask(__name__)

CATALOG = {
    "services": [
        {
            "id": "6f3a9a34-4c2e-4d4b-8d5c-1f0c7f1d0a01",
            "name": "tutorial",
            "description": "A service from a tutorial.",
            "bindable": True,
            "plans": [
                {
                    "id": "6f3a9a34-4c2e-4d4b-8d5c-1f0c7f1d0b01",
                    "name": "standard",
                    "description": "The only plan.",
                    "free": True,
                }
            ],
        }
    ]
}


@app.before_request
def check_version():
    version = flask.request.headers.get("X-Broker-Api-Version")
    if not version:
        return flask.jsonify(description="X-Broker-Api-Version is required"), 400
    if not version.startswith("2."):
        return flask.jsonify(description="Version " + version + " is not supported"), 412
    return None


def requires_auth(handler):
    @functools.wraps(handler)
    def decorated(*args, **kwargs):
        auth = flask.request.authorization
        if not auth or auth.username != "admin" or auth.password != "secret":
            answer = flask.jsonify(description="Wrong credentials")
            answer.headers["WWW-Authenticate"] = 'Basic realm="Login Required"'
            return answer, 401
        return handler(*args, **kwargs)

    return decorated


@app.route("/v2/catalog")
@requires_auth
def catalog():
    return flask.jsonify(CATALOG)


@app.route("/v2/service_instances/<instance_id>", methods=["PUT"])
@requires_auth
def provision(instance_id):
    return flask.jsonify(dashboard_url="http://example.com/dashboard/" + instance_id), 201


@app.route("/v2/service_instances/<instance_id>", methods=["DELETE"])
@requires_auth
def deprovision(instance_id):
    return flask.jsonify({}), 200


@app.route("/v2/service_instances/<instance_id>/service_bindings/<binding_id>", methods=["PUT"])
@requires_auth
def bind(instance_id, binding_id):
    return flask.jsonify(credentials={"uri": "http://user:pass@example.com/" + instance_id}), 201


@app.route("/v2/service_instances/<instance_id>/service_bindings/<binding_id>", methods=["DELETE"])
@requires_auth
def unbind(instance_id, binding_id):
    return flask.jsonify({}), 200


if __name__ == "__main__":
    server = make_server("127.0.0.1", 0, app, threaded=True)
    print("listening on http://127.0.0.1:%d" % server.port, flush=True)
    # Ends with whoever started it.
    threading.Thread(target=lambda: (sys.stdin.read(), server.shutdown()), daemon=True).start()
    server.serve_forever()
