using System.Globalization;

namespace Bellwether.Indicators;

/// <summary>
/// Reads definitions: <c>name(over, with, numbers …).output@length of SYMBOL</c>. "over" is a field or another definition and may be left out; "with" is the second series of
/// indicators that compare two; numbers may be named (<c>period=14</c>) and are defaults where left out; output, length and symbol may be left out.
/// </summary>
sealed class DefinitionParser
{
    readonly IndicatorCatalogue catalogue;
    readonly string text;
    int at;

    DefinitionParser(IndicatorCatalogue catalogue, string text) => (this.catalogue, this.text) = (catalogue, text);

    /// <exception cref="IndicatorDefinitionException">Not a definition.</exception>
    public static IndicatorDefinition Parse(IndicatorCatalogue catalogue, string text)
    {
        var parser = new DefinitionParser(catalogue, text);
        var definition = parser.Definition(BarLength.AsGiven);
        if (parser.OfSymbol() is { } symbol) definition = definition.Of(symbol);
        parser.SkipBlanks();
        return parser.at == text.Length ? definition : throw parser.Error(parser.at, $"unexpected \"{text[parser.at]}\"");
    }

    IndicatorDefinition Definition(BarLength inherited)
    {
        var start = at;
        // The length stands last and holds for what stands inside, so it is read first.
        var bars = LengthAhead() ?? inherited;
        if (!inherited.IsAsGiven && bars != inherited) throw Error(start, $"an indicator on bars of {inherited.Suffix[1..]} runs over one on the same bars, not on {bars.Suffix[1..]}");
        SkipBlanks();
        start = at;
        var name = Word();
        if (name.Length == 0) throw Error(at, "expected a name and numbers in brackets, such as sma(10)");
        var entry = catalogue.Find(name) ?? throw Error(start, catalogue.Unknown(name));

        var operands = new List<Operand>();
        var numbers = new List<double>();
        var named = new double?[entry.Description.Parameters.Count];
        SkipBlanks();
        if (Try('('))
        {
            SkipBlanks();
            if (!Try(')'))
            {
                do Argument(entry, bars, operands, numbers, named);
                while (Next());
            }
        }
        var (primary, other) = Operands(entry, start, operands);
        var arguments = Complete(entry, start, numbers, named);
        var output = Output(entry);
        if (Try('@')) while (at < text.Length && char.IsAsciiLetterOrDigit(text[at])) at++;
        return new IndicatorDefinition(entry, arguments, primary, other, bars, output);
    }

    /// <summary>The length after the definition that begins here, if it has one; nothing is consumed.</summary>
    BarLength? LengthAhead()
    {
        var depth = 0;
        for (var i = at; i < text.Length; i++)
        {
            if (text[i] == '(') depth++;
            else if (text[i] == ')' && --depth < 0) return null;
            else if (text[i] == ',' && depth == 0) return null;
            else if (text[i] == '@' && depth == 0)
            {
                var end = i + 1;
                while (end < text.Length && char.IsAsciiLetterOrDigit(text[end])) end++;
                return BarLength.Parse(text[(i + 1)..end]) ?? throw Error(i, $"\"{text[i..end]}\" is no length of bars: expected minutes, hours or one day, such as @5m, @1h or @1d");
            }
        }
        return null;
    }

