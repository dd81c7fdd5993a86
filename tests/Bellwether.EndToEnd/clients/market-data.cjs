// Asks the simulated gateway for contracts, quotes, ticks, bars and history with @stoqey/ib, an independent client of the TWS protocol:
//   node market-data.cjs HOST PORT
// Prints one JSON object of what the client was told. Exit code 1 and a line on stderr when something did not happen in time.
"use strict";
const { IBApi, EventName } = require("@stoqey/ib");

const [host, port] = process.argv.slice(2);
const deadline = setTimeout(() => fail("not finished in time"), 80_000);
const stock = (symbol, more) => ({ symbol, secType: "STK", exchange: "SMART", currency: "USD", ...more });
const apple = stock("AAPL");
const told = {};   // by request id: everything, in order
const seen = {};
let firstId = null;
let step = "connect";

function fail(why) {
  console.error(`${why}; step ${step}; seen ${JSON.stringify(seen).slice(0, 2000)}`);
  process.exit(1);
}

const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

async function until(condition, what) {
  step = what;
  while (!condition()) await pause(20);
}

function tell(id, event) { (told[id] ??= []).push({ at: Date.now(), ...event }); }
const of = (id, kind) => (told[id] ?? []).filter(e => e.kind === kind);

const ib = new IBApi({ host, port: Number(port), clientId: 5 });
ib.on(EventName.error, (error, code, id) => {
  if (code >= 2100 && code < 2170) return; // Notices about data farms.
  if (code < 100 || code >= 500 && code < 600) fail(`client error ${code}: ${error.message}`);
  tell(id, { kind: "error", code, text: error.message });
});
ib.on(EventName.disconnected, () => fail("the gateway closed the connection"));
ib.on(EventName.nextValidId, id => { firstId ??= id; });
ib.on(EventName.contractDetails, (id, d) => tell(id, { kind: "contract", conId: d.contract.conId, symbol: d.contract.symbol, primary: d.contract.primaryExch, currency: d.contract.currency,
  name: d.longName, industry: d.industry, zone: d.timeZoneId, liquid: d.liquidHours, exchanges: d.validExchanges, rules: d.marketRuleIds }));
ib.on(EventName.contractDetailsEnd, id => tell(id, { kind: "end" }));
ib.on(EventName.symbolSamples, (id, list) => tell(id, { kind: "samples", symbols: list.map(s => s.contract.symbol) }));
ib.on(EventName.marketRule, (id, steps) => tell("rule", { kind: "rule", id, steps: steps.map(s => [s.lowEdge, s.increment]) }));
ib.on(EventName.smartComponents, (id, map) => tell(id, { kind: "components", count: map.size ?? map.length ?? Object.keys(map).length }));
ib.on(EventName.mktDepthExchanges, list => tell("depth", { kind: "depth", count: list.length }));
ib.on(EventName.tickReqParams, (id, minTick, bboExchange) => tell(id, { kind: "params", bboExchange }));
ib.on(EventName.marketDataType, (id, type) => tell(id, { kind: "type", type }));
for (const kind of ["tickPrice", "tickSize", "tickString", "tickGeneric"])
  ib.on(EventName[kind], (id, type, value) => tell(id, { kind: "tick", type, value }));
ib.on(EventName.tickSnapshotEnd, id => tell(id, { kind: "end" }));
ib.on(EventName.tickByTickAllLast, (id, type, time, price, size, _, exchange) => tell(id, { kind: "trade", type, time: Number(time), price, size: Number(size), exchange }));
ib.on(EventName.tickByTickBidAsk, (id, time, bid, ask, bidSize, askSize) => tell(id, { kind: "quote", time: Number(time), bid, ask }));
ib.on(EventName.tickByTickMidPoint, (id, time, mid) => tell(id, { kind: "mid", time: Number(time), mid }));
ib.on(EventName.realtimeBar, (id, time, open, high, low, close, volume, wap, count) => tell(id, { kind: "bar", time: Number(time), open, high, low, close, volume: Number(volume) }));
ib.on(EventName.historicalData, (id, date, open, high, low, close, volume, count) => {
  if (String(date).startsWith("finished")) tell(id, { kind: "end", date });
  else tell(id, { kind: "bar", time: date, open, high, low, close, volume: Number(volume), count });
});
ib.on(EventName.historicalDataUpdate, (id, date, open, high, low, close, volume) => tell(id, { kind: "update", time: date, open, high, low, close, volume: Number(volume) }));
ib.on(EventName.historicalSchedule, (id, start, end, zone, sessions) => tell(id, { kind: "schedule", start, end, zone, sessions: sessions.length }));
ib.on(EventName.headTimestamp, (id, time) => tell(id, { kind: "head", time }));
ib.on(EventName.histogramData, (id, points) => tell(id, { kind: "histogram", count: points.length }));
ib.on(EventName.historicalTicks, (id, ticks, done) => tell(id, { kind: "ticks", count: ticks.length, done }));
ib.on(EventName.historicalTicksBidAsk, (id, ticks, done) => tell(id, { kind: "ticks", count: ticks.length, done }));
ib.on(EventName.historicalTicksLast, (id, ticks, done) => tell(id, { kind: "ticks", count: ticks.length, done, list: ticks.map(t => [Number(t.time), t.price, Number(t.size)]) }));
const fills = [];
ib.on(EventName.orderStatus, (id, status) => { if (status === "Filled" && !fills.includes(id)) fills.push(id); });

