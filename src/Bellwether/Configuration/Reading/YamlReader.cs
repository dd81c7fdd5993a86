using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Bellwether.Configuration;

/// <summary>
/// Reads one YAML document into a tree with positions. What makes a configuration hard to judge by reading it is refused: anchors and aliases, tags, keys that are not
/// plain names, more than one document, deep nesting.
/// </summary>
sealed class YamlReader
{
    const int DeepestNesting = 16;

    readonly string source;
    readonly Parser parser;
    readonly List<ConfigurationError> errors;
    readonly bool hasLines;

    YamlReader(string source, bool hasLines, string text, List<ConfigurationError> errors)
    {
        this.source = source;
        this.hasLines = hasLines;
        this.errors = errors;
        parser = new Parser(new StringReader(text));
    }

    /// <summary>The document's value; null when it is empty or not well-formed, and then <paramref name="errors"/> says why unless it is merely empty.</summary>
    /// <param name="source">Name of the file or option, for positions.</param>
    /// <param name="text">The document.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <param name="hasLines">False when line and column mean nothing to the reader.</param>
    public static YamlValue? Read(string source, string text, List<ConfigurationError> errors, bool hasLines = true)
    {
        var reader = new YamlReader(source, hasLines, text, errors);
        try
        {
            return reader.Document();
        }
        catch (YamlException problem)
        {
            errors.Add(new ConfigurationError(reader.At(problem.Start), "", $"this is not well-formed YAML: {Reason(problem)}; check the indentation, colons, brackets and quotes here and just above"));
            return null;
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException)
        {
            // The parser answers some broken texts with a failed check of its own (a bracket left open before a comment, a tag that is no address). All it then
            // knows is how far it came.
            errors.Add(new ConfigurationError(reader.At(reader.parser.Current?.End ?? Mark.Empty), "", "this is not well-formed YAML: the text after this place cannot be read; check the indentation, colons, brackets and quotes here and just below"));
            return null;
        }
    }

    static string Reason(YamlException problem)
    {
        var message = (problem.InnerException ?? problem).Message;
        var prefix = message.IndexOf("): ", StringComparison.Ordinal);
        if (message.StartsWith('(') && prefix >= 0) message = message[(prefix + 3)..];
        message = message.TrimEnd('.');
        return message.Length > 0 ? char.ToLowerInvariant(message[0]) + message[1..] : message;
    }

    YamlValue? Document()
    {
        parser.Consume<StreamStart>();
        if (parser.TryConsume<StreamEnd>(out _)) return null;
        parser.Consume<DocumentStart>();
        var value = Value(0);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second)) Report(second.Start, "a second document begins here; a configuration is one document, so remove the \"---\" line");
        return value;
    }

    YamlValue Value(int depth)
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            Report(alias.Start, $"\"*{alias.Value}\" refers to an anchor, which a configuration may not use; write the value itself (in quotes if it begins with *)");
            return new YamlScalar(At(alias.Start), "", IsQuoted: true);
        }
        if (parser.Accept<NodeEvent>(out var node))
        {
            if (!node.Anchor.IsEmpty) Report(node.Start, $"\"&{node.Anchor}\" names an anchor, which a configuration may not use; remove it (or put the value in quotes if it begins with &)");
            if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific) Report(node.Start, $"\"{node.Tag}\" is a tag, which a configuration may not use; remove it");
        }
        if (depth > DeepestNesting) throw new YamlException(node?.Start ?? Mark.Empty, node?.End ?? Mark.Empty, $"values are nested more than {DeepestNesting} deep");
        if (parser.TryConsume<Scalar>(out var scalar)) return new YamlScalar(At(scalar.Start), scalar.Value, scalar.Style != ScalarStyle.Plain);
        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            var items = new List<YamlValue>();
            while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Value(depth + 1));
            return new YamlSequence(At(sequence.Start), items);
        }
        var mapping = parser.Consume<MappingStart>();
        var entries = new List<YamlEntry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Value(depth + 1);
            var value = Value(depth + 1);
            if (key is YamlScalar { IsNull: false } name) entries.Add(new YamlEntry(name, value));
            else errors.Add(new ConfigurationError(key.Position, "", $"{key.Kind} stands where a key was expected; write \"name: value\""));
        }
        return new YamlMapping(At(mapping.Start), entries);
    }

    void Report(Mark mark, string message) => errors.Add(new ConfigurationError(At(mark), "", message));

    SourcePosition At(Mark mark) => hasLines ? new SourcePosition(source, (int)mark.Line, (int)mark.Column) : new SourcePosition(source, 0, 0);
}
