using Bellwether.MarketData;

namespace Bellwether.Web;

/// <summary>Which bars indicators stand on: two charts that ask for the same share one computation.</summary>
/// <param name="From">Engine time: the first bar that counts. It is part of it, for an average that feeds on itself knows where its past began.</param>
/// <param name="Others">The other symbols whose closes go with the bars.</param>
readonly record struct IndicatorKey(string Symbol, BarSpec Bar, SessionHours Hours, PriceAdjustment Adjustment, long From, string Others = "");
