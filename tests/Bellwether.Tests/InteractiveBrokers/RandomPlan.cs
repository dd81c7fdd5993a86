using System.Globalization;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers;

/// <summary>Random values for every field, among them the ones that switch conditional parts of messages on. The same seed gives the same message.</summary>
sealed class RandomPlan(int seed, bool fromServer) : FillPlan
{
    const string Letters = "ABCxyz019 .,:;=/-_()[]{}<>?!'\"@#$%^&*+|~`\\";
    readonly Random _random = new(seed);

    public override int Int(string field) => WireName.Of(field) switch
    {
        "type" or "tickType" => _random.Next(1, 8),
        _ => _random.Next(4) switch { 0 => 0, 1 => -1, 2 => _random.Next(-100, 100), _ => _random.Next(int.MinValue, int.MaxValue) },
    };

    public override long Long(string field) => _random.NextInt64(long.MinValue + 1, long.MaxValue);

    public override double Double(string field) => _random.Next(5) switch
    {
        0 => 0,
        1 => -1,
        2 => _random.Next(1, 2_000_000) / 100.0,
        3 => _random.NextDouble(),
        _ => (_random.NextDouble() - 0.5) * Math.Pow(10, _random.Next(-30, 30)),
    };

    public override decimal Decimal(string field) => _random.Next(3) switch
    {
        0 => _random.Next(0, 10_000),
        1 => new decimal(_random.Next(), _random.Next(), 0, _random.Next(2) == 0, (byte)_random.Next(0, 12)),
        _ => new decimal(_random.Next(), _random.Next(), _random.Next(), _random.Next(2) == 0, (byte)_random.Next(0, 28)),
    };

    public override bool Bool(string field) => _random.Next(2) == 0;

    public override string Text(string field, bool free) => WireName.Of(field) switch
    {
        "secType" when _random.Next(2) == 0 => _random.GetItems(["STK", "BAG", "FUND"], 1)[0],
        "orderType" or "deltaNeutralOrderType" when _random.Next(2) == 0 => _random.GetItems(["LMT", "PEG BENCH", "PEGBENCH", "PEG BEST", "PEG MID", "None"], 1)[0],
        "exchange" when _random.Next(2) == 0 => _random.GetItems(["SMART", "IBKRATS"], 1)[0],
        "status" when _random.Next(2) == 0 => _random.GetItems(["Submitted", "PreSubmitted", "Filled", "Cancelled", "Inactive", "ApiPending", "Molten"], 1)[0],
        _ => Some(free && fromServer ? Letters + "éü€漢😀\\u0041\\u" : Letters),
    };

    public override int Count(string field) => _random.Next(4) switch { 0 => 0, 1 => 1, 2 => _random.Next(2, 5), _ => _random.Next(40) };

    public override bool Has(string field) => _random.Next(3) > 0;

    public override bool Infinite(string field) => _random.Next(3) == 0;

    string Some(string letters)
    {
        // Whole text elements, so that a pair of surrogates stays together.
        var elements = StringInfo.ParseCombiningCharacters(letters);
        var length = _random.Next(3) == 0 ? 0 : _random.Next(1, 20);
        return string.Concat(Enumerable.Range(0, length).Select(_ => StringInfo.GetNextTextElement(letters, elements[_random.Next(elements.Length)])));
    }
}
