using Bellwether.Engine;
using NodaTime;

namespace Bellwether.Configuration;

sealed record AlertSettings
{
    [Setting("Address that every alert is posted to as JSON, those of the engine itself too. Without it alerts are in the journal and on the dashboard only.", Pattern = "https?://[^@\\s]+", PatternMeaning = "an address that begins with http:// or https://, without a user name", Example = "http://127.0.0.1:9000/alerts")]
    public string? Webhook { get; init; }

    [Setting("Header that goes with every post, for a webhook that wants to know who posts.", Example = "{ variable: ALERT_TOKEN }")]
    public WebhookHeaderSettings? WebhookHeader { get; init; }

    [Setting("Least severity that is posted.")]
    public AlertSeverity Least { get; init; } = AlertSeverity.Information;

    [Setting("Conditions that are watched for every symbol, beside the strategy.", Example = "[{ name: overbought, when: rsi(14) > 70 }]")]
    public IReadOnlyList<AlertRuleSettings> Rules { get; init; } = [];
}

sealed record WebhookHeaderSettings
{
    [Setting("Name of the header.", Pattern = "[A-Za-z][A-Za-z0-9-]{0,63}", PatternMeaning = "letters, digits and dashes, at most 64")]
    public string Name { get; init; } = "Authorization";

    [Setting("Environment variable that holds the header's value, such as \"Bearer …\". The value stands in no file and is never shown.", Pattern = "[A-Za-z_][A-Za-z0-9_]{0,99}", PatternMeaning = "the name of an environment variable: letters, digits and _", Example = "ALERT_TOKEN")]
    public required string Variable { get; init; }
}

sealed record AlertRuleSettings
{
    [Setting("What the alert is called.", Pattern = "[A-Za-z0-9][A-Za-z0-9 _-]{0,59}", PatternMeaning = "letters, digits, blanks, _ and -, at most 60", Example = "overbought")]
    public required string Name { get; init; }

    [Setting("The condition, an expression.", Example = "\"rsi(14) > 70\"")]
    public required string When { get; init; }

    [Setting("edge: speaks when the condition becomes true; level: at each bar at which it is true.")]
    public AlertTrigger Trigger { get; init; } = AlertTrigger.Edge;

    [Setting("What must be true before an edge counts again, an expression. Without it the condition must have been false.", Example = "\"rsi(14) < 65\"")]
    public string? Rearm { get; init; }

    [Setting("Silence in a symbol after the alert spoke there.", Least = "0s", Most = "24h")]
    public Duration Quiet { get; init; } = Duration.Zero;

    [Setting("Last day of the alert, New York date, inclusive.", Example = "2026-12-31")]
    public LocalDate? Until { get; init; }

    [Setting("How often it speaks in a symbol at most; 0 for no end.", Least = "0", Most = "1000000")]
    public int Times { get; init; }

    [Setting("How much it matters.")]
    public AlertSeverity Severity { get; init; } = AlertSeverity.Warning;
}
