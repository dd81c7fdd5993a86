using System.Text;
using Bellwether.MarketData;
using Bellwether.Storage;

namespace Bellwether.Commands;

/// <summary>Where the bars of <c>data bars</c> go: standard output or a file, as text or as a Parquet table.</summary>
static class BarOutput
{
    /// <param name="path">Null = standard output.</param>
    /// <exception cref="DataFileException">The file cannot be written; what was there before is there still.</exception>
    public static void Write(TextWriter output, string? path, string? format, IReadOnlyList<BarAnswer> answers, PriceAdjustment adjustment) =>
        Write(output, path, format, to => DataBarsCommand.Write(to, answers, format == "json", adjustment), to => AnswerParquet.Write(to, answers));

    /// <summary>Bars of quotes with all that they tell.</summary>
    /// <inheritdoc cref="Write(TextWriter, string?, string?, IReadOnlyList{BarAnswer}, PriceAdjustment)"/>
    public static void Write(TextWriter output, string? path, string? format, IReadOnlyList<QuoteBarAnswer> answers) =>
        Write(output, path, format, to => QuoteBarTable.Write(to, answers, format == "json"), to => QuoteAnswerParquet.Write(to, answers));

    static void Write(TextWriter output, string? path, string? format, Action<TextWriter> asText, Action<Stream> asParquet)
    {
        if (format != "parquet" && path is null)
        {
            asText(output);
            return;
        }
        if (path is null && !Console.IsOutputRedirected) throw new DataFileException("standard output", "a Parquet file is no text for a terminal; name a file with --output FILE, or send it to one with \"> FILE\"");
        // Through memory: the writer asks a stream for its position, which a pipe does not know.
        using var memory = new MemoryStream();
        if (format == "parquet")
        {
            asParquet(memory);
        }
        else
        {
            using var text = new StringWriter();
            asText(text);
            memory.Write(Encoding.UTF8.GetBytes(text.ToString()));
        }
        if (path is not null)
        {
            WholeFile.Write(path, memory.ToArray());
            return;
        }
        using var stream = Console.OpenStandardOutput();
        memory.WriteTo(stream);
    }
}
