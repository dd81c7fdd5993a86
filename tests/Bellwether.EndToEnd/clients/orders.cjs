// Tries orders of every type at the simulated gateway with @stoqey/ib, an independent client of the TWS protocol:
//   node orders.cjs HOST PORT
// Prints one JSON object: by case, what the client was told of each order, in order. Exit code 1 and a line on stderr when something did not happen in time.
"use strict";
const { IBApi, EventName } = require("@stoqey/ib");

const [host, port] = process.argv.slice(2);
const deadline = setTimeout(() => fail("not finished in time"), 80_000);
const apple = { symbol: "AAPL", secType: "STK", exchange: "SMART", currency: "USD" };
const quote = {};
const told = {};          // by order id: words
const names = {};         // order id -> name within the case
const cases = {};
let current = null;
let nextId = 0;
let wake = () => {};

function fail(why) {
  console.error(`${why}; case ${current}; told ${JSON.stringify(told)}`);
  process.exit(1);
}

const changed = () => new Promise(resolve => { wake = resolve; });

async function until(condition) {
  while (!condition()) await changed();
}

function tell(id, words) {
  (told[id] ??= []).push(words);
  wake();
}

function client(clientId) {
  const ib = new IBApi({ host, port: Number(port), clientId });
  ib.on(EventName.error, (error, code, id) => {
    if (code >= 2100 && code < 2200 && code !== 2109) return; // Notices about data farms.
    if (code < 100 || code >= 500 && code < 600) fail(`client error ${code}: ${error.message}`);
    tell(id, `error ${code}`);
  });
  ib.on(EventName.disconnected, () => fail("the gateway closed the connection"));
  return ib;
}

const ib = client(1);
ib.on(EventName.nextValidId, id => { if (nextId === 0) nextId = id; wake(); });
ib.on(EventName.tickPrice, (_, field, price) => {
  if (field === 1) quote.bid = price;
  if (field === 2) quote.ask = price;
  wake();
});
ib.on(EventName.openOrder, (id, _, order, state) => {
  open[id] = order;
  if (order.whatIf) tell(id, `whatIf ${state.status} ${state.commission}`);
  else tell(id, `open ${state.status}`);
});
ib.on(EventName.orderStatus, (id, status, filled, remaining, average, permId, parentId, last, clientId, whyHeld) =>
  tell(id, `status ${status} ${filled}/${remaining}${whyHeld ? " " + whyHeld : ""}`));
ib.on(EventName.execDetails, (_, __, execution) => tell(execution.orderId, `exec ${execution.side} ${execution.shares}`));
const open = {};
const completed = [];
let completedEnd = false;
ib.on(EventName.completedOrder, (contract, order, state) => completed.push({ type: order.orderType, status: state.status, how: state.completedStatus, filled: Number(order.filledQuantity), when: state.completedTime }));
ib.on(EventName.completedOrdersEnd, () => { completedEnd = true; wake(); });
let openOrderEnds = 0;
ib.on(EventName.openOrderEnd, () => { openOrderEnds++; wake(); });
let time = 0;
ib.on(EventName.currentTime, now => { time = now; wake(); });

const cents = price => Math.round(price * 100) / 100;
const away = percent => cents(quote.bid * (1 + percent / 100));
const has = (id, words) => (told[id] ?? []).some(w => w.startsWith(words));
const ended = id => has(id, "status Filled") || has(id, "status Cancelled") || has(id, "status Inactive") || has(id, "status ApiCancelled");

function place(name, order, contract = apple) {
  const id = nextId++;
  names[id] = name;
  ib.placeOrder(id, contract, { totalQuantity: 100, tif: "DAY", transmit: true, ...order });
  return id;
}

function again(id, order) {
  ib.placeOrder(id, apple, { totalQuantity: 100, tif: "DAY", transmit: true, ...order });
}

