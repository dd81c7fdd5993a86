using Bellwether.Core;
using Bellwether.Orders;

namespace Bellwether.Engine;

/// <summary>What the driver knows and the engine does not: who the account is and how the links are.</summary>
public sealed record DeskContext(AccountMode Mode, string Account, string ConfigurationHash, ConnectionSnapshot Connection, Func<int, bool> IsStale);

/// <summary>Photographs an engine between two inputs. Called on the engine's thread, a few times a second; allocates what it shows.</summary>
public static class DeskSnapshotBuilder
{
    const int LatestClosedOrders = 40;
    const int LatestFills = 60;
    const int LatestAlerts = 50;

    public static DeskSnapshot Build<TJournal>(TradingEngine<TJournal> engine, DeskContext desk) where TJournal : struct, IJournalSink
    {
        var valuation = engine.Valuation;
        return new DeskSnapshot
        {
            Sequence = engine.Sequence,
            Time = EngineTime.ToInstant(engine.Time),
            Mode = desk.Mode,
            Account = desk.Account,
            Authority = engine.Risk.IsArmed ? Authority.Armed : engine.IsStopped ? Authority.ProtectOnly : Authority.Disarmed,
            ConfigurationHash = desk.ConfigurationHash,
            Session = engine.Session,
            StartEquity = engine.Positions.StartEquity,
            Equity = valuation.Equity,
            Realised = engine.Positions.Realised,
            Unrealised = valuation.Unrealised,
            Commission = engine.Positions.Commission,
            Gross = valuation.Gross,
            PeakEquity = Money.Max(engine.PeakEquity, valuation.Equity),
            Connection = desk.Connection,
            Positions = PositionRows(engine, desk),
            Sessions = SessionRows(engine),
            Orders = OrderRows(engine),
            Executions = ExecutionRows(engine),
            Alerts = Newest(engine.Alerts, LatestAlerts),
            EquityCurve = Oldest(engine.EquityCurve),
        };
    }

    static List<SessionRow> SessionRows<TJournal>(TradingEngine<TJournal> engine) where TJournal : struct, IJournalSink
    {
        var rows = new List<SessionRow>();
        if (engine.Sessions is not { } sessions) return rows;
        for (var symbol = 0; symbol < engine.Instruments.Count; symbol++)
        {
            if (!sessions.TryRead(symbol, out _, out var s)) continue;
            rows.Add(new SessionRow(engine.Instruments[symbol].Symbol, s.Date, Known(s.Open), Known(s.High), Known(s.Low), Known(s.Close), s.Volume, Known(s.Vwap),
                Known(s.OpeningRangeHigh), Known(s.OpeningRangeLow), Known(s.PreMarketHigh), Known(s.PreMarketLow), Known(s.PriorClose), Known(s.Change), Known(s.AverageVolume),
                Known(s.SpreadMean), Known(s.RealisedVolatility)));
        }
        return rows;
    }

    static double? Known(double value) => double.IsNaN(value) ? null : value;

    static List<PositionRow> PositionRows<TJournal>(TradingEngine<TJournal> engine, DeskContext desk) where TJournal : struct, IJournalSink
    {
        var symbols = engine.Positions.SymbolCount;
        var stops = new Price?[symbols];
        var targets = new Price?[symbols];
        var covered = new Quantity[symbols];
        for (var i = 0; i < engine.Orders.LiveCount; i++)
        {
            ref readonly var order = ref engine.Orders.Live(i);
            var symbol = order.Terms.Symbol;
            if (order.Role == OrderRole.Stop)
            {
                stops[symbol] = order.Terms.StopPrice;
                if (order.Uncertainty == Uncertainty.None) covered[symbol] += order.Open;
            }
            else if (order.Role == OrderRole.Target)
            {
                targets[symbol] = order.Terms.LimitPrice;
            }
        }

        var rows = new List<PositionRow>();
        for (var symbol = 0; symbol < symbols; symbol++)
        {
            ref readonly var position = ref engine.Positions[symbol];
            if (!position.Touched) continue;
            rows.Add(new PositionRow(engine.Instruments[symbol].Symbol, position.Quantity, position.AveragePrice, position.Last, position.Value, position.Unrealised,
                position.Realised, position.Commission, stops[symbol], targets[symbol], Quantity.Min(covered[symbol], Quantity.Abs(position.Quantity)),
                engine.InitialRisk(symbol), position.IsFlat ? null : EngineTime.ToInstant(position.OpenedAt), desk.IsStale(symbol)));
        }
        rows.Sort((a, b) => a.Quantity.IsZero == b.Quantity.IsZero ? string.CompareOrdinal(a.Symbol, b.Symbol) : a.Quantity.IsZero ? 1 : -1);
        return rows;
    }

    static List<OrderRow> OrderRows<TJournal>(TradingEngine<TJournal> engine) where TJournal : struct, IJournalSink
    {
        var rows = new List<OrderRow>();
        var closed = 0;
        for (var number = engine.Orders.LastNumber; number > 0 && engine.Orders.Contains(number); number--)
        {
            ref readonly var order = ref engine.Orders[number];
            if (!order.IsLive && closed++ >= LatestClosedOrders) continue;
            rows.Add(Row(order, engine.Instruments[order.Terms.Symbol].Symbol));
            if (closed >= LatestClosedOrders && rows.Count >= engine.Orders.LiveCount + LatestClosedOrders) break;
        }
        return rows;
    }

    static OrderRow Row(in Order order, string symbol)
    {
        Price? price = order.Terms.Type switch
        {
            OrderType.Limit => order.Terms.LimitPrice,
            OrderType.Stop => order.Terms.StopPrice,
            _ => null,
        };
        return new OrderRow(order.Number, symbol, order.Role, order.Terms.Side, order.Terms.Type, order.Terms.Quantity, order.Filled, price,
            order.Filled.IsZero ? null : order.AverageFill, order.Stage.Word(), order.IsLive, order.Uncertainty == Uncertainty.None,
            order.Pending == PendingChange.None ? null : order.Pending == PendingChange.Cancel ? "cancel" : "modify", order.Terms.TimeInForce,
            EngineTime.ToInstant(order.CreatedAt), EngineTime.ToInstant(order.UpdatedAt), order.Reason);
    }

    static List<ExecutionRow> ExecutionRows<TJournal>(TradingEngine<TJournal> engine) where TJournal : struct, IJournalSink
    {
        var rows = new List<ExecutionRow>();
        for (var back = 0; back < Math.Min(LatestFills, engine.Fills.Count); back++)
        {
            ref readonly var fill = ref engine.Fills.Newest(back);
            ref readonly var entry = ref engine.Executions[fill.LedgerPlace];
            rows.Add(new ExecutionRow(fill.Sequence, EngineTime.ToInstant(fill.Time), engine.Instruments[fill.Symbol].Symbol, fill.Side, fill.Quantity, fill.Price,
                entry.HasCommission ? entry.Commission : null, fill.Realised, fill.Order, fill.Order == 0 ? null : fill.Role));
        }
        return rows;
    }

    static List<T> Newest<T>(History<T> history, int most)
    {
        var items = new List<T>();
        for (var back = 0; back < Math.Min(most, history.Count); back++) items.Add(history.Newest(back));
        return items;
    }

    static List<T> Oldest<T>(History<T> history)
    {
        var items = new List<T>(history.Count);
        for (var back = history.Count - 1; back >= 0; back--) items.Add(history.Newest(back));
        return items;
    }
}
