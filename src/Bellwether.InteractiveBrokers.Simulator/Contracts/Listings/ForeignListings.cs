namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>
/// Namesakes of US tickers on exchanges abroad: the columns of <see cref="StockListings"/>, and the currency. They can be looked up, and make requests ambiguous that
/// leave out the currency or the primary exchange; the simulated market does not trade them.
/// </summary>
static class ForeignListings
{
    public const string Text =
        """
        # Communications | Internet | E-Commerce
        SHOP|TSE||SHOPIFY INC - CLASS A|CAD
        # Financial | Banks | Diversified Banking Inst
        RY|TSE||ROYAL BANK OF CANADA|CAD
        TD|TSE||TORONTO-DOMINION BANK|CAD
        # Energy | Oil&Gas | Oil Comp-Integrated
        CNQ|TSE||CANADIAN NATURAL RESOURCES|CAD
        SU|TSE||SUNCOR ENERGY INC|CAD
        # Energy | Pipelines | Pipelines
        ENB|TSE||ENBRIDGE INC|CAD
        # Consumer, Cyclical | Auto Manufacturers | Auto-Cars/Light Trucks
        TSLA|MEXI|144303597|TESLA INC|MXN
        # Funds | Equity Fund | Sector Fund
        ESPO|LSEETF||VANECK VIDEO GAMING ESPORTS|USD
        GDXJ|LSEETF||VANECK JUNIOR GOLD MINERS|USD
        """;
}