const script = {
  async market() { const id = place("order", { action: "BUY", orderType: "MKT" }); await until(() => ended(id)); },
  async limitRestsIsChangedAndFills() {
    const id = place("order", { action: "BUY", orderType: "LMT", lmtPrice: away(-5) });
    await until(() => has(id, "status Submitted"));
    again(id, { action: "BUY", orderType: "LMT", lmtPrice: away(5), totalQuantity: 50 });
    await until(() => ended(id));
  },
  async limitIsCancelled() {
    const id = place("order", { action: "BUY", orderType: "LMT", lmtPrice: away(-5), tif: "GTC" });
    await until(() => has(id, "status Submitted"));
    ib.cancelOrder(id);
    await until(() => has(id, "error 202"));
    ib.cancelOrder(id);
    await until(() => has(id, "error 10148"));
  },
  async stop() { const id = place("order", { action: "SELL", orderType: "STP", auxPrice: away(5) }); await until(() => ended(id)); },
  async stopRests() {
    const id = place("order", { action: "SELL", orderType: "STP", auxPrice: away(-20) });
    await until(() => has(id, "status PreSubmitted"));
    ib.cancelOrder(id);
    await until(() => ended(id));
  },
  async stopLimit() { const id = place("order", { action: "SELL", orderType: "STP LMT", auxPrice: away(5), lmtPrice: away(-5) }); await until(() => ended(id)); },
  async trailByAmount() { const id = place("order", { action: "SELL", orderType: "TRAIL", auxPrice: 0.01 }); await until(() => ended(id)); },
  async trailByPercent() {
    const id = place("order", { action: "SELL", orderType: "TRAIL", trailingPercent: 50, trailStopPrice: away(-60) });
    await until(() => has(id, "status PreSubmitted"));
    // It trails from the moment at which it is in the market, a little after it is acknowledged.
    for (;;) {
      const before = openOrderEnds;
      ib.reqOpenOrders();
      await until(() => openOrderEnds > before);
      if (open[id].trailStopPrice > away(-55)) break;
    }
    tell(id, `trail ${open[id].trailingPercent} ${open[id].trailStopPrice > away(-52) && open[id].trailStopPrice < away(-48) ? "half way" : open[id].trailStopPrice}`);
    ib.cancelOrder(id);
    await until(() => ended(id));
  },
  async trailLimit() { const id = place("order", { action: "SELL", orderType: "TRAIL LIMIT", auxPrice: 0.01, trailStopPrice: away(-1), lmtPriceOffset: 5 }); await until(() => ended(id)); },
  async marketIfTouched() { const id = place("order", { action: "BUY", orderType: "MIT", auxPrice: away(5) }); await until(() => ended(id)); },
  async limitIfTouched() { const id = place("order", { action: "BUY", orderType: "LIT", auxPrice: away(5), lmtPrice: away(6) }); await until(() => ended(id)); },
  async marketOnClose() {
    const id = place("order", { action: "BUY", orderType: "MOC" });
    await until(() => has(id, "status Submitted"));
    ib.cancelOrder(id);
    await until(() => ended(id));
  },
  async limitOnClose() {
    const id = place("order", { action: "BUY", orderType: "LOC", lmtPrice: away(1) });
    await until(() => has(id, "status Submitted"));
    ib.cancelOrder(id);
    await until(() => ended(id));
  },
  async relative() {
    const id = place("order", { action: "BUY", orderType: "REL", auxPrice: 0.01, lmtPrice: away(-5) });
    await until(() => has(id, "status Submitted"));
    ib.cancelOrder(id);
    await until(() => ended(id));
  },
  async midprice() {
    const id = place("order", { action: "BUY", orderType: "MIDPRICE", lmtPrice: away(-5) });
    await until(() => has(id, "status Submitted"));
    ib.cancelOrder(id);
    await until(() => ended(id));
  },
  async immediateOrCancel() { const id = place("order", { action: "BUY", orderType: "LMT", lmtPrice: away(-5), tif: "IOC" }); await until(() => ended(id)); },
  async fillOrKill() { const id = place("order", { action: "BUY", orderType: "LMT", lmtPrice: away(-5), tif: "FOK" }); await until(() => ended(id)); },
  async goodTillDate() {
    time = 0;
    ib.reqCurrentTime();
    await until(() => time > 0);
    const till = new Date((time + 20) * 1000).toISOString().replace(/-/g, "").replace("T", "-").slice(0, 17);
    const id = place("order", { action: "BUY", orderType: "LMT", lmtPrice: away(-5), tif: "GTD", goodTillDate: till });
    await until(() => ended(id));
  },
  async onTheOpening() {
    const id = place("order", { action: "BUY", orderType: "MKT", tif: "OPG" });
    await until(() => has(id, "status PreSubmitted"));
    ib.cancelOrder(id);
    await until(() => ended(id));
  },
  async bracketWithAGrandchild() {
    const parent = place("parent", { action: "BUY", orderType: "MKT", transmit: false });
    const target = place("target", { action: "SELL", orderType: "LMT", lmtPrice: away(-5), parentId: parent, transmit: false });
    const stop = place("stop", { action: "SELL", orderType: "STP", auxPrice: away(-20), parentId: parent, transmit: false });
    const grandchild = place("grandchild", { action: "BUY", orderType: "LMT", lmtPrice: away(-10), parentId: target, transmit: true });
    await until(() => ended(parent) && ended(target) && ended(stop) && has(grandchild, "status Submitted"));
    ib.cancelOrder(grandchild);
    await until(() => ended(grandchild));
  },
  async group1() { await group(1, 40); },
  async group2() { await group(2, 40); },
  async group3() { await group(3, 40); },
  async whatIf() { const id = place("order", { action: "BUY", orderType: "MKT", whatIf: true }); await until(() => has(id, "whatIf")); },
  async rejects() {
    const wanted = [
      ["offTick", { action: "BUY", orderType: "LMT", lmtPrice: 100.005 }], ["unknownType", { action: "BUY", orderType: "VWAP" }],
      ["tooLarge", { action: "BUY", orderType: "MKT", totalQuantity: 10_000_000 }], ["noDate", { action: "BUY", orderType: "LMT", lmtPrice: away(-5), tif: "GTD", goodTillDate: "soon" }],
      ["closeGtc", { action: "BUY", orderType: "MOC", tif: "GTC" }], ["orphan", { action: "BUY", orderType: "MKT", parentId: 99_999 }], ["zero", { action: "BUY", orderType: "MKT", totalQuantity: 0 }],
    ];
    const ids = wanted.map(([name, order]) => place(name, order));
    ids.push(place("unknownSymbol", { action: "BUY", orderType: "MKT" }, { ...apple, symbol: "NOSUCH" }));
    await until(() => ids.every(id => has(id, "error")));
    const id = place("twice", { action: "BUY", orderType: "MKT" });
    await until(() => ended(id));
    again(id, { action: "BUY", orderType: "MKT" });
    await until(() => has(id, "error 103"));
    const side = place("otherSide", { action: "BUY", orderType: "LMT", lmtPrice: away(-5) });
    await until(() => has(side, "status Submitted"));
    again(side, { action: "SELL", orderType: "LMT", lmtPrice: away(-5) });
    await until(() => has(side, "error 105"));
    again(side, { action: "BUY", orderType: "MKT" });
    await until(() => has(side, "error 329"));
    ib.cancelOrder(side);
    await until(() => ended(side));
    names[77_777] = "unknownId";
    ib.cancelOrder(77_777);
    await until(() => has(77_777, "error"));
  },
  async globalCancel() {
    const ids = [place("one", { action: "BUY", orderType: "LMT", lmtPrice: away(-5) }), place("two", { action: "SELL", orderType: "LMT", lmtPrice: away(20), tif: "GTC" })];
    await until(() => ids.every(id => has(id, "status Submitted")));
    ib.reqGlobalCancel();
    await until(() => ids.every(ended));
  },
};

