using System.Reflection;
using Bellwether.Indicators.Candlesticks;

namespace Bellwether.Indicators;

/// <summary>
/// Every indicator by name. The standard catalogue holds those of this assembly: each public struct that implements <see cref="IIndicator{TSelf}"/> or
/// <see cref="ICandlePattern"/>, found by itself. <see cref="With"/> adds those of another assembly, with the same guarantees.
/// </summary>
public sealed class IndicatorCatalogue
{
    readonly Dictionary<string, IndicatorEntry> byName = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="IndicatorCatalogueException">Two entries claim one name.</exception>
    IndicatorCatalogue(IEnumerable<IndicatorEntry> entries)
    {
        Entries = [.. entries.OrderBy(e => e.Name, StringComparer.Ordinal)];
        foreach (var entry in Entries)
            foreach (var name in entry.Description.Aliases.Prepend(entry.Name))
                if (!byName.TryAdd(name, entry))
                    throw new IndicatorCatalogueException($"the name \"{name}\" is claimed by {byName[name].Name} and by {entry.Name}: expected one indicator a name; rename one of them");
    }

    /// <summary>Those of this assembly.</summary>
    public static IndicatorCatalogue Standard { get; } = new(EntriesOf(typeof(IndicatorCatalogue).Assembly));

    /// <summary>A catalogue of one.</summary>
    public static IndicatorCatalogue Of(IndicatorEntry entry) => new([entry]);

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<IndicatorEntry> Entries { get; }

    /// <summary>This catalogue and the indicators of another assembly.</summary>
    /// <exception cref="IndicatorCatalogueException">It holds none, a description contradicts itself, or a name is taken.</exception>
    public IndicatorCatalogue With(Assembly assembly)
    {
        var added = EntriesOf(assembly);
        if (added.Count == 0)
            throw new IndicatorCatalogueException($"{assembly.GetName().Name} holds no indicator: expected public structs without references that implement IIndicator<T> of their own type, or ICandlePattern");
        return new IndicatorCatalogue([.. Entries, .. added]);
    }

    /// <summary>The entry of a name or an alias, whatever its case; null when there is none.</summary>
    public IndicatorEntry? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>What to say of a name that is not in the catalogue.</summary>
    public string Unknown(string name)
    {
        var near = NearNames.Of(name, Entries.SelectMany(e => e.Description.Aliases.Prepend(e.Name)));
        return $"there is no indicator \"{name}\"; {(near is null ? "" : $"did you mean \"{near}\"? ")}\"bellwether indicators list\" shows all";
    }

    /// <summary>Reads a definition such as <c>macd(12,26,9).signal</c>.</summary>
    /// <exception cref="IndicatorDefinitionException">Not a definition, an unknown name, or numbers out of bounds.</exception>
    public IndicatorDefinition Parse(string definition) => DefinitionParser.Parse(this, definition);

    static List<IndicatorEntry> EntriesOf(Assembly assembly)
    {
        var make = typeof(IndicatorEntry).GetMethod(nameof(IndicatorEntry.Of), BindingFlags.Public | BindingFlags.Static)!;
        var entries = new List<IndicatorEntry>();
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            if (IndicatorOf(type) is not { } indicator) continue;
            try
            {
                entries.Add((IndicatorEntry)make.MakeGenericMethod(indicator).Invoke(null, null)!);
            }
            catch (TargetInvocationException problem) when (problem.InnerException is IndicatorCatalogueException inner)
            {
                throw inner;
            }
            catch (ArgumentException problem)
            {
                throw new IndicatorCatalogueException($"{type.FullName} cannot be an indicator: expected a struct that holds no reference. {problem.Message}");
            }
        }
        return entries;
    }

    /// <summary>The indicator that a type is or, as a figure of candles, makes; null for all other types.</summary>
    static Type? IndicatorOf(Type type)
    {
        if (type is not { IsValueType: true, IsGenericType: false }) return null;
        if (typeof(ICandlePattern).IsAssignableFrom(type)) return typeof(CandlePattern<>).MakeGenericType(type);
        return type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IIndicator<>) && i.GetGenericArguments()[0] == type) ? type : null;
    }
}
