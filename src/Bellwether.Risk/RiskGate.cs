using Bellwether.Core;
using Bellwether.Orders;
using Bellwether.Positions;

namespace Bellwether.Risk;

/// <summary>
/// The only issuer of <see cref="ApprovedOrder"/>. Checks run in a fixed order and the first denial is the verdict. What adds risk needs every check;
/// what reduces a position needs only to be a reduction, so that an exit is never blocked by a limit.
/// </summary>
public sealed class RiskGate : IRiskView
{
    readonly RiskLimits limits;
    readonly PositionBook positions;
    readonly OrderBook orders;
    readonly bool[] symbolFrozen;
    long verdicts;

    public RiskGate(RiskLimits limits, PositionBook positions, OrderBook orders)
    {
        this.limits = limits.Checked();
        this.positions = positions;
        this.orders = orders;
        symbolFrozen = new bool[positions.SymbolCount];
    }

    /// <summary>An operator or the configuration allows new risk.</summary>
    public bool IsArmed { get; set; }

    /// <summary>Nothing may add risk: the link to the broker is gone or not reconciled.</summary>
    public bool IsFrozen { get; set; }

    public bool EntriesAllowed => IsArmed && !IsFrozen;

    public bool EntriesAllowedIn(int symbol) => EntriesAllowed && !symbolFrozen[symbol];

    public Money GrossExposure => positions.Value().Gross;

    public int OpenPositions => positions.HeldCount;

    public RiskLimits Limits => limits;

    public bool IsSymbolFrozen(int symbol) => symbolFrozen[symbol];

    public void FreezeSymbol(int symbol, bool frozen) => symbolFrozen[symbol] = frozen;

    /// <summary>Judges an entry together with its protection.</summary>
    public RiskVerdict Check(in BracketProposal proposal, out BracketApproval approval)
    {
        approval = default;
        var terms = proposal.Entry;
        var symbol = terms.Symbol;
        var number = ++verdicts;
        if (!IsArmed) return Deny(DenyReason.NotArmed);
        if (IsFrozen) return Deny(DenyReason.Frozen);
        if (symbolFrozen[symbol]) return Deny(DenyReason.SymbolFrozen);
        if (proposal.Reference <= Price.Zero) return Deny(DenyReason.NoPrice);
        if (terms.Quantity <= Quantity.Zero) return Deny(DenyReason.ZeroQuantity, terms.Quantity.Units, Quantity.Scale);

        var value = proposal.Reference * terms.Quantity;
        if (value > limits.MaxOrderValue) return Deny(DenyReason.OrderValue, value.Micros, limits.MaxOrderValue.Micros);

        ref readonly var position = ref positions[symbol];
        ref readonly var working = ref orders.Exposure(symbol);
        var side = terms.Side == Side.Buy ? position.Quantity + working.Buy + terms.Quantity : working.Sell + terms.Quantity - position.Quantity;
        var positionValue = proposal.Reference * side;
        if (positionValue > limits.MaxPositionValue) return Deny(DenyReason.PositionValue, positionValue.Micros, limits.MaxPositionValue.Micros);

        var gross = positions.Value().Gross + orders.EntryValue + value;
        if (gross > limits.MaxGrossExposure) return Deny(DenyReason.GrossExposure, gross.Micros, limits.MaxGrossExposure.Micros);

        var open = OpenOrEntering(symbol);
        if (open > limits.MaxOpenPositions) return Deny(DenyReason.OpenPositions, open, limits.MaxOpenPositions);

        if (!IsProtective(terms.Side, proposal.Reference, proposal.Stop, stop: true)) return Deny(DenyReason.ProtectionPrice, proposal.Stop.Micros, proposal.Reference.Micros);
        if (!IsProtective(terms.Side, proposal.Reference, proposal.Target, stop: false)) return Deny(DenyReason.ProtectionPrice, proposal.Target.Micros, proposal.Reference.Micros);

        var away = terms.Side == Side.Buy ? Side.Sell : Side.Buy;
        approval = new BracketApproval
        {
            Entry = new ApprovedOrder(number, OrderRole.Entry, terms, proposal.Reference),
            Stop = proposal.Stop == Price.Zero ? default : new ApprovedOrder(number, OrderRole.Stop, OrderTerms.Stop(symbol, away, terms.Quantity, proposal.Stop), proposal.Reference),
            Target = proposal.Target == Price.Zero ? default : new ApprovedOrder(number, OrderRole.Target, OrderTerms.Limit(symbol, away, terms.Quantity, proposal.Target, TimeInForce.Gtc), proposal.Reference),
        };
        return new RiskVerdict(number, symbol, OrderRole.Entry, DenyReason.None, value.Micros, limits.MaxOrderValue.Micros);

        RiskVerdict Deny(DenyReason reason, long measured = 0, long limit = 0) => new(number, symbol, OrderRole.Entry, reason, measured, limit);
    }

    /// <summary>
    /// Judges an order that closes shares: it must be on the other side of the position, and together with <paramref name="alreadyExiting"/> shares of
    /// exits under way no larger than it.
    /// </summary>
    public RiskVerdict CheckExit(in OrderTerms terms, Price reference, Quantity alreadyExiting, out ApprovedOrder approved)
    {
        var number = ++verdicts;
        var position = positions[terms.Symbol].Quantity;
        var reduces = terms.Quantity > Quantity.Zero && position.Sign == -(int)terms.Side && terms.Quantity + alreadyExiting <= Quantity.Abs(position);
        approved = reduces ? new ApprovedOrder(number, OrderRole.Exit, terms, reference) : default;
        return new RiskVerdict(number, terms.Symbol, OrderRole.Exit, reduces ? DenyReason.None : DenyReason.WouldNotReduce, terms.Quantity.Units, Quantity.Abs(position).Units);
    }

    /// <summary>
    /// Judges a stop or a target that is placed for shares that are held already: it must be on the other side of the position and no larger than it. No limit,
    /// freeze or missing permission stands in its way.
    /// </summary>
    public RiskVerdict CheckProtection(in OrderTerms terms, OrderRole role, Price reference, out ApprovedOrder approved)
    {
        var number = ++verdicts;
        var position = positions[terms.Symbol].Quantity;
        var protects = role is OrderRole.Stop or OrderRole.Target && terms.Quantity > Quantity.Zero && position.Sign == -(int)terms.Side && terms.Quantity <= Quantity.Abs(position);
        approved = protects ? new ApprovedOrder(number, role, terms, reference) : default;
        return new RiskVerdict(number, terms.Symbol, role, protects ? DenyReason.None : DenyReason.WouldNotReduce, terms.Quantity.Units, Quantity.Abs(position).Units);
    }

    /// <summary>Symbols that are held or being entered, with this one among them.</summary>
    int OpenOrEntering(int symbol)
    {
        var count = positions.HeldCount + orders.SymbolsWithEntries;
        foreach (var held in positions.Held)
            if (orders.Exposure(held).Entries > 0) count--;
        return positions[symbol].IsFlat && orders.Exposure(symbol).Entries == 0 ? count + 1 : count;
    }

    static bool IsProtective(Side entry, Price reference, Price price, bool stop) =>
        price == Price.Zero || (price > Price.Zero && ((price < reference) == (entry == Side.Buy == stop)) && price != reference);
}
