namespace Bellwether.InteractiveBrokers;

/// <summary>Everything known of a contract's market at one moment. Absent is null: the broker's −1 and 0 for "none" never show up as prices.</summary>
public sealed record IbQuote
{
    /// <summary>No value at all, as at the start and after a lost session.</summary>
    public static IbQuote Empty { get; } = new();

    /// <summary>Live, frozen or delayed. Only live values may price an order.</summary>
    public QuoteType Type { get; init; }

    public double? Bid { get; init; }

    public double? Ask { get; init; }

    public double? Last { get; init; }

    /// <summary>Shares.</summary>
    public decimal? BidSize { get; init; }

    /// <summary>Shares.</summary>
    public decimal? AskSize { get; init; }

    /// <summary>Shares.</summary>
    public decimal? LastSize { get; init; }

    /// <summary>Shares traded today.</summary>
    public decimal? Volume { get; init; }

    public double? Open { get; init; }

    public double? High { get; init; }

    public double? Low { get; init; }

    /// <summary>The close of the day before.</summary>
    public double? Close { get; init; }

    /// <summary>Trading is halted; null when that is not known.</summary>
    public bool? IsHalted { get; init; }

    /// <summary>Bid above ask: not a price to trade on.</summary>
    public bool IsCrossed => Bid > Ask;

    /// <summary>The quote after a price tick; the same object when the tick does not belong to it.</summary>
    internal IbQuote WithPrice(int tick, double price)
    {
        double? value = price is > 0 and < 1e9 ? price : null;
        return tick switch
        {
            1 => this with { Bid = value },
            2 => this with { Ask = value },
            4 => this with { Last = value },
            6 => this with { High = value },
            7 => this with { Low = value },
            9 => this with { Close = value },
            14 => this with { Open = value },
            66 => Delayed() with { Bid = value },
            67 => Delayed() with { Ask = value },
            68 => Delayed() with { Last = value },
            72 => Delayed() with { High = value },
            73 => Delayed() with { Low = value },
            75 => Delayed() with { Close = value },
            76 => Delayed() with { Open = value },
            _ => this,
        };
    }

    internal IbQuote WithSize(int tick, decimal size)
    {
        decimal? value = size >= 0 ? size : null;
        return tick switch
        {
            0 => this with { BidSize = value },
            3 => this with { AskSize = value },
            5 => this with { LastSize = value },
            8 => this with { Volume = value },
            69 => Delayed() with { BidSize = value },
            70 => Delayed() with { AskSize = value },
            71 => Delayed() with { LastSize = value },
            74 => Delayed() with { Volume = value },
            _ => this,
        };
    }

    internal IbQuote WithNumber(int tick, double? number) => tick is 49 or 90 ? this with { IsHalted = number is null or < 0 ? null : number > 0 } : this;

    /// <summary>Ticks of the delayed range prove that the data are delayed, whatever was said.</summary>
    IbQuote Delayed() => Type is QuoteType.Delayed or QuoteType.DelayedFrozen ? this : this with { Type = QuoteType.Delayed };
}
