using DuckDB.NET.Data;

namespace Bellwether.Benchmarks.Storage;

/// <summary>The same bars as queries of DuckDB over the same files, on one thread.</summary>
sealed class DuckQueries : IDisposable
{
    readonly DuckDBConnection connection = new("Data Source=:memory:");
    readonly string folder;

    public DuckQueries(string folder)
    {
        this.folder = folder;
        connection.Open();
        foreach (var setting in (string[])["SET threads = 1", "SET TimeZone = 'UTC'"])
        {
            using var command = connection.CreateCommand();
            command.CommandText = setting;
            command.ExecuteNonQuery();
        }
    }

    public void Dispose() => connection.Dispose();

    // first() and last() follow the order of rows, which is not that of time once there are groups: the time says which.
    public StoreThroughput.Result Bars(string bucket) => Query($"""
        SELECT symbol, {bucket} AS bucket, arg_min(open, time_utc) AS o, max(high) AS h, min(low) AS l, arg_max(close, time_utc) AS c, sum(volume) AS v,
               sum((high + low + close) / 3 * volume) / sum(volume) AS w
        FROM read_parquet('{folder}/bars/*/*/*/*/*.parquet', hive_partitioning = true) GROUP BY ALL
        """);

    public StoreThroughput.Result Trades(string bucket) => Query($"""
        SELECT {bucket} AS bucket, arg_min(price, time_utc) AS o, max(price) AS h, min(price) AS l, arg_max(price, time_utc) AS c, sum(size) AS v,
               sum(price * size) / sum(size) AS w, count(*) AS n
        FROM read_parquet('{folder}/trades/*/*/*/*.parquet', hive_partitioning = true) GROUP BY ALL
        """);

    StoreThroughput.Result Query(string bars)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*), sum(v), sum(o), sum(h), sum(l), sum(c), sum(w) FROM ({bars})";
        using var reader = command.ExecuteReader();
        reader.Read();
        return new StoreThroughput.Result(reader.GetInt64(0), reader.GetDouble(1));
    }
}
