namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>Times in orders (good till, good after): the gateway's formats, a time of today without a date, or a date alone, which means the end of that day.</summary>
static class OrderTime
{
    public const string Format =
        "The date, time, or time-zone entered is invalid. The correct format is yyyymmdd hh:mm:ss xx/xxxx where yyyymmdd and xx/xxxx are optional, or yyyymmdd-hh:mm:ss in UTC";

    /// <param name="now">Its New York date is the day of a time without one. Nanoseconds since the Unix epoch.</param>
    /// <param name="zoneMissing">A time without a zone was read in the gateway's own.</param>
    public static bool TryParse(string text, long now, out long time, out bool zoneMissing)
    {
        if (text.Length == 8 && text.All(char.IsAsciiDigit)) return GatewayTime.TryParse(text + " 23:59:59 " + GatewayTime.ZoneName, out time, out zoneMissing);
        if (text.Length >= 8 && text[2] == ':') text = GatewayTime.DayText(now) + ' ' + text;
        return GatewayTime.TryParse(text, out time, out zoneMissing) && time > 0;
    }
}
