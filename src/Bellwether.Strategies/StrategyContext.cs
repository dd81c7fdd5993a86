using Bellwether.Core;
using Bellwether.Orders;
using Bellwether.Positions;
using Bellwether.Predictions;

namespace Bellwether.Strategies;

/// <summary>All that a strategy may look at when it is asked: the engine's state, read only, and the time. Times are nanoseconds since the Unix epoch.</summary>
public readonly ref struct StrategyContext(
    long time, long sessionOpen, long sessionClose, BarMemory bars, PositionBook positions, OrderBook orders, PredictionBook predictions, IRiskView risk)
{
    public readonly long Time = time;
    public readonly long SessionOpen = sessionOpen;
    public readonly long SessionClose = sessionClose;
    public readonly BarMemory Bars = bars;
    public readonly PositionBook Positions = positions;
    public readonly OrderBook Orders = orders;
    public readonly PredictionBook Predictions = predictions;
    public readonly IRiskView Risk = risk;

    public bool IsInSession => Time >= SessionOpen && Time < SessionClose;
}
