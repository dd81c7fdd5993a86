using System.Globalization;
using Bellwether.Configuration;
using Bellwether.Core;
using Bellwether.Live;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Running;

/// <summary>Chooses a run's universe by what the store holds. The first one is worked out at once; later ones too in a simulation, whose clock waits, else in the background.</summary>
sealed class StoreUniverse : IUniverseSource
{
    readonly UniverseSettings settings;
    readonly IReadOnlyList<string> candidates;
    readonly string folder;
    readonly Action prepare;
    readonly Action<string> log;
    readonly bool isBackground;
    bool hasChosen;
    Task<UniverseChoice?>? working;

    /// <param name="settings">The section of the configuration.</param>
    /// <param name="instruments">The desk's symbols: the candidates.</param>
    /// <param name="folder">The store.</param>
    /// <param name="prepare">Called before the store is read, on the same thread: writes what waits to be written.</param>
    /// <param name="isBackground">Whether later sessions are worked out in the background.</param>
    /// <param name="log">Takes a line for a person. Any thread.</param>
    public StoreUniverse(UniverseSettings settings, InstrumentTable instruments, string folder, Action prepare, bool isBackground, Action<string> log)
    {
        candidates = [.. instruments.All.ToArray().Select(i => i.Symbol)];
        (this.settings, this.folder, this.prepare, this.isBackground, this.log) = (settings, folder, prepare, isBackground, log);
    }

    /// <exception cref="DataFileException">At the first call: the store cannot be read.</exception>
    public UniverseChoice? Choose(LocalDate session)
    {
        if (!hasChosen)
        {
            hasChosen = true;
            return Read(session);
        }
        if (!isBackground) return Try(session);
        working ??= Task.Run(() => Try(session));
        if (!working.IsCompleted) return null;
        var choice = working.Result;
        working = null;
        return choice;
    }

    /// <summary>A store that cannot be read in the midst of a run must not end it: the universe stays as it is.</summary>
    UniverseChoice? Try(LocalDate session)
    {
        try
        {
            return Read(session);
        }
        catch (Exception problem) when (problem is DataFileException or CalendarRangeException or IOException or UnauthorizedAccessException)
        {
            log($"the universe of {session:uuuu-MM-dd} cannot be worked out, that before it stays: {problem.Message}");
            return last;
        }
    }

    UniverseChoice Read(LocalDate session)
    {
        prepare();
        var universe = UniverseFactory.Of(settings, candidates);
        UniverseSessions.Play(folder, settings, universe, session);
        var text = universe.LastSession is { } until
            ? string.Create(CultureInfo.InvariantCulture, $"{session:uuuu-MM-dd}: {universe.Count} of {candidates.Count} candidates, by the sessions up to {until:uuuu-MM-dd}")
            : string.Create(CultureInfo.InvariantCulture, $"{session:uuuu-MM-dd}: none of {candidates.Count} candidates, for the store {folder} holds no session of them before it; bring some with \"bellwether data download\" or \"data import\"");
        log("universe of " + text);
        return last = new UniverseChoice([.. Enumerable.Range(0, candidates.Count).Select(symbol => universe.Row(symbol).Problem)], text);
    }

    UniverseChoice? last;
}
