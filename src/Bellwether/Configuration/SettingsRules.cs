using Bellwether.Core;
using NodaTime;

namespace Bellwether.Configuration;

/// <summary>What must hold between values of the configuration. Each rule reports where a person would change the file.</summary>
static class SettingsRules
{
    static readonly string[] ThisMachine = ["127.0.0.1", "::1", "localhost"];

    static readonly string[] SyntheticKeys = ["session"];

    static readonly string[] ReplayKeys = ["data"];

    static readonly string[] PerShareKeys = ["minimum", "maximumPercent"];

    const string SizingIsMissing = "is missing, and a strategy needs it; add \"risk: { sizing: { allocation: 30000 } }\" (dollars per entry) or \"{ shares: 100 }\"";

    public static void Check(Settings settings, SettingsErrors errors)
    {
        Gateway(settings, errors);
        Market(settings, errors);
        Symbols(settings, errors);
        Universe(settings, errors);
        Predictions(settings, errors);
        if (settings.Strategy is { } strategy) Strategy(strategy, settings, errors);
        Risk(settings, errors);
        Simulation(settings.Simulation.Commission, errors);
        if (settings.Data.Staleness is var staleness && staleness.Thin < staleness.Liquid)
            errors.At("data.staleness.thin", $"{staleness.Thin.TotalSeconds:0.###}s is less than the {staleness.Liquid.TotalSeconds:0.###}s of liquid symbols; expected as much or more: a thin symbol ticks less often");
        if (settings.Alerts is { WebhookHeader: not null, Webhook: null })
            errors.At("alerts.webhookHeader", "goes with a webhook, and there is none; add \"webhook: https://…\", or remove it");
        if (!ThisMachine.Contains(settings.Dashboard.Host))
            errors.At("dashboard.host", $"\"{settings.Dashboard.Host}\" may be reached from other machines, and the dashboard has no login yet; expected {string.Join(", ", ThisMachine)}: use 127.0.0.1 (and a tunnel to look from elsewhere)");
    }

    /// <summary>What a run needs besides (<see cref="SettingsCheck"/>): tickers, a strategy and a size.</summary>
    public static void CheckForRun(Settings settings, SettingsErrors errors)
    {
        if (settings.Symbols.Count == 0 && settings.Universe is null)
            errors.At("symbols", "is missing, and a run needs to know what to trade; write it like symbols: [AAPL, MSFT], or choose among candidates with a universe");
        if (settings.Simulation.Fills != FillSource.Quotes)
            errors.At("simulation.fills", "barClose is how a backtest fills orders; a run has quotes: expected quotes, remove the line");
        if (settings.Strategy is not null) return;
        errors.At("strategy", "is missing, and a run needs to know when to trade; write it like strategy: { name: follow-predictions, entry: { prediction: { confidence: 0.6 } } }");
        if (settings.Risk.Sizing is null) errors.At("risk.sizing", SizingIsMissing);
    }

    static void Gateway(Settings settings, SettingsErrors errors)
    {
        var gateway = settings.Gateway;
        if (gateway.Account is { } account && !account.StartsWith("DU", StringComparison.Ordinal) && !account.StartsWith("DF", StringComparison.Ordinal))
            errors.At("gateway.account", $"{account} is a live account, and this version trades paper accounts only; expected an id such as DU1234567: use your paper account");
        if (gateway is { Mode: GatewayMode.External, Account: null })
            errors.At("gateway.account", "is missing, and an external gateway may hold several accounts; add the one to trade, such as \"account: DU1234567\"");
    }

    static void Market(Settings settings, SettingsErrors errors)
    {
        var market = settings.Market;
        var foreign = market.Kind == MarketKind.Synthetic ? ReplayKeys : SyntheticKeys;
        var other = market.Kind == MarketKind.Synthetic ? "replay" : "synthetic";
        foreach (var key in foreign.Where(k => errors.IsGiven($"market.{k}")))
            errors.At($"market.{key}", $"belongs to a {other} market, and market.kind is {(market.Kind == MarketKind.Synthetic ? "synthetic" : "replay")}; remove it, or set market.kind to {other}");

        if (market.Kind == MarketKind.Synthetic)
        {
            var key = market.Date is null ? "market.session" : "market.date";
            var first = market.Date ?? market.Session;
            Session(first, key, errors);
            Until(first, key);
            return;
        }
        if (market.Data is null) errors.At("market.data", "is missing; add the folder of bar files to replay, such as \"data: data/minute\"");
        if (market.Date is null) errors.At("market.date", "is missing; add the first session to replay, such as \"date: 2013-10-07\"");
        if (market.Date is { } date) Session(date, "market.date", errors);
        if (market.Date is { } start) Until(start, "market.date");

        void Until(LocalDate from, string key)
        {
            if (market.Until is { } until && until < from)
                errors.At("market.until", $"{Text(until)} is before {key} {Text(from)}, expected the last session to play; exchange them or remove until");
        }
    }

    static void Session(LocalDate date, string path, SettingsErrors errors)
    {
        var calendar = ExchangeCalendar.NewYork;
        if (date < calendar.First || date > calendar.Last)
            errors.At(path, $"{Text(date)} is outside the exchange calendar, expected a date from {Text(calendar.First)} to {Text(calendar.Last)}; change it");
        else if (calendar.Describe(date) is { Session: null } day)
            errors.At(path, $"{Text(date)} is not a session of the New York exchanges ({day.Reason}); the next one is {Text(calendar.NextSession(date).Date)}");
    }

