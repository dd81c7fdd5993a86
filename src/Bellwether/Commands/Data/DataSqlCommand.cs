using System.CommandLine;
using System.Data.Common;
using System.Text.Json.Nodes;
using Bellwether.Storage;

namespace Bellwether.Commands;

/// <summary><c>bellwether data sql</c>: questions to the store in SQL.</summary>
static class DataSqlCommand
{
    public static Command Create()
    {
        var sql = new Argument<string>("select") { Description = "One SELECT over the views bars, trades, quotes and quote_bars. Each has symbol, source, year, time_utc and the columns of docs/data.md." };
        var folder = DataCommand.Folder();
        var format = OptionParsing.Format("csv", "json");
        var command = new Command("sql", "Ask the store in SQL (DuckDB). Reads only; in JSON an object a line.") { sql, folder, format };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            try
            {
                using var store = new StoreSql(parsed.GetValue(folder)!);
                using var rows = store.Query(parsed.GetValue(sql)!);
                if (parsed.GetValue(format) == "json") Json(output, rows);
                else Csv(output, rows);
                return ExitCode.Success;
            }
            catch (Exception problem) when (problem is SqlException or DbException or DataFileException)
            {
                error.WriteLine(problem is DbException ? StoreSql.Reason(problem) : problem.Message);
                return ExitCode.Failure;
            }
        });
        return command;
    }

    static void Csv(TextWriter output, DbDataReader rows)
    {
        output.WriteLine(string.Join(',', Enumerable.Range(0, rows.FieldCount).Select(i => Lines.Field(rows.GetName(i)))));
        var types = Types(rows);
        while (rows.Read()) output.WriteLine(string.Join(',', types.Select((type, i) => Lines.Field(SqlValue.Text(rows.GetValue(i), type)))));
    }

    static void Json(TextWriter output, DbDataReader rows)
    {
        var types = Types(rows);
        while (rows.Read())
        {
            var line = new JsonObject();
            for (var i = 0; i < types.Length; i++) line[rows.GetName(i)] = SqlValue.Json(rows.GetValue(i), types[i]);
            output.WriteLine(line.ToJsonString());
        }
    }

    static string[] Types(DbDataReader rows) => [.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetDataTypeName)];
}
