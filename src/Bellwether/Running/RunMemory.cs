using System.Security.Cryptography;
using Bellwether.Configuration;
using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.Indicators;
using Bellwether.Live;
using Bellwether.Storage;
using Bellwether.Strategies;
using NodaTime;

namespace Bellwether.Running;

/// <summary>What a run remembers of the bars that it saw: kept beside its journal, and taken back by the run that goes on from it.</summary>
static class RunMemory
{
    /// <summary>The code that computes what is remembered: another build, or another assembly of the strategy, may compute otherwise.</summary>
    public static string About(Settings settings) => string.Join(' ',
    [
        .. ((Type[])[typeof(IndicatorGraph), typeof(IStrategy), typeof(AlertBook)]).Select(t => t.Module.ModuleVersionId.ToString("n")),
        .. (settings.Strategy?.Assemblies ?? []).Select(path => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))),
    ]);

    /// <summary>Takes back what the run before remembered, before its journal is taken up.</summary>
    /// <returns>What came of it, for a person; null when there is nothing.</returns>
    public static string? TakeUp(TradingDesk<FileJournal> desk, string folder, Instant now)
    {
        byte[]? memory;
        try
        {
            memory = MemoryFile.Read(folder);
        }
        catch (DataFileException problem)
        {
            return problem.Message;
        }
        if (memory is null) return null;
        if (desk.Remember(memory, EngineTime.From(now)) is { } refusal) return $"{MemoryFile.PathIn(folder)} is not used, and the indicators are warmed up from history: {refusal}";
        return desk.RememberedSymbols == 0 ? null : $"what the earlier run knew of the bars of {desk.RememberedSymbols} symbols is taken up: history is asked for since then only";
    }
}
