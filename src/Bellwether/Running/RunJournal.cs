using System.Globalization;
using System.Reflection;
using Bellwether.Configuration;
using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.Storage;

namespace Bellwether.Running;

/// <summary>Where the journal of a run lies and how its orders are marked.</summary>
static class RunJournal
{
    /// <summary>Embedded: a new folder for each run. External: one fixed folder for each account, so that a restart goes on in it.</summary>
    public static JournalWriter Open(RunOptions options, InstrumentTable instruments, string nonce)
    {
        var settings = options.Configuration.Settings;
        var isExternal = settings.Gateway.Mode == GatewayMode.External;
        var folder = isExternal ? AccountFolder(options) : options.Journal ?? NewFolder(settings.Journal.Folder);
        return JournalWriter.Open(folder, new JournalHeader(1, nonce, settings.Gateway.Account ?? "", options.Configuration.Hash, ProductVersion, [.. instruments.All.ToArray().Select(i => i.Symbol)])
        {
            ClientId = isExternal ? settings.Gateway.ClientId : 0,
        });
    }

    static string AccountFolder(RunOptions options)
    {
        var settings = options.Configuration.Settings;
        return options.Journal ?? Path.Combine(settings.Journal.Folder, settings.Gateway.Account!);
    }

    /// <summary>
    /// The run at an external gateway that this one goes on from: of the same account and client id, for orders belong to the id that placed them. Null for the first.
    /// </summary>
    /// <exception cref="RunException">The journal is of another account or client id, or damaged.</exception>
    public static EarlierRun? Earlier(RunOptions options)
    {
        var settings = options.Configuration.Settings;
        if (settings.Gateway.Mode != GatewayMode.External) return null;
        var folder = AccountFolder(options);
        try
        {
            if (EarlierRun.Find(folder) is not { } earlier) return null;
            var header = earlier.Header;
            if (header.Account.Length > 0 && header.Account != settings.Gateway.Account)
                throw new RunException($"the journal {folder} is of another account than gateway.account: give this run a journal of its own with --journal DIR");
            if (header.ClientId != 0 && header.ClientId != settings.Gateway.ClientId)
                throw new RunException($"the journal {folder} is of gateway.clientId {header.ClientId}, this run has {settings.Gateway.ClientId}: go on with that id, which alone can change the orders it placed, or give this run a journal of its own with --journal DIR");
            return earlier;
        }
        catch (JournalFormatException damage)
        {
            throw new RunException($"{damage.Message}. Nothing is risked on a damaged journal: look at the account in IB Gateway, then start with a journal of its own (--journal DIR), which takes over the positions it finds");
        }
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
