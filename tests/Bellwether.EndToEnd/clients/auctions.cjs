// Lets orders live through a close and an opening of the simulated gateway, with @stoqey/ib, an independent client of the TWS protocol:
//   node auctions.cjs HOST PORT
// The gateway's clock runs thousands of times faster than the wall. Prints one JSON object: by order, what the client was told. Exit code 1 when something did not
// happen in time.
"use strict";
const { IBApi, EventName } = require("@stoqey/ib");

const [host, port] = process.argv.slice(2);
const deadline = setTimeout(() => fail("not finished in time"), 80_000);
const apple = { symbol: "AAPL", secType: "STK", exchange: "SMART", currency: "USD" };
const quote = {};
const told = {};
const fills = {};
let nextId = 0;
let now = 0;
let wake = () => {};

function fail(why) {
  console.error(`${why}; told ${JSON.stringify(told)}`);
  process.exit(1);
}

async function until(condition) {
  while (!condition()) await new Promise(resolve => { wake = resolve; });
}

function tell(id, words) {
  (told[id] ??= []).push(words);
  wake();
}

const ib = new IBApi({ host, port: Number(port), clientId: 7 });
ib.on(EventName.error, (error, code, id) => {
  if (code >= 2100 && code < 2200) return;
  if (code < 100 || code >= 500 && code < 600) fail(`client error ${code}: ${error.message}`);
  tell(id, `error ${code}`);
});
ib.on(EventName.nextValidId, id => { if (nextId === 0) nextId = id; wake(); });
ib.on(EventName.tickPrice, (_, field, price) => {
  if (field === 1) quote.bid = price;
  wake();
});
ib.on(EventName.orderStatus, (id, status, filled, remaining) => tell(id, `${status} ${filled}/${remaining}`));
ib.on(EventName.execDetails, (_, __, execution) => { fills[execution.orderId] = { price: execution.price, time: execution.time }; });
ib.on(EventName.currentTime, time => { now = time; wake(); });

const cents = price => Math.round(price * 100) / 100;
const last = id => told[id]?.at(-1) ?? "";
const ended = id => (told[id] ?? []).some(w => /^(Filled|Cancelled|Inactive)/.test(w));

function place(order) {
  const id = nextId++;
  ib.placeOrder(id, apple, { totalQuantity: 100, tif: "DAY", transmit: true, ...order });
  return id;
}

/** Between 09:30 and 14:00 New York, whether or not that is summer time: 14:30 to 18:00 UTC. */
async function morning() {
  for (;;) {
    ib.reqCurrentTime();
    const asked = now;
    await until(() => now > asked);
    const seconds = now % 86_400;
    if (seconds > 52_200 && seconds < 64_800) return;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

(async () => {
  ib.connect();
  await until(() => nextId > 0);
  ib.reqMktData(1002, apple, "", false, false);
  await until(() => quote.bid > 0);
  await morning();
  const orders = {
    buyOnClose: place({ action: "BUY", orderType: "MOC" }),
    sellOnClose: place({ action: "SELL", orderType: "LOC", lmtPrice: cents(quote.bid * 0.7) }),
    sellOnCloseTooHigh: place({ action: "SELL", orderType: "LOC", lmtPrice: cents(quote.bid * 1.5) }),
    day: place({ action: "BUY", orderType: "LMT", lmtPrice: cents(quote.bid * 0.5) }),
    gtc: place({ action: "BUY", orderType: "LMT", lmtPrice: cents(quote.bid * 0.5), tif: "GTC" }),
    buyOnOpen: place({ action: "BUY", orderType: "MKT", tif: "OPG" }),
    sellOnOpen: place({ action: "SELL", orderType: "MKT", tif: "OPG" }),
  };
  await until(() => [orders.buyOnClose, orders.sellOnClose, orders.sellOnCloseTooHigh, orders.day].every(ended));
  const resting = last(orders.gtc);
  await until(() => ended(orders.buyOnOpen) && ended(orders.sellOnOpen));
  clearTimeout(deadline);
  console.log(JSON.stringify({ resting, told: Object.fromEntries(Object.entries(orders).map(([role, id]) => [role, told[id]])), fills: Object.fromEntries(Object.entries(orders).map(([role, id]) => [role, fills[id] ?? null])) }));
  process.exit(0);
})();
