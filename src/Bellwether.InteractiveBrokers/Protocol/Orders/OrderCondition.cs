namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>One condition of an order; <see cref="Type"/> says which fields count.</summary>
public struct OrderCondition : IFields<OrderCondition>
{
    public const int Price = 1;
    public const int Time = 3;
    public const int Margin = 4;
    public const int Execution = 5;
    public const int Volume = 6;
    public const int PercentChange = 7;

    /// <summary>One of the constants of this type.</summary>
    public int Type;

    /// <summary>How it joins the next condition: <c>a</c> and, <c>o</c> or.</summary>
    public string Connector = "a";

    /// <summary>Execution: the security type.</summary>
    public string SecType = "";

    /// <summary>Execution, price, volume, percent change: the exchange.</summary>
    public string Exchange = "";

    /// <summary>Execution: the symbol.</summary>
    public string Symbol = "";

    /// <summary>All but execution: true when the value must be exceeded.</summary>
    public bool IsMore;

    /// <summary>All but execution: the price, time, percent or volume as text.</summary>
    public string Value = "";

    /// <summary>Price, volume, percent change: the contract to watch.</summary>
    public int ConId;

    /// <summary>Price: as <see cref="Order.TriggerMethod"/>.</summary>
    public int TriggerMethod;

    public OrderCondition()
    {
    }

    public static void Transfer<TWire>(ref TWire wire, ref OrderCondition m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.Type);
        wire.Text(ref m.Connector);
        if (m.Type == Execution)
        {
            wire.Text(ref m.SecType);
            wire.Text(ref m.Exchange);
            wire.Text(ref m.Symbol);
            return;
        }
        wire.Bool(ref m.IsMore);
        wire.Text(ref m.Value);
        if (m.Type is Price or Volume or PercentChange)
        {
            wire.IntOrDefault(ref m.ConId);
            wire.Text(ref m.Exchange);
        }
        if (m.Type == Price) wire.IntOrDefault(ref m.TriggerMethod);
    }
}
