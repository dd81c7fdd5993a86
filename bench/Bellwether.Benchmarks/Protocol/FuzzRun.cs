using System.Diagnostics;
using System.Globalization;
using Bellwether.InteractiveBrokers;
using Bellwether.Tests.InteractiveBrokers;

namespace Bellwether.Benchmarks;

/// <summary>A long run of the fuzzer of framing and decoder. It ends at the first finding, which it prints with what reproduces it.</summary>
static class FuzzRun
{
    public static int Run(string[] arguments)
    {
        var seed = 1;
        if (arguments.Length is < 1 or > 3 || !long.TryParse(arguments[0], NumberStyles.None, CultureInfo.InvariantCulture, out var inputs)
            || (arguments.Length > 1 && !int.TryParse(arguments[1], NumberStyles.None, CultureInfo.InvariantCulture, out seed)) || (arguments.Length > 2 && !File.Exists(arguments[2])))
        {
            Console.Error.WriteLine("usage: fuzz N [SEED [FRAMES.tsv]]   (N inputs; a table of recorded frames adds to the generated ones)");
            return 2;
        }
        var corpus = FuzzSample.Generated().ToList();
        var generated = corpus.Count;
        if (arguments.Length > 2)
            corpus.AddRange(from row in FrameTable.Read(arguments[2]) where row is { Problem: null, ServerVersion: <= 200 } select new FuzzSample(row.Payload, row.ServerVersion!.Value, row.FromServer));
        Console.WriteLine($"{generated} generated and {corpus.Count - generated} recorded frames, seed {seed}");
        var fuzzer = new FrameFuzzer(seed, corpus);
        var watch = Stopwatch.StartNew();
        while (fuzzer.Inputs < inputs)
        {
            if (fuzzer.Next() is { } finding)
            {
                Console.WriteLine($"finding at input {fuzzer.Inputs}: {finding}");
                return 1;
            }
            if (fuzzer.Inputs % 1_000_000 == 0) Report();
        }
        Report();
        Console.WriteLine("no finding");
        return 0;

        void Report() => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{fuzzer.Inputs,12:N0} inputs  {fuzzer.Refused,12:N0} refused  {fuzzer.RoundTrips,12:N0} written and read again  worst memory {fuzzer.WorstRatio:F1} bytes per byte beyond the free 16 KiB  {watch.Elapsed.TotalSeconds:F0} s"));
    }
}
