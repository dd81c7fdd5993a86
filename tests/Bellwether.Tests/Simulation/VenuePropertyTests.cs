using Bellwether.Core;
using Bellwether.Simulation;

namespace Bellwether.Tests.Simulation;

/// <summary>What must hold whatever is asked of the venue: random requests of every kind over a random market, seeded.</summary>
public sealed class VenuePropertyTests
{
    const int Orders = 60;
    static readonly VenueOrderKind[] Kinds = Enum.GetValues<VenueOrderKind>();

    public static TheoryData<ulong, ChildArming> Runs()
    {
        var runs = new TheoryData<ulong, ChildArming>();
        for (var seed = 1UL; seed <= 60; seed++) runs.Add(seed, (ChildArming)(1 + (seed % 3)));
        return runs;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_order_has_one_story_with_one_end_and_never_more_than_was_ordered(ulong seed, ChildArming arming)
    {
        var run = new Run(seed, arming);
        run.Play();
        Assert.Equal(run.Accepted.Order(), run.Ended.Keys.Concat(run.Venue.Capture().Select(s => s.Order.Id)).Order());
        foreach (var (order, filled) in run.Filled) Assert.True(filled <= run.Ordered[order], $"seed {seed}: order {order} filled {filled} of {run.Ordered[order]}");
        Assert.Empty(run.AfterTheEnd);
        foreach (var state in run.Venue.Capture()) Assert.Equal(run.Filled.GetValueOrDefault(state.Order.Id), state.Filled);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void With_block_a_group_never_closes_more_than_its_largest_order(ulong seed, ChildArming arming)
    {
        // Groups of two to four plain limit, stop and stop limit orders of one side, some of them children of an entry.
        var random = SplitMix64.For(seed, 7);
        var venue = new SimulatedVenue(InstrumentTable.UsEquities("AAA"), new VenueOptions { Fills = QuoteFills.Instance, PartialFills = DisplayedSizeFills.Instance, Seed = seed, ChildArming = arming });
        var size = Quantity.FromShares(100);
        venue.OnQuote(0, 0, new Quote(100, 100.02, 30, 30, 100));
        var id = 0L;
        var sold = new Dictionary<long, Quantity>();
        var bought = new Dictionary<long, Quantity>();
        var groupOf = new Dictionary<long, long>();
        var entryOf = new Dictionary<long, long>();
        for (var group = 1L; group <= 20; group++)
        {
            var withEntry = random.NextInt(2) == 0;
            var parent = 0L;
            if (withEntry)
            {
                parent = ++id;
                entryOf[group] = parent;
                venue.Submit(new VenueOrder(parent, OrderTerms.Limit(0, Side.Buy, size, Price.FromMicros(99_500_000 + (random.NextInt(100) * 10_000)), TimeInForce.Gtc)));
            }
            var members = 2 + random.NextInt(3);
            var type = random.NextInt(2) == 0 ? OcaType.CancelWithBlock : OcaType.ReduceWithBlock;
            for (var i = 0; i < members; i++)
            {
                var away = Price.FromMicros((1 + random.NextInt(150)) * 10_000);
                var middle = Price.FromMicros(100_000_000);
                var terms = random.NextInt(2) == 0 ? OrderTerms.Limit(0, Side.Sell, size, middle + away, TimeInForce.Gtc) : OrderTerms.Stop(0, Side.Sell, size, middle - away);
                groupOf[++id] = group;
                venue.Submit(new VenueOrder(id, terms, parent, group, type));
            }
        }
        var price = 10_000;
        for (var step = 1; step < 400; step++)
        {
            price += random.NextInt(41) - 20;
            venue.OnQuote(step, 0, new Quote(price / 100.0, (price + 2) / 100.0, 10 + random.NextInt(60), 10 + random.NextInt(60), (price + random.NextInt(3)) / 100.0));
            while (venue.TryTake(out var happened))
            {
                if (happened.Kind != VenueEventKind.Execution) continue;
                if (groupOf.TryGetValue(happened.Order, out var group)) sold[group] = sold.GetValueOrDefault(group) + happened.Quantity;
                else bought[happened.Order] = bought.GetValueOrDefault(happened.Order) + happened.Quantity;
                if (arming == ChildArming.InFull) continue;
                if (group != 0 && entryOf.TryGetValue(group, out var entry))
                    Assert.True(sold[group] <= bought.GetValueOrDefault(entry), $"seed {seed}: group {group} sold {sold[group]} of {bought.GetValueOrDefault(entry)} bought");
            }
        }
        Assert.NotEmpty(sold);
        Assert.All(sold, g => Assert.True(g.Value <= size, $"seed {seed}: group {g.Key} sold {g.Value} of {size}"));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_venue_restored_in_the_middle_ends_like_one_that_went_on(ulong seed, ChildArming arming)
    {
        // Whole executions: the restored venue has a random sequence of its own.
        var run = new Run(seed, arming, whole: true);
        run.Play(until: 150);
        var restored = new SimulatedVenue(InstrumentTable.UsEquities("AAA", "BBB"), run.Options);
        restored.AdvanceTo(run.Venue.Now);
        if (!run.Venue.IsOpen) restored.CloseSession(run.Venue.Now);
        for (var symbol = 0; symbol < 2; symbol++)
        {
            restored.OnQuote(restored.Now, symbol, run.Venue.Market(symbol).Quote);
            if (run.Venue.IsHalted(symbol)) restored.Halt(symbol);
        }
        restored.Restore(run.Venue.Capture());
        for (var symbol = 0; symbol < 2; symbol++)
        {
            // Every order meets the market anew on both sides.
            run.Venue.OnQuote(run.Venue.Now, symbol, new Quote(70, 70.02, 1_000, 1_000, 70));
            restored.OnQuote(restored.Now, symbol, new Quote(70, 70.02, 1_000, 1_000, 70));
            run.Venue.OnQuote(run.Venue.Now, symbol, new Quote(140, 140.02, 1_000, 1_000, 140));
            restored.OnQuote(restored.Now, symbol, new Quote(140, 140.02, 1_000, 1_000, 140));
        }
        Assert.Equal(Ends(run.Venue), Ends(restored));

        static List<(long, VenueEventKind, Quantity, Price)> Ends(SimulatedVenue venue)
        {
            var ends = new List<(long, VenueEventKind, Quantity, Price)>();
            // That an order still waits may be said again.
            while (venue.TryTake(out var happened)) if (happened.Kind != VenueEventKind.Held) ends.Add((happened.Order, happened.Kind, happened.Quantity, happened.Price));
            return ends;
        }
    }

    /// <summary>Random orders, changes, cancels, halts and sessions over random quotes.</summary>
    sealed class Run
    {
        SplitMix64 random;
        int price = 10_000;

        public Run(ulong seed, ChildArming arming, bool whole = false)
        {
            random = SplitMix64.For(seed, 3);
            Options = new VenueOptions
            {
                Fills = QuoteFills.Instance, PartialFills = whole ? WholeFills.Instance : DisplayedSizeFills.Instance, Seed = seed, ChildArming = arming,
                Latency = seed % 2 == 0 || whole ? default : new VenueLatency(2, 5), Capacity = 16,
            };
            Venue = new SimulatedVenue(InstrumentTable.UsEquities("AAA", "BBB"), Options);
        }

        public VenueOptions Options { get; }
        public SimulatedVenue Venue { get; }
        public Dictionary<long, Quantity> Ordered { get; } = [];
        public Dictionary<long, Quantity> Filled { get; } = [];
        public HashSet<long> Accepted { get; } = [];
        public Dictionary<long, VenueEventKind> Ended { get; } = [];
        public List<VenueEvent> AfterTheEnd { get; } = [];

        public void Play(int until = 400)
        {
            var id = 0L;
            for (var step = 1; step <= until; step++)
            {
                Venue.AdvanceTo(step * 4);
                var symbol = random.NextInt(2);
                switch (random.NextInt(12))
                {
                    case 0 when id < Orders: case 1 when id < Orders: case 2 when id < Orders: Submit(++id, symbol, step); break;
                    case 3 when id > 0: Venue.Cancel(1 + random.NextInt((int)id)); break;
                    case 4 when id > 0: Modify(1 + random.NextInt((int)id), step); break;
                    case 5 when step % 5 == 0: Venue.Halt(symbol); break;
                    case 6: Venue.Resume(symbol); break;
                    case 7 when id > 0: Venue.Release(1 + random.NextInt((int)id)); break;
                    case 8 when step % 7 == 0 && Venue.IsOpen: Venue.CloseSession(Venue.Now); break;
                    case 9 when !Venue.IsOpen: Venue.OpenSession(Venue.Now); break;
                    default:
                        price = Math.Clamp(price + random.NextInt(61) - 30, 8_000, 12_000);
                        Venue.OnQuote(Venue.Now, symbol, new Quote(price / 100.0, (price + 2) / 100.0, 5 + random.NextInt(80), 5 + random.NextInt(80), (price + random.NextInt(3)) / 100.0));
                        break;
                }
                Take();
            }
        }

        void Submit(long id, int symbol, int step)
        {
            var (terms, instructions) = Any(symbol, (Side)(random.NextInt(2) == 0 ? 1 : -1), Kinds[random.NextInt(Kinds.Length)], step);
            var parent = id > 1 && random.NextInt(3) == 0 ? 1 + random.NextInt((int)id - 1) : 0;
            var group = random.NextInt(2) == 0 ? 1 + random.NextInt(4) : 0;
            Ordered[id] = terms.Quantity;
            Venue.Submit(new VenueOrder(id, terms, parent, group, group == 0 ? OcaType.None : (OcaType)(1 + random.NextInt(3)), instructions));
        }

        void Modify(long id, int step)
        {
            var state = Venue.Capture().FirstOrDefault(s => s.Order.Id == id);
            var kind = state?.Order.Instructions.Kind ?? VenueOrderKind.Plain;
            var (terms, instructions) = Any(state?.Order.Terms.Symbol ?? 0, state?.Order.Terms.Side ?? Side.Buy, kind, step);
            if (state is not null && kind is VenueOrderKind.Plain or VenueOrderKind.OnClose) terms = terms with { Type = state!.Order.Terms.Type, LimitPrice = terms.LimitPrice + Price.FromMicros(1), StopPrice = terms.StopPrice + Price.FromMicros(1) };
            Ordered[id] = Quantity.Max(Ordered.GetValueOrDefault(id), terms.Quantity);
            Venue.Modify(id, terms, instructions);
        }

        (OrderTerms, VenueInstructions) Any(int symbol, Side side, VenueOrderKind kind, int step)
        {
            var type = kind switch
            {
                VenueOrderKind.StopLimit or VenueOrderKind.TrailingStop or VenueOrderKind.TrailingStopLimit => OrderType.Stop,
                VenueOrderKind.MarketIfTouched => OrderType.Market,
                VenueOrderKind.LimitIfTouched or VenueOrderKind.Midpoint or VenueOrderKind.Relative => OrderType.Limit,
                VenueOrderKind.OnClose => random.NextInt(2) == 0 ? OrderType.Market : OrderType.Limit,
                _ => (OrderType)(1 + random.NextInt(3)),
            };
            Price Near() => Price.FromMicros((price + random.NextInt(201) - 100) * 10_000L);
            var trailing = kind is VenueOrderKind.TrailingStop or VenueOrderKind.TrailingStopLimit;
            var tif = kind == VenueOrderKind.OnClose ? VenueTimeInForce.AsTerms : (VenueTimeInForce)random.NextInt(5);
            return (
                new OrderTerms(symbol, side, Quantity.FromShares(1 + random.NextInt(120)), type, Near(), trailing && random.NextInt(2) == 0 ? Price.Zero : Near(), (TimeInForce)(1 + random.NextInt(2))),
                new VenueInstructions
                {
                    Kind = kind, TimeInForce = tif, Trigger = random.NextInt(2) == 0 ? TriggerMethod.Default : (TriggerMethod)(1 + random.NextInt(4)),
                    GoodTill = (step + random.NextInt(200)) * 4, GoodAfter = random.NextInt(5) == 0 ? (step + random.NextInt(50)) * 4 : 0, WaitsForRelease = random.NextInt(8) == 0,
                    Trail = trailing ? Price.FromMicros((1 + random.NextInt(100)) * 10_000L) : Price.Zero, LimitOffset = Price.FromMicros(random.NextInt(10) * 10_000L),
                });
        }

        void Take()
        {
            while (Venue.TryTake(out var happened))
            {
                if (happened.Kind is VenueEventKind.CancelRejected or VenueEventKind.ModifyRejected) continue;
                if (Ended.ContainsKey(happened.Order)) AfterTheEnd.Add(happened);
                if (happened.Kind != VenueEventKind.Rejected) Accepted.Add(happened.Order);
                if (happened.Kind == VenueEventKind.Execution)
                {
                    Filled[happened.Order] = Filled.GetValueOrDefault(happened.Order) + happened.Quantity;
                    Assert.Equal(Filled[happened.Order], happened.Filled);
                    if (happened.Remaining.IsZero) Ended[happened.Order] = happened.Kind;
                }
                if (happened.Kind == VenueEventKind.Cancelled) Ended[happened.Order] = happened.Kind;
            }
        }
    }
}