const ended = id => of(id, "end").length > 0 || of(id, "error").length > 0;

async function contracts() {
  ib.reqContractDetails(100, apple);
  ib.reqContractDetails(101, { symbol: "SHOP", secType: "STK", exchange: "SMART" });
  ib.reqContractDetails(102, stock("NOSUCH"));
  ib.reqContractDetails(103, { conId: 756733 });
  ib.reqMatchingSymbols(104, "nvid");
  ib.reqMarketRule(26);
  ib.reqMktDepthExchanges();
  await until(() => [100, 101, 102, 103].every(ended) && told[104] && told.rule && told.depth, "contracts");
  seen.contracts = { apple: of(100, "contract")[0], shop: of(101, "contract").map(c => c.currency).sort(), unknown: of(102, "error")[0]?.code, spy: of(103, "contract")[0]?.symbol,
    samples: of(104, "samples")[0].symbols, rule: of("rule", "rule")[0].steps, depth: of("depth", "depth")[0].count };
}

async function quotes() {
  ib.reqMktData(200, apple, "233,236,165,293", false, false);
  ib.reqMktData(201, apple, "", true, false);
  ib.reqMktData(202, apple, "999", false, false);
  ib.reqMktData(203, apple, "233", true, false);
  await until(() => ended(201) && ended(202) && ended(203), "snapshot");
  const from = Date.now();
  await pause(3_000);
  const changes = of(200, "tick").filter(t => t.at >= from && [0, 1, 2, 3].includes(t.type)).length;
  ib.reqSmartComponents(204, of(200, "params")[0].bboExchange);
  await until(() => told[204], "smart components");
  ib.cancelMktData(200);
  await pause(500);
  const after = of(200, "tick").length;
  await pause(1_000);
  ib.cancelMktData(200);
  await until(() => of(200, "error").length > 0, "second cancel");
  seen.quotes = { order: told[200].slice(0, 8).map(e => e.kind === "tick" ? e.type : e.kind), types: [...new Set(of(200, "tick").map(t => t.type))].sort((a, b) => a - b), changesASecond: changes / 3,
    endsAfterCancel: of(200, "tick").length === after, secondCancel: of(200, "error")[0].code, snapshot: told[201].at(-1).kind, badGeneric: of(202, "error")[0].code, snapshotGeneric: of(203, "error")[0].code,
    components: of(204, "components")[0].count };
}

async function ticksAndBars() {
  ib.reqTickByTickData(300, apple, "Last", 10, false);
  // One request of a contract in 15 seconds.
  ib.reqTickByTickData(301, stock("MSFT"), "BidAsk", 0, true);
  ib.reqTickByTickData(302, stock("NVDA"), "MidPoint", 0, false);
  ib.reqTickByTickData(303, stock("AMZN"), "Nothing", 0, false);
  ib.reqRealTimeBars(310, apple, 5, "TRADES", false);
  ib.reqRealTimeBars(311, apple, 5, "MIDPOINT", false);
  ib.reqRealTimeBars(312, apple, 5, "NEWS", false);
  ib.reqHistoricalData(320, apple, "", "1800 S", "30 secs", "TRADES", false, 2, true);
  await until(() => of(310, "bar").length >= 3 && of(311, "bar").length >= 3 && of(300, "trade").length > 0 && of(301, "quote").length > 0 && of(302, "mid").length > 0 && of(320, "update").length >= 2, "ticks and bars");
  for (const id of [300, 301, 302]) ib.cancelTickByTickData(id);
  for (const id of [310, 311]) ib.cancelRealTimeBars(id);
  ib.cancelHistoricalData(320);
  await until(() => of(320, "error").length > 0, "cancel of running history");
  const [first, ...rest] = of(310, "bar");
  // What was streamed is asked for again: the same bars, and the same trades.
  ib.reqHistoricalData(321, apple, "", "300 S", "5 secs", "TRADES", false, 2, false);
  const trades = of(300, "trade");
  const second = trades[Math.floor(trades.length / 2)].time;
  const utc = new Date(second * 1000).toISOString().replace(/-/g, "").replace("T", "-").slice(0, 17);
  ib.reqHistoricalTicks(322, apple, utc, "", 1000, "TRADES", false, false);
  await until(() => ended(321) && told[322], "history of the stream");
  const same = (a, b) => a && b && ["open", "high", "low", "close", "volume"].every(f => a[f] === b[f]);
  const past = of(321, "bar");
  seen.ticks = { before: of(300, "ticks")[0].count, exchange: trades[0].exchange, quotes: of(301, "quote").length, mids: of(302, "mid").length, bad: of(303, "error")[0].code,
    agree: trades.filter(t => t.time === second).every(t => of(322, "ticks")[0].list.some(([time, price, size]) => time === t.time && price === t.price && size === t.size)) };
  seen.bars = { steps: rest.map((b, i) => b.time - of(310, "bar")[i].time), agree: [first, ...rest].every(b => same(b, past.find(p => Number(p.time) === b.time))), bad: of(312, "error")[0].code,
    midVolume: of(311, "bar")[0].volume, updates: of(320, "update").length >= 2, cancelled: of(320, "error")[0].code };
}

