using Bellwether.Core;
using Bellwether.Orders;

namespace Bellwether.Tests.Orders;

/// <summary>
/// I25: whatever order the broker's words and executions come in, the end is the same. Status words keep their own order (one connection), executions theirs;
/// they may be interleaved in any way, and each word may come twice.
/// </summary>
public sealed class ReportOrderTests
{
    readonly record struct Word(BrokerStatus Status, decimal Filled);

    public static TheoryData<string> Lives => [.. Stories.Keys];

    static readonly Dictionary<string, (Word[] Words, (decimal Shares, decimal Price)[] Executions, OrderStage End, decimal Filled, decimal Average)> Stories = new()
    {
        ["filled in three parts"] = (
            [new(BrokerStatus.PendingSubmit, 0), new(BrokerStatus.PreSubmitted, 0), new(BrokerStatus.Submitted, 0), new(BrokerStatus.Submitted, 20), new(BrokerStatus.Submitted, 70), new(BrokerStatus.Filled, 100)],
            [(20, 10.00m), (50, 10.10m), (30, 10.20m)], OrderStage.Filled, 100, 10.11m),
        ["partly filled, then cancelled"] = (
            [new(BrokerStatus.Submitted, 0), new(BrokerStatus.Submitted, 30), new(BrokerStatus.PendingCancel, 30), new(BrokerStatus.Submitted, 40), new(BrokerStatus.Cancelled, 40)],
            [(30, 9.00m), (10, 9.40m)], OrderStage.Cancelled, 40, 9.10m),
        ["cancelled by the client before anything"] = (
            [new(BrokerStatus.PreSubmitted, 0), new(BrokerStatus.PendingCancel, 0), new(BrokerStatus.ApiCancelled, 0)], [], OrderStage.Cancelled, 0, 0),
        ["filled while the cancel is under way"] = (
            [new(BrokerStatus.Submitted, 0), new(BrokerStatus.PendingCancel, 0), new(BrokerStatus.PendingCancel, 60), new(BrokerStatus.Filled, 100)],
            [(60, 20.00m), (40, 20.50m)], OrderStage.Filled, 100, 20.20m),
        ["no word but the last"] = ([new(BrokerStatus.Filled, 100)], [(100, 5)], OrderStage.Filled, 100, 5),
        ["no word at all"] = ([], [(40, 5), (60, 6)], OrderStage.Filled, 100, 5.6m),
        ["suspended in between"] = (
            [new(BrokerStatus.Submitted, 0), new(BrokerStatus.Inactive, 10), new(BrokerStatus.Submitted, 10), new(BrokerStatus.Cancelled, 10)],
            [(10, 7)], OrderStage.Cancelled, 10, 7),
        ["made smaller by its group and filled"] = (
            [new(BrokerStatus.Submitted, 0), new(BrokerStatus.Submitted, 25), new(BrokerStatus.Filled, 60)], [(25, 4), (35, 4.6m)], OrderStage.Filled, 60, 4.35m),
    };

    [Theory]
    [MemberData(nameof(Lives))]
    public void Any_interleaving_of_words_and_executions_ends_alike(string story)
    {
        var (words, executions, end, filled, average) = Stories[story];
        var seen = 0;
        foreach (var turns in Interleavings(words.Length, executions.Length))
            foreach (var twice in (bool[])[false, true])
            {
                var desk = new Desk();
                var order = desk.Sent();
                var (word, execution) = (0, 0);
                foreach (var isWord in turns)
                {
                    desk.After(0.1m);
                    if (isWord)
                    {
                        desk.Status(order, words[word].Status, words[word].Filled);
                        if (twice) desk.Status(order, words[word].Status, words[word].Filled);
                        word++;
                    }
                    else
                    {
                        desk.Executes(order, executions[execution].Shares, executions[execution].Price);
                        execution++;
                    }
                }
                var told = $"{string.Concat(turns.Select(t => t ? 'w' : 'x'))}{(twice ? " each word twice" : "")}";
                Assert.True(end == desk.StageOf(order), $"{told}: {desk.StageOf(order)} instead of {end}");
                Assert.True(Desk.Shares(filled) == desk[order].Filled, told);
                Assert.True(Price.FromDecimal(average) == desk[order].AverageFill, $"{told}: {desk[order].AverageFill}");
                Assert.True(desk[order] is { Uncertainty: Uncertainty.None, Pending: PendingChange.None }, $"{told}: {desk[order].Uncertainty}, {desk[order].Pending}");
                Assert.Equal((Quantity.Zero, 0), (desk.Orders.Exposure(0).Buy, desk.Orders.Exposure(0).Entries));
                seen++;
            }
        Assert.Equal(2 * Choose(words.Length + executions.Length, executions.Length), seen);
    }

    static IEnumerable<bool[]> Interleavings(int words, int executions)
    {
        if (words == 0 && executions == 0)
        {
            yield return [];
            yield break;
        }
        if (words > 0) foreach (var rest in Interleavings(words - 1, executions)) yield return [true, .. rest];
        if (executions > 0) foreach (var rest in Interleavings(words, executions - 1)) yield return [false, .. rest];
    }

    static int Choose(int n, int k) => k == 0 ? 1 : Choose(n - 1, k - 1) * n / k;
}
