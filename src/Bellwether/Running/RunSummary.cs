using System.Text.Json;
using System.Text.Json.Serialization;
using Bellwether.Engine;
using Bellwether.Live;
using Bellwether.Predictions;

namespace Bellwether.Running;

/// <summary>
/// What a run came to, in the form that scripts read (<c>run --format json</c>): names and meaning are a contract. Money in US dollars with up to six
/// decimals; realised and unrealised exclude commission; equity.end = equity.start + Σ(realised + unrealised) − commission.
/// </summary>
sealed record RunSummary(
    RunSummary.SessionPart Session, long Predictions, long Signals, RunSummary.OrdersPart Orders, long Executions, decimal Commission, RunSummary.EquityPart Equity,
    IReadOnlyList<RunSummary.PositionPart> Positions, string Journal, string DecisionHash, bool Deterministic)
{
    /// <param name="From">First engine time in session, ISO 8601 UTC.</param>
    /// <param name="To">Last engine time.</param>
    internal sealed record SessionPart(string? From, string? To, IReadOnlyList<string> Symbols, long Seed);

    internal sealed record OrdersPart(long Submitted, long Filled, long Cancelled, long Rejected);

    internal sealed record EquityPart(decimal Start, decimal End);

    internal sealed record PositionPart(string Symbol, decimal Quantity, decimal AveragePrice, decimal Realised, decimal Unrealised);

    /// <summary>camelCase, decimals without padding zeros.</summary>
    public static JsonSerializerOptions JsonOptions { get; } = new(JsonSerializerDefaults.Web) { Converters = { new PlainDecimal() } };

    public static RunSummary Of<TJournal>(TradingEngine<TJournal> engine, DriverEnd end, long startedAt, long seed, string journal) where TJournal : struct, IJournalSink
    {
        var counts = engine.Orders.Counts;
        var positions = new List<PositionPart>();
        for (var symbol = 0; symbol < engine.Positions.SymbolCount; symbol++)
        {
            ref readonly var position = ref engine.Positions[symbol];
            if (!position.Touched) continue;
            positions.Add(new PositionPart(engine.Instruments[symbol].Symbol, position.Quantity.ToDecimal(), position.AveragePrice.ToDecimal(),
                position.Realised.ToDecimal(), position.Unrealised.ToDecimal()));
        }
        return new RunSummary(
            new SessionPart(Time(startedAt), Time(engine.Time), [.. engine.Instruments.All.ToArray().Select(i => i.Symbol)], seed),
            engine.Predictions.Count(PredictionVerdict.Accepted), engine.Signals,
            new OrdersPart(counts.Submitted, counts.Filled, counts.Cancelled, counts.Rejected), engine.Executions.Executions, engine.Positions.Commission.ToDecimal(),
            new EquityPart(engine.Positions.StartEquity.ToDecimal(), engine.Valuation.Equity.ToDecimal()), positions, journal, engine.DecisionHash.ToString(),
            end.IsDeterministic);
    }

    public string ToJson() => JsonSerializer.Serialize(this, JsonOptions);

    /// <summary>The same for a person, a line each.</summary>
    public IEnumerable<string> ToLines()
    {
        yield return $"session      {Session.From} to {Session.To}, {Session.Symbols.Count} symbols, seed {Session.Seed}";
        yield return $"predictions  {Predictions} accepted, {Signals} signals";
        yield return $"orders       {Orders.Submitted} submitted: {Orders.Filled} filled, {Orders.Cancelled} cancelled, {Orders.Rejected} rejected; {Executions} executions";
        yield return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"equity       {Equity.Start:#,0.00} to {Equity.End:#,0.00} ({Equity.End - Equity.Start:+#,0.00;-#,0.00;0.00}), commission {Commission:#,0.00}");
        foreach (var p in Positions.Where(p => p.Quantity != 0))
            yield return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"open         {p.Symbol} {p.Quantity:+0.####;-0.####} at {p.AveragePrice:0.00##}, unrealised {p.Unrealised:+#,0.00;-#,0.00;0.00}");
        yield return $"journal      {Journal}";
        yield return $"decisions    {DecisionHash}{(Deterministic ? "" : " (outside timing took part: not comparable between runs)")}";
    }

    static string? Time(long nanoseconds) => nanoseconds == 0 ? null : RecordDecoder.Time(nanoseconds);

    /// <summary>Decimals without padding zeros: 977205 and 977205.00 print alike.</summary>
    sealed class PlainDecimal : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture));
    }
}
