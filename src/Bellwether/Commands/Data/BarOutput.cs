using System.Text;
using Bellwether.MarketData;
using Bellwether.Storage;

namespace Bellwether.Commands;

/// <summary>Where the bars of <c>data bars</c> go: standard output or a file, as text or as a Parquet table.</summary>
static class BarOutput
{
    /// <param name="path">Null = standard output.</param>
    /// <exception cref="DataFileException">The file cannot be written; what was there before is there still.</exception>
    public static void Write(TextWriter output, string? path, string? format, IReadOnlyList<BarAnswer> answers, PriceAdjustment adjustment)
    {
        if (format == "parquet")
        {
            if (path is not null) AnswerParquet.Write(path, answers);
            else if (!Console.IsOutputRedirected) throw new DataFileException("standard output", "a Parquet file is no text for a terminal; name a file with --output FILE, or send it to one with \"> FILE\"");
            else using (var stream = Console.OpenStandardOutput()) Seekless(stream, answers);
            return;
        }
        if (path is null)
        {
            DataBarsCommand.Write(output, answers, format == "json", adjustment);
            return;
        }
        using var text = new StringWriter();
        DataBarsCommand.Write(text, answers, format == "json", adjustment);
        WholeFile.Write(path, Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Through memory: the writer asks a stream for its position, which a pipe does not know.</summary>
    static void Seekless(Stream stream, IReadOnlyList<BarAnswer> answers)
    {
        using var memory = new MemoryStream();
        AnswerParquet.Write(memory, answers);
        memory.WriteTo(stream);
    }
}
