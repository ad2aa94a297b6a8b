#!/usr/bin/env python3
"""A small Open Service Broker, written from the text of the specification.

It keeps everything in memory and answers on 127.0.0.1 only. It follows version
2.17 and serves platforms that announce 2.11 to 2.17. Comments name the section
of the specification a piece of code follows. With --fault it makes one mistake
on purpose; expected.tsv says what each of them breaks.
"""

import argparse
import base64
import email.utils
import hashlib
import hmac
import itertools
import json
import os
import re
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, unquote_to_bytes

FAULTS = {
    "delete-unknown-404": "DELETE of an unknown instance or binding answers 404 instead of 410",
    "fetch-unknown-410": "GET of an unknown instance or binding answers 410 instead of 404",
    "repeat-201": "an identical PUT sent again answers 201 instead of 200",
    "conflict-200": "PUT of a taken id with different attributes answers 200 instead of 409",
    "no-auth-on-poll": "both last_operation routes need no credentials",
    "state-typo": "a running operation has the state 'in-progress'",
    "empty-description": "errors and polls carry an empty description",
    "no-content-type": "answers have no Content-Type header",
    "async-unasked-202": "plain-async answers 202 though accepts_incomplete was not sent",
    "operation-changes": "a repeated request for a running operation names another operation",
    "missing-plan-accepted": "PUT without plan_id succeeds with the first plan",
    "credentials-in-202": "an asynchronous bind returns the credentials at once",
    "catalog-duplicate-plan-id": "the catalog gives both plans of plain-sync the same id",
    "error-is-html": "errors are HTML pages",
    "odd-operation": "operations have characters that need encoding in a URL",
}

MINORS = range(11, 18)  # 2.11 to 2.17
ASYNC_TEXT = "This service plan requires client support for asynchronous service operations."
LIMIT = 1 << 20  # the largest request body read, in bytes


# --------------------------------------------------------------------------
# Catalog Management
# --------------------------------------------------------------------------

def parameters_schema(required=(), **properties):
    """Input Parameters Schema Object."""
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    if required:
        schema["required"] = list(required)
    return {"parameters": schema}


SIZE = {"type": "integer", "minimum": 1, "maximum": 10, "description": "Size in gigabytes."}
NAME = {"type": "string", "pattern": "^[a-z][a-z0-9-]{0,19}$", "description": "Display name."}
ROLE = {"type": "string", "enum": ["reader", "writer"], "description": "What the user may do."}

SYNC_SMALL = "5f0c5a4e-9d0b-4f39-8f3c-0d5a2b1c7e01"
SYNC_LARGE = "5f0c5a4e-9d0b-4f39-8f3c-0d5a2b1c7e02"

CATALOG = {"services": [
    {
        "id": "c8a6e5d2-31f4-4b7a-9a55-6f0e1d2c3b01",
        "name": "plain-sync",
        "description": "Does everything at once.",
        "tags": ["plain", "synchronous"],
        "bindable": True,
        "plan_updateable": True,
        "instances_retrievable": True,
        "bindings_retrievable": True,
        "allow_context_updates": True,
        "metadata": {"displayName": "Plain, synchronous"},
        "plans": [
            {
                "id": SYNC_SMALL,
                "name": "small",
                "description": "A small one.",
                "free": True,
                "binding_rotatable": True,
                "maintenance_info": {"version": "1.2.3", "description": "Monthly image update."},
                "schemas": {
                    "service_instance": {
                        "create": parameters_schema(size=SIZE, name=NAME),
                        "update": parameters_schema(size=SIZE, name=NAME),
                    },
                    "service_binding": {"create": parameters_schema(role=ROLE)},
                },
            },
            {
                "id": SYNC_LARGE,
                "name": "large",
                "description": "A large one; there is no way back to small.",
                "free": True,
            },
        ],
    },
    {
        "id": "c8a6e5d2-31f4-4b7a-9a55-6f0e1d2c3b02",
        "name": "plain-async",
        "description": "Takes its time for everything.",
        "tags": ["plain", "asynchronous"],
        "bindable": True,
        "plan_updateable": False,
        "instances_retrievable": True,
        "bindings_retrievable": True,
        "allow_context_updates": True,
        "plans": [
            {
                "id": "5f0c5a4e-9d0b-4f39-8f3c-0d5a2b1c7e03",
                "name": "small",
                "description": "A small one.",
                "plan_updateable": True,
                "binding_rotatable": True,
                "maximum_polling_duration": 60,
            },
            {
                "id": "5f0c5a4e-9d0b-4f39-8f3c-0d5a2b1c7e04",
                "name": "large",
                "description": "A large one, which cannot change its plan.",
                "maximum_polling_duration": 60,
            },
        ],
    },
    {
        "id": "c8a6e5d2-31f4-4b7a-9a55-6f0e1d2c3b03",
        "name": "plain-unbindable",
        "description": "Can be created and deleted, nothing else.",
        "bindable": False,
        "plan_updateable": False,
        "plans": [
            {
                "id": "5f0c5a4e-9d0b-4f39-8f3c-0d5a2b1c7e05",
                "name": "standard",
                "description": "The usual one.",
                "free": False,
            },
            {
                "id": "5f0c5a4e-9d0b-4f39-8f3c-0d5a2b1c7e06",
                "name": "premium",
                "description": "The better one.",
                "free": False,
            },
        ],
    },
]}

