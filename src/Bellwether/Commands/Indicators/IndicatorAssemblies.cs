using System.Runtime.Loader;
using Bellwether.Indicators;

namespace Bellwether.Commands.Indicators;

/// <summary>Loads indicators of users.</summary>
static class IndicatorAssemblies
{
    /// <summary>The standard catalogue and the indicators of assembly files.</summary>
    /// <exception cref="IndicatorCatalogueException">A file cannot be loaded or holds no usable indicator.</exception>
    public static IndicatorCatalogue Catalogue(IEnumerable<string> files)
    {
        var catalogue = IndicatorCatalogue.Standard;
        foreach (var file in files)
        {
            try
            {
                catalogue = catalogue.With(AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(file)));
            }
            catch (IndicatorCatalogueException problem)
            {
                throw new IndicatorCatalogueException($"{file}: {problem.Message}");
            }
            catch (Exception problem) when (problem is FileNotFoundException or FileLoadException or BadImageFormatException or TypeLoadException)
            {
                throw new IndicatorCatalogueException($"{file}: {problem.Message} Expected a .NET assembly (.dll) with public structs that implement IIndicator<T>");
            }
        }
        return catalogue;
    }
}