    void Argument(IndicatorEntry entry, BarLength bars, List<Operand> operands, List<double> numbers, double?[] named)
    {
        SkipBlanks();
        var start = at;
        if (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] is '-' or '+' or '.'))
        {
            numbers.Add(Number(entry));
            return;
        }
        var end = SymbolText.End(text, at);
        if (end > at && FollowsOperand(end))
        {
            if (numbers.Count > 0) throw Error(start, $"\"{text[at..end]}\" is not a number: a series stands before the numbers, such as {entry.Usual}");
            operands.Add(new NamedOperand(text[at..end]));
            at = end;
            return;
        }
        var word = Word();
        if (word.Length == 0) throw Error(at, $"expected a number, such as {entry.Usual}");
        SkipBlanks();
        if (at < text.Length && text[at] == '=')
        {
            at++;
            SkipBlanks();
            var index = IndexOf(entry, word);
            if (index < 0) throw Error(start, $"{entry.Name} has no parameter \"{word}\": expected {string.Join(", ", entry.Description.Parameters.Select(p => p.Name))}");
            if (named[index] is not null) throw Error(start, $"\"{word}\" is given twice");
            named[index] = Number(entry);
            return;
        }
        if (numbers.Count > 0) throw Error(start, $"\"{word}\" is not a number: a series stands before the numbers, such as {entry.Usual}");
        if (at < text.Length && text[at] is '(' or '.' or '@' || (catalogue.Find(word)?.Name is not null && word.Any(char.IsAsciiLetterLower) && FieldNames.Find(word) is null))
        {
            at = start;
            var inner = Definition(bars);
            operands.Add(new SeriesOperand(OfSymbol() is { } symbol ? inner.Of(symbol) : inner));
        }
        else if (FieldNames.Find(word) is { } field)
        {
            var symbol = OfSymbol();
            operands.Add(symbol is not null && field == BarField.Close ? new NamedOperand(symbol) : new FieldOperand(field, symbol));
        }
        else operands.Add(new NamedOperand(word));
    }

    /// <summary>A ticker ends where its argument ends.</summary>
    bool FollowsOperand(int end)
    {
        while (end < text.Length && char.IsWhiteSpace(text[end])) end++;
        return end < text.Length && text[end] is ',' or ')';
    }

    /// <summary>The ticker after <c>of</c>; null when there is no <c>of</c>.</summary>
    string? OfSymbol()
    {
        var start = at;
        SkipBlanks();
        if (at == 0 || !char.IsWhiteSpace(text[at - 1]) || Word() != "of")
        {
            at = start;
            return null;
        }
        SkipBlanks();
        var end = SymbolText.End(text, at);
        if (end == at) throw Error(at, "expected a ticker after \"of\", in capital letters, such as sma(20) of SPY");
        var symbol = text[at..end];
        at = end;
        return symbol;
    }

    double Number(IndicatorEntry entry)
    {
        var start = at;
        while (at < text.Length && text[at] is not (',' or ')') && !char.IsWhiteSpace(text[at])) at++;
        return double.TryParse(text.AsSpan(start, at - start), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Error(start, $"\"{text[start..at]}\" is not a number; expected one such as in {entry.Usual}");
    }

    /// <summary>After an argument: true at a comma, false at the closing bracket.</summary>
    bool Next()
    {
        SkipBlanks();
        if (Try(',')) return true;
        if (Try(')')) return false;
        throw at < text.Length ? Error(at, $"unexpected \"{text[at]}\": expected \",\" or \")\"") : Error(at, "the bracket is not closed: expected \")\"");
    }

    (Operand? Primary, Operand? Other) Operands(IndicatorEntry entry, int start, List<Operand> operands)
    {
        if (!entry.TakesOther)
        {
            if (operands.Count == 0) return default;
            if (!entry.TakesSeries) throw Error(start, $"{entry.Name} reads whole bars and runs over no other series; without \"{operands[0].Text}\" it is right");
            if (operands.Count > 1) throw Error(start, $"{entry.Name} runs over one series, and {operands.Count} are given");
            return (operands[0] is FieldOperand { Field: BarField.Close } ? null : operands[0], null);
        }
        return operands.Count switch
        {
            1 => (null, operands[0]),
            2 => (operands[0] is FieldOperand { Field: BarField.Close } ? null : operands[0], operands[1]),
            0 => throw Error(start, $"{entry.Name} compares with a second series: expected its name first, such as {entry.Name}(SPY{string.Concat(entry.Description.Parameters.Select(p => "," + NumberText.Of(p.Default)))})"),
            _ => throw Error(start, $"{entry.Name} compares two series, and {operands.Count} are given"),
        };
    }

    double[] Complete(IndicatorEntry entry, int start, List<double> numbers, double?[] named)
    {
        var parameters = entry.Description.Parameters;
        if (numbers.Count > parameters.Count)
            throw Error(start, parameters.Count == 0
                ? $"{entry.Name} takes no number, and {numbers.Count} are given"
                : $"{entry.Name} takes {(parameters.Count == 1 ? "one number" : $"at most {parameters.Count} numbers")} ({string.Join(", ", parameters.Select(p => p.Name))}), and {numbers.Count} are given");
        var usesShortForm = numbers.Count > 0 && numbers.Count == entry.Description.ShortForm.Count;
        for (var i = 0; i < numbers.Count; i++)
        {
            var index = usesShortForm ? IndexOf(entry, entry.Description.ShortForm[i]) : i;
            if (named[index] is not null) throw Error(start, $"\"{parameters[index].Name}\" is given twice");
            named[index] = numbers[i];
        }
        var arguments = new double[parameters.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            var parameter = parameters[i];
            var value = arguments[i] = named[i] ?? parameter.Default;
            if (parameter.IsWhole && value != Math.Floor(value)) throw Error(start, $"\"{parameter.Name}\" is a whole number, not {NumberText.Of(value)}");
            if (value < parameter.Least || double.IsNaN(value)) throw Error(start, $"\"{parameter.Name}\" must be {NumberText.Of(parameter.Least)} or more, not {NumberText.Of(value)}");
            if (value > parameter.Most) throw Error(start, $"\"{parameter.Name}\" must be {NumberText.Of(parameter.Most)} or less, not {NumberText.Of(value)}");
        }
        return entry.Problem(arguments) is { } problem ? throw Error(start, problem) : arguments;
    }

    int Output(IndicatorEntry entry)
    {
        if (!Try('.')) return 0;
        var start = at;
        var word = Word();
        var outputs = entry.Description.Outputs;
        for (var i = 0; i < outputs.Count; i++)
            if (outputs[i].Name.Equals(word, StringComparison.OrdinalIgnoreCase)) return i;
        throw Error(start, $"{entry.Name} has no output \"{word}\": expected {string.Join(" or ", outputs.Select(o => o.Name))}");
    }

    static int IndexOf(IndicatorEntry entry, string parameter)
    {
        for (var i = 0; i < entry.Description.Parameters.Count; i++)
            if (entry.Description.Parameters[i].Name.Equals(parameter, StringComparison.OrdinalIgnoreCase)) return i;
        return -1;
    }

    string Word()
    {
        var start = at;
        if (at < text.Length && char.IsAsciiLetter(text[at]))
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_')) at++;
        return text[start..at];
    }

    bool Try(char symbol)
    {
        if (at >= text.Length || text[at] != symbol) return false;
        at++;
        return true;
    }

    void SkipBlanks()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
    }

    IndicatorDefinitionException Error(int position, string problem) => new(text, text.Length > 0 && position > 0 ? $"column {position + 1}: {problem}" : problem);
}