ASYNC_OFFERING = CATALOG["services"][1]["id"]
FIXED_OFFERING = CATALOG["services"][2]["id"]


# --------------------------------------------------------------------------
# Errors, requests, operations
# --------------------------------------------------------------------------

class Failure(Exception):
    """An error answer (Service Broker Errors)."""

    def __init__(self, status, description, error=None, headers=None, **extra):
        super().__init__(description)
        self.status = status
        self.body = {"error": error} if error else {}
        self.body.update(description=description, **extra)
        self.headers = headers or {}


def malformed(description):
    return Failure(400, description)


def busy():
    return Failure(422, "Another operation for this resource is in progress.", "ConcurrencyError")


def canonical(value):
    """A text that is the same for equal JSON values."""
    return json.dumps(value, sort_keys=True)


class Request:
    """What the broker needs to know of one HTTP request."""

    def __init__(self, minor, query, content_type, content):
        self.minor = minor
        self.query = query
        self.content_type = content_type
        self.content = content

    def body(self):
        """The JSON object sent with the request (Content Type)."""
        if self.content_type:
            kind = self.content_type.split(";")[0].strip().lower()
            if kind != "application/json" and not kind.endswith("+json"):
                raise malformed("The Content-Type must be application/json.")
        try:
            value = json.loads(self.content.decode("utf-8"), parse_constant=self.no_constant)
        except (ValueError, RecursionError):
            raise malformed("The request body is not valid JSON.") from None
        if not isinstance(value, dict):
            raise malformed("The request body must be a JSON object.")
        return value

    @staticmethod
    def no_constant(name):
        raise ValueError(name)

    def accepts_incomplete(self):
        value = self.query.get("accepts_incomplete", "false")
        if value not in ("true", "false"):
            raise malformed("The query parameter accepts_incomplete must be true or false.")
        return value == "true"

    def hint(self, name, required=False):
        """A query parameter that may be absent but not empty, or must be there."""
        value = self.query.get(name)
        if value == "" or (required and value is None):
            raise malformed(f"The query parameter {name} must be a non-empty string.")
        return value


def check_members(body, texts=(), optional_texts=(), objects=()):
    """Complains about missing members and members of the wrong type."""
    for name in (*texts, *optional_texts):
        if name not in body and name in optional_texts:
            continue
        if not isinstance(body.get(name), str) or not body[name]:
            raise malformed(f"The field {name} must be a non-empty string.")
    for name in objects:
        if name in body and not isinstance(body[name], dict):
            raise malformed(f"The field {name} must be an object.")


def check_parameters(plan, group, action, parameters):
    """Checks parameters against the schema the catalog publishes for them."""
    schema = plan.get("schemas", {}).get(group, {}).get(action, {}).get("parameters")
    for name, value in parameters.items() if schema else ():
        rule = schema["properties"].get(name)
        if rule is None:
            raise malformed(f"The parameter {name} is not known.")
        if rule["type"] == "integer":
            good = type(value) in (int, float) and rule["minimum"] <= value <= rule["maximum"]
            good = good and value == int(value)
        else:
            good = isinstance(value, str)
            if good and "pattern" in rule:
                good = re.search(rule["pattern"].replace("$", r"\Z"), value) is not None
            if good and "enum" in rule:
                good = value in rule["enum"]
        if not good:
            raise malformed(f"The value of the parameter {name} is not allowed.")


class Operation:
    """One create, update or delete; its state follows from the clock alone."""

    numbers = itertools.count(1)
    odd = False  # whether keys have characters that need encoding in a URL

    def __init__(self, kind, plan_id, delay, request=None, change=None):
        self.kind = kind
        self.plan_id = plan_id  # the plan when the operation started
        self.request = request
        self.change = change or {}
        self.ends = time.monotonic() + delay
        self.asynchronous = delay > 0
        self.halted = False
        self.applied = False
        self.tokens = [self.new_token()] if self.asynchronous else []

    def new_token(self):
        number = next(self.numbers)
        # URL Properties: characters are unrestricted, but some are better avoided.
        return f"task {number}/é?&{self.kind}=100%+1#x" if self.odd else f"{self.kind}-{number}"

    def running(self):
        return not self.halted and time.monotonic() < self.ends

    def state(self):
        if self.halted:
            return "failed"
        return "in progress" if self.running() else "succeeded"

    def token(self, repeated=False, fault=None):
        if repeated and fault == "operation-changes":
            self.tokens.append(self.new_token())
        return self.tokens[-1]


