using NodaTime;

namespace Bellwether.Configuration;

enum GatewayMode
{
    /// <summary>A simulated gateway in this process.</summary>
    Embedded,

    /// <summary>An IB Gateway or TWS that runs already.</summary>
    External,
}

sealed record GatewaySettings
{
    [Setting("embedded: a simulated gateway inside this process; external: an IB Gateway or TWS that runs already.")]
    public GatewayMode Mode { get; init; } = GatewayMode.Embedded;

    [Setting("Name or address of an external gateway.", Pattern = "[A-Za-z0-9.:_-]+", PatternMeaning = "a host name or an IP address")]
    public string Host { get; init; } = "127.0.0.1";

    [Setting("TCP port of an external gateway: 4002 is the IB Gateway's paper port, 7497 that of TWS.", Least = "1", Most = "65535")]
    public int Port { get; init; } = 4002;

    [Setting("API client id of an external gateway. Orders belong to the id that placed them, so keep it.", Least = "0", Most = "999999")]
    public int ClientId { get; init; } = 7;

    [Setting("The one account to trade; needed with mode external. Paper accounts (DU…, DF…) only.", Pattern = "[A-Z]{1,3}[0-9]{3,12}", PatternMeaning = "an account id", Example = "DU1234567")]
    public string? Account { get; init; }

    [Setting("Other ports that an external gateway may send the desk to when it changes its port (code 1300). One that is not listed is never connected to.", Least = "1", Most = "65535", Example = "[4012]")]
    public IReadOnlyList<int> Ports { get; init; } = [];

    [Setting("New York time of day at which an external gateway restarts by itself. Nothing new is risked from five minutes before it, and no order is written from one minute before it, until the desk has compared itself with the broker again.", Example = "\"23:45\"")]
    public LocalTime? DailyRestart { get; init; }

    [Setting("Market data lines of the account at an external gateway: each symbol takes two, for quotes and for bars.", Least = "2", Most = "100000")]
    public int DataLines { get; init; } = 100;
}
