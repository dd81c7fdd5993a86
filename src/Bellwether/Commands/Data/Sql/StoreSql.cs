using System.Data.Common;
using System.Runtime.InteropServices;
using System.Text.Json;
using Bellwether.Storage;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Bellwether.Commands;

/// <summary>
/// DuckDB over the files of a store, for one question. It can read below the store's folder and nowhere else, installs and loads no extension, and takes a single SELECT: nothing
/// that it is told can change a file.
/// </summary>
sealed class StoreSql : IDisposable
{
    /// <summary>DUCKDB_STATEMENT_TYPE_SELECT of DuckDB's C interface.</summary>
    const int Select = 1;

    const string NotSelect = "this is no SELECT: the store is read and never changed here; ask with SELECT, or bring data in with \"bellwether data import\"";

    readonly DuckDBConnection connection = new("Data Source=:memory:");

    /// <exception cref="DataFileException">DuckDB cannot be had on this platform, or a file of the store is none.</exception>
    public StoreSql(string folder)
    {
        using (BarStore.Open(folder)) folder = Path.GetFullPath(folder);
        try
        {
            connection.Open();
            foreach (var statement in (string[])
            [
                "SET TimeZone = 'UTC'",
                "SET autoinstall_known_extensions = false",
                "SET autoload_known_extensions = false",
                $"SET allowed_directories = [{StoreViews.Text(folder + Path.DirectorySeparatorChar)}]",
                "SET enable_external_access = false",
                .. StoreViews.Statements(folder),
                "SET lock_configuration = true",
            ])
            {
                using var command = connection.CreateCommand();
                command.CommandText = statement;
                command.ExecuteNonQuery();
            }
        }
        catch (Exception problem) when (problem is DbException or DllNotFoundException or TypeInitializationException)
        {
            connection.Dispose();
            throw new DataFileException(folder, $"DuckDB cannot read it: {Reason(problem)}; see which file is damaged with \"bellwether data coverage --verify\"", problem);
        }
    }

    public void Dispose() => connection.Dispose();

    /// <summary>Runs one SELECT; the reader is closed by the caller.</summary>
    /// <exception cref="SqlException">Not a single SELECT, or one that DuckDB refuses.</exception>
    public DbDataReader Query(string sql)
    {
        CheckIsSelect(sql);
        try
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            command.UseStreamingMode = true;
            return command.ExecuteReader();
        }
        catch (DbException problem)
        {
            throw new SqlException(Reason(problem), problem);
        }
    }

    /// <summary>What DuckDB says, without the caret under the place: columns of a terminal may not be those of the file it goes to.</summary>
    public static string Reason(Exception problem) => problem.Message.Trim();

    void CheckIsSelect(string sql)
    {
        // The parser alone is asked first: preparing an EXPORT makes its folder already.
        using (var command = connection.CreateCommand())
        {
            command.CommandText = $"SELECT json_serialize_sql({StoreViews.Text(sql)})";
            using var parsed = JsonDocument.Parse((string)command.ExecuteScalar()!);
            var answer = parsed.RootElement;
            if (answer.GetProperty("error").GetBoolean())
                throw new SqlException(answer.GetProperty("error_type").GetString() == "parser" ? "Parser Error: " + answer.GetProperty("error_message").GetString() : NotSelect);
            if (answer.GetProperty("statements").GetArrayLength() != 1) throw new SqlException("expected one SELECT; ask one question at a time");
        }
        var state = NativeMethods.PreparedStatements.DuckDBPrepare(connection.NativeConnection, sql, out var prepared);
        using (prepared)
        {
            if (state != DuckDBState.Success) throw new SqlException(NativeMethods.PreparedStatements.DuckDBPrepareError(prepared).Trim());
            if (StatementType(prepared.DangerousGetHandle()) != Select)
                throw new SqlException(NotSelect);
        }
    }

    [DllImport("duckdb", EntryPoint = "duckdb_prepared_statement_type")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    static extern int StatementType(IntPtr prepared);
}
