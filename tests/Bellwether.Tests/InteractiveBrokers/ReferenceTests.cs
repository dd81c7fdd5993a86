using System.Globalization;
using System.Text;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers;

/// <summary>The field lists of the code against the field tables of the protocol reference, at every server version.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void Every_message_of_the_reference_has_its_fields_in_order_at_every_server_version()
    {
        var tables = ReferenceTable.Load();
        Assert.True(tables.Count > 115, $"the reference holds more than 115 messages, found {tables.Count}");
        var differences = new StringBuilder();
        var reported = new HashSet<string>();
        foreach (var (key, rows) in tables)
        {
            var message = MessageCase.Find(key[1..], fromServer: key[0] == '<');
            foreach (var shape in Shape.All)
            {
                for (var version = Math.Max(ServerVersions.Lowest, message.Since); version <= ServerVersions.Highest; version++)
                {
                    var trace = new Trace(shape);
                    var wire = new FillingWire(trace, version);
                    message.Fill(ref wire);
                    var expected = Expand(rows, shape, version).ToList();
                    if (Compare(expected, trace.Fields).ToList() is not [_, ..] found) continue;
                    foreach (var difference in found)
                        if (reported.Add(key + difference)) differences.AppendLine(CultureInfo.InvariantCulture, $"{key} at {version}, {shape}: {difference}");
                }
            }
        }
        Assert.True(differences.Length == 0, differences.ToString());
    }

    [Fact]
    public void Every_message_that_the_reference_lists_briefly_has_those_fields_at_every_server_version()
    {
        var tables = ReferenceTable.LoadBrief();
        Assert.True(tables.Count >= 38, $"the reference lists 38 messages briefly or more, found {tables.Count}");
        var rich = new Shape(true, "STK", "LMT", false, "SMART", 1);
        var differences = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var ((fromServer, id), rows) in tables)
        {
            var message = MessageCase.All.Single(m => m.FromServer == fromServer && m.Id == id);
            for (var version = Math.Max(ServerVersions.Lowest, message.Since); version <= ServerVersions.Highest; version++)
            {
                var trace = new Trace(rich);
                var wire = new FillingWire(trace, version);
                message.Fill(ref wire);
                // Types are only named where they are not text, and not everywhere.
                var expected = Expand(rows, rich, version).Select(row => row.Name).ToList();
                var actual = trace.Fields.Select(f => WireName.Of(f.Field)).ToList();
                if (!expected.SequenceEqual(actual)) differences.Add($"{message}: {string.Join(", ", actual)}; the reference says {string.Join(", ", expected)}");
            }
        }
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public void Every_message_has_the_name_of_the_reference_and_a_field_list_unless_it_only_exists_in_the_other_encoding()
    {
        var names = ReferenceTable.LoadNames();
        Assert.True(names.Count > 160, $"the reference names more than 160 messages, found {names.Count}");
        foreach (var ((fromServer, id), name) in names)
        {
            Assert.Equal(name, fromServer ? WireName.Of((ServerMessageId)id) : WireName.Of((ClientMessageId)id));
            var isProtobufOnly = fromServer ? id is 110 or 111 : id is >= 106 and <= 109;
            Assert.Equal(isProtobufOnly ? 0 : 1, MessageCase.All.Count(m => m.FromServer == fromServer && m.Id == id));
        }
        Assert.Equal(MessageCase.All.Count, names.Count - 6);
    }

    /// <summary>Which of the conditional parts of messages are there.</summary>
    sealed record Shape(bool Rich, string SecType, string OrderType, bool Infinite, string Exchange, int Kind)
    {
        public static IEnumerable<Shape> All =>
        [
            new(false, "STK", "LMT", false, "SMART", 1),
            new(true, "BAG", "LMT", false, "SMART", 1),
            new(true, "FUND", "PEG BENCH", false, "SMART", 3),
            new(true, "STK", "PEGBENCH", false, "SMART", 4),
            new(true, "STK", "PEG BEST", true, "IBKRATS", 5),
            new(true, "STK", "PEG BEST", false, "IBKRATS", 6),
            new(true, "STK", "PEG MID", false, "SMART", 7),
            new(false, "STK", "PEG MID", false, "SMART", 2),
        ];

        /// <summary>A condition of the reference, by its words.</summary>
        public bool Holds(string condition) => condition switch
        {
            "secType=BAG" => SecType == "BAG",
            "secType = FUND" => SecType == "FUND",
            "deltaNeutralPresent=1" or "deltaNeutralOrderType non-empty" or "algoStrategy non-empty" or "hedgeType non-empty" => Rich,
            "scalePriceIncrement set and > 0" or "N > 0" => Rich,
            "orderType is PEG BENCH (contractDetails spells it `PEGBENCH`; both count)" => OrderType is "PEG BENCH" or "PEGBENCH",
            "orderType is PEG BEST" => OrderType == "PEG BEST",
            "(PEG BEST and competeAgainstBestOffset = Infinity) or PEG MID" => (OrderType == "PEG BEST" && Infinite) || OrderType == "PEG MID",
            "exchange = IBKRATS" => Exchange == "IBKRATS",
            "type=1" => Kind == 1,
            "type=5" => Kind == 5,
            "type≠5" => Kind != 5,
            "type in 1,6,7" => Kind is 1 or 6 or 7,
            "tickType in 1,2" => Kind is 1 or 2,
            "tickType = 3" => Kind == 3,
            "tickType = 4" => Kind == 4,
            _ => throw new FormatException($"unknown condition: {condition}"),
        };
    }

    sealed class Trace(Shape shape) : FillPlan
    {
        public List<(string Kind, string Field, string Text)> Fields { get; } = [];

        public override void Seen(string kind, string field, string text) => Fields.Add((kind, field, text));

        public override int Int(string field) => WireName.Of(field) is "type" or "tickType" ? shape.Kind : 1;

        public override long Long(string field) => 1;

        public override double Double(string field) => 1;

        public override decimal Decimal(string field) => 1;

        public override bool Bool(string field) => shape.Rich;

        public override string Text(string field, bool free) => WireName.Of(field) switch
        {
            "secType" => shape.SecType,
            "orderType" => shape.OrderType,
            "exchange" => shape.Exchange,
            _ => shape.Rich ? "x" : "",
        };

        public override int Count(string field) => shape.Rich ? 1 : 0;

        public override bool Has(string field) => shape.Rich;

        public override bool Infinite(string field) => shape.Infinite;
    }

    static IEnumerable<ReferenceRow> Expand(IEnumerable<ReferenceRow> rows, Shape shape, int version)
    {
        foreach (var row in rows)
        {
            if (version < row.From || version > row.To) continue;
            if (row.IsCondition)
            {
                if (!shape.Holds(row.Name)) continue;
                foreach (var inner in Expand(row.Rows, shape, version)) yield return inner;
                continue;
            }
            var only = row.Notes.IndexOf("only if ", StringComparison.Ordinal);
            if (only >= 0 && !shape.Holds(row.Notes[(only + 8)..].Split(';')[0])) continue;
            yield return row;
            if (!shape.Rich || !row.Name.EndsWith('#')) continue;
            foreach (var inner in Expand(row.Rows, shape, version)) yield return inner;
        }
    }

    static IEnumerable<string> Compare(List<ReferenceRow> expected, List<(string Kind, string Field, string Text)> actual)
    {
        for (var i = 0; i < Math.Min(expected.Count, actual.Count); i++)
        {
            var (kind, field, text) = actual[i];
            if (!SameName(expected[i], field)) yield return $"{field} is called {WireName.Of(field)}, the reference says {expected[i].Name}";
            if (!SameType(expected[i], kind)) yield return $"{field} is {kind}, the reference says {expected[i].Type}";
            if (kind == "const" && !SameConstant(expected[i].Notes, text)) yield return $"{field} prints '{text}', the reference says {expected[i].Notes}";
        }
        if (actual.Count > expected.Count) yield return $"{actual[expected.Count].Field} is too much";
        if (actual.Count < expected.Count) yield return $"{expected[actual.Count].Name} is missing";
    }

    static bool SameName(ReferenceRow row, string field) => WireName.Of(field) == row.Name;

    static bool SameType(ReferenceRow row, string kind) =>
        row.Type == "const" || kind == "const" || row.Type.TrimEnd('?') == kind.TrimEnd('?');

    static bool SameConstant(string notes, string text) =>
        notes.Contains("always empty", StringComparison.Ordinal) ? text.Length == 0 : notes.Contains($"= `{text}`", StringComparison.Ordinal);
}