class Resource:
    """A Service Instance or a Service Binding with its operations."""

    def __init__(self, operation, **attributes):
        self.attributes = attributes
        self.operations = [operation]
        self.gone = False
        self.settle()

    def last(self):
        return self.operations[-1]

    def start(self, operation):
        self.operations.append(operation)
        self.settle()

    def settle(self):
        """Applies the last operation once its time has come."""
        last = self.last()
        if last.applied or last.halted or last.running():
            return
        last.applied = True
        self.attributes.update(last.change)
        if last.kind == "delete":
            self.gone = True

    def doing(self):
        """The kind of the operation in progress, or None."""
        return self.last().kind if self.last().running() else None

    def identity(self, *names):
        return canonical([self.attributes.get(name) for name in names])


# --------------------------------------------------------------------------
# The broker itself: each method returns a status and a JSON object
# --------------------------------------------------------------------------

class Broker:
    INSTANCE_IDENTITY = ("service_id", "plan_id", "organization_guid", "space_guid", "parameters")
    BINDING_IDENTITY = ("service_id", "plan_id", "app_guid", "bind_resource", "parameters",
                        "predecessor_binding_id")

    def __init__(self, options):
        self.options = options
        self.fault = options.fault
        Operation.odd = self.fault == "odd-operation"
        self.lock = threading.Lock()
        self.instances = {}
        self.bindings = {}  # by (instance id, binding id)
        catalog = json.loads(json.dumps(CATALOG))
        if self.fault == "catalog-duplicate-plan-id":
            catalog["services"][0]["plans"][1]["id"] = SYNC_SMALL
        self.catalog = catalog

    # ----- helpers -----

    @staticmethod
    def lookup(service_id, plan_id):
        for offering in CATALOG["services"]:
            if offering["id"] == service_id:
                for plan in offering["plans"]:
                    if plan["id"] == plan_id:
                        return offering, plan
                raise malformed("The plan_id is not in the catalog for this service_id.")
        raise malformed("The service_id is not in the catalog.")

    def settle(self, instance_id):
        """Brings an instance and all its bindings up to date."""
        instance = self.instances.get(instance_id)
        if instance:
            instance.settle()
        for (owner, _), binding in self.bindings.items():
            if owner == instance_id:
                binding.settle()
                if instance and instance.gone and not binding.gone:
                    binding.gone = True
                    binding.last().halted = binding.last().running()

    def instance(self, instance_id):
        """The instance if it exists now."""
        self.settle(instance_id)
        found = self.instances.get(instance_id)
        return None if found is None or found.gone else found

    def binding(self, instance_id, binding_id):
        if self.instance(instance_id) is None:
            return None
        found = self.bindings.get((instance_id, binding_id))
        return None if found is None or found.gone else found

    def asynchronous(self, service_id, request):
        """Asynchronous Operations: whether this request will be one."""
        if service_id != ASYNC_OFFERING:
            return False
        asked = request.accepts_incomplete()
        if not asked and self.fault != "async-unasked-202":
            raise Failure(422, ASYNC_TEXT, "AsyncRequired")
        return True

    def binding_asynchronous(self, service_id, request):
        # Asynchronous bindings came with 2.14; older platforms get them at once.
        return request.minor >= 14 and self.asynchronous(service_id, request)

    def delay(self, asynchronous):
        return self.options.async_delay if asynchronous else 0

    @staticmethod
    def drop_or_check_maintenance(request, body):
        # Maintenance Info Object; unknown to platforms before 2.15, so ignored.
        if request.minor < 15:
            body.pop("maintenance_info", None)
        elif "maintenance_info" in body:
            check_members(body, objects=("maintenance_info",))
            check_members(body["maintenance_info"], texts=("version",))

    @staticmethod
    def check_maintenance(body, plan):
        if "maintenance_info" not in body:
            return
        if body["maintenance_info"]["version"] != plan.get("maintenance_info", {}).get("version"):
            raise Failure(422, "The maintenance information for this Service Plan has changed.",
                          "MaintenanceInfoConflict")

    def instance_view(self, request, instance_id, attributes):
        """dashboard_url and metadata (Provisioning, Service Instance Metadata)."""
        name = quote(instance_id, safe="")
        view = {"dashboard_url": f"http://dashboard.example.com/instances/{name}"}
        if request.minor >= 16:
            offering, plan = self.lookup(attributes["service_id"], attributes["plan_id"])
            view["metadata"] = {"labels": {"offering": offering["name"], "plan": plan["name"]}}
            if request.minor >= 17:
                view["metadata"]["attributes"] = {"broker.generated.plan": plan["name"]}
        return view

    def binding_view(self, request, attributes):
        """credentials, endpoints and Binding Metadata Object (Binding)."""
        view = {"credentials": attributes["credentials"]}
        if request.minor >= 15:
            view["endpoints"] = [{"host": "plain.example.com", "ports": ["5432"],
                                  "protocol": "tcp"}]
        if request.minor >= 16:
            view["metadata"] = {"expires_at": attributes["expires_at"]}
            if request.minor >= 17:
                view["metadata"]["renew_before"] = attributes["renew_before"]
        return view

    def taken(self, what, view):
        """Someone else's id: 409 in Provisioning and Binding."""
        if self.fault == "conflict-200":
            return 200, view
        raise Failure(409, f"A {what} with this id exists already with different attributes.")

    def repeated(self, view):
        return (201 if self.fault == "repeat-201" else 200), view

    def absent(self, method, what):
        """The resource is not there: 410 for DELETE, 404 for GET."""
        status = 410 if method == "DELETE" else 404
        if method == "DELETE" and self.fault == "delete-unknown-404":
            status = 404
        if method == "GET" and self.fault == "fetch-unknown-410":
            status = 410
        return Failure(status, f"There is no such {what}.")

    def fill_in_plan(self, body):
        if self.fault == "missing-plan-accepted" and "plan_id" not in body:
            for offering in CATALOG["services"]:
                if offering["id"] == body.get("service_id"):
                    body["plan_id"] = offering["plans"][0]["id"]

    # ----- Catalog Management -----

    def get_catalog(self, request):
        return 200, self.catalog

    # ----- Provisioning -----

    def provision(self, request, instance_id):
        body = request.body()
        self.fill_in_plan(body)
        check_members(body, texts=("service_id", "plan_id", "organization_guid", "space_guid"),
                      objects=("context", "parameters"))
        self.drop_or_check_maintenance(request, body)
        wanted = {name: body.get(name) for name in self.INSTANCE_IDENTITY}
        wanted["parameters"] = body.get("parameters", {})
        instance = self.instance(instance_id)
        if instance and instance.identity(*wanted) != canonical(list(wanted.values())):
            view = self.instance_view(request, instance_id, instance.attributes)
            return self.taken("Service Instance", view)
        _, plan = self.lookup(body["service_id"], body["plan_id"])
        asynchronous = self.asynchronous(body["service_id"], request)
        self.check_maintenance(body, plan)
        view = self.instance_view(request, instance_id, wanted)
        if instance:
            if instance.doing() == "create":
                return 202, {**view, "operation": instance.last().token(True, self.fault)}
            if instance.doing():
                raise busy()
            return self.repeated(view)
        check_parameters(plan, "service_instance", "create", wanted["parameters"])
        for key in [key for key in self.bindings if key[0] == instance_id]:
            del self.bindings[key]
        operation = Operation("create", body["plan_id"], self.delay(asynchronous))
        wanted.update(context=body.get("context", {}),
                      maintenance_info=plan.get("maintenance_info"))
        self.instances[instance_id] = Resource(operation, **wanted)
        if asynchronous:
            return 202, {**view, "operation": operation.token()}
        return 201, view

    # ----- Fetching a Service Instance -----

    def fetch_instance(self, request, instance_id):
        request.hint("service_id"), request.hint("plan_id")
        instance = self.instance(instance_id)
        if instance is None or instance.doing() == "create":
            raise self.absent("GET", "Service Instance")
        attributes = instance.attributes
        offering, _ = self.lookup(attributes["service_id"], attributes["plan_id"])
        if not offering.get("instances_retrievable", False):
            raise Failure(404, "Service Instances of this Service Offering are not retrievable.")
        if instance.doing() == "update":
            raise busy()
        view = {"service_id": attributes["service_id"], "plan_id": attributes["plan_id"],
                "parameters": attributes["parameters"],
                **self.instance_view(request, instance_id, attributes)}
        if request.minor >= 17 and attributes["maintenance_info"]:
            view["maintenance_info"] = attributes["maintenance_info"]
        return 200, view

    # ----- Updating a Service Instance -----

    def update(self, request, instance_id):
        body = request.body()
        check_members(body, texts=("service_id",), optional_texts=("plan_id",),
                      objects=("context", "parameters", "previous_values"))
        self.drop_or_check_maintenance(request, body)
        instance = self.instance(instance_id)
        if instance is None:
            raise self.absent("PATCH", "Service Instance")
        current = instance.attributes
        if body["service_id"] != current["service_id"]:
            raise malformed("The service_id is not that of the Service Instance.")
        offering, old_plan = self.lookup(current["service_id"], current["plan_id"])
        _, plan = self.lookup(body["service_id"], body.get("plan_id", current["plan_id"]))
        asynchronous = self.asynchronous(body["service_id"], request)
        if instance.doing() == "update" and instance.last().request == canonical(body):
            changed = {**current, **instance.last().change}
            return 202, {**self.update_view(request, instance_id, changed),
                         "operation": instance.last().token(True, self.fault)}
        if instance.doing():
            raise busy()
        self.check_maintenance(body, plan)
        self.check_change(offering, old_plan, plan, body)
        check_parameters(plan, "service_instance", "update", body.get("parameters", {}))
        change = {"plan_id": plan["id"]}
        if "parameters" in body:
            change["parameters"] = {**current["parameters"], **body["parameters"]}
        if "context" in body:
            change["context"] = body["context"]
        if "maintenance_info" in body or plan is not old_plan:
            change["maintenance_info"] = plan.get("maintenance_info")
        operation = Operation("update", current["plan_id"], self.delay(asynchronous),
                              canonical(body), change)
        view = self.update_view(request, instance_id, {**current, **change})
        instance.start(operation)
        if asynchronous:
            return 202, {**view, "operation": operation.token()}
        return 200, view

    def update_view(self, request, instance_id, attributes):
        # A dashboard_url after an update came with 2.14.
        return self.instance_view(request, instance_id, attributes) if request.minor >= 14 else {}

    @staticmethod
    def check_change(offering, old_plan, plan, body):
        """Refuses what cannot be changed, and says so for good."""
        problem = None
        if plan is not old_plan:
            if not old_plan.get("plan_updateable", offering.get("plan_updateable", False)):
                problem = f"The plan {old_plan['name']} cannot be changed to another plan."
            elif old_plan["id"] == SYNC_LARGE:
                problem = "A change from the plan large to the plan small is not supported."
        elif offering["id"] == FIXED_OFFERING and body.get("parameters"):
            problem = "Service Instances of this Service Offering have no parameters to change."
        if problem:
            raise Failure(422, problem, "UnsupportedChange",
                          instance_usable=True, update_repeatable=False)

    # ----- Binding -----

    def bind(self, request, instance_id, binding_id):
        body = request.body()
        rotation = request.minor >= 17 and "predecessor_binding_id" in body
        if rotation:
            self.complete_rotation(body, instance_id, binding_id)
        self.fill_in_plan(body)
        check_members(body, texts=("service_id", "plan_id"), optional_texts=("app_guid",),
                      objects=("context", "parameters", "bind_resource"))
        check_members(body.get("bind_resource", {}), optional_texts=("app_guid", "route"))
        wanted = {name: body.get(name) for name in self.BINDING_IDENTITY}
        wanted["parameters"] = body.get("parameters", {})
        if not rotation:
            wanted["predecessor_binding_id"] = None
        binding = self.binding(instance_id, binding_id)
        if binding and binding.identity(*wanted) != canonical(list(wanted.values())):
            return self.taken("Service Binding", self.binding_view(request, binding.attributes))
        instance = self.instance(instance_id)
        if instance is None:
            raise self.absent("PUT", "Service Instance")
        offering, plan = self.lookup(body["service_id"], body["plan_id"])
        self.check_same_plan(instance, body["service_id"], body["plan_id"])
        if not plan.get("bindable", offering["bindable"]):
            raise malformed("Service Instances of this Service Plan cannot be bound.")
        asynchronous = self.binding_asynchronous(body["service_id"], request)
        if binding:
            if binding.doing() == "create" and asynchronous:
                return 202, self.bind_started(request, binding, True)
            if binding.doing():
                raise busy()
            return self.repeated(self.binding_view(request, binding.attributes))
        if instance.doing():
            raise busy()  # Blocking Operations
        if rotation:
            self.check_predecessor(plan, instance_id, body["predecessor_binding_id"])
        check_parameters(plan, "service_binding", "create", wanted["parameters"])
        user, secret = f"user-{os.urandom(6).hex()}", os.urandom(12).hex()
        wanted["credentials"] = {
            "username": user, "password": secret, "host": "plain.example.com", "port": 5432,
            "uri": f"plain://{user}:{secret}@plain.example.com:5432/db"}
        wanted["expires_at"] = moment(30 * 86400)
        wanted["renew_before"] = moment(25 * 86400)
        operation = Operation("create", body["plan_id"], self.delay(asynchronous))
        binding = self.bindings[instance_id, binding_id] = Resource(operation, **wanted)
        if asynchronous:
            return 202, self.bind_started(request, binding, False)
        return 201, self.binding_view(request, binding.attributes)

    def bind_started(self, request, binding, repeated):
        view = {"operation": binding.last().token(repeated, self.fault)}
        if self.fault == "credentials-in-202":
            view.update(self.binding_view(request, binding.attributes))
        return view

    def complete_rotation(self, body, instance_id, binding_id):
        """Request (Rotating a Service Binding): the predecessor has all the rest."""
        check_members(body, texts=("predecessor_binding_id",))
        predecessor_id = body["predecessor_binding_id"]
        instance = self.instance(instance_id)
        if instance is None:
            raise self.absent("PUT", "Service Instance")
        source, owner = self.binding(instance_id, binding_id), instance
        if source and source.attributes["predecessor_binding_id"] == predecessor_id:
            owner = source  # sent again; the predecessor may be gone by now
        else:
            source = self.binding(instance_id, predecessor_id)
        if source is None:
            raise malformed("The predecessor_binding_id is not a binding of this instance.")
        for name in ("service_id", "plan_id"):
            body.setdefault(name, owner.attributes[name])
        for name in ("app_guid", "bind_resource", "parameters"):
            if source.attributes[name] is not None:
                body.setdefault(name, source.attributes[name])

    def check_predecessor(self, plan, instance_id, predecessor_id):
        # Binding Rotation. Bindings live for thirty days here, so none is expired.
        if not plan.get("binding_rotatable", False):
            raise malformed("Service Bindings of this Service Plan cannot be rotated.")
        if self.binding(instance_id, predecessor_id).doing():
            raise busy()

    @staticmethod
    def check_same_plan(instance, service_id, plan_id):
        if service_id != instance.attributes["service_id"]:
            raise malformed("The service_id is not that of the Service Instance.")
        if plan_id != instance.attributes["plan_id"]:
            raise malformed("The plan_id is not that of the Service Instance.")

    # ----- Fetching a Service Binding -----

    def fetch_binding(self, request, instance_id, binding_id):
        request.hint("service_id"), request.hint("plan_id")
        binding = self.binding(instance_id, binding_id)
        if binding is None or binding.doing() == "create":
            raise self.absent("GET", "Service Binding")
        return 200, {**self.binding_view(request, binding.attributes),
                     "parameters": binding.attributes["parameters"]}

    # ----- Unbinding -----

    def unbind(self, request, instance_id, binding_id):
        service_id = request.hint("service_id", True)
        plan_id = request.hint("plan_id", True)
        binding = self.binding(instance_id, binding_id)
        if binding is None:
            raise self.absent("DELETE", "Service Binding")
        self.check_same_plan(self.instances[instance_id], service_id, plan_id)
        return self.remove(binding, self.binding_asynchronous(service_id, request))

    # ----- Deprovisioning -----

    def deprovision(self, request, instance_id):
        service_id = request.hint("service_id", True)
        plan_id = request.hint("plan_id", True)
        instance = self.instance(instance_id)
        if instance is None:
            raise self.absent("DELETE", "Service Instance")
        self.check_same_plan(instance, service_id, plan_id)
        # Bindings left over go with their instance, but not in the middle of something.
        for key, binding in self.bindings.items():
            if key[0] == instance_id and not binding.gone and binding.doing():
                raise busy()
        return self.remove(instance, self.asynchronous(service_id, request))

    def remove(self, resource, asynchronous):
        """What Unbinding and Deprovisioning have in common."""
        doing = resource.doing()
        if doing == "delete" and asynchronous:
            return 202, {"operation": resource.last().token(True, self.fault)}
        if doing in ("update", "delete"):
            raise busy()
        if doing == "create":
            resource.last().halted = True  # a delete stops the creation
        operation = Operation("delete", resource.attributes["plan_id"], self.delay(asynchronous))
        resource.start(operation)
        if asynchronous:
            return 202, {"operation": operation.token()}
        return 200, {}

    # ----- Polling Last Operation for Service Instances / for Service Bindings -----

    def poll_instance(self, request, instance_id):
        self.settle(instance_id)
        return self.poll(request, self.instances.get(instance_id), "Service Instance")

    def poll_binding(self, request, instance_id, binding_id):
        self.settle(instance_id)
        return self.poll(request, self.bindings.get((instance_id, binding_id)), "Service Binding")

    def poll(self, request, resource, what):
        service_id, plan_id = request.hint("service_id"), request.hint("plan_id")
        token = request.hint("operation")
        if resource is None:
            raise Failure(404, f"There is no such {what}.")
        operation = resource.last()
        if token is not None:
            known = [each for each in resource.operations if token in each.tokens]
            if not known:
                raise malformed("The operation is not one of this resource.")
            operation = known[0]
        elif resource.gone and not (operation.kind == "delete" and operation.asynchronous):
            # Deleted at once; only a creation halted by that is still worth telling.
            operation = next((each for each in resource.operations if each.halted), None)
            if operation is None:
                raise Failure(404, f"There is no such {what}.")
        if what == "Service Instance":
            plans = {operation.plan_id}
            if token is None and not operation.asynchronous:
                plans.add(resource.attributes["plan_id"])
            if service_id not in (None, resource.attributes["service_id"]):
                raise malformed("The service_id is not that of the Service Instance.")
            if plan_id is not None and plan_id not in plans:
                raise malformed("The plan_id is not that before the operation.")
        state = operation.state()
        if operation.kind == "delete" and state == "succeeded" and self.options.delete_ends == 410:
            raise Failure(410, f"The {what} is deleted.")
        words = "was halted by a delete" if operation.halted else f"is {state}"
        if self.fault == "state-typo" and state == "in progress":
            state = "in-progress"
        return 200, {"state": state, "description": f"The {operation.kind} {words}."}


