using System.Globalization;
using Bellwether.Core;
using NodaTime;

namespace Bellwether.MarketData;

/// <summary>
/// What prices and volumes of one security are multiplied with at each time so that the series has no jump that a split (or a dividend) made. Back-adjusted: the newest prices
/// are as traded and earlier ones are changed, so that a later action changes all of history. An action counts from midnight New York of its date, pre-market included.
/// <para>
/// Before a split prices are divided by its ratio and volumes multiplied with it; before a dividend prices are multiplied with 1 − dividend / previous close (the method of the
/// Center for Research in Security Prices), volumes are left alone.
/// </para>
/// </summary>
public sealed class AdjustmentTable
{
    /// <summary>Times up to which (exclusive) factors hold, rising; behind the last they are 1.</summary>
    readonly long[] until;
    readonly double[] price;
    readonly double[] volume;

    AdjustmentTable(PriceAdjustment adjustment, long[] until, double[] price, double[] volume) => (Adjustment, this.until, this.price, this.volume) = (adjustment, until, price, volume);

    public PriceAdjustment Adjustment { get; }

    /// <summary>Works the factors out.</summary>
    /// <param name="symbol">For messages.</param>
    /// <param name="asOf">Actions after this date are not known yet; null = all are.</param>
    /// <param name="closeBefore">Raw close of the last session before a date, for dividends that come without; null when it is not known.</param>
    /// <exception cref="AdjustmentException">A ratio, dividend or close that cannot be.</exception>
    public static AdjustmentTable Build(string symbol, IReadOnlyList<CorporateAction> actions, PriceAdjustment adjustment, LocalDate? asOf = null, Func<LocalDate, double?>? closeBefore = null)
    {
        var effective = actions
            .Where(a => a.Kind == CorporateActionKind.Split || (a.Kind == CorporateActionKind.Dividend && adjustment == PriceAdjustment.Total))
            .Where(a => adjustment != PriceAdjustment.None && (asOf is not { } last || a.Date <= last))
            .OrderBy(a => a.Date).ToList();
        var dates = effective.Select(a => a.Date).Distinct().ToList();
        var (price, volume) = (new double[dates.Count], new double[dates.Count]);
        var (prices, volumes, at) = (1.0, 1.0, effective.Count);
        for (var i = dates.Count - 1; i >= 0; i--)
        {
            for (; at > 0 && effective[at - 1].Date == dates[i]; at--)
            {
                var action = effective[at - 1];
                if (action.Kind == CorporateActionKind.Split)
                {
                    var ratio = Ratio(symbol, action);
                    prices /= ratio;
                    volumes *= ratio;
                }
                else
                {
                    prices *= Kept(symbol, action, closeBefore);
                }
            }
            (price[i], volume[i]) = (prices, volumes);
        }
        return new AdjustmentTable(adjustment, [.. dates.Select(Midnight)], price, volume);
    }

    /// <summary>What a price at a time (engine time) is multiplied with.</summary>
    public double PriceFactorAt(long time) => Segment(time) is var i && i < until.Length ? price[i] : 1;

    /// <summary>What a number of shares at a time is multiplied with.</summary>
    public double VolumeFactorAt(long time) => Segment(time) is var i && i < until.Length ? volume[i] : 1;

    /// <summary>Adjusted bars, which say that they are.</summary>
    /// <exception cref="ArgumentException">They are adjusted already.</exception>
    public BarColumns Apply(BarColumns bars)
    {
        if (bars.Adjustment != PriceAdjustment.None) throw new ArgumentException($"{bars.Symbol}: the bars are adjusted already ({bars.Adjustment}); adjust bars as traded", nameof(bars));
        if (Adjustment == PriceAdjustment.None) return bars;
        double[] open = [.. bars.Open], high = [.. bars.High], low = [.. bars.Low], close = [.. bars.Close], volumes = [.. bars.Volume];
        for (int row = 0, segment = 0; segment < until.Length && row < bars.Count; segment++)
        {
            for (; row < bars.Count && bars.Time[row] < until[segment]; row++)
            {
                open[row] *= price[segment];
                high[row] *= price[segment];
                low[row] *= price[segment];
                close[row] *= price[segment];
                volumes[row] *= volume[segment];
            }
        }
        return new BarColumns(bars.Symbol, [.. bars.Time], open, high, low, close, volumes) { Adjustment = Adjustment };
    }

    /// <summary>Adjusted trades.</summary>
    public TradeColumns Apply(TradeColumns trades)
    {
        if (Adjustment == PriceAdjustment.None) return trades;
        double[] prices = [.. trades.Price], sizes = [.. trades.Size];
        for (int row = 0, segment = 0; segment < until.Length && row < trades.Count; segment++)
        {
            for (; row < trades.Count && trades.Time[row] < until[segment]; row++)
            {
                prices[row] *= price[segment];
                sizes[row] *= volume[segment];
            }
        }
        return new TradeColumns(trades.Symbol, [.. trades.Time], prices, sizes);
    }

    int Segment(long time)
    {
        var found = Array.BinarySearch(until, time);
        return found >= 0 ? found + 1 : ~found;
    }

    static double Ratio(string symbol, CorporateAction split) => split.Value > 0 && double.IsFinite(split.Value)
        ? split.Value
        : throw new AdjustmentException(string.Create(CultureInfo.InvariantCulture, $"{symbol}: split of {split.Date:uuuu-MM-dd} with ratio {split.Value}: expected new shares for one old one, above 0; correct and import it again"));

    /// <summary>What a dividend leaves of the price.</summary>
    static double Kept(string symbol, CorporateAction dividend, Func<LocalDate, double?>? closeBefore)
    {
        var close = dividend.PreviousClose > 0 ? dividend.PreviousClose : closeBefore?.Invoke(dividend.Date) ?? double.NaN;
        if (!(close > 0))
            throw new AdjustmentException(string.Create(CultureInfo.InvariantCulture,
                $"{symbol}: dividend of {dividend.Date:uuuu-MM-dd}: the close of the session before it is not known; give it as previous_close, or import the bars of that session"));
        var kept = 1 - (dividend.Value / close);
        return kept > 0 && kept < 1
            ? kept
            : throw new AdjustmentException(string.Create(CultureInfo.InvariantCulture,
                $"{symbol}: dividend of {dividend.Date:uuuu-MM-dd}, {dividend.Value} on a close of {close}: expected above 0 and less than the close; correct and import it again"));
    }

    static long Midnight(LocalDate date) => EngineTime.From(ExchangeCalendar.NewYork.Zone.AtStartOfDay(date).ToInstant());
}
