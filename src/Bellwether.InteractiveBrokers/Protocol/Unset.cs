namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The numbers that stand for "no value" where a field is not simply left empty.</summary>
public static class Unset
{
    /// <summary>Int32 maximum.</summary>
    public const string Int = "2147483647";

    /// <summary>Int64 maximum.</summary>
    public const string Long = "9223372036854775807";

    /// <summary>Double maximum, as the gateway prints it.</summary>
    public const string Double = "1.7976931348623157E308";

    /// <summary>Int64 minimum, which the gateway prints for an unset size.</summary>
    public const string Size = "-9223372036854775808";

    /// <summary>Zero, for fields where zero and "no value" mean the same (a strike).</summary>
    public const string Zero = "0";

    internal static bool IsUnset(double value) => value >= double.MaxValue && !double.IsPositiveInfinity(value);

    internal static bool IsUnset(decimal value) => value is int.MaxValue or long.MaxValue or long.MinValue;
}
