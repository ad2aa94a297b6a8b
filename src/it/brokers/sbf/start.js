'use strict';

// A broker of one service with a synchronous and an asynchronous plan. The hooks
// do what the documentation of @sap/sbf shows and leave everything else to it.

const http = require('node:http');
const path = require('node:path');
const Broker = require('@sap/sbf');

const ASYNC_PLAN = require('./catalog.json').services[0].plans[1].id;
const DELAY = Number(process.env.ASYNC_DELAY_MS || 300);
process.env.SBF_BROKER_CREDENTIALS ||= '{"admin": "secret"}';

const instances = new Map();
const bindings = new Map();

// The framework sends the status and the message; the error code gets lost.
function failure(statusCode, message, error) {
  return Object.assign(new Error(message), { statusCode, error });
}

// The operation carries the time of its end, so nothing has to be remembered.
function perform(params, callback, action, reply = {}) {
  if ((params.plan_id || (instances.get(params.instance_id) || {}).plan_id) !== ASYNC_PLAN) {
    action();
    return callback(null, reply);
  }
  if (params.accepts_incomplete !== 'true') {
    return callback(failure(422, 'This plan works asynchronously only.', 'AsyncRequired'));
  }
  action();
  callback(null, { async: true, operation: `until ${Date.now() + DELAY}` });
}

function lastOperation(params, callback) {
  const ends = Number(String(params.operation).replace('until ', ''));
  callback(null, { state: Date.now() < ends ? 'in progress' : 'succeeded' });
}

const broker = new Broker({
  catalog: path.join(__dirname, 'catalog.json'),
  autoCredentials: false,
  enableAuditLog: false,
  hooks: {
    onProvision: (params, callback) => perform(params, callback, () =>
      instances.set(params.instance_id, {
        service_id: params.service_id, plan_id: params.plan_id, parameters: params.parameters
      })),
    onUpdate: (params, callback) => perform(params, callback, () =>
      Object.assign(instances.get(params.instance_id) || {},
        params.plan_id && { plan_id: params.plan_id },
        params.parameters && { parameters: params.parameters })),
    onDeprovision: (params, callback) => perform(params, callback, () =>
      instances.delete(params.instance_id)),
    onFetchInstanceParams: (params, callback) => {
      const found = instances.get(params.instance_id);
      callback(found ? null : failure(404, 'No such instance.'), found);
    },
    onBind: (params, callback) => {
      const credentials = { user: `user-${params.binding_id}`, password: 'demo' };
      perform(params, callback, () => bindings.set(params.binding_id, { credentials }),
        { credentials });
    },
    onUnbind: (params, callback) => perform(params, callback, () =>
      bindings.delete(params.binding_id)),
    onFetchBindingParams: (params, callback) => {
      const found = bindings.get(params.binding_id);
      callback(found ? null : failure(404, 'No such binding.'), found && { ...found });
    },
    onLastOperation: lastOperation,
    onBindLastOperation: lastOperation
  }
});

// broker.start() would listen on every interface.
const server = http.createServer(broker.app);
server.listen(Number(process.env.PORT || 0), '127.0.0.1', () =>
  console.log(`listening on http://127.0.0.1:${server.address().port}`));
process.on('SIGTERM', () => process.exit(0));
