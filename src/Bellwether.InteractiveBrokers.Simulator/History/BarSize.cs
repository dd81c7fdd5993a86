using Bellwether.Core;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>The bar sizes that the gateway makes of its minute bars, by the text of a request.</summary>
static class BarSize
{
    /// <summary>Length of a day bar: not a fixed time, since a session is what counts.</summary>
    public const long Day = long.MaxValue;

    public const string Served = "1 min, 2 mins, 3 mins, 5 mins, 10 mins, 15 mins, 20 mins, 30 mins, 1 hour, 2 hours, 3 hours, 4 hours, 1 day";

    public static bool TryParse(string text, out long length)
    {
        length = text switch
        {
            "1 min" => 1,
            "2 mins" => 2,
            "3 mins" => 3,
            "5 mins" => 5,
            "10 mins" => 10,
            "15 mins" => 15,
            "20 mins" => 20,
            "30 mins" => 30,
            "1 hour" => 60,
            "2 hours" => 120,
            "3 hours" => 180,
            "4 hours" => 240,
            "1 day" => Day,
            _ => 0,
        };
        if (length == 0) return false;
        if (length != Day) length *= EngineTime.Minute;
        return true;
    }
}
