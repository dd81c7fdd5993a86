// Reads accounts, positions and profits of a simulated gateway with two accounts through @stoqey/ib, an independent client of the TWS protocol:
//   node accounts.cjs HOST PORT
// Prints one JSON object with what it was told. Exit code 1 and a line on stderr when something did not happen in time.
"use strict";
const { IBApi, EventName } = require("@stoqey/ib");

const [host, port] = process.argv.slice(2);
const deadline = setTimeout(() => fail("not finished in time"), 60_000);
const seen = { summary: {}, one: {}, ledger: {}, values: {}, portfolio: [], positions: [], multi: [], multiValues: {}, pnl: [], single: [], families: [], errors: [] };
const ends = new Set();
let nextId = 0;
let wake = () => {};
const changed = () => new Promise(resolve => { wake = resolve; });
async function until(condition) { while (!condition()) await changed(); }
function end(name) { ends.add(name); wake(); }

function fail(why) {
  console.error(`${why}; ended ${[...ends]}; ${JSON.stringify(seen)}`);
  process.exit(1);
}

const ib = new IBApi({ host, port: Number(port), clientId: 1 });
function failed(code, id) {
  if (code >= 2103 && code < 2200) return; // Notices about data farms.
  seen.errors.push({ code, id });
  end(`error ${code}`);
}
ib.on(EventName.error, (error, code, id) => {
  if (code < 100 || (code >= 500 && code < 600)) fail(`client error ${code}: ${error.message}`);
  failed(code, id);
});
ib.on(EventName.info, (message, code) => failed(code, -1)); // This client's name for errors without a request.
ib.on(EventName.managedAccounts, list => { seen.accounts = list; wake(); });
ib.on(EventName.nextValidId, id => { nextId = id; wake(); });
ib.on(EventName.accountSummary, (id, account, tag, value, currency) => {
  if (id === 9001) (seen.summary[account] ??= {})[tag] = value;
  else if (id === 9002) (seen.one[account] ??= {})[tag] = value;
  else if (id === 9003) (seen.ledger[account] ??= {})[`${tag} ${currency}`] = value;
});
ib.on(EventName.accountSummaryEnd, id => end(`summary ${id}`));
ib.on(EventName.updateAccountValue, (key, value, currency, account) => { seen.values[`${key} ${currency}`] = `${value} ${account}`; });
ib.on(EventName.updatePortfolio, (contract, position, price, value, cost, unrealized, realized, account) => { seen.portfolio.push({ symbol: contract.symbol, position, price, value, cost, unrealized, realized, account }); });
ib.on(EventName.updateAccountTime, time => { seen.time = time; });
ib.on(EventName.accountDownloadEnd, account => end(`download ${account}`));
ib.on(EventName.position, (account, contract, quantity, cost) => { seen.positions.push({ account, symbol: contract.symbol, conId: contract.conId, quantity, cost }); wake(); });
ib.on(EventName.positionEnd, () => end("positions"));
ib.on(EventName.positionMulti, (id, account, model, contract, quantity, cost) => { seen.multi.push({ id, account, symbol: contract.symbol, quantity, cost }); });
ib.on(EventName.positionMultiEnd, id => end(`multi ${id}`));
ib.on(EventName.accountUpdateMulti, (id, account, model, key, value, currency) => { seen.multiValues[`${key} ${currency}`] = `${value} ${account}`; });
ib.on(EventName.accountUpdateMultiEnd, id => end(`values ${id}`));
ib.on(EventName.pnl, (id, daily, unrealized, realized) => { seen.pnl.push({ daily, unrealized, realized }); wake(); });
ib.on(EventName.pnlSingle, (id, position, daily, unrealized, realized, value) => { seen.single.push({ position, daily, unrealized, realized, value }); wake(); });
ib.on(EventName.familyCodes, codes => { seen.families = codes; end("families"); });

(async () => {
  ib.connect();
  await until(() => nextId > 0 && seen.accounts);
  const [first, second] = seen.accounts.split(",");
  const apple = { symbol: "AAPL", secType: "STK", exchange: "SMART", currency: "USD" };

  // With two accounts an order must say which one it is for.
  ib.placeOrder(nextId, apple, { action: "BUY", orderType: "MKT", totalQuantity: 100, tif: "DAY", transmit: true });
  await until(() => ends.has("error 435"));
  ib.reqPositions();
  await until(() => ends.has("positions"));
  ib.placeOrder(nextId, apple, { action: "BUY", orderType: "MKT", totalQuantity: 100, tif: "DAY", transmit: true, account: second });
  await until(() => seen.positions.some(p => Number(p.quantity) === 100));
  const bought = seen.positions.find(p => Number(p.quantity) === 100);

  ib.reqPnL(9100, second, "");
  ib.reqPnLSingle(9101, second, "", bought.conId);
  await until(() => seen.pnl.length > 2 && seen.single.length > 2);
  ib.cancelPnL(9100);
  ib.cancelPnLSingle(9101);

  ib.reqAccountSummary(9001, "All", "NetLiquidation,TotalCashValue,GrossPositionValue,InitMarginReq,MaintMarginReq,BuyingPower,AvailableFunds,Leverage");
  await until(() => ends.has("summary 9001"));
  ib.cancelAccountSummary(9001);
  ib.reqAccountSummary(9002, second, "TotalCashValue");
  await until(() => ends.has("summary 9002"));
  ib.cancelAccountSummary(9002);
  ib.reqAccountSummary(9003, "All", "$LEDGER:USD");
  await until(() => ends.has("summary 9003"));

  ib.reqAccountUpdates(true, second);
  await until(() => ends.has(`download ${second}`));
  ib.reqAccountUpdates(true, first);
  await until(() => ends.has(`download ${first}`));
  ib.reqAccountUpdates(false, first);
  ib.reqPositionsMulti(9200, second, null);
  await until(() => ends.has("multi 9200"));
  ib.reqAccountUpdatesMulti(9201, second, "", true);
  await until(() => ends.has("values 9201"));
  ib.reqFamilyCodes();
  await until(() => ends.has("families"));
  ib.reqAccountSummary(9004, "DU0000000", "NetLiquidation");
  await until(() => ends.has("error 321"));

  clearTimeout(deadline);
  console.log(JSON.stringify(seen));
  process.exit(0);
})();
