using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using WirePosition = Bellwether.InteractiveBrokers.Protocol.Position;

namespace Bellwether.Live;

/// <summary>
/// Positions of a broker are read twice, before and after its executions. They count when the second reading is the first one moved by what was executed in
/// between: a position may lag behind the execution that made it, and then neither reading is worth anything.
/// </summary>
sealed class PositionCheck
{
    readonly Dictionary<int, decimal> before = [];
    readonly SortedDictionary<int, WirePosition> after = [];
    readonly Dictionary<UInt128, (int Revision, decimal Signed)> executions = [];
    readonly SortedDictionary<int, (Contract Contract, decimal Moved)> between = [];
    bool isAfter;

    /// <summary>The second reading, in the order of contract ids.</summary>
    public IEnumerable<WirePosition> Positions => after.Values;

    /// <summary>A reading begins.</summary>
    public void Begin(bool isAfter)
    {
        this.isAfter = isAfter;
        if (isAfter)
        {
            after.Clear();
            return;
        }
        before.Clear();
        between.Clear();
    }

    public void Add(WirePosition position)
    {
        if (isAfter) after[position.Contract.ConId] = position;
        else before[position.Contract.ConId] = position.Quantity;
    }

    /// <summary>An execution was reported.</summary>
    /// <param name="details">The report.</param>
    /// <param name="isAnswer">It answers a question; it then may be of any time, and moves nothing here.</param>
    public void Executed(ExecDetails details, bool isAnswer)
    {
        var id = ExecutionId.Parse(details.ExecId);
        var signed = details.Side == "BOT" ? details.Shares : -details.Shares;
        var known = executions.GetValueOrDefault(id.Family, (Revision: -1, Signed: 0m));
        if (known.Revision >= id.Revision) return;
        executions[id.Family] = (id.Revision, signed);
        if (isAnswer) return;
        var moved = between.GetValueOrDefault(details.Contract.ConId, (details.Contract, 0m));
        between[details.Contract.ConId] = (moved.Item1, moved.Item2 + signed - known.Signed);
    }

    /// <summary>Whether the second reading follows from the first; if not, one contract for which it does not.</summary>
    public bool Agrees(out Contract contract)
    {
        foreach (var (id, position) in after)
        {
            contract = position.Contract;
            if (position.Quantity != before.GetValueOrDefault(id) + (between.TryGetValue(id, out var moved) ? moved.Moved : 0)) return false;
        }
        foreach (var (id, quantity) in before)
        {
            if (after.ContainsKey(id)) continue;
            contract = between.TryGetValue(id, out var moved) ? moved.Contract : new Contract { Symbol = $"contract {id}" };
            if (quantity + (moved.Contract is null ? 0 : moved.Moved) != 0) return false;
        }
        foreach (var (id, moved) in between)
        {
            contract = moved.Contract;
            if (!after.ContainsKey(id) && !before.ContainsKey(id) && moved.Moved != 0) return false;
        }
        contract = new Contract();
        return true;
    }
}
