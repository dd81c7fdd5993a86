// Several clients at once, and clients that come back, with @stoqey/ib, an independent client of the TWS protocol:
//   node reconnect.cjs HOST PORT first|second
// "first" leaves working orders of two clients behind; "second" comes later, possibly to another process of the gateway with the same state. Prints one JSON object.
// Exit code 1 and a line on stderr when something did not happen in time.
"use strict";
const { IBApi, EventName } = require("@stoqey/ib");

const [host, port, part] = process.argv.slice(2);
const deadline = setTimeout(() => fail("not finished in time"), 60_000);
const apple = { symbol: "AAPL", secType: "STK", exchange: "SMART", currency: "USD" };
const clients = [];
let wake = () => {};
const changed = () => new Promise(resolve => { wake = resolve; });
async function until(condition) { while (!condition()) await changed(); }

function fail(why) {
  console.error(`${why}; ${JSON.stringify(clients.map(c => c.story()))}`);
  process.exit(1);
}

class Client {
  constructor(clientId) {
    Object.assign(this, { clientId, open: {}, listed: [], status: {}, executions: [], errors: [], ends: 0, next: 0, bound: [], closed: false, order: [] });
    clients.push(this);
    this.ib = new IBApi({ host, port: Number(port), clientId });
    const failed = (code, id) => {
      if (code >= 2103 && code < 2200) return; // Notices about data farms.
      this.errors.push({ code, id });
      wake();
    };
    this.ib.on(EventName.error, (error, code, id) => failed(code, id));
    this.ib.on(EventName.info, (message, code) => failed(code, -1)); // This client's name for errors without a request.
    this.ib.on(EventName.nextValidId, id => { this.next = id; this.order.push("next"); wake(); });
    this.ib.on(EventName.managedAccounts, () => { this.order.push("accounts"); });
    this.ib.on(EventName.openOrder, (id, contract, order, state) => {
      const told = this.open[id] = { permId: order.permId, clientId: order.clientId, limit: order.lmtPrice, tif: order.tif, status: state.status };
      this.listed.push(told);
      this.order.push("open");
      wake();
    });
    this.ib.on(EventName.orderStatus, (id, status, filled) => { this.status[id] = `${status} ${filled}`; wake(); });
    this.ib.on(EventName.openOrderEnd, () => { this.ends++; this.order.push("end"); wake(); });
    this.ib.on(EventName.execDetails, (id, contract, execution) => { this.executions.push({ execId: execution.execId, permId: execution.permId, clientId: execution.clientId, shares: Number(execution.shares) }); });
    this.ib.on(EventName.execDetailsEnd, () => { this.executed = true; wake(); });
    this.ib.on(EventName.disconnected, () => { this.closed = true; wake(); });
    this.ib.connect();
  }

  place(order, tif = "GTC") {
    const id = this.next++;
    this.ib.placeOrder(id, apple, { action: "BUY", orderType: "LMT", lmtPrice: 6, totalQuantity: 10, tif, transmit: true, ...order });
    return id;
  }

  story() {
    return JSON.parse(JSON.stringify({ next: this.next, open: this.open, status: this.status, errors: this.errors, order: this.order }));
  }
}

async function all(client) {
  client.listed = []; // Orders of several clients may have the same number.
  const before = client.ends;
  client.ib.reqAllOpenOrders();
  await until(() => client.ends > before);
  return client.listed;
}

async function executions(client) {
  client.executions = [];
  client.executed = false;
  client.ib.reqExecutions(9300, {});
  await until(() => client.executed);
  return client.executions;
}

const parts = {
  async first() {
    const one = new Client(1);
    const two = new Client(2);
    await until(() => one.next > 0 && two.next > 0);
    const twin = new Client(1);
    await until(() => twin.closed);
    const [a, b] = [one.place(), one.place({ lmtPrice: 5.5 })];
    const c = two.place({ lmtPrice: 5 });
    await until(() => [a, b].every(id => one.status[id] === "Submitted 0") && two.status[c] === "Submitted 0");
    const filled = two.place({ orderType: "MKT" }, "DAY");
    await until(() => two.status[filled] === "Filled 10");
    // Two clients use the same numbers for different orders.
    const seen = { twin: twin.errors, one: one.story(), two: two.story(), executions: await executions(two) };
    two.ib.reqAutoOpenOrders(true);
    await until(() => two.errors.some(e => e.code === 327));
    seen.all = await all(two);
    one.ib.disconnect();
    await until(() => one.closed);
    const again = new Client(1);
    await until(() => again.next > 0 && again.ends > 0);
    seen.again = again.story();
    return seen;
  },
  async second() {
    const one = new Client(1);
    const two = new Client(2);
    await until(() => one.next > 0 && one.ends > 0 && two.next > 0 && two.ends > 0);
    const seen = { one: one.story(), two: two.story(), executions: await executions(one) };
    for (const client of [one, two]) for (const id of Object.keys(client.open)) client.ib.cancelOrder(Number(id));
    await until(() => [one, two].every(c => Object.keys(c.open).every(id => c.status[id].startsWith("Cancelled"))));
    seen.left = await all(one);
    return seen;
  },
};

(async () => {
  const seen = await parts[part]();
  clearTimeout(deadline);
  console.log(JSON.stringify(seen));
  process.exit(0);
})();
