using System.Globalization;
using System.Text.RegularExpressions;
using Bellwether.MarketData;

namespace Bellwether.Tests.Indicators;

/// <summary>The folder of goldens; its README says where the numbers come from.</summary>
static partial class GoldenFiles
{
    const string SeriesName = "series", CandlesName = "candles", FiguresName = "figures";

    static readonly string Folder = Path.Combine(TestData.Checkout, "tests", "Bellwether.Tests", "Indicators", "Goldens");

    /// <summary>The bars of all goldens but those of candles.</summary>
    public static BarColumns Series { get; } = Bars(SeriesName);

    /// <summary>The bars of the figures of candles.</summary>
    public static BarColumns Candles { get; } = Bars(CandlesName);

    /// <summary>Indicators that have a file, each with the definitions of its columns.</summary>
    public static IReadOnlyList<(string Indicator, string Definition)> Columns { get; } =
    [
        .. Directory.GetFiles(Folder, "*.csv").Select(f => Path.GetFileNameWithoutExtension(f)).Where(name => name is not (SeriesName or CandlesName or FiguresName))
            .Order(StringComparer.Ordinal).SelectMany(name => Header(File.ReadLines(PathOf(name)).First()).Select(definition => (name, definition))),
    ];

    /// <summary>Every bar of <see cref="Candles"/> at which a figure is found: definition, row, value.</summary>
    public static IReadOnlyList<(string Definition, int Row, double Value)> Figures { get; } =
        [.. File.ReadLines(PathOf(FiguresName)).Skip(1).Select(line => line.Split(',')).Select(cells => (cells[0], int.Parse(cells[1], CultureInfo.InvariantCulture), Number(cells[2])))];

    /// <summary>What a definition should give, row by row; NaN = no value.</summary>
    public static double[] Column(string indicator, string definition)
    {
        var lines = File.ReadAllLines(PathOf(indicator));
        var at = Array.IndexOf(Header(lines[0]), definition);
        return [.. lines[1..].Select(line => Number(line.Split(',')[at]))];
    }

    static string PathOf(string name) => Path.Combine(Folder, name + ".csv");

    static double Number(string cell) => cell.Length == 0 ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture);

    /// <summary>Cells of the first line; those with commas are quoted.</summary>
    static string[] Header(string line) => [.. Cells().Matches(line).Select(m => m.Value.Trim('"'))];

    [GeneratedRegex("\"[^\"]*\"|[^,\"]+")]
    private static partial Regex Cells();

    static BarColumns Bars(string name)
    {
        var rows = File.ReadLines(PathOf(name)).Skip(1).Select(line => line.Split(',')).ToList();
        return new BarColumns("ZAA", [.. Enumerable.Range(0, rows.Count)], Cell(1), Cell(2), Cell(3), Cell(4), Cell(5));

        double[] Cell(int index) => [.. rows.Select(row => Number(row[index]))];
    }
}
