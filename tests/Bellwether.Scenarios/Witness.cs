using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Scenarios;

/// <summary>
/// Watches the wire from outside the engine and keeps books of its own: what was sent, and what the broker said was executed. It knows nothing of the
/// engine's state.
/// </summary>
sealed class Witness(decimal maxPositionValue, decimal maxGrossExposure) : IClientMessageHandler, IServerMessageHandler
{
    readonly Dictionary<string, int> sent = new(StringComparer.Ordinal);
    readonly Dictionary<string, decimal> open = new(StringComparer.Ordinal);
    readonly Dictionary<string, (string Symbol, decimal Signed)> entries = new(StringComparer.Ordinal);
    readonly Dictionary<string, (string Symbol, decimal Signed)> executions = new(StringComparer.Ordinal);
    readonly Dictionary<string, double> last = new(StringComparer.Ordinal);
    readonly Dictionary<int, string> quoted = [];
    readonly Dictionary<int, string> references = [];

    public List<string> Faults { get; } = [];

    public int OrdersSent => sent.Count;

    public int Executions => executions.Count;

    public decimal Position(string symbol) => executions.Values.Where(e => e.Symbol == symbol).Sum(e => e.Signed);

    public IEnumerable<string> Symbols => executions.Values.Select(e => e.Symbol).Distinct();

    public void On(ReqMktData m) => quoted[m.ReqId] = m.Contract.Symbol;

    public void On(in TickPrice m)
    {
        if (m.TickType == 2 && m.Price > 0 && quoted.TryGetValue(m.ReqId, out var symbol)) last[symbol] = m.Price;
    }

    public void On(PlaceOrder m)
    {
        var reference = m.Order.OrderRef;
        if (reference.Length == 0) Faults.Add("an order went out without a reference");
        if (sent.TryGetValue(reference, out var times)) Faults.Add($"I6: order {reference} was sent {times + 1} times");
        sent[reference] = times + 1;
        references[m.OrderId] = reference;
        var signed = m.Order.Action == "BUY" ? m.Order.TotalQuantity : -m.Order.TotalQuantity;
        open[reference] = m.Order.TotalQuantity;
        var position = Position(m.Contract.Symbol);
        var isExit = m.Order.ParentId == 0 && position != 0 && Math.Sign(signed) == -Math.Sign(position);
        if (m.Order.ParentId != 0 || isExit) return;
        entries[reference] = (m.Contract.Symbol, signed);
        // The gate values at the quote of the decision, this at the last quote seen: one per cent covers the difference.
        if (Worst(m.Contract.Symbol) is var worst && worst > maxPositionValue * 1.01m) Faults.Add($"I11: {m.Contract.Symbol}: worst case {worst:0} above the limit of {maxPositionValue:0}");
        if (last.Keys.Sum(Worst) is var gross && gross > maxGrossExposure * 1.01m) Faults.Add($"I12: gross worst case {gross:0} above the limit of {maxGrossExposure:0}");
    }

    /// <summary>What the position would be worth if everything that works on the worse side were executed.</summary>
    decimal Worst(string symbol)
    {
        var position = Position(symbol);
        var buys = position + Working(symbol, 1);
        var sells = -position + Working(symbol, -1);
        return Math.Max(Math.Abs(position), Math.Max(buys, sells)) * (decimal)last.GetValueOrDefault(symbol);
    }

    decimal Working(string symbol, int side) => entries.Where(e => e.Value.Symbol == symbol && Math.Sign(e.Value.Signed) == side).Sum(e => open[e.Key]);

    public void On(ExecDetails m)
    {
        var family = m.ExecId[..m.ExecId.LastIndexOf('.')];
        if (!executions.TryAdd(family, (m.Contract.Symbol, m.Side == "BOT" ? m.Shares : -m.Shares))) return;
        if (open.TryGetValue(m.OrderRef, out var rest)) open[m.OrderRef] = rest - m.Shares;
    }

    public void On(in OrderStatus m)
    {
        if (m.Status.Kind == OrderStatusKind.Cancelled && references.TryGetValue(m.OrderId, out var reference)) open[reference] = 0;
    }
}
