using Bellwether.Core;
using Bellwether.Storage;

namespace Bellwether.Tests.Backtesting;

public sealed class LeanParityTests
{
    [Fact]
    public void The_rule_that_LEAN_has_run_gives_the_same_result_to_the_cent()
    {
        var result = SmaCrossRun.Run(BarFolder.Load(TestData.Shared("data/parity")));

        Assert.Null(result.Violation);
        Assert.Equal(117_000, result.Bars);
        Assert.Equal(4_616, result.Orders.Submitted);
        Assert.Equal(4_616, result.Orders.Filled);
        Assert.Equal(0, result.Orders.Rejected);
        Assert.Equal(4_616, result.Executions);
        Assert.Equal(Money.FromDecimal(4_616.00m), result.Commission);
        Assert.Equal(Money.FromDecimal(977_205.00m), result.Cash);
        Assert.Equal(Money.FromDecimal(994_601.00m), result.EndEquity);
    }
}
