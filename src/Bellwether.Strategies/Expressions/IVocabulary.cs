using Bellwether.Strategies.Conditions;

namespace Bellwether.Strategies.Expressions;

/// <summary>What the names and calls of a text mean.</summary>
interface IVocabulary
{
    int SymbolCount { get; }

    /// <summary>The number of a symbol; null when there is no such one.</summary>
    int? SymbolOf(string name);

    /// <summary>The amount of a name; null when there is no such one.</summary>
    Expression? Named(string name);

    /// <summary>The names that there are, as the end of a sentence that says what was expected.</summary>
    string Describe();

    /// <summary>The amount of a call such as <c>sma(10)</c>.</summary>
    /// <param name="call">The call with all that belongs to it.</param>
    /// <param name="error">Makes the exception to throw of a problem.</param>
    Expression Call(string call, Func<string, StrategyDefinitionException> error);

    /// <summary>Keeps an expression that looks back and so must be shown every bar.</summary>
    T Remember<T>(T expression) where T : Remembered;
}
