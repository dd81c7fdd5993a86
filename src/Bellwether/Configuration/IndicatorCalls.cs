using Bellwether.Indicators;

namespace Bellwether.Configuration;

/// <summary>Checks that the indicators of a strategy are calls that the catalogue knows.</summary>
static class IndicatorCalls
{
    public static void Check(Settings settings, SettingsErrors errors)
    {
        foreach (var (name, call) in settings.Strategy?.Indicators ?? [])
        {
            try
            {
                _ = IndicatorCatalogue.Standard.Parse(call);
            }
            catch (IndicatorDefinitionException problem)
            {
                errors.At($"strategy.indicators.{name}", problem.Message);
            }
        }
    }
}
