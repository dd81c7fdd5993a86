using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers;

/// <summary>The dearest lists a peer can send: many items of which every field is as short as it can be.</summary>
public sealed class ListMemoryTests
{
    /// <summary>An empty text takes one byte on the wire and a reference of eight in memory; more than that an item may not cost a field.</summary>
    const double MostBytesPerByte = 10;

    [Fact]
    public void Lists_of_the_shortest_items_take_memory_in_proportion_to_their_frame()
    {
        var worst = new List<(string List, double Ratio)>();
        foreach (var message in MessageCase.All)
        {
            var names = new ShortItems(null);
            var probe = new FillingWire(names, ServerVersions.Highest);
            message.Fill(ref probe);
            // All at once, and each list alone: a dear one must not hide behind cheap ones.
            foreach (var only in names.Lists.Count > 1 ? names.Lists.Append("").ToList() : names.Lists.ToList())
            {
                var wire = new FillingWire(new ShortItems(only), ServerVersions.Highest);
                var payload = message.Write(message.Fill(ref wire), ServerVersions.Highest);
                if (payload.Length < ShortItems.Items) continue;
                message.Read(payload, ServerVersions.Highest);
                var before = GC.GetAllocatedBytesForCurrentThread();
                message.Read(payload, ServerVersions.Highest);
                worst.Add(($"{message.Name}.{only}", (double)(GC.GetAllocatedBytesForCurrentThread() - before) / payload.Length));
            }
        }
        Assert.True(worst.Max(w => w.Ratio) <= MostBytesPerByte, string.Join(", ", worst.OrderByDescending(w => w.Ratio).Select(w => FormattableString.Invariant($"{w.List} {w.Ratio:0.0}"))));
        Assert.True(worst.Count > 20, "more than twenty lists are there");
    }

    /// <param name="only">The list that is long; the empty text for all, null for none.</param>
    sealed class ShortItems(string? only) : FillPlan
    {
        public const int Items = 5_000;

        readonly HashSet<string> seen = [];

        public HashSet<string> Lists => seen;

        public override int Int(string field) => 0;

        public override long Long(string field) => 0;

        public override double Double(string field) => 0;

        public override decimal Decimal(string field) => 0;

        public override bool Bool(string field) => false;

        public override string Text(string field, bool free) => "";

        /// <summary>Long the first time; a list within an item is empty.</summary>
        public override int Count(string field) => seen.Add(field) && (only == "" || only == field) ? Items : 0;

        public override bool Has(string field) => false;

        public override bool Infinite(string field) => false;
    }
}
