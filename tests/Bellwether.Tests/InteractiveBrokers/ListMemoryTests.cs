using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers;

/// <summary>The dearest lists a peer can send: many items of which every field is as short as it can be.</summary>
public sealed class ListMemoryTests
{
    /// <summary>Two empty texts take two bytes on the wire, and in memory an object with two references and its place in a list.</summary>
    const double MostBytesPerByte = 21;

    [Fact]
    public void Lists_of_the_shortest_items_take_memory_in_proportion_to_their_frame()
    {
        var worst = new SortedDictionary<double, string>();
        foreach (var message in MessageCase.All)
        {
            var plan = new ShortItems();
            var wire = new FillingWire(plan, ServerVersions.Highest);
            var payload = message.Write(message.Fill(ref wire), ServerVersions.Highest);
            if (plan.Lists == 0) continue;
            message.Read(payload, ServerVersions.Highest);
            var before = GC.GetAllocatedBytesForCurrentThread();
            message.Read(payload, ServerVersions.Highest);
            worst[(double)(GC.GetAllocatedBytesForCurrentThread() - before) / payload.Length] = message.Name;
        }
        Assert.True(worst.Keys.Max() <= MostBytesPerByte, string.Join(", ", worst.Reverse().Select(w => $"{w.Value} {w.Key:0.0}")));
        Assert.True(worst.Count > 10, "more than ten messages have lists");
    }

    sealed class ShortItems : FillPlan
    {
        readonly HashSet<string> _seen = [];

        public int Lists => _seen.Count;

        public override int Int(string field) => 0;

        public override long Long(string field) => 0;

        public override double Double(string field) => 0;

        public override decimal Decimal(string field) => 0;

        public override bool Bool(string field) => false;

        public override string Text(string field, bool free) => "";

        /// <summary>Long the first time; a list within an item is empty.</summary>
        public override int Count(string field) => _seen.Add(field) ? 5_000 : 0;

        public override bool Has(string field) => false;

        public override bool Infinite(string field) => false;
    }
}
