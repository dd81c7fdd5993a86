namespace Bellwether.Simulation;

/// <summary>Why a symbol does not trade.</summary>
public enum HaltKind : byte
{
    /// <summary>It trades.</summary>
    None = 0,

    /// <summary>Halted by the exchange, for news or by a regulator.</summary>
    General = 1,

    /// <summary>Paused because the price left its band.</summary>
    Volatility = 2,
}

/// <summary>What holds for each symbol beside its prices: trading halts, and the shares that can be borrowed to sell short. Whoever must act on a change listens.</summary>
/// <param name="symbols">Number of symbols; they are named by index.</param>
public sealed class SymbolConditions(int symbols)
{
    /// <summary>What can be borrowed of a symbol about which nothing was said: plenty. Shares.</summary>
    public const double PlentifulShares = 10_000_000;

    readonly HaltKind[] halts = new HaltKind[symbols];
    readonly double?[] shortable = new double?[symbols];
    Action<int>? changed;

    /// <summary>A condition of this symbol (its index) has changed.</summary>
    public event Action<int>? Changed
    {
        // Written out: the compiler's own accessors swap with an interlocked operation, which a pure room does without.
        add => changed += value;
        remove => changed -= value;
    }

    public HaltKind HaltOf(int symbol) => halts[symbol];

    public bool Halted(int symbol) => halts[symbol] != HaltKind.None;

    /// <summary>Stops trading in a symbol; again with another reason changes the reason.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="HaltKind.None"/> is no halt: use <see cref="Resume"/>.</exception>
    public void Halt(int symbol, HaltKind kind = HaltKind.General)
    {
        if (kind is not (HaltKind.General or HaltKind.Volatility)) throw new ArgumentOutOfRangeException(nameof(kind), kind, "expected General or Volatility; Resume ends a halt");
        if (halts[symbol] == kind) return;
        halts[symbol] = kind;
        changed?.Invoke(symbol);
    }

    /// <summary>Trading goes on; nothing happens when it was not halted.</summary>
    public void Resume(int symbol)
    {
        if (halts[symbol] == HaltKind.None) return;
        halts[symbol] = HaltKind.None;
        changed?.Invoke(symbol);
    }

    /// <summary>Shares that can be borrowed for selling short; 0 when none can.</summary>
    public double ShortableShares(int symbol) => shortable[symbol] ?? PlentifulShares;

    /// <exception cref="ArgumentOutOfRangeException">Negative, or not a finite number.</exception>
    public void SetShortableShares(int symbol, double shares)
    {
        if (!(shares >= 0 && double.IsFinite(shares))) throw new ArgumentOutOfRangeException(nameof(shares), shares, "expected 0 or more shares");
        if (shares == ShortableShares(symbol)) return;
        shortable[symbol] = shares;
        changed?.Invoke(symbol);
    }
}
