using System.Globalization;
using Bellwether.Indicators;
using Bellwether.Strategies.Conditions;

namespace Bellwether.Strategies.Expressions;

/// <summary>
/// The small language of rule texts: numbers, <c>+ - * /</c>, comparisons, <c>and or not</c>, <c>abs min max</c>, the fields of the latest bar, the
/// prediction, the position, the session clock, and indicators, named ones or calls such as <c>sma(10)</c>. Precedence, loosest first: or, and, not,
/// comparison, sum, product, sign. What the names mean, the vocabulary says.
/// </summary>
sealed class ExpressionParser
{
    readonly string key;
    readonly string text;
    readonly IVocabulary words;
    int at;

    ExpressionParser(string key, string text, IVocabulary words)
    {
        this.key = key;
        this.text = text;
        this.words = words;
    }

    readonly record struct Typed(Expression Expression, bool IsCondition);

    /// <exception cref="StrategyDefinitionException">The text is not a condition.</exception>
    public static Expression Condition(string key, string text, IVocabulary words) => Parse(key, text, words, condition: true);

    /// <exception cref="StrategyDefinitionException">The text is not an amount.</exception>
    public static Expression Amount(string key, string text, IVocabulary words) => Parse(key, text, words, condition: false);

    static Expression Parse(string key, string text, IVocabulary words, bool condition)
    {
        var parser = new ExpressionParser(key, text, words);
        var result = parser.Or();
        parser.SkipBlanks();
        if (parser.at < text.Length) throw parser.Error(parser.at, $"unexpected \"{text[parser.at]}\"");
        if (result.IsCondition == condition) return result.Expression;
        throw parser.Error(0, condition ? "expected a condition (a comparison, for example \"close > sma(20)\"), found an amount" : "expected an amount (for example \"3 * atr(14)\"), found a condition");
    }

    Typed Or() => Logic("or", And, Operation.Or);

    Typed And() => Logic("and", Negation, Operation.And);

    Typed Logic(string word, Func<Typed> inner, Operation operation)
    {
        var left = inner();
        while (true)
        {
            SkipBlanks();
            var position = at;
            if (!TryWord(word)) return left;
            var right = inner();
            if (!left.IsCondition || !right.IsCondition) throw Error(position, $"\"{word}\" joins two conditions");
            left = new Typed(new Binary(operation, left.Expression, right.Expression), true);
        }
    }

    Typed Negation()
    {
        SkipBlanks();
        var position = at;
        if (!TryWord("not")) return Comparison();
        var inner = Negation();
        if (!inner.IsCondition) throw Error(position, "\"not\" needs a condition");
        return new Typed(new Not(inner.Expression), true);
    }

    Typed Comparison()
    {
        var left = Sum();
        SkipBlanks();
        var position = at;
        Operation? operation =
            Try("<=") ? Operation.LessOrEqual : Try(">=") ? Operation.GreaterOrEqual : Try("==") ? Operation.Equal :
            Try("!=") ? Operation.NotEqual : Try("<") ? Operation.Less : Try(">") ? Operation.Greater : null;
        if (operation is null) return left;
        var right = Sum();
        if (left.IsCondition || right.IsCondition) throw Error(position, "a comparison needs two amounts; join comparisons with \"and\"");
        return new Typed(new Binary(operation.Value, left.Expression, right.Expression), true);
    }

    Typed Sum() => Arithmetic(Product, ('+', Operation.Add), ('-', Operation.Subtract));

    Typed Product() => Arithmetic(Sign, ('*', Operation.Multiply), ('/', Operation.Divide));

    Typed Arithmetic(Func<Typed> inner, (char Symbol, Operation Operation) first, (char Symbol, Operation Operation) second)
    {
        var left = inner();
        while (true)
        {
            SkipBlanks();
            if (at >= text.Length || (text[at] != first.Symbol && text[at] != second.Symbol)) return left;
            var position = at;
            var operation = text[at++] == first.Symbol ? first.Operation : second.Operation;
            var right = inner();
            if (left.IsCondition || right.IsCondition) throw Error(position, $"\"{text[position]}\" needs two amounts");
            left = new Typed(new Binary(operation, left.Expression, right.Expression), false);
        }
    }

    Typed Sign()
    {
        SkipBlanks();
        var position = at;
        if (!Try("-")) return Primary();
        var inner = Sign();
        if (inner.IsCondition) throw Error(position, "\"-\" needs an amount");
        return new Typed(new Negate(inner.Expression), false);
    }

    /// <summary>What <c>of SYMBOL</c> may follow: it is then that of the other symbol.</summary>
    Typed Primary()
    {
        var inner = Plain();
        SkipBlanks();
        if (!TryWord("of")) return inner;
        SkipBlanks();
        foreach (var candidate in SymbolText.Candidates(text, at))
        {
            if (words.SymbolOf(candidate) is not { } other) continue;
            at += candidate.Length;
            return inner with { Expression = new OfSymbol(inner.Expression, other) };
        }
        throw Error(at, SymbolText.End(text, at) is var end && end > at
            ? $"there is no symbol \"{text[at..end]}\" in this run: expected one of those under \"symbols\""
            : "expected a ticker after \"of\", in capital letters, such as close of SPY");
    }

