using System.Runtime.InteropServices;
using Bellwether.Core;

namespace Bellwether.Engine;

/// <summary>What the ledger knows of one execution family: its highest revision, and its commission, whichever came first.</summary>
public struct ExecutionEntry
{
    /// <summary>See <see cref="ExecutionId.Family"/>.</summary>
    public UInt128 Family;
    public int Revision;
    public bool HasExecution;
    public bool HasCommission;

    /// <summary>The engine's order number, 0 when the order is not ours.</summary>
    public long Order;

    /// <summary>Symbol index, -1 when the instrument is not in the table.</summary>
    public int Symbol;

    /// <summary>Shares, negative for a sale.</summary>
    public Quantity Signed;
    public Price Price;
    public Money Commission;
}

/// <summary>
/// Every execution that was ever reported, once: a family counts at its highest revision, and a report delivered again changes nothing.
/// </summary>
/// <param name="capacity">Families that fit without growing.</param>
public sealed class ExecutionLedger(int capacity = 1 << 13)
{
    readonly Dictionary<UInt128, int> index = new(capacity);
    ExecutionEntry[] entries = new ExecutionEntry[capacity];
    int count;

    /// <summary>Effective executions: families of which an execution was seen.</summary>
    public int Executions { get; private set; }

    /// <summary>Reports of executions received, repeated ones included.</summary>
    public long Received { get; private set; }

    /// <summary>Reports that changed something: new families and newer revisions.</summary>
    public long Applied { get; private set; }

    /// <summary>Reports that repeated a revision, or came with an older one.</summary>
    public long Repeated { get; private set; }

    /// <summary>All families, oldest first.</summary>
    public ReadOnlySpan<ExecutionEntry> Entries => entries.AsSpan(0, count);

    /// <summary>
    /// Takes an execution. False: it was there already. True: <paramref name="previous"/> is what it replaces (without an execution when the family is
    /// new), <paramref name="at"/> its place.
    /// </summary>
    public bool Record(in BrokerReport report, out ExecutionEntry previous, out int at)
    {
        Received++;
        at = Place(report.Execution.Family);
        ref var entry = ref entries[at];
        previous = entry;
        if (entry.HasExecution && entry.Revision >= report.Execution.Revision)
        {
            Repeated++;
            return false;
        }
        if (!entry.HasExecution) Executions++;
        Applied++;
        entry.HasExecution = true;
        entry.Revision = report.Execution.Revision;
        entry.Order = report.Order;
        entry.Symbol = report.Symbol;
        entry.Signed = report.Side == Side.Buy ? report.Quantity : -report.Quantity;
        entry.Price = report.Price;
        return true;
    }

    /// <summary>
    /// Takes a commission, which may come before its execution. Returns what it adds to the one known before (usually zero known, so all of it); zero for a
    /// repetition.
    /// </summary>
    public Money RecordCommission(in ExecutionId execution, Money commission, out int at)
    {
        at = Place(execution.Family);
        ref var entry = ref entries[at];
        var change = commission - entry.Commission;
        entry.Commission = commission;
        entry.HasCommission = true;
        return change;
    }

    /// <summary>Puts a family of an earlier run back.</summary>
    public void Restore(in ExecutionEntry entry)
    {
        entries[Place(entry.Family)] = entry;
        if (!entry.HasExecution) return;
        Executions++;
        Received++;
        Applied++;
    }

    public ref readonly ExecutionEntry this[int at] => ref entries[at];

    int Place(UInt128 family)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(index, family, out var known);
        if (known) return place;
        if (count == entries.Length) Array.Resize(ref entries, entries.Length * 2);
        entries[count].Symbol = -1;
        entries[count].Family = family;
        place = count;
        return count++;
    }
}