def moment(seconds):
    """A time from now on, in the pattern of Binding Metadata Object."""
    return time.strftime("%Y-%m-%dT%H:%M:%S.0Z", time.gmtime(time.time() + seconds))


# --------------------------------------------------------------------------
# HTTP
# --------------------------------------------------------------------------

INSTANCE, BINDING = "service_instances", "service_bindings"
ROUTES = {  # the path with * for an id, then a method of Broker per HTTP method
    ("catalog",): {"GET": "get_catalog"},
    (INSTANCE, "*"): {"PUT": "provision", "GET": "fetch_instance", "PATCH": "update",
                      "DELETE": "deprovision"},
    (INSTANCE, "*", "last_operation"): {"GET": "poll_instance"},
    (INSTANCE, "*", BINDING, "*"): {"PUT": "bind", "GET": "fetch_binding", "DELETE": "unbind"},
    (INSTANCE, "*", BINDING, "*", "last_operation"): {"GET": "poll_binding"},
}


def percent_decoded(text):
    """URL Properties. A plus sign stands for itself."""
    try:
        return unquote_to_bytes(text.encode("latin-1")).decode("utf-8")
    except UnicodeError:
        raise malformed("The URL is not percent-encoded UTF-8.") from None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server_version = "plain"
    sys_version = ""

    def log_message(self, *ignored):
        pass

    def handle_request(self):
        self.broker = self.server.broker
        content = self.read_content()
        if content is None:
            return
        try:
            path, _, query_text = self.path.partition("?")
            status, body, headers = self.answer(path, query_text, content)
        except Failure as failure:
            status, body, headers = failure.status, dict(failure.body), failure.headers
            if self.minor < 14 and status in (409, 410):
                body = {}  # the expected body of these two before 2.14
        except Exception as problem:  # a defect of this file
            print(f"{self.command} {self.path}: {problem!r}", file=sys.stderr)
            status, body, headers = 500, {"description": "The broker has a defect."}, {}
        self.reply(status, body, headers)

    do_GET = do_PUT = do_PATCH = do_DELETE = do_POST = do_HEAD = do_OPTIONS = handle_request

    def handle_expect_100(self):
        super().handle_expect_100()
        self.wfile.flush()
        return True

    def read_content(self):
        """The whole request body, so that the connection can be used again."""
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            parts = []
            while True:
                size = int(self.rfile.readline(32).split(b";")[0] or b"0", 16)
                if size == 0:
                    while self.rfile.readline(4096).strip():
                        pass
                    return b"".join(parts)
                parts.append(self.rfile.read(size))
                self.rfile.readline(4)
        try:
            length = int(self.headers.get("Content-Length") or 0)
        except ValueError:
            length = -1
        if not 0 <= length <= LIMIT:
            self.send_error(413 if length > LIMIT else 400)
            return None
        return self.rfile.read(length)

    minor = MINORS[-1]  # until the header has been read

    def answer(self, path, query_text, content):
        self.minor = MINORS[-1]
        self.authenticate(path)
        self.minor = self.check_version()
        names, methods = self.find_route(path)
        if self.command not in methods:
            raise Failure(405, "This method is not supported here.",
                          headers={"Allow": ", ".join(methods)})
        query = {}
        for pair in query_text.split("&") if query_text else ():
            name, _, value = pair.partition("=")
            query.setdefault(percent_decoded(name), percent_decoded(value))
        request = Request(self.minor, query, self.headers.get("Content-Type"), content)
        with self.broker.lock:
            status, body = getattr(self.broker, methods[self.command])(request, *names)
        headers = {}
        if methods is ROUTES["catalog",]:
            return self.conditional(status, body)
        if "poll" in methods[self.command] and self.broker.options.retry_after is not None:
            headers["Retry-After"] = str(self.broker.options.retry_after)
        return status, body, headers

    def authenticate(self, path):
        """Platform to Service Broker Authentication."""
        if self.broker.fault == "no-auth-on-poll" and path.endswith("/last_operation"):
            return
        scheme, _, value = self.headers.get("Authorization", "").partition(" ")
        try:
            given = base64.b64decode(value.strip(), validate=True)
        except ValueError:
            given = b""
        known = f"{self.broker.options.username}:{self.broker.options.password}".encode()
        if scheme.lower() != "basic" or not hmac.compare_digest(given, known):
            raise Failure(401, "Valid credentials are required.", "Unauthorized",
                          {"WWW-Authenticate": 'Basic realm="broker", charset="UTF-8"'})

    def check_version(self):
        """API Version Header."""
        value = self.headers.get("X-Broker-API-Version", "").strip()
        if not value:
            raise malformed("The header X-Broker-API-Version is required.")
        match = re.fullmatch(r"2\.(0|[1-9][0-9]{0,3})", value)
        if not match or int(match[1]) not in MINORS:
            raise Failure(412, f"Version {value} is not supported; use 2.11 to 2.17.")
        return int(match[1])

    def find_route(self, path):
        prefix = self.broker.options.prefix + "/v2/"
        segments = path[len(prefix):].split("/") if path.startswith(prefix) else []
        for pattern, methods in ROUTES.items():
            if len(pattern) == len(segments) and all(
                    wanted == given or (wanted == "*" and given)
                    for wanted, given in zip(pattern, segments)):
                ids = [given for wanted, given in zip(pattern, segments) if wanted == "*"]
                return [percent_decoded(each) for each in ids], methods
        raise Failure(404, "There is nothing at this path.")

    def conditional(self, status, body):
        """Caching of the catalog (Catalog Management, RFC 7232)."""
        etag = '"' + hashlib.sha256(canonical(body).encode()).hexdigest()[:20] + '"'
        headers = {"ETag": etag, "Last-Modified": self.server.started}
        known = self.headers.get("If-None-Match")
        if known is not None:
            tags = [each.strip().removeprefix("W/") for each in known.split(",")]
            fresh = etag in tags or tags == ["*"]
        else:
            try:
                since = email.utils.parsedate_to_datetime(self.headers["If-Modified-Since"])
                fresh = email.utils.parsedate_to_datetime(self.server.started) <= since
            except (TypeError, ValueError):
                fresh = False
        return (304, None, headers) if fresh else (status, body, headers)

    def reply(self, status, body, headers):
        fault = self.broker.fault
        if fault == "empty-description" and body and "description" in body:
            body = {**body, "description": ""} if status >= 400 or "state" in body else body
        content = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        content_type = "application/json"
        if fault == "error-is-html" and status >= 400:
            content = f"<html><body><h1>Error {status}</h1></body></html>".encode()
            content_type = "text/html"
        self.send_response(status)
        if body is not None:
            if fault != "no-content-type":
                self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(content)))
        identity = self.headers.get("X-Broker-API-Request-Identity")  # Request Identity
        if identity:
            self.send_header("X-Broker-API-Request-Identity", identity)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
        self.wfile.flush()

    def send_error(self, code, message=None, explain=None):
        """Requests that cannot even be read, in JSON like everything else."""
        content = json.dumps({"description": message or "The request cannot be read."}).encode()
        self.close_connection = True
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)
        self.wfile.flush()


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def handle_error(self, request, client_address):
        pass  # the client went away


