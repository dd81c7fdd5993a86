using System.Globalization;

namespace Bellwether.InteractiveBrokers;

/// <summary>Whether the gateway has Interactive Brokers, told from codes 1100, 1101, 1102, 1300 and 2110.</summary>
public sealed class ConnectivityState
{
    /// <summary>The gateway has lost Interactive Brokers.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Nanoseconds: since when; null while it has not.</summary>
    public long? LostSince { get; private set; }

    /// <summary>The port that code 1300 named; null if none was. Connect there only if the configuration lists it.</summary>
    public int? NewPort { get; private set; }

    /// <summary>A new socket stands: what the old one said no longer counts.</summary>
    public void Opened() => (IsLost, LostSince, NewPort) = (false, null, null);

    /// <summary>Takes a code. Repetitions change nothing; a restoration without a loss counts, for the loss may have gone unheard.</summary>
    public ConnectivityChange Apply(int code, string text, long now)
    {
        switch (code)
        {
            case 1100 or 2110:
                if (IsLost) return ConnectivityChange.None;
                (IsLost, LostSince) = (true, now);
                return ConnectivityChange.Lost;
            case 1101:
                (IsLost, LostSince) = (false, null);
                return ConnectivityChange.RestoredDataLost;
            case 1102:
                (IsLost, LostSince) = (false, null);
                return ConnectivityChange.RestoredDataKept;
            case 1300:
                NewPort = PortIn(text);
                return ConnectivityChange.PortReset;
            default:
                return ConnectivityChange.None;
        }
    }

    /// <summary>The last run of digits of the text, if it can be a port.</summary>
    static int? PortIn(string text)
    {
        var end = text.Length;
        while (end > 0 && !char.IsAsciiDigit(text[end - 1])) end--;
        var begin = end;
        while (begin > 0 && char.IsAsciiDigit(text[begin - 1])) begin--;
        return int.TryParse(text.AsSpan(begin, end - begin), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535 ? port : null;
    }
}
