using System.Runtime.InteropServices;

namespace Bellwether.Benchmarks.Indicators;

/// <summary>The functions of a TA-Lib shared library that the machine has, called as a C program calls them.</summary>
sealed unsafe class TaLib : IDisposable
{
    /// <summary>Bits of <c>TA_MAType</c>: the simple average.</summary>
    const int Simple = 0;

    readonly nint library;
    readonly double[][] results;

    TaLib(nint library, int bars) => (this.library, results) = (library, [new double[bars], new double[bars], new double[bars]]);

    /// <exception cref="DllNotFoundException">There is no such library, or it cannot be loaded.</exception>
    /// <exception cref="EntryPointNotFoundException">It is not TA-Lib.</exception>
    public static TaLib Load(string path, int bars)
    {
        var loaded = new TaLib(NativeLibrary.Load(Path.GetFullPath(path)), bars);
        Check(((delegate* unmanaged<int>)loaded.Export("TA_Initialize"))());
        return loaded;
    }

    public void Dispose() => NativeLibrary.Free(library);

    /// <summary>Runs the function of one of our names with its usual numbers.</summary>
    public void Run(string name, double* high, double* low, double* close, int count)
    {
        int begin, length;
        var last = count - 1;
        fixed (double* a = results[0], b = results[1], c = results[2])
            Check(name switch
            {
                "sma" or "ema" => ((delegate* unmanaged<int, int, double*, int, int*, int*, double*, int>)Export("TA_" + name.ToUpperInvariant()))(0, last, close, 20, &begin, &length, a),
                "rsi" => ((delegate* unmanaged<int, int, double*, int, int*, int*, double*, int>)Export("TA_RSI"))(0, last, close, 14, &begin, &length, a),
                "stddev" => ((delegate* unmanaged<int, int, double*, int, double, int*, int*, double*, int>)Export("TA_STDDEV"))(0, last, close, 20, 1, &begin, &length, a),
                "atr" or "adx" => ((delegate* unmanaged<int, int, double*, double*, double*, int, int*, int*, double*, int>)Export("TA_" + name.ToUpperInvariant()))(
                    0, last, high, low, close, 14, &begin, &length, a),
                "macd" => ((delegate* unmanaged<int, int, double*, int, int, int, int*, int*, double*, double*, double*, int>)Export("TA_MACD"))(
                    0, last, close, 12, 26, 9, &begin, &length, a, b, c),
                "bbands" => ((delegate* unmanaged<int, int, double*, int, double, double, int, int*, int*, double*, double*, double*, int>)Export("TA_BBANDS"))(
                    0, last, close, 20, 2, 2, Simple, &begin, &length, a, b, c),
                "stoch" => ((delegate* unmanaged<int, int, double*, double*, double*, int, int, int, int, int, int*, int*, double*, double*, int>)Export("TA_STOCH"))(
                    0, last, high, low, close, 14, 3, Simple, 3, Simple, &begin, &length, a, b),
                _ => throw new ArgumentException($"no function of TA-Lib is compared with {name}", nameof(name)),
            });
    }

    nint Export(string name) => NativeLibrary.GetExport(library, name);

    static void Check(int code)
    {
        if (code != 0) throw new InvalidOperationException($"TA-Lib answered with code {code}");
    }
}
