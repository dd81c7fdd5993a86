namespace Bellwether.InteractiveBrokers;

/// <summary>
/// The broker's data farms, one by one. A broken farm makes its data stale; the session, orders and cancels do not depend on it.
/// </summary>
public sealed class FarmBoard
{
    readonly List<Farm> _farms = [];

    /// <summary>All farms that were named, in the order of their first naming.</summary>
    public IReadOnlyList<Farm> Farms => _farms;

    /// <summary>Whether every farm of a kind that was named is broken or connecting, and at least one was named.</summary>
    public bool IsDown(FarmKind kind)
    {
        var named = false;
        foreach (var farm in _farms)
        {
            if (farm.Kind != kind) continue;
            if (farm.State is FarmState.Ok or FarmState.Idle) return false;
            named = true;
        }
        return named;
    }

    /// <summary>Whether any farm of a kind is broken: some symbols may be stale.</summary>
    public bool IsAnyBroken(FarmKind kind) => _farms.Exists(f => f.Kind == kind && f.State == FarmState.Broken);

    /// <summary>Takes a notice of the broker. False when it is not about a farm.</summary>
    /// <param name="code">The code of the message.</param>
    /// <param name="text">Its text, which ends in the farm's name.</param>
    /// <param name="now">Nanoseconds.</param>
    /// <param name="farm">The farm as it now is.</param>
    /// <param name="changed">Whether that is news.</param>
    public bool Apply(int code, string text, long now, out Farm farm, out bool changed)
    {
        farm = default;
        changed = false;
        if (Meaning(code) is not { } meaning) return false;
        var name = NameIn(text);
        var at = _farms.FindIndex(f => f.Kind == meaning.Kind && f.Name == name);
        changed = at < 0 || _farms[at].State != meaning.State;
        farm = changed ? new Farm(meaning.Kind, name, meaning.State, now) : _farms[at];
        if (at < 0) _farms.Add(farm);
        else _farms[at] = farm;
        return true;
    }

    /// <summary>The session is over: what was known of the farms is no longer.</summary>
    public void Clear() => _farms.Clear();

    static (FarmKind Kind, FarmState State)? Meaning(int code) => code switch
    {
        2103 => (FarmKind.MarketData, FarmState.Broken),
        2104 => (FarmKind.MarketData, FarmState.Ok),
        2108 => (FarmKind.MarketData, FarmState.Idle),
        2119 => (FarmKind.MarketData, FarmState.Connecting),
        2105 => (FarmKind.History, FarmState.Broken),
        2106 => (FarmKind.History, FarmState.Ok),
        2107 => (FarmKind.History, FarmState.Idle),
        2157 => (FarmKind.SecurityDefinition, FarmState.Broken),
        2158 => (FarmKind.SecurityDefinition, FarmState.Ok),
        _ => null,
    };

    /// <summary>The farm stands after the last colon; a dormant one after the last stop.</summary>
    static string NameIn(string text)
    {
        var trimmed = text.AsSpan().Trim();
        var at = trimmed.LastIndexOfAny(':', '.');
        return trimmed[(at + 1)..].Trim().ToString();
    }
}
