using System.Globalization;
using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Strategies.Expressions;
using NodaTime;

namespace Bellwether.Strategies;

/// <summary>
/// Chooses some of many candidates for each session by the statistics of the sessions before it: rules in the language of docs/rules.md, a rank, and hysteresis (<see cref="UniverseMembership"/>). A candidate without
/// statistics of a session, or with a rule that is unknown, does not hold in it.
/// </summary>
public sealed class Universe
{
    readonly IReadOnlyList<string> symbols;
    readonly UniverseDefinition definition;
    readonly SessionVocabulary words;
    readonly UniverseMembership membership;
    readonly (string Text, Expression Expression)[] rules;
    readonly (string Text, Expression Expression)[] stay;
    readonly Expression? rank;
    readonly UniverseVerdict[] verdicts;
    readonly bool[] isTaken;

    /// <exception cref="StrategyDefinitionException">A text is not what is expected; its key is that of the text in the configuration, such as <c>rules[0]</c>.</exception>
    public Universe(IReadOnlyList<string> symbols, UniverseDefinition definition)
    {
        (this.symbols, this.definition) = (symbols, definition);
        words = new SessionVocabulary(symbols);
        membership = new UniverseMembership(symbols.Count, definition.Options);
        verdicts = new UniverseVerdict[symbols.Count];
        isTaken = new bool[symbols.Count];
        rules = Conditions("rules", definition.Rules);
        stay = definition.Stay.Count > 0 ? Conditions("stay", definition.Stay) : rules;
        rank = definition.Rank is { } text ? ExpressionParser.Amount("rank", text, words) : null;
    }

    public IReadOnlyList<string> Symbols => symbols;

    /// <summary>Members.</summary>
    public int Count => membership.Count;

    /// <summary>The last session that counted, New York date; null before the first.</summary>
    public LocalDate? LastSession { get; private set; }

    /// <summary>Whether a text mentions a name, such as <c>spread_mean</c>.</summary>
    public bool Uses(string name) => words.Uses(name);

    public bool IsIn(int symbol) => membership[symbol].IsIn;

    /// <summary>The statistics of a candidate's session, before <see cref="Close"/> ends it. Of a session without a regular trade there are none.</summary>
    public void Take(int symbol, in SessionSnapshot session)
    {
        if (double.IsNaN(session.Close)) return;
        words.Set(symbol, session);
        isTaken[symbol] = true;
    }

    /// <summary>A session is over and its statistics were taken: decides for the next. Sessions come in order.</summary>
    /// <exception cref="ArgumentException">Not after the one before.</exception>
    public void Close(LocalDate session)
    {
        if (session <= LastSession) throw new ArgumentException($"{session:uuuu-MM-dd} does not follow {LastSession:uuuu-MM-dd}", nameof(session));
        LastSession = session;
        for (var symbol = 0; symbol < symbols.Count; symbol++)
            if (!isTaken[symbol]) words.Set(symbol, null);
        // What stands inside goes first for all symbols: a text may look at another one.
        foreach (var remembered in words.Memory)
            for (var symbol = 0; symbol < symbols.Count; symbol++)
                if (isTaken[symbol]) remembered.Observe(default, symbol);
        for (var symbol = 0; symbol < symbols.Count; symbol++)
            verdicts[symbol] = new UniverseVerdict(isTaken[symbol] && Failing(rules, symbol) < 0, isTaken[symbol] && Failing(stay, symbol) < 0, rank?.Evaluate(default, symbol) ?? double.NaN);
        membership.Advance(verdicts, ExchangeCalendar.NewYork.NextSession(session).Date);
        Array.Clear(isTaken);
    }

