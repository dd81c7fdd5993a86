using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;

namespace Bellwether.Web;

/// <summary>Which bars a request asks for, read from its parameters.</summary>
sealed record BarRequest(string[] Symbols, BarQuery Query, PriceAdjustment Adjustment, string? From)
{
    /// <exception cref="RefusedRequestException">A parameter is wrong.</exception>
    public static BarRequest Of(string? symbols, string? from, string? to, string bar, string session, string adjust)
    {
        var tickers = (symbols ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (tickers.Length == 0) throw Mistake("symbols", symbols, "tickers, such as symbols=IBM,SPY");
        if (!TryTime(from, long.MinValue, out var first)) throw Mistake("from", from, TimeText.Expected);
        if (!TryTime(to, long.MaxValue, out var end)) throw Mistake("to", to, TimeText.Expected);
        if (first >= end) throw Mistake("to", to, $"a time after from, {from}");
        if (!BarSpec.TryParse(bar, out var spec, out var problem)) throw new RefusedRequestException(ApiProblem.Parameter("bar", problem));
        if (spec.ObstacleFrom(EngineTime.Minute) is { } obstacle) throw new RefusedRequestException(ApiProblem.Parameter("bar", obstacle));
        if (session is not ("rth" or "all")) throw Mistake("session", session, "rth or all");
        if (!TryAdjustment(adjust, out var adjustment)) throw Mistake("adjust", adjust, "none, split or total");
        return new BarRequest(tickers, new BarQuery(first, end, spec, session == "all" ? SessionHours.Extended : SessionHours.Regular), adjustment, from);
    }

    public string Adjusted => NameOf(Adjustment);

    public static string NameOf(PriceAdjustment adjustment) => adjustment switch { PriceAdjustment.Split => "split", PriceAdjustment.Total => "total", _ => "none" };

    static RefusedRequestException Mistake(string parameter, string? value, string expected) => new(ApiProblem.Mistake(parameter, value, expected));

    static bool TryTime(string? text, long absent, out long time)
    {
        time = absent;
        if (text is null) return true;
        if (!TimeText.TryParse(text, out var instant)) return false;
        time = EngineTime.From(instant);
        return true;
    }

    static bool TryAdjustment(string text, out PriceAdjustment adjustment)
    {
        adjustment = Enum.GetValues<PriceAdjustment>().FirstOrDefault(a => NameOf(a) == text);
        return NameOf(adjustment) == text;
    }
}
