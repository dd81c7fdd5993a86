namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>What a contract is called on the wire. Fields that are not used stay empty; zero, <c>?</c> and empty all mean "none".</summary>
public sealed class Contract
{
    /// <summary>The broker's number for the contract; 0 when not known.</summary>
    public int ConId;

    public string Symbol = "";

    /// <summary>STK, OPT, FUT, CASH, IND, BAG …</summary>
    public string SecType = "";

    /// <summary>yyyyMMdd or yyyyMM.</summary>
    public string LastTradeDateOrContractMonth = "";

    /// <summary>Absent for none; a strike of zero cannot be told from none.</summary>
    public double? Strike;

    /// <summary>C or P; the gateway prints <c>?</c>, 0 or nothing for none.</summary>
    public string Right = "";

    public string Multiplier = "";

    /// <summary>Where to route or take data from; SMART for the router.</summary>
    public string Exchange = "";

    public string PrimaryExchange = "";
    public string Currency = "";
    public string LocalSymbol = "";
    public string TradingClass = "";
}