def arguments():
    listing = "\n".join(f"  {name:26} {text}" for name, text in FAULTS.items())
    parser = argparse.ArgumentParser(
        description="A conforming Open Service Broker on 127.0.0.1, in memory. BROKER_USERNAME "
                    "and BROKER_PASSWORD set the credentials (admin, secret).",
        epilog="faults:\n" + listing, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0, help="0 takes any free port")
    parser.add_argument("--prefix", default="", help="path in front of /v2")
    parser.add_argument("--async-delay", type=float, default=0.3, metavar="SECONDS",
                        help="how long an asynchronous operation takes (0.3)")
    parser.add_argument("--retry-after", type=int, metavar="SECONDS",
                        help="send Retry-After with polls")
    parser.add_argument("--delete-ends", type=int, choices=(200, 410), default=200,
                        help="how a poll tells that an asynchronous delete is done")
    parser.add_argument("--exit-with-stdin", action="store_true", help="stop when stdin closes")
    parser.add_argument("--fault", choices=FAULTS, metavar="NAME", help="make one mistake")
    options = parser.parse_args()
    options.prefix = "/" + options.prefix.strip("/") if options.prefix.strip("/") else ""
    if options.async_delay <= 0:
        parser.error("--async-delay must be positive")
    options.username = os.environ.get("BROKER_USERNAME", "admin")
    options.password = os.environ.get("BROKER_PASSWORD", "secret")
    return options


def main():
    options = arguments()
    server = Server(("127.0.0.1", options.port), Handler)
    server.broker = Broker(options)
    server.started = email.utils.formatdate(usegmt=True)

    def stop(*ignored):
        threading.Thread(target=server.shutdown).start()

    def watch_stdin():
        while os.read(0, 4096):
            pass
        stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    if options.exit_with_stdin:
        threading.Thread(target=watch_stdin, daemon=True).start()
    print(f"listening on http://127.0.0.1:{server.server_port}{options.prefix}", flush=True)
    server.serve_forever(poll_interval=0.1)


if __name__ == "__main__":
    main()
