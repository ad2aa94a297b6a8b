// Loads a broker and prints one line of what it measured.
//   mock-load.mjs URL catalog REQUESTS [CONNECTIONS]     GET /v2/catalog
//   mock-load.mjs URL cycle REQUESTS [CONNECTIONS]       provision, poll, bind, unbind, deprovision
// Credentials come from SB_BROKER_USERNAME and SB_BROKER_PASSWORD. Any unexpected status ends it.
import { Agent, request } from "node:http";

const [url, what, wanted, connections = "16"] = process.argv.slice(2);
const base = new URL(url);
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });
const headers = {
  "X-Broker-API-Version": "2.17",
  Authorization:
    "Basic " + Buffer.from(`${process.env.SB_BROKER_USERNAME}:${process.env.SB_BROKER_PASSWORD}`).toString("base64"),
};
const SERVICE = process.env.BENCH_SERVICE ?? "bench-service";
const PLAN = process.env.BENCH_PLAN ?? "bench-plan";
const HINTS = `service_id=${SERVICE}&plan_id=${PLAN}`;
const BODY = JSON.stringify({ service_id: SERVICE, plan_id: PLAN, organization_guid: "o", space_guid: "s" });

const times = [];
let sent = 0;

function send(method, path, expected, body) {
  const start = process.hrtime.bigint();
  sent++;
  return new Promise((resolve, reject) => {
    const options = { agent, method, path, host: base.hostname, port: base.port, headers };
    if (body) {
      options.headers = { ...headers, "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) };
    }
    const call = request(options, (response) => {
      response.on("data", () => {});
      response.on("end", () => {
        times.push(Number(process.hrtime.bigint() - start) / 1e6);
        if (response.statusCode === expected) {
          resolve();
        } else {
          reject(new Error(`${method} ${path} was answered ${response.statusCode} instead of ${expected}`));
        }
      });
    });
    call.on("error", reject);
    call.end(body);
  });
}

const drives = {
  async catalog() {
    await send("GET", "/v2/catalog", 200);
  },
  async cycle(worker, turn) {
    const instance = `/v2/service_instances/i-${worker}-${turn}`;
    const binding = `${instance}/service_bindings/b`;
    await send("PUT", `${instance}?accepts_incomplete=true`, 202, BODY);
    await send("GET", `${instance}/last_operation?${HINTS}`, 200);
    await send("PUT", `${binding}?accepts_incomplete=true`, 202, BODY);
    await send("GET", `${binding}/last_operation?${HINTS}`, 200);
    await send("DELETE", `${binding}?accepts_incomplete=true&${HINTS}`, 202);
    await send("GET", `${binding}/last_operation?${HINTS}`, 410);
    await send("DELETE", `${instance}?accepts_incomplete=true&${HINTS}`, 202);
    await send("GET", `${instance}/last_operation?${HINTS}`, 410);
  },
};

const run = `${process.pid}-${Date.now()}`;
const begin = process.hrtime.bigint();
await Promise.all(
  Array.from({ length: Number(connections) }, async (_, worker) => {
    for (let turn = 0; sent < Number(wanted); turn++) {
      await drives[what](`${run}-${worker}`, turn);
    }
  }),
);
const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
agent.destroy();
times.sort((a, b) => a - b);
const at = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))].toFixed(2);
console.log(`${Math.round(sent / seconds)} ${at(0.5)} ${at(0.99)} ${sent}`);
