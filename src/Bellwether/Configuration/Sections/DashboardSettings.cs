namespace Bellwether.Configuration;

sealed record DashboardSettings
{
    [Setting("Whether to serve it.")]
    public bool Enabled { get; init; } = true;

    [Setting("Address to listen on. It has no login yet, so only this machine's own: 127.0.0.1, ::1 or localhost.", Pattern = "[A-Za-z0-9.:_-]+", PatternMeaning = "an address of this machine")]
    public string Host { get; init; } = "127.0.0.1";

    [Setting("TCP port; 0 takes a free one.", Least = "0", Most = "65535")]
    public int Port { get; init; } = 5080;
}
