using NodaTime;

namespace Bellwether.Configuration;

sealed record UniverseSettings
{
    [Setting("The candidates, in the order in which rules are evaluated.", Example = "[AAPL, MSFT]")]
    public IReadOnlyList<string> Symbols { get; init; } = [];

    [Setting("File with further candidates: a ticker a line, or CSV whose first column is the ticker; # begins a remark.", Example = "lists/us.csv")]
    public string? File { get; init; }

    [Setting("Conditions on the statistics of a session, all of which must hold for a symbol to enter.", Example = "[price >= 5, average_volume >= 1000000]")]
    public IReadOnlyList<string> Rules { get; init; } = [];

    [Setting("Conditions that must hold for a member to stay, looser ones as a rule. Without them the rules for entering.", Example = "[price >= 4, average_volume >= 800000]")]
    public IReadOnlyList<string> Stay { get; init; } = [];

    [Setting("An amount by which symbols are ranked, the greatest first. Without it the order of the candidates counts.", Example = "dollar_volume")]
    public string? Rank { get; init; }

    [Setting("Members at most; each takes two market data lines.", Least = "1", Most = "1000")]
    public int MaxSymbols { get; init; } = 40;

    [Setting("How many places below maxSymbols a member may be ranked and stay.", Least = "0", Most = "1000")]
    public int RankSlack { get; init; }

    [Setting("Sessions in a row for which the rules must have held, and the place been good enough, before a symbol enters.", Least = "1", Most = "250")]
    public int EnterAfter { get; init; } = 3;

    [Setting("Sessions in a row for which that must have failed before a member leaves.", Least = "1", Most = "250")]
    public int LeaveAfter { get; init; } = 5;

    [Setting("Sessions before over which average_volume is a mean.", Least = "1", Most = "1000")]
    public int AverageSessions { get; init; } = 20;

    [Setting("First session that counts, New York date. Without it all that there are.", Example = "2024-01-02")]
    public LocalDate? Since { get; init; }
}
