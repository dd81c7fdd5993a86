using Bellwether.Commands.Indicators;
using Bellwether.Indicators;

namespace Bellwether.Configuration;

/// <summary>The catalogue that a configuration means, and whether the indicators of its strategy are calls that the catalogue knows.</summary>
static class IndicatorCalls
{
    /// <summary>The standard indicators and those of the strategy's assemblies.</summary>
    /// <exception cref="IndicatorCatalogueException">An assembly cannot be used.</exception>
    public static IndicatorCatalogue Catalogue(Settings settings) => IndicatorAssemblies.Catalogue(settings.Strategy?.Assemblies ?? []);

    public static void Check(Settings settings, SettingsErrors errors)
    {
        IndicatorCatalogue catalogue;
        try
        {
            catalogue = Catalogue(settings);
        }
        catch (IndicatorCatalogueException problem)
        {
            errors.At("strategy.assemblies", problem.Message);
            return;
        }
        foreach (var (name, call) in settings.Strategy?.Indicators ?? [])
        {
            try
            {
                _ = catalogue.Parse(call);
            }
            catch (IndicatorDefinitionException problem)
            {
                errors.At($"strategy.indicators.{name}", problem.Message);
            }
        }
    }
}