async function history() {
  const sizes = { "1 secs": "60 S", "5 secs": "120 S", "10 secs": "600 S", "15 secs": "600 S", "30 secs": "1800 S", "1 min": "1800 S", "2 mins": "3600 S", "3 mins": "3600 S", "5 mins": "7200 S", "10 mins": "7200 S",
    "15 mins": "2 D", "20 mins": "2 D", "30 mins": "3 D", "1 hour": "1 W", "2 hours": "1 W", "3 hours": "1 W", "4 hours": "2 W", "8 hours": "2 W", "1 day": "1 M", "1W": "1 Y", "1M": "2 Y" };
  const shows = ["TRADES", "MIDPOINT", "BID", "ASK", "BID_ASK"];
  let id = 400;
  const requests = [];
  for (const [size, duration] of Object.entries(sizes)) {
    requests.push({ id, size });
    ib.reqHistoricalData(id, stock(["MSFT", "NVDA", "AMZN", "TSLA"][id % 4]), "", duration, size, shows[id % 5], true, 2, false);
    await until(() => ended(id), `history ${size}`);
    await pause(450); // Fewer than six of a contract and kind in two seconds, and at most 50 messages a second.
    id++;
  }
  ib.reqHistoricalData(450, apple, "", "1 D", "7 mins", "TRADES", true, 1, false);
  ib.reqHistoricalData(451, apple, "", "1 D", "1 hour", "HISTORICAL_VOLATILITY", true, 1, false);
  ib.reqHistoricalData(452, apple, "yesterday", "1 D", "1 hour", "TRADES", true, 1, false);
  ib.reqHistoricalData(453, apple, "", "5 D", "1 day", "SCHEDULE", true, 1, false);
  ib.reqHeadTimestamp(454, apple, "TRADES", true, 1);
  ib.reqHistogramData(455, apple, true, 3, "DAY");
  ib.reqHistoricalTicks(456, apple, "", new Date().toISOString().replace(/-/g, "").replace("T", "-").slice(0, 17), 100, "BID_ASK", false, true);
  await until(() => [450, 451, 452].every(ended) && [453, 454, 455, 456].every(i => told[i]), "other history");
  seen.history = { bars: Object.fromEntries(requests.map(r => [r.size, of(r.id, "bar").length])), errors: requests.flatMap(r => of(r.id, "error").map(e => `${r.size}: ${e.code} ${e.text}`)),
    badSize: of(450, "error")[0].code, volatility: of(451, "error")[0].code, badEnd: of(452, "error")[0].code, schedule: told[453][0], head: told[454][0], histogram: told[455][0], ticks: told[456][0] };
}

async function order() {
  const sent = Date.now();
  ib.placeOrder(firstId, apple, { action: "BUY", totalQuantity: 100, orderType: "MKT", tif: "DAY", transmit: true });
  await until(() => fills.includes(firstId), "market order");
  seen.order = { milliseconds: Date.now() - sent };
}

(async () => {
  ib.connect(5);
  await until(() => firstId !== null, "connect");
  await contracts();
  await quotes();
  await ticksAndBars();
  await history();
  await order();
  clearTimeout(deadline);
  console.log(JSON.stringify(seen));
  process.exit(0);
})().catch(error => fail(error.stack));