    Typed Plain()
    {
        SkipBlanks();
        var start = at;
        if (at >= text.Length) throw Error(at, "the text ends where an amount was expected");
        if (Try("("))
        {
            var inner = Or();
            Expect(')');
            return inner;
        }
        if (char.IsAsciiDigit(text[at]) || text[at] == '.') return Number();
        if (!char.IsAsciiLetter(text[at])) throw Error(at, $"unexpected \"{text[at]}\"");
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '.' or '_')) at++;
        var name = text[start..at];
        SkipBlanks();
        if (at < text.Length && text[at] == '(') return Call(start, name);
        return new Typed(Named(start, name), false);
    }

    Typed Number()
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.')) at++;
        return double.TryParse(text.AsSpan(start, at - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? new Typed(new Constant(value), false)
            : throw Error(start, $"\"{text[start..at]}\" is not a number");
    }

    Typed Call(int start, string name)
    {
        if (name is "abs" or "min" or "max")
        {
            Expect('(');
            var first = Amount();
            if (name == "abs")
            {
                Expect(')');
                return new Typed(new Absolute(first), false);
            }
            Expect(',');
            var second = Amount();
            Expect(')');
            return new Typed(new Binary(name == "min" ? Operation.Min : Operation.Max, first, second), false);
        }
        if (ConditionCall(name) is { } condition) return condition;
        at = EndOfCall(start, name);
        var call = text[start..at];
        return new Typed(words.Call(call, problem => Error(start, problem)), false);
    }

    /// <summary>A function that looks back over bars, or compares with a tolerance; null when the name is none of them.</summary>
    Typed? ConditionCall(string name)
    {
        var symbols = words.SymbolCount;
        switch (name)
        {
            case "crosses_above" or "crosses_below":
                var (first, second) = TwoAmounts();
                Expect(')');
                return new Typed(words.Remember(new Crossing(first, second, name == "crosses_above" ? 1 : -1, symbols)), true);
            case "above_for" or "below_for":
                var (value, limit) = TwoAmounts();
                var bars = Bars(1);
                return new Typed(words.Remember(new HoldsFor(new Binary(name == "above_for" ? Operation.Greater : Operation.Less, value, limit), bars, symbols)), true);
            case "rising" or "falling":
                Expect('(');
                var moving = Amount();
                return new Typed(words.Remember(new Moving(moving, name == "rising" ? 1 : -1, Bars(1), symbols)), true);
            case "percentile":
                Expect('(');
                var ranked = Amount();
                return new Typed(words.Remember(new Percentile(ranked, Bars(2), symbols)), false);
            case "within":
                var (near, to) = TwoAmounts();
                Expect(',');
                var percent = Amount();
                Expect(')');
                return new Typed(new Within(near, to, percent), true);
            default:
                return null;
        }
    }

    /// <summary>An opening bracket, an amount, a comma, an amount.</summary>
    (Expression First, Expression Second) TwoAmounts()
    {
        Expect('(');
        var first = Amount();
        Expect(',');
        return (first, Amount());
    }

    /// <summary>A comma, a number of bars and the closing bracket.</summary>
    int Bars(int least)
    {
        const int most = 100_000;
        Expect(',');
        SkipBlanks();
        var start = at;
        while (at < text.Length && text[at] is not (',' or ')')) at++;
        if (!int.TryParse(text.AsSpan(start, at - start).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var bars) || bars < least || bars > most)
            throw Error(start, $"\"{text[start..at].Trim()}\" is no number of bars: expected a whole number from {least} to {most}");
        Expect(')');
        return bars;
    }

    /// <summary>Behind the closing bracket of a call, and behind its output (<c>.signal</c>) and length of bars (<c>@5m</c>) if it has them.</summary>
    int EndOfCall(int start, string name)
    {
        var depth = 0;
        var end = at;
        do
        {
            if (end >= text.Length) throw Error(start, $"\"{name}(\" is not closed: expected \")\"");
            if (text[end] == '(') depth++;
            else if (text[end] == ')') depth--;
            end++;
        }
        while (depth > 0);
        foreach (var mark in ".@")
        {
            if (end >= text.Length - 1 || text[end] != mark) continue;
            end++;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) end++;
        }
        return end;
    }

    Expression Amount()
    {
        var position = at;
        var inner = Sum();
        return inner.IsCondition ? throw Error(position, "expected an amount, found a condition") : inner.Expression;
    }

    Expression Named(int start, string name) =>
        words.Named(name) ?? throw Error(start, $"unknown name \"{name}\": expected {words.Describe()}");

    void Expect(char symbol)
    {
        SkipBlanks();
        if (at >= text.Length || text[at] != symbol) throw Error(at, $"expected \"{symbol}\"");
        at++;
    }

    bool Try(string symbol)
    {
        if (string.CompareOrdinal(text, at, symbol, 0, symbol.Length) != 0) return false;
        at += symbol.Length;
        return true;
    }

    bool TryWord(string word)
    {
        if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0) return false;
        var end = at + word.Length;
        if (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '.')) return false;
        at = end;
        return true;
    }

    void SkipBlanks()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
    }

    StrategyDefinitionException Error(int position, string problem) => new(key, $"\"{text}\", column {position + 1}: {problem}");
}
