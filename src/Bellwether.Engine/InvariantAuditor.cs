using Bellwether.Core;
using Bellwether.Orders;
using Bellwether.Positions;
using Bellwether.Risk;

namespace Bellwether.Engine;

/// <summary>A rule that must hold at every moment does not: a bug of the engine, never bad input.</summary>
/// <param name="Invariant">Its name, for example <c>I1</c>: position = Σ executions + Σ adjustments.</param>
public sealed record InvariantViolation(string Invariant, string Detail);

/// <summary>
/// Adds up what the engine believes from the ledger of executions, independently of the books that it checks. The touched symbol is checked at every
/// event, everything every 1,000 checks and after each snapshot.
/// </summary>
sealed class InvariantAuditor(PositionBook positions, OrderBook orders, ExecutionLedger ledger, RiskGate gate, int symbolCount)
{
    const int FullCheckEvery = 1000;
    readonly Quantity[] executed = new Quantity[symbolCount];
    readonly bool[] excused = new bool[symbolCount];
    int ledgerSeen;
    long ledgerApplied;
    int checks;

    /// <summary>The first rule about this symbol that is broken; null = all hold.</summary>
    public InvariantViolation? Check(int symbol)
    {
        if (++checks % FullCheckEvery == 0) return CheckAll();
        CatchUp();
        return CheckPosition(symbol) ?? CheckExposure(symbol);
    }

    /// <summary>The first rule that is broken; null = all hold.</summary>
    public InvariantViolation? CheckAll()
    {
        Array.Clear(executed);
        ledgerSeen = 0;
        CatchUp();
        for (var symbol = 0; symbol < symbolCount; symbol++)
        {
            if ((CheckPosition(symbol) ?? CheckExposure(symbol)) is { } broken) return broken;
        }
        return CheckOrders() ?? CheckLedger();
    }

    InvariantViolation? CheckLedger() => ledger.Received == ledger.Applied + ledger.Repeated
        ? null
        : new InvariantViolation("I21", $"{ledger.Received} executions received, {ledger.Applied} applied, {ledger.Repeated} repeated");

    /// <summary>Adds new families; a correction changes an old one, so then everything is added up anew.</summary>
    void CatchUp()
    {
        var entries = ledger.Entries;
        var corrections = ledger.Applied - ledgerApplied > entries.Length - ledgerSeen;
        ledgerApplied = ledger.Applied;
        if (corrections || HasLateExecution(entries))
        {
            Array.Clear(executed);
            ledgerSeen = 0;
        }
        for (; ledgerSeen < entries.Length; ledgerSeen++)
        {
            ref readonly var entry = ref entries[ledgerSeen];
            if (entry.HasExecution && entry.Symbol >= 0) executed[entry.Symbol] += entry.Signed;
        }
    }

    /// <summary>A family may have been entered by its commission and get its execution later: then counts alone do not show it.</summary>
    bool HasLateExecution(ReadOnlySpan<ExecutionEntry> entries) => entries.Length != ledger.Executions;

    InvariantViolation? CheckPosition(int symbol)
    {
        var expected = executed[symbol] + positions[symbol].Adjusted;
        if (positions[symbol].Quantity != expected)
            return new InvariantViolation("I1", $"symbol {symbol}: position {positions[symbol].Quantity}, executions and adjustments add up to {expected}");
        return null;
    }

    /// <summary>
    /// The broker changed what was true when orders were approved (a correction, an order back from the dead, an execution that is not ours): too much of this
    /// symbol is then no fault of the engine, until nothing of it is held or works any more. True when it is too much.
    /// </summary>
    public bool Excuse(int symbol)
    {
        excused[symbol] = true;
        return Excess(symbol) is not null;
    }

    InvariantViolation? CheckExposure(int symbol)
    {
        ref readonly var working = ref orders.Exposure(symbol);
        if (excused[symbol] && positions[symbol].IsFlat && working is { Entries: 0, Protective: 0 }) excused[symbol] = false;
        return excused[symbol] ? null : Excess(symbol);
    }

    InvariantViolation? Excess(int symbol)
    {
        ref readonly var working = ref orders.Exposure(symbol);
        if (working.Entries == 0) return null;
        var longest = positions[symbol].Quantity + working.Buy;
        var shortest = working.Sell - positions[symbol].Quantity;
        var limit = gate.Limits.MaxPositionValue;
        for (var i = 0; i < orders.LiveCount; i++)
        {
            ref readonly var order = ref orders.Live(i);
            if (order.Terms.Symbol != symbol || order.Role != OrderRole.Entry) continue;
            var worst = order.Terms.Side == Side.Buy ? longest : shortest;
            if (order.Reference * worst > limit)
                return new InvariantViolation("I11", $"symbol {symbol}: worst case {worst} shares at {order.Reference} exceeds {limit}");
        }
        return null;
    }

    /// <summary>The filled quantity of each live order equals its executions in the ledger.</summary>
    InvariantViolation? CheckOrders()
    {
        for (var i = 0; i < orders.LiveCount; i++)
        {
            ref readonly var order = ref orders.Live(i);
            if (order.Filled.IsZero) continue;
            var sum = Quantity.Zero;
            foreach (ref readonly var entry in ledger.Entries)
                if (entry.HasExecution && entry.Order == order.Number) sum += Quantity.Abs(entry.Signed);
            if (sum != order.Filled) return new InvariantViolation("I2", $"order {order.Number}: filled {order.Filled}, its executions add up to {sum}");
        }
        return null;
    }
}