    /// <summary>Plays sessions of all candidates in order, up to before a date: nothing of that date or later is looked at.</summary>
    /// <param name="sessions">By candidate, in order of date.</param>
    /// <param name="before">New York date.</param>
    /// <param name="decided">Called after each session with the one that it decides for; null = nobody.</param>
    public void Play(IReadOnlyList<IReadOnlyList<SessionSnapshot>> sessions, LocalDate before, Action<LocalDate>? decided = null)
    {
        var next = new int[symbols.Count];
        while (true)
        {
            LocalDate? earliest = null;
            for (var symbol = 0; symbol < symbols.Count; symbol++)
                if (next[symbol] < sessions[symbol].Count && sessions[symbol][next[symbol]].Date is var date && (earliest is null || date < earliest)) earliest = date;
            if (earliest is not { } session || session >= before) return;
            for (var symbol = 0; symbol < symbols.Count; symbol++)
                if (next[symbol] < sessions[symbol].Count && sessions[symbol][next[symbol]].Date == session) Take(symbol, sessions[symbol][next[symbol]++]);
            // A session of which nobody has a regular trade is a gap in the data and says nothing of anybody.
            if (!isTaken.Contains(true)) continue;
            Close(session);
            decided?.Invoke(ExchangeCalendar.NewYork.NextSession(session).Date);
        }
    }

    /// <summary>Where each candidate stands, members first, each in the order of the candidates.</summary>
    public IReadOnlyList<UniverseRow> Rows() => [.. Enumerable.Range(0, symbols.Count).OrderBy(s => !membership[s].IsIn).Select(Row)];

    /// <summary>Where a candidate stands.</summary>
    public UniverseRow Row(int symbol)
    {
        var standing = membership[symbol];
        var options = definition.Options;
        var asked = standing.IsIn ? stay : rules;
        var failing = LastSession is null ? -1 : Failing(asked, symbol);
        var (rule, value) = failing >= 0 ? (asked[failing].Text, Value(asked[failing].Expression, symbol))
            : rank is not null ? (definition.Rank!, rank.Evaluate(default, symbol))
            : rules.Length > 0 ? (asked[0].Text, Value(asked[0].Expression, symbol))
            : ("", double.NaN);
        return new UniverseRow(symbols[symbol], standing.IsIn, standing.Since, rule, value, Reason(symbol, standing, failing, options));
    }

    string Reason(int symbol, UniverseStanding standing, int failing, UniverseOptions options)
    {
        if (LastSession is not { } session) return "there is no session before this one";
        var why = !words.IsKnown(symbol) ? Text($"nothing is known of the session {session:uuuu-MM-dd}")
            : failing >= 0 ? (double.IsNaN((standing.IsIn ? stay : rules)[failing].Expression.Evaluate(default, symbol)) ? "the rule is unknown" : "the rule does not hold")
            : rank is null && options.MaxSymbols == int.MaxValue ? "all rules hold"
            : Text($"all rules hold; place {standing.Place} of {Math.Min(options.MaxSymbols, symbols.Count)}");
        if (standing.IsIn) return standing.Holds ? why : Text($"{why}; {standing.Run} of {options.LeaveAfter} sessions in a row after which it leaves");
        if (!standing.Holds) return why;
        return standing.Run < options.EnterAfter ? Text($"{why}; {standing.Run} of {options.EnterAfter} sessions in a row after which it enters") : Text($"{why}; all {options.MaxSymbols} places are taken");
    }

    /// <summary>The first condition that does not hold; −1 when all do.</summary>
    int Failing((string Text, Expression Expression)[] conditions, int symbol)
    {
        if (!words.IsKnown(symbol)) return conditions.Length > 0 ? 0 : -1;
        for (var i = 0; i < conditions.Length; i++)
            if (conditions[i].Expression.Evaluate(default, symbol) != 1) return i;
        return -1;
    }

    static double Value(Expression expression, int symbol) => ((expression as Binary)?.Compared ?? expression).Evaluate(default, symbol);

    (string, Expression)[] Conditions(string key, IReadOnlyList<string> texts) =>
        [.. texts.Select((text, i) => (text, ExpressionParser.Condition($"{key}[{i}]", text, words)))];

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