    static void Symbols(Settings settings, SettingsErrors errors)
    {
        for (var i = 0; i < settings.Symbols.Count; i++)
            if (!InstrumentTable.IsSymbol(settings.Symbols[i]))
                errors.At($"symbols[{i}]", $"\"{settings.Symbols[i]}\" is not a ticker, expected up to 12 capital letters, digits, dots and dashes, beginning with a letter; write it like AAPL");
    }

    static void Universe(Settings settings, SettingsErrors errors)
    {
        if (settings.Universe is not { } universe) return;
        if (settings.Symbols.Count > 0) errors.At("universe", "is given beside symbols, and both say what to trade; remove one of them");
        for (var i = 0; i < universe.Symbols.Count; i++)
            if (!InstrumentTable.IsSymbol(universe.Symbols[i])) errors.At($"universe.symbols[{i}]", $"\"{universe.Symbols[i]}\" is not a ticker, expected up to 12 capital letters, digits, dots and dashes, beginning with a letter; write it like AAPL");
        if (settings.Gateway.Mode == GatewayMode.External && 2 * universe.MaxSymbols > settings.Gateway.DataLines)
            errors.At("universe.maxSymbols", $"{universe.MaxSymbols} symbols take {2 * universe.MaxSymbols} market data lines, and gateway.dataLines is {settings.Gateway.DataLines}; expected at most {settings.Gateway.DataLines / 2}: lower it, or correct the lines");
        if (universe.Since is { } since) Session(since, "universe.since", errors);
    }

    static void Predictions(Settings settings, SettingsErrors errors)
    {
        var predictions = settings.Predictions;
        if (!Uri.TryCreate(predictions.Url, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps) || url.UserInfo.Length > 0)
            errors.At("predictions.url", $"\"{predictions.Url}\" is not the address of a service, expected http:// or https:// with a host and no user name; write it like http://127.0.0.1:5090");
        if (predictions.Deadline > predictions.MaxAge)
            errors.At("predictions.deadline", "is longer than predictions.maxAge, so a late answer would be too old to use; lower it");
    }

    static void Strategy(StrategySettings strategy, Settings settings, SettingsErrors errors)
    {
        var entry = strategy.Entry;
        if (entry.Prediction is null && entry.Long is null && entry.Short is null)
            errors.At("strategy.entry", "no condition given, so nothing would be entered; add prediction, long or short");
        if (entry.Prediction is { } gate)
        {
            if (settings.Predictions.Mode == PredictionMode.None)
                errors.At("strategy.entry.prediction", "follows predictions, and predictions.mode is none; set the mode to embedded or http, or remove this section");
            if (entry.Long is not null && !gate.Sides.Contains(PositionSide.Long)) errors.At("strategy.entry.long", "has no effect, since strategy.entry.prediction.sides has no long; remove one or add the other");
            if (entry.Short is not null && !gate.Sides.Contains(PositionSide.Short)) errors.At("strategy.entry.short", "has no effect, since strategy.entry.prediction.sides has no short; remove one or add the other");
        }
        if (entry.Window is { } window && window.From >= window.To)
            errors.At("strategy.entry.window", $"from {window.From:HH:mm} is not before to {window.To:HH:mm}; exchange them");
        if (strategy.Bracket is { Stop: null, Target: null })
            errors.At("strategy.bracket", "neither stop nor target given; add one, such as \"stop: 3 * atr\", or remove the section");
        if (settings.Risk.Sizing is null)
            errors.At("risk.sizing", SizingIsMissing);
    }

    static void Risk(Settings settings, SettingsErrors errors)
    {
        var risk = settings.Risk;
        if (risk.MaxOrderValue > risk.MaxPositionValue)
            errors.At("risk.maxOrderValue", $"{risk.MaxOrderValue} is above risk.maxPositionValue {risk.MaxPositionValue}, so the larger orders could never pass; lower it or raise the other");
        if (risk.MaxPositionValue > risk.MaxGrossExposure)
            errors.At("risk.maxPositionValue", $"{risk.MaxPositionValue} is above risk.maxGrossExposure {risk.MaxGrossExposure}, so the larger positions could never pass; lower it or raise the other");
        if (risk.Sizing?.Allocation > risk.MaxOrderValue)
            errors.At("risk.sizing.allocation", $"{risk.Sizing.Allocation} is above risk.maxOrderValue {risk.MaxOrderValue}, so every entry would be refused; lower it or raise the other");
    }

    static void Simulation(CommissionSettings commission, SettingsErrors errors)
    {
        if (decimal.Remainder(commission.MaximumPercent * 100, 1) != 0)
            errors.At("simulation.commission.maximumPercent", $"{commission.MaximumPercent} has more than two decimals, expected percent in steps of 0.01; round it");
        if (commission.PerOrder is null) return;
        foreach (var key in PerShareKeys.Where(k => errors.IsGiven($"simulation.commission.{k}")))
            errors.At($"simulation.commission.{key}", "has no effect with perOrder; remove it, or use perShare");
    }

    static string Text(LocalDate date) => NodaTime.Text.LocalDatePattern.Iso.Format(date);
}
