namespace Bellwether.MarketData;

/// <summary>Which part of an exchange day counts.</summary>
public enum SessionHours : byte
{
    /// <summary>Open to close of the regular session: 09:30 to 16:00 New York time, to 13:00 on half days.</summary>
    Regular,

    /// <summary>04:00 New York time to four hours after the regular close.</summary>
    Extended,
}
