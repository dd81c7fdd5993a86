using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Tests.Simulator;

/// <summary>Random requests of two clients over the wire: nothing throws, and what is told of every order makes sense.</summary>
public sealed class OrderPropertyTests
{
    static readonly string[] Types = ["MKT", "LMT", "STP", "STP LMT", "TRAIL", "TRAIL LIMIT", "MIT", "LIT", "MOC", "LOC", "REL", "MIDPRICE", "WRONG"];
    static readonly string[] Tifs = ["", "DAY", "GTC", "IOC", "FOK", "GTD", "OPG"];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_accepted_order_rests_or_ends_once_and_never_fills_beyond_its_size(ulong seed)
    {
        var random = SplitMix64.For(seed, 11);
        var desk = new WireDesk(new GatewayOptions { LockstepClients = 0, Speed = 1, Seed = seed, StartCash = 2_000_000, ShortShares = new Dictionary<string, long> { ["MSFT"] = 100 } });
        WireClient[] clients = [desk.Client(1), desk.Client(2)];
        var stories = new Dictionary<(int, int), Story>();
        var price = 10_000;
        for (var step = 1; step <= 120; step++)
        {
            var at = random.NextInt(2);
            for (var i = random.NextInt(4); i > 0; i--) Ask(clients[at], random.Next(), price);
            price += random.NextInt(61) - 30;
            desk.Market.Quote(step, price / 100.0, (price + 2) / 100.0, (price + 1) / 100.0, 5 + random.NextInt(150)).Quote(step, price / 200.0, (price + 4) / 200.0, size: 5 + random.NextInt(150), symbol: 1);
            if (step % 40 == 0) desk.Core.Conditions.SetShortableShares(1, 1_000);
            if (step % 17 == 0) desk.Core.Conditions.Halt(0);
            if (step % 23 == 0) desk.Core.Conditions.Resume(0);
            desk.To(step);
            for (var c = 0; c < 2; c++) Tell(stories, c + 1, clients[c].Take(), seed);
        }
        Assert.Contains(stories.Values, s => s.Filled > 0);

        // What the gateway lists as open is what had no end, and the rest is among the finished.
        clients[0].Send(new ReqAllOpenOrders()).Send(new ReqCompletedOrders());
        desk.To(122);
        var told = clients[0].Take();
        Assert.Equal(
            stories.Where(s => s.Value is { Ended: false, Opened: true }).Select(s => s.Value.PermId).Order(),
            told.OfType<OpenOrder>().Select(o => o.Order.PermId).Distinct().Order());
        Assert.Equal(stories.Where(s => s.Value is { Ended: true, PermId: > 0 }).Select(s => s.Value.PermId).Order(), told.OfType<CompletedOrder>().Select(c => c.Order.PermId).Order());
    }

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 25).Select(i => (ulong)i)];

    static void Ask(WireClient client, ulong dice, int price)
    {
        var random = SplitMix64.For(dice, 1);
        var id = 1 + random.NextInt(40);
        switch (random.NextInt(10))
        {
            case 0: client.Cancel(id); return;
            case 1 when random.NextInt(8) == 0: client.Send(new ReqGlobalCancel()); return;
            default: break;
        }
        double Near() => (price + random.NextInt(201) - 100) / 100.0;
        var type = Types[random.NextInt(Types.Length)];
        var order = new Order
        {
            Action = random.NextInt(2) == 0 ? "BUY" : "SELL", TotalQuantity = random.NextInt(120), OrderType = type, LmtPrice = Near(), AuxPrice = type is "TRAIL" or "TRAIL LIMIT" or "REL" ? 0.5 : Near(),
            Tif = Tifs[random.NextInt(Tifs.Length)], OutsideRth = random.NextInt(4) == 0, Transmit = random.NextInt(5) != 0, ParentId = random.NextInt(3) == 0 ? 1 + random.NextInt(40) : 0,
            OcaGroup = random.NextInt(3) == 0 ? "g" + random.NextInt(3) : "", OcaType = random.NextInt(4), TriggerMethod = random.NextInt(5), WhatIf = random.NextInt(20) == 0,
            GoodTillDate = "20250602 09:31:00 US/Eastern",
        };
        if (type == "TRAIL LIMIT") (order.LmtPrice, order.Adjusted.LmtPriceOffset) = (null, 0.1);
        client.Place(id, order, random.NextInt(3) == 0 ? "MSFT" : "AAPL");
    }

    static void Tell(Dictionary<(int, int), Story> stories, int clientId, List<object> messages, ulong seed)
    {
        foreach (var message in messages)
        {
            switch (message)
            {
                case OpenOrder m when m.Order.PermId != 0:
                    var opened = Of(m.OrderId);
                    Assert.True(opened.PermId == 0 || opened.PermId == m.Order.PermId, $"seed {seed}: order {m.OrderId} changed its permanent id");
                    (opened.PermId, opened.Size, opened.Opened) = (m.Order.PermId, m.Order.TotalQuantity, true);
                    break;
                case OrderStatus m:
                    // The other client's cancel is told to it under its own id.
                    var story = Of(m.OrderId);
                    if (story.PermId != 0 && story.PermId != m.PermId) break;
                    if (!story.Opened && m.Status.Kind != OrderStatusKind.ApiCancelled) break;
                    if (story.PermId == 0) story.PermId = m.PermId;
                    Assert.False(story.Ended && m.Status.Kind is OrderStatusKind.Submitted or OrderStatusKind.PreSubmitted, $"seed {seed}: order {m.OrderId} lives after its end");
                    story.Ended |= m.Status.Kind is OrderStatusKind.Filled or OrderStatusKind.Cancelled or OrderStatusKind.ApiCancelled or OrderStatusKind.Inactive;
                    Assert.True(m.Filled >= 0 && m.Remaining >= 0, $"seed {seed}: order {m.OrderId} has {m.Filled} filled and {m.Remaining} remaining");
                    break;
                case ExecDetails m:
                    var filled = Of(m.OrderId);
                    filled.Filled += m.Shares;
                    Assert.Equal(m.CumQty, filled.Filled);
                    Assert.True(filled.Filled <= filled.Size, $"seed {seed}: order {m.OrderId} filled {filled.Filled} of {filled.Size}");
                    break;
                case ErrMsg m: Assert.InRange(m.ErrorCode, 100, 10_400); break;
                default: break;
            }
        }

        Story Of(int orderId)
        {
            if (!stories.TryGetValue((clientId, orderId), out var story)) stories.Add((clientId, orderId), story = new Story());
            return story;
        }
    }

    sealed class Story
    {
        public long PermId;
        public decimal Size;
        public decimal Filled;
        public bool Opened;
        public bool Ended;
    }
}
