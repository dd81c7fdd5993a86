using Bellwether.Core;
using Bellwether.Orders;
using Bellwether.Risk;
using Bellwether.Strategies;
using NodaTime.Text;

namespace Bellwether.Engine;

/// <summary>
/// Turns a record's payload into named values for people and for JSON: numbers as <see cref="decimal"/>, <see cref="double"/> or <see cref="long"/>,
/// words as text, rows as lists. The layouts are those of the engine's recorder.
/// </summary>
/// <exception cref="JournalFormatException">From <see cref="Decode"/>: the payload does not have the layout of its kind.</exception>
public static class RecordDecoder
{
    /// <param name="kind">What the record is.</param>
    /// <param name="payload">Its bytes.</param>
    /// <param name="symbolOf">Ticker of a symbol index.</param>
    public static IReadOnlyList<KeyValuePair<string, object?>> Decode(RecordKind kind, ReadOnlySpan<byte> payload, Func<int, string> symbolOf)
    {
        var fields = new List<KeyValuePair<string, object?>>();
        var r = new RecordReader(payload);
        void Add(string name, object? value) => fields.Add(new(name, value));
        void AddAction(in CorporateEvent action)
        {
            Add("symbol", symbolOf(action.Symbol));
            Add("action", action.Kind.ToString());
            Add("effective", Time(action.Effective));
            Add("ratio", action.Kind == MarketData.CorporateActionKind.Split ? action.Ratio.ToString() : null);
            Add("amount", action.Kind == MarketData.CorporateActionKind.Dividend ? action.Amount.ToDecimal() : null);
            Add("ticker", action.Ticker);
        }
        Add(kind.IsInput() ? "input" : "cause", r.Int64());
        switch (kind)
        {
            case RecordKind.InputSlice:
                Add("warmUp", r.Byte() != 0);
                Add("barSeconds", r.Int64() / EngineTime.Second);
                var rows = r.Int32();
                var bars = new List<object?>();
                for (var i = 0; i < rows; i++)
                {
                    bars.Add(new List<KeyValuePair<string, object?>>
                    {
                        new("symbol", symbolOf(r.Int32())), new("open", r.Double()), new("high", r.Double()), new("low", r.Double()), new("close", r.Double()), new("volume", r.Double()),
                    });
                }
                Add("bars", bars);
                break;
            case RecordKind.InputQuote:
                Add("symbol", symbolOf(r.Int32()));
                Add("bid", r.Double());
                Add("ask", r.Double());
                Add("bidSize", r.Double());
                Add("askSize", r.Double());
                Add("last", r.Double());
                break;
            case RecordKind.InputPrediction:
                Add("symbol", symbolOf(r.Int32()));
                Add("direction", r.Int32());
                Add("confidence", r.Double());
                Add("asOf", Time(r.Int64()));
                Add("horizonSeconds", r.Int64() / EngineTime.Second);
                Add("model", r.Int32());
                break;
            case RecordKind.InputReport:
                Add("report", ((BrokerReportKind)r.Byte()).ToString());
                Add("status", ((BrokerStatus)r.Byte()).ToString());
                Add("side", Word((Side)(sbyte)r.Byte()));
                Add("type", ((OrderType)r.Byte()).ToString());
                Add("order", r.Int64());
                Add("permId", r.Int64());
                Add("brokerOrderId", r.Int32());
                var symbol = r.Int32();
                Add("symbol", symbol < 0 ? null : symbolOf(symbol));
                Add("code", r.Int32());
                Add("snapshot", r.Int32());
                Add("quantity", r.Quantity().ToDecimal());
                Add("filled", r.Quantity().ToDecimal());
                Add("remaining", r.Quantity().ToDecimal());
                Add("price", r.Price().ToDecimal());
                Add("stopPrice", r.Price().ToDecimal());
                r.Int64();
                r.Int64();
                Add("revision", r.Int32());
                Add("amount", r.Money().ToDecimal());
                Add("text", r.Text());
                break;
            case RecordKind.InputTimer:
                r.Int32();
                r.Int64();
                break;
            case RecordKind.InputCommand:
                Add("command", ((OperatorCommand)r.Int32()).ToString());
                break;
            case RecordKind.InputRevision:
                Add("symbol", symbolOf(r.Int32()));
                Add("opened", Time(r.Int64()));
                Add("barSeconds", r.Int64() / EngineTime.Second);
                Add("open", r.Double());
                Add("high", r.Double());
                Add("low", r.Double());
                Add("close", r.Double());
                Add("volume", r.Double());
                break;
            case RecordKind.InputCorporateAction:
                AddAction(CorporateEventRecord.Read(ref r));
                break;
            case RecordKind.PositionSplit:
                Add("symbol", symbolOf(r.Int32()));
                Add("before", r.Quantity().ToDecimal());
                Add("after", r.Quantity().ToDecimal());
                Add("stop", r.Price().ToDecimal());
                Add("target", r.Price().ToDecimal());
                break;
            case RecordKind.FractionSettled:
                Add("symbol", symbolOf(r.Int32()));
                Add("before", r.Quantity().ToDecimal());
                Add("after", r.Quantity().ToDecimal());
                break;
            case RecordKind.RestoredCorporateAction:
                AddAction(CorporateEventRecord.Read(ref r));
                Add("outdatedBefore", r.Int64());
                Add("fraction", r.Quantity().ToDecimal());
                break;
            case RecordKind.Intent:
                Add("symbol", symbolOf(r.Int32()));
                Add("intent", ((IntentKind)r.Byte()).ToString());
                Add("side", Word((Side)(sbyte)r.Byte()));
                Add("reason", ((IntentReason)r.Byte()).ToString());
                Add("conviction", r.Double());
                Add("stopDistance", r.Double());
                Add("targetDistance", r.Double());
                break;
            case RecordKind.Verdict:
                Add("verdict", r.Int64());
                Add("symbol", symbolOf(r.Int32()));
                Add("role", ((OrderRole)r.Byte()).ToString());
                var reason = (DenyReason)r.Byte();
                Add("approved", reason == DenyReason.None);
                Add("reason", reason.ToString());
                Add("value", Measured(reason, r.Int64()));
                Add("limit", Measured(reason, r.Int64()));
                break;
            case RecordKind.OrderCreated:
                Add("order", r.Int64());
                Add("verdict", r.Int64());
                Add("role", ((OrderRole)r.Byte()).ToString());
                Add("symbol", symbolOf(r.Int32()));
                Add("side", Word((Side)(sbyte)r.Byte()));
                Add("type", ((OrderType)r.Byte()).ToString());
                Add("timeInForce", ((TimeInForce)r.Byte()).ToString());
                Add("quantity", r.Quantity().ToDecimal());
                Add("limitPrice", r.Price().ToDecimal());
                Add("stopPrice", r.Price().ToDecimal());
                Add("reference", r.Price().ToDecimal());
                Add("parent", r.Int64());
                Add("ocaGroup", r.Int64());
                Add("ocaType", ((OcaType)r.Byte()).ToString());
                break;
            case RecordKind.OrderChanged:
                Add("order", r.Int64());
                Add("symbol", symbolOf(r.Int32()));
                Add("role", ((OrderRole)r.Byte()).ToString());
                Add("stage", ((OrderStage)r.Byte()).Word());
                Add("pending", ((PendingChange)r.Byte()).ToString());
                Add("uncertainty", ((Uncertainty)r.Byte()).ToString());
                Add("filled", r.Quantity().ToDecimal());
                Add("quantity", r.Quantity().ToDecimal());
                Add("reason", r.Text());
                break;
            case RecordKind.CancelRequested:
                Add("order", r.Int64());
                Add("symbol", symbolOf(r.Int32()));
                Add("role", ((OrderRole)r.Byte()).ToString());
                break;
            case RecordKind.ModifyRequested:
                Add("order", r.Int64());
                Add("symbol", symbolOf(r.Int32()));
                Add("role", ((OrderRole)r.Byte()).ToString());
                Add("quantity", r.Quantity().ToDecimal());
                Add("newQuantity", r.Quantity().ToDecimal());
                break;
            case RecordKind.Fill:
                Add("order", r.Int64());
                Add("symbol", symbolOf(r.Int32()));
                var role = r.Byte();
                Add("role", role == 0 ? null : ((OrderRole)role).ToString());
                Add("side", Word((Side)(sbyte)r.Byte()));
                Add("quantity", r.Quantity().ToDecimal());
                Add("price", r.Price().ToDecimal());
                Add("position", r.Quantity().ToDecimal());
                Add("realised", r.Money().ToDecimal());
                Add("revision", r.Int32());
                break;
            case RecordKind.CommissionPaid:
                Add("order", r.Int64());
                Add("symbol", symbolOf(r.Int32()));
                Add("amount", r.Money().ToDecimal());
                break;
            case RecordKind.PositionAdopted:
                Add("symbol", symbolOf(r.Int32()));
                Add("quantity", r.Quantity().ToDecimal());
                Add("averageCost", r.Price().ToDecimal());
                break;
            case RecordKind.Authority:
                Add("armed", r.Byte() != 0);
                Add("frozen", r.Byte() != 0);
                break;
            case RecordKind.Alert:
                Add("severity", ((AlertSeverity)r.Byte()).ToString());
                Add("title", r.Text());
                Add("text", r.Text());
                break;
            case RecordKind.Checkpoint:
                Add("equity", r.Money().ToDecimal());
                Add("cash", r.Money().ToDecimal());
                Add("gross", r.Money().ToDecimal());
                Add("decisionHash", ((ulong)r.Int64()).ToString("x16", System.Globalization.CultureInfo.InvariantCulture));
                break;
            case RecordKind.RestoredAccount:
                var account = RestoredAccount.Read(ref r);
                Add("cash", account.Cash.ToDecimal());
                Add("startEquity", account.StartEquity.ToDecimal());
                Add("peakEquity", account.PeakEquity.ToDecimal());
                Add("realised", account.Realised.ToDecimal());
                Add("commission", account.Commission.ToDecimal());
                Add("submitted", account.Counts.Submitted);
                Add("signals", account.Signals);
                break;
            case RecordKind.RestoredPosition:
                RestoredState.ReadPosition(ref r, out var held, out var position, out var plan, out _);
                Add("symbol", symbolOf(held));
                Add("quantity", position.Quantity.ToDecimal());
                Add("cost", position.Cost.ToDecimal());
                Add("realised", position.Realised.ToDecimal());
                Add("stop", plan.Stop.ToDecimal());
                Add("target", plan.Target.ToDecimal());
                break;
            case RecordKind.RestoredOrder:
                RestoredState.ReadOrder(ref r, out var order);
                Add("order", order.Number);
                Add("permId", order.PermId);
                Add("brokerOrderId", order.BrokerOrderId);
                Add("role", order.Role.ToString());
                Add("symbol", symbolOf(order.Terms.Symbol));
                Add("side", Word(order.Terms.Side));
                Add("type", order.Terms.Type.ToString());
                Add("quantity", order.Terms.Quantity.ToDecimal());
                Add("limitPrice", order.Terms.LimitPrice.ToDecimal());
                Add("stopPrice", order.Terms.StopPrice.ToDecimal());
                Add("stage", order.Stage.Word());
                Add("uncertainty", order.Uncertainty.ToString());
                Add("filled", order.Filled.ToDecimal());
                Add("parent", order.Links.Parent);
                Add("ocaGroup", order.Links.OcaGroup);
                break;
            case RecordKind.RestoredExecution:
                RestoredState.ReadExecution(ref r, out var execution);
                Add("symbol", execution.Symbol < 0 ? null : symbolOf(execution.Symbol));
                Add("order", execution.Order);
                Add("revision", execution.Revision);
                Add("quantity", execution.Signed.ToDecimal());
                Add("price", execution.Price.ToDecimal());
                Add("commission", execution.HasCommission ? execution.Commission.ToDecimal() : null);
                break;
            case RecordKind.RestoredEnd:
                break;
            default:
                throw new JournalFormatException($"unknown record kind {(int)kind}: written by a later version?");
        }
        if (!r.IsAtEnd) throw new JournalFormatException($"a {kind} record is longer than its layout");
        return fields;
    }

    /// <summary>ISO 8601 with milliseconds, UTC.</summary>
    public static string Time(long nanoseconds) => InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'").Format(EngineTime.ToInstant(nanoseconds));

    static string? Word(Side side) => side switch { Side.Buy => "BUY", Side.Sell => "SELL", _ => null };

    /// <summary>What a verdict measured: dollars for values, shares for quantities, a count for positions.</summary>
    static decimal Measured(DenyReason reason, long value) => reason switch
    {
        DenyReason.OpenPositions => value,
        DenyReason.ZeroQuantity or DenyReason.WouldNotReduce => value / (decimal)Quantity.Scale,
        _ => value / (decimal)Money.Scale,
    };
}
