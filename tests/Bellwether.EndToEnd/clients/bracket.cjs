// Trades one bracket through the simulated gateway with @stoqey/ib, an independent client of the TWS protocol:
//   node bracket.cjs HOST PORT
// Prints one JSON object of what the client saw. Exit code 1 and a line on stderr when something did not happen in time.
"use strict";
const { IBApi, EventName, OrderAction, OrderType, SecType, TimeInForce } = require("@stoqey/ib");

const [host, port] = process.argv.slice(2);
const deadline = setTimeout(() => fail("not finished in time"), 60_000);
const contract = { symbol: "AAPL", secType: SecType.STK, exchange: "SMART", currency: "USD" };
const seen = { accounts: null, contract: null, quote: {}, orders: {}, executions: [], commissions: [], positions: [], errors: [] };
let roles = null;

const ib = new IBApi({ host, port: Number(port) });

function fail(why) {
  console.error(`${why}; seen: ${JSON.stringify(seen)}`);
  process.exit(1);
}

function order(id) {
  seen.orders[id] ??= { role: roles?.[id], statuses: [], filled: 0, averagePrice: 0 };
  return seen.orders[id];
}

let firstId = null;
ib.on(EventName.error, (error, code, id) => {
  // Codes 2100 to 2199 are notices about data farms.
  if (!(code >= 2100 && code < 2200)) seen.errors.push({ id, code, message: error.message });
  if (code < 100 || code >= 500 && code < 600) fail(`client error ${code}: ${error.message}`);
});
ib.on(EventName.disconnected, () => fail("the gateway closed the connection"));
ib.on(EventName.managedAccounts, accounts => { seen.accounts = accounts; });
ib.on(EventName.nextValidId, id => {
  if (firstId !== null) return;
  firstId = id;
  ib.reqContractDetails(1001, contract);
});
ib.on(EventName.contractDetails, (_, details) => {
  seen.contract = { conId: details.contract.conId, primaryExch: details.contract.primaryExch, minTick: details.minTick, longName: details.longName };
});
ib.on(EventName.contractDetailsEnd, () => ib.reqMktData(1002, contract, "", false, false));
ib.on(EventName.tickPrice, (_, field, price) => {
  if (field === 1) seen.quote.bid = price;
  if (field === 2) seen.quote.ask = price;
  if (roles === null && seen.quote.bid > 0 && seen.quote.ask > 0) placeBracket();
});

function placeBracket() {
  ib.cancelMktData(1002);
  const [parentId, targetId, stopId] = [firstId, firstId + 1, firstId + 2];
  roles = { [parentId]: "parent", [targetId]: "target", [stopId]: "stop" };
  const common = { totalQuantity: 100, tif: TimeInForce.DAY };
  ib.placeOrder(parentId, contract, { ...common, action: OrderAction.BUY, orderType: OrderType.MKT, transmit: false });
  // Far enough below the market to be filled as soon as it works, which it may only after the parent.
  ib.placeOrder(targetId, contract, { ...common, action: OrderAction.SELL, orderType: OrderType.LMT, lmtPrice: cents(seen.quote.bid * 0.99), parentId, transmit: false });
  ib.placeOrder(stopId, contract, { ...common, action: OrderAction.SELL, orderType: OrderType.STP, auxPrice: cents(seen.quote.bid * 0.90), parentId, transmit: true });
}

const cents = price => Math.round(price * 100) / 100;

ib.on(EventName.openOrder, (id, _, placed, state) => {
  order(id).open = { action: placed.action, type: placed.orderType, quantity: Number(placed.totalQuantity), parentId: placed.parentId, status: state.status };
});
ib.on(EventName.orderStatus, (id, status, filled, remaining, averagePrice) => {
  const known = order(id);
  if (known.statuses.at(-1) !== status) known.statuses.push(status);
  Object.assign(known, { filled: Number(filled), remaining: Number(remaining), averagePrice });
  finishWhenDone();
});
ib.on(EventName.execDetails, (_, traded, execution) => {
  seen.executions.push({ role: roles?.[execution.orderId], symbol: traded.symbol, side: execution.side, shares: Number(execution.shares), price: execution.price, account: execution.acctNumber });
});
ib.on(EventName.commissionReport, report => seen.commissions.push(report.commission));
ib.on(EventName.position, (account, held, quantity) => seen.positions.push({ account, symbol: held.symbol, quantity: Number(quantity) }));
ib.on(EventName.positionEnd, () => {
  clearTimeout(deadline);
  console.log(JSON.stringify({ ...seen, orders: Object.fromEntries(Object.values(seen.orders).map(o => [o.role, o])) }));
  process.exit(0);
});

let asked = false;
function finishWhenDone() {
  const last = role => Object.values(seen.orders).find(o => o.role === role)?.statuses.at(-1);
  if (asked || last("parent") !== "Filled" || last("target") !== "Filled" || last("stop") !== "Cancelled") return;
  asked = true;
  ib.reqPositions();
}

ib.connect(31);
