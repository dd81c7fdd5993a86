using NodaTime;

namespace Bellwether.Configuration;

sealed record StrategySettings
{
    [Setting("Name of the strategy, shown on the dashboard and in reports.", Pattern = "[a-z0-9][a-z0-9-]{0,39}", PatternMeaning = "lower-case letters, digits and dashes, at most 40", Example = "follow-predictions")]
    public required string Name { get; init; }

    [Setting("Indicators that expressions use: name: call. They run on 1-minute bars, for each symbol.", Example = "{ atr: atr(14) }")]
    public IReadOnlyList<IndicatorSetting> Indicators { get; init; } = [];

    [Setting("Assemblies (.dll) with indicators of your own, which expressions may call.", Example = "[indicators/own.dll]")]
    public IReadOnlyList<string> Assemblies { get; init; } = [];

    [Setting("When to enter. Everything given must hold at once.", Example = "{ long: close > 0 }")]
    public required EntrySettings Entry { get; init; }

    [Setting("When to leave, besides the bracket.")]
    public ExitSettings Exit { get; init; } = new();

    [Setting("Protective orders that rest at the broker, sent with each entry.")]
    public BracketSettings? Bracket { get; init; }
}

/// <summary>An indicator under a name that expressions use.</summary>
/// <param name="Name">A letter, then letters, digits and _.</param>
/// <param name="Call">Such as <c>sma(10)</c>.</param>
readonly record struct IndicatorSetting(string Name, string Call);

enum PositionSide
{
    Long,
    Short,
}

sealed record EntrySettings
{
    [Setting("Enter in the direction of the prediction.")]
    public PredictionGateSettings? Prediction { get; init; }

    [Setting("Condition for buying, an expression.", Example = "\"close > 0\"")]
    public string? Long { get; init; }

    [Setting("Condition for selling short, an expression.", Example = "\"close > 0\"")]
    public string? Short { get; init; }

    [Setting("Hours of entries, New York time.")]
    public WindowSettings? Window { get; init; }

    [Setting("Time after leaving a symbol before it may be entered again.", Least = "0s", Most = "24h")]
    public Duration Cooldown { get; init; } = Duration.Zero;
}

sealed record PredictionGateSettings
{
    [Setting("Least confidence of a prediction, 0 to 1.", Least = "0", Most = "1")]
    public decimal Confidence { get; init; } = 0.6m;

    [Setting("Directions that may be entered.", Example = "[long, short]")]
    public IReadOnlyList<PositionSide> Sides { get; init; } = [PositionSide.Long, PositionSide.Short];
}

sealed record WindowSettings
{
    [Setting("First minute of entries, New York time, inclusive.", Example = "\"09:45\"")]
    public required LocalTime From { get; init; }

    [Setting("End of entries, New York time, exclusive.", Example = "\"15:30\"")]
    public required LocalTime To { get; init; }
}

sealed record ExitSettings
{
    [Setting("Condition for selling what is held long, an expression.", Example = "\"close < fast\"")]
    public string? Long { get; init; }

    [Setting("Condition for buying back what is held short, an expression.", Example = "\"close > fast\"")]
    public string? Short { get; init; }

    [Setting("Leave everything this long before the session's close. Without it positions stay over night.", Least = "1m", Most = "6h", Example = "5m")]
    public Duration? BeforeClose { get; init; }
}

sealed record BracketSettings
{
    [Setting("Distance of the stop from the entry price, US dollars, an expression.", Example = "\"3 * atr\"")]
    public string? Stop { get; init; }

    [Setting("Distance of the target from the entry price, US dollars, an expression.", Example = "\"2 * atr\"")]
    public string? Target { get; init; }
}
