namespace Bellwether.Web;

/// <summary>
/// Which cells a frame tints because their figure changed, and which way. When more than twelve change at once, none is tinted: a table that glitters
/// everywhere says nothing.
/// </summary>
sealed class CellTints
{
    const int Most = 12;

    readonly Dictionary<string, Cell> cells = new(StringComparer.Ordinal);
    int frame;

    /// <summary>Takes the figures of the next frame, each with a name of its own.</summary>
    public void Next(IEnumerable<(string Name, decimal Value)> figures)
    {
        frame++;
        var changed = new List<(string Name, bool Rose)>();
        foreach (var (name, value) in figures)
        {
            if (!cells.TryGetValue(name, out var cell))
            {
                cells[name] = new Cell(value, Turn: 0, Rose: false, frame);
                continue;
            }
            if (cell.Value != value) changed.Add((name, value > cell.Value));
            cells[name] = cell with { Value = value, Frame = frame };
        }
        foreach (var vanished in cells.Where(c => c.Value.Frame != frame).Select(c => c.Key).ToList()) cells.Remove(vanished);
        if (changed.Count > Most) return;
        foreach (var (name, rose) in changed) cells[name] = cells[name] with { Turn = cells[name].Turn + 1, Rose = rose };
    }

    /// <summary>The class of a cell: two names alternate, so that a second change in a row starts the fade again.</summary>
    public string Class(string name) => cells.TryGetValue(name, out var cell) && cell.Turn > 0
        ? (cell.Rose ? "tint-up" : "tint-down") + (cell.Turn % 2 == 0 ? " again" : "")
        : "";

    readonly record struct Cell(decimal Value, int Turn, bool Rose, int Frame);
}
