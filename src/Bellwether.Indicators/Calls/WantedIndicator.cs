namespace Bellwether.Indicators;

/// <summary>A definition and the text in which it was given, which heads its columns.</summary>
/// <param name="Text">As typed.</param>
/// <param name="Definition">What it means.</param>
public sealed record WantedIndicator(string Text, IndicatorDefinition Definition)
{
    /// <summary>All outputs; the named one alone when the definition names one.</summary>
    public IEnumerable<int> Outputs => Definition.Output > 0 || NamesOutput ? [Definition.Output] : Enumerable.Range(0, Definition.Entry.Description.Outputs.Count);

    bool NamesOutput => Text[(Text.LastIndexOf(')') + 1)..].Split(" of ")[0].Contains('.', StringComparison.Ordinal);

    /// <summary>The heading of an output: the text for the main one, with the output's name behind it for others.</summary>
    public string Heading(int output) => output == Definition.Output ? Text : $"{Text}.{Definition.Entry.Description.Outputs[output].Name}";
}