async function group(ocaType, shares) {
  const common = { action: "SELL", ocaGroup: `exit ${ocaType} ${Date.now()}`, ocaType };
  const rest = place("rest", { ...common, orderType: "LMT", lmtPrice: away(20) });
  await until(() => has(rest, "status Submitted"));
  const fills = place("fills", { ...common, orderType: "LMT", lmtPrice: away(-5), totalQuantity: shares });
  await until(() => ended(fills) && (ended(rest) || has(rest, `status Submitted 0/${100 - shares}`)));
  if (!ended(rest)) {
    ib.cancelOrder(rest);
    await until(() => ended(rest));
  }
}

(async () => {
  ib.connect();
  await until(() => nextId > 0);
  ib.reqMktData(1002, apple, "", false, false);
  await until(() => quote.bid > 0 && quote.ask > 0);
  // The gateway's clock begins a little before the opening; the stories are told of an open market.
  const inNewYork = () => new Date(time * 1000).toLocaleTimeString("en-GB", { timeZone: "America/New_York" });
  while (time === 0 || inNewYork() < "09:30:01") {
    const asked = time;
    ib.reqCurrentTime();
    await Promise.race([until(() => time > asked), new Promise(resolve => setTimeout(resolve, 50))]);
  }
  for (const [name, run] of Object.entries(script)) {
    current = name;
    const from = nextId;
    await run();
    // An answer to a later request shows that everything about these orders has been said.
    const before = openOrderEnds;
    ib.reqOpenOrders();
    await until(() => openOrderEnds > before);
    cases[name] = Object.fromEntries(Object.entries(names).filter(([id]) => Number(id) >= from).map(([id, role]) => [role, told[id] ?? []]));
    for (const id of Object.keys(names)) delete names[id];
  }
  ib.reqCompletedOrders(false);
  await until(() => completedEnd);
  clearTimeout(deadline);
  console.log(JSON.stringify({ cases, completed }));
  process.exit(0);
})();
