using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Bellwether.Benchmarks.Indicators;

/// <summary>The loops of <c>plain_loops.c</c>, compiled with the machine's gcc.</summary>
sealed unsafe class PlainLoops : IDisposable
{
    readonly string folder;
    readonly nint library;

    PlainLoops(string folder, nint library) => (this.folder, this.library) = (folder, library);

    /// <summary>Null when there is no gcc.</summary>
    public static PlainLoops? Build()
    {
        var folder = Directory.CreateTempSubdirectory("plain-loops").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "plain_loops.c"), Source());
            var start = new ProcessStartInfo("gcc", "-O2 -ffp-contract=off -fPIC -shared -o plain_loops.so plain_loops.c -lm") { WorkingDirectory = folder, RedirectStandardError = true };
            using var gcc = Process.Start(start)!;
            var said = gcc.StandardError.ReadToEnd();
            gcc.WaitForExit();
            if (gcc.ExitCode != 0) throw new InvalidOperationException($"gcc refused plain_loops.c: {said}");
            return new PlainLoops(folder, NativeLibrary.Load(Path.Combine(folder, "plain_loops.so")));
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Directory.Delete(folder, recursive: true);
            return null;
        }
    }

    public void Dispose()
    {
        NativeLibrary.Free(library);
        Directory.Delete(folder, recursive: true);
    }

    public void Run(string name, double* high, double* low, double* close, int count, double* result)
    {
        var loop = NativeLibrary.GetExport(library, name);
        switch (name)
        {
            case "sma" or "ema" or "stddev": ((delegate* unmanaged<double*, int, int, double*, void>)loop)(close, count, 20, result); break;
            case "rsi": ((delegate* unmanaged<double*, int, int, double*, void>)loop)(close, count, 14, result); break;
            case "bbands": ((delegate* unmanaged<double*, int, int, double, double*, void>)loop)(close, count, 20, 2, result); break;
            case "macd": ((delegate* unmanaged<double*, int, int, int, int, double*, void>)loop)(close, count, 12, 26, 9, result); break;
            case "atr" or "adx": ((delegate* unmanaged<double*, double*, double*, int, int, double*, void>)loop)(high, low, close, count, 14, result); break;
            case "stoch": ((delegate* unmanaged<double*, double*, double*, int, int, int, int, double*, void>)loop)(high, low, close, count, 14, 3, 3, result); break;
            default: throw new ArgumentException($"plain_loops.c has no {name}", nameof(name));
        }
    }

    static string Source()
    {
        using var stream = typeof(PlainLoops).Assembly.GetManifestResourceStream("plain_loops.c") ?? throw new InvalidOperationException("plain_loops.c is not among the program's resources");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
