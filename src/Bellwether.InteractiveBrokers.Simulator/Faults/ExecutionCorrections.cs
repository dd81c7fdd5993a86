using Bellwether.Core;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>Replaces executions by corrected ones: in the account, in the order, in what is told of the past, and to the client.</summary>
sealed class ExecutionCorrections(VenueReports venue, OrderReports reports, Action<BrokerOrder> onBooked)
{
    /// <param name="execId">Of the execution to correct, revision 01.</param>
    /// <param name="kind">What changes.</param>
    /// <param name="share">0 to 999: how much of the possible change.</param>
    public void Apply(string execId, CorrectionKind kind, int share)
    {
        var at = venue.Executions.FindIndex(e => e.ExecId == execId);
        if (at < 0) return;
        var old = venue.Executions[at];
        var (shares, price) = (old.Shares, old.Price);
        switch (kind)
        {
            case CorrectionKind.Price: price = Price.FromDouble(Math.Round(old.Price.ToDouble() + Math.Max(0.01, old.Price.ToDouble() * 0.001 * share / 1_000), 2)); break;
            case CorrectionKind.Shares: shares = Quantity.FromShares(old.Shares.Units / Quantity.Scale * share / 1_000); break;
            default: shares = Quantity.Zero; break;
        }
        if (kind == CorrectionKind.Shares && shares.IsZero) return;
        var order = old.Order;
        var back = old.Side == Side.Buy ? Side.Sell : Side.Buy;
        order.Account.Execute(order.Symbol, back, old.Shares, old.Price, -old.Commission);
        order.Execute(-old.Shares, old.Price);
        Money? realized = null;
        if (!shares.IsZero)
        {
            realized = order.Account.Execute(order.Symbol, old.Side, shares, price, old.Commission);
            order.Execute(shares, price);
        }
        var corrected = old with
        {
            ExecId = execId[..^2] + "02", Shares = shares, Price = price, Cumulative = order.Filled, AveragePrice = order.AveragePrice,
            Commission = shares.IsZero ? Money.Zero : old.Commission, Realized = realized,
        };
        venue.Executions[at] = corrected;
        reports.Execution(corrected);
        reports.Commission(corrected);
        onBooked(order);
    }
}
