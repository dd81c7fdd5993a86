using System.Globalization;
using System.Reflection;
using Bellwether.Configuration;
using Bellwether.Core;
using Bellwether.Storage;

namespace Bellwether.Running;

/// <summary>Where the journal of a run lies and how its orders are marked.</summary>
static class RunJournal
{
    /// <summary>Embedded: a new folder for each run. External: one fixed folder for each account, so that a restart goes on in it.</summary>
    public static JournalWriter Open(RunOptions options, InstrumentTable instruments, string nonce)
    {
        var settings = options.Configuration.Settings;
        var folder = options.Journal ?? (settings.Gateway.Mode == GatewayMode.External
            ? Path.Combine(settings.Journal.Folder, settings.Gateway.Account!)
            : NewFolder(settings.Journal.Folder));
        return JournalWriter.Open(folder, new JournalHeader(1, nonce, settings.Gateway.Account ?? "", options.Configuration.Hash, ProductVersion, [.. instruments.All.ToArray().Select(i => i.Symbol)]));
    }

    /// <summary>Marks a simulated run's orders by its seed, so that two runs write the same.</summary>
    public static string NonceOf(long seed) => SplitMix64.For((ulong)seed, 1).Next().ToString("x16", CultureInfo.InvariantCulture)[..8];

    /// <summary>Marks a run at a real broker: its orders must never be taken for another run's.</summary>
    public static string NewNonce() => Guid.NewGuid().ToString("n")[..8];

    static string ProductVersion => Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    static string NewFolder(string parent)
    {
        var stamp = DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        for (var number = 1; ; number++)
        {
            var folder = Path.Combine(parent, number == 1 ? $"run-{stamp}" : $"run-{stamp}-{number}");
            Directory.CreateDirectory(parent);
            if (!Directory.Exists(folder)) return folder;
        }
    }
}
