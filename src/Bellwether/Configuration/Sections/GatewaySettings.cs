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
}
