namespace Bellwether.Live;

/// <summary>What a request id of ours asked for. Order ids stay below <see cref="RequestIds.Lowest"/>.</summary>
enum RequestKind { None, ContractDetails, History, Quotes, Bars, AccountSummary, Executions }

/// <summary>
/// Request ids and order ids share one number space for errors, so they are kept apart by range, and the kind is read off the id: never guessed.
/// </summary>
static class RequestIds
{
    public const int Lowest = 10_000_000;
    const int Range = 100_000;

    public static int Of(RequestKind kind, int symbol = 0) => Lowest + ((int)kind * Range) + symbol;

    public static RequestKind KindOf(int id) => id < Lowest ? RequestKind.None : (RequestKind)((id - Lowest) / Range);

    public static int SymbolOf(int id) => (id - Lowest) % Range;
}
