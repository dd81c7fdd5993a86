namespace Bellwether.Tests.InteractiveBrokers;

/// <summary>Decides what <see cref="FillingWire"/> puts into each field, and sees the field list go by.</summary>
abstract class FillPlan
{
    /// <summary>A field of the list: its kind, its name in the code, and for constants and absent values the text that goes on the wire.</summary>
    public virtual void Seen(string kind, string field, string text)
    {
    }

    public abstract int Int(string field);

    public abstract long Long(string field);

    public abstract double Double(string field);

    public abstract decimal Decimal(string field);

    public abstract bool Bool(string field);

    public abstract string Text(string field, bool free);

    public abstract int Count(string field);

    /// <summary>Whether an optional value or group is there.</summary>
    public abstract bool Has(string field);

    /// <summary>Whether a value that may be infinite is.</summary>
    public abstract bool Infinite(string field);
}
