namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>A position with its value.</summary>
public sealed class UpdatePortfolio : IServerMessage<UpdatePortfolio>
{
    public Contract Contract = new();

    /// <summary>Negative when short.</summary>
    public decimal Position;

    public double? MarketPrice;
    public double? MarketValue;
    public double? AverageCost;
    public double? UnrealizedPNL;
    public double? RealizedPNL;
    public string AccountName = "";

    public static ServerMessageId MessageId => ServerMessageId.UpdatePortfolio;

    public static void Transfer<TWire>(ref TWire wire, ref UpdatePortfolio m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(8);
        ContractFields.Portfolio(ref wire, m.Contract);
        wire.Decimal(ref m.Position);
        wire.Optional(ref m.MarketPrice, Unset.Double);
        wire.Optional(ref m.MarketValue, Unset.Double);
        wire.Optional(ref m.AverageCost, Unset.Double);
        wire.Optional(ref m.UnrealizedPNL, Unset.Double);
        wire.Optional(ref m.RealizedPNL, Unset.Double);
        wire.Text(ref m.AccountName);
    }

    public static void Deliver(in UpdatePortfolio m, IServerMessageHandler handler) => handler.On(m);
}
