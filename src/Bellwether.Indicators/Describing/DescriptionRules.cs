namespace Bellwether.Indicators;

/// <summary>What every description must keep, those of other assemblies too.</summary>
static class DescriptionRules
{
    public static void Check(IndicatorDescription description, Type type)
    {
        if (!IsName(description.Name)) throw Error($"the name \"{description.Name}\" is not one: expected a lower-case letter, then lower-case letters, digits and _");
        foreach (var alias in description.Aliases)
            if (!IsName(alias)) throw Error($"the alias \"{alias}\" is not a name: expected a lower-case letter, then lower-case letters, digits and _");
        if (description.Outputs.Count == 0) throw Error("it has no output: expected one or more");
        if (description.Outputs.DistinctBy(o => o.Name).Count() < description.Outputs.Count) throw Error("two outputs have one name");
        foreach (var output in description.Outputs)
            if (!IsName(output.Name)) throw Error($"the output \"{output.Name}\" is not a name: expected a lower-case letter, then lower-case letters, digits and _");
        if (description.Parameters.DistinctBy(p => p.Name).Count() < description.Parameters.Count) throw Error("two parameters have one name");
        foreach (var parameter in description.Parameters)
        {
            if (!IsName(parameter.Name)) throw Error($"the parameter \"{parameter.Name}\" is not a name: expected a lower-case letter, then lower-case letters, digits and _");
            if (!(parameter.Least <= parameter.Default && parameter.Default <= parameter.Most)) throw Error($"the default of \"{parameter.Name}\" is outside its own bounds");
        }
        foreach (var name in description.ShortForm)
            if (!description.Parameters.Any(p => p.Name == name)) throw Error($"the short form names \"{name}\", which is no parameter");

        IndicatorCatalogueException Error(string problem) => new($"{type.FullName}: {problem}");
    }

    static bool IsName(string name) => name.Length is > 0 and <= 40 && char.IsAsciiLetterLower(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
