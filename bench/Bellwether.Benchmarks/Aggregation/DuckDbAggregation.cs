using System.Globalization;
using Bellwether.MarketData;
using DuckDB.NET.Data;

namespace Bellwether.Benchmarks;

/// <summary>The same rows in DuckDB, in memory, on one thread, aggregated by SQL: the median of several runs, and whether it makes as many bars as we do.</summary>
sealed class DuckDbAggregation : IDisposable
{
    const int Runs = 3;
    readonly DuckDBConnection connection;

    public DuckDbAggregation()
    {
        connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        Execute("SET threads = 1");
        Execute("CREATE TABLE minutes (symbol INTEGER, time BIGINT, open DOUBLE, high DOUBLE, low DOUBLE, close DOUBLE, volume DOUBLE)");
        Execute("CREATE TABLE trades (time BIGINT, price DOUBLE, size DOUBLE)");
    }

    public void Dispose() => connection.Dispose();

    public void Load(int symbol, BarColumns minutes)
    {
        using var appender = connection.CreateAppender("minutes");
        for (var i = 0; i < minutes.Count; i++)
            appender.CreateRow().AppendValue(symbol).AppendValue(minutes.Time[i]).AppendValue(minutes.Open[i]).AppendValue(minutes.High[i]).AppendValue(minutes.Low[i]).AppendValue(minutes.Close[i])
                .AppendValue(minutes.Volume[i]).EndRow();
    }

    public void Load(TradeColumns trades)
    {
        using var appender = connection.CreateAppender("trades");
        for (var i = 0; i < trades.Count; i++) appender.CreateRow().AppendValue(trades.Time[i]).AppendValue(trades.Price[i]).AppendValue(trades.Size[i]).EndRow();
    }

    /// <summary>Rows per second of processor time that become bars of so many nanoseconds. Regular sessions lie within days of UTC and on whole five minutes of it: no calendar is needed.</summary>
    public double Minutes(long length, long rows, long expectedBars) => Measure(
        $"SELECT symbol, time // {length} AS bar, arg_min(open, time) AS o, max(high) AS h, min(low) AS l, arg_max(close, time) AS c, sum(volume) AS v, sum((high + low + close) * volume) / (3 * sum(volume)) AS w FROM minutes GROUP BY symbol, bar",
        rows, expectedBars);

    /// <inheritdoc cref="Minutes"/>
    public double Trades(long length, long rows, long expectedBars) => Measure(
        $"SELECT time // {length} AS bar, arg_min(price, time) AS o, max(price) AS h, min(price) AS l, arg_max(price, time) AS c, sum(size) AS v, sum(price * size) / sum(size) AS w, count(*) AS n FROM trades GROUP BY bar",
        rows, expectedBars);

    double Measure(string query, long rows, long expectedBars)
    {
        Execute($"CREATE OR REPLACE TEMP TABLE result AS {query}");
        using (var count = connection.CreateCommand())
        {
            count.CommandText = "SELECT count(*) FROM result";
            var bars = Convert.ToInt64(count.ExecuteScalar(), CultureInfo.InvariantCulture);
            if (bars != expectedBars) throw new InvalidOperationException($"DuckDB makes {bars} bars, we make {expectedBars}: the work is not the same");
        }
        var seconds = new double[Runs];
        for (var i = 0; i < Runs; i++)
        {
            var began = Environment.CpuUsage.TotalTime;
            Execute($"CREATE OR REPLACE TEMP TABLE result AS {query}");
            seconds[i] = (Environment.CpuUsage.TotalTime - began).TotalSeconds;
        }
        Array.Sort(seconds);
        return rows / seconds[Runs / 2] / 1e6;
    }

    void Execute(string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
