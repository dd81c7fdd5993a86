using System.Globalization;
using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>One thing that goes wrong.</summary>
public abstract record Fault
{
    internal virtual void Validate()
    {
    }

    private protected void Require(bool holds, string name, object? value, string expected)
    {
        if (!holds) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{GetType().Name}.{name} is {value ?? "absent"}; expected {expected}"));
    }

    private protected void RequireWhile(string name, Duration value) => Require(value >= Duration.Zero && value <= Duration.FromDays(7), name, value, "0 to 7 days");
}

/// <summary>Happens once, at a time.</summary>
public abstract record TimedFault : Fault
{
    public required FaultTime At { get; init; }
}

/// <summary>
/// Happens to connections of a client, by the first of: a time, so many bytes or messages sent to it over one connection, or by chance with each message.
/// </summary>
public abstract record ConnectionFault : Fault
{
    /// <summary>The client; null means whichever comes to it first.</summary>
    public int? ClientId { get; init; }

    public FaultTime? At { get; init; }

    /// <summary>Bytes sent over the connection, greeting included; exact, also within a frame.</summary>
    public long? AfterBytes { get; init; }

    /// <summary>Messages sent over the connection, greeting not included.</summary>
    public int? AfterMessages { get; init; }

    /// <summary>With each message to the client, 0 to 1; it breaks off at any byte of it.</summary>
    public double Probability { get; init; }

    /// <summary>How often it may happen. Default: 1.</summary>
    public int Times { get; init; } = 1;

    internal override void Validate()
    {
        Require(At is not null || AfterBytes is not null || AfterMessages is not null || Probability > 0, nameof(At), null, "At, AfterBytes, AfterMessages or Probability");
        Require(AfterBytes is null or >= 1, nameof(AfterBytes), AfterBytes, "1 or more");
        Require(AfterMessages is null or >= 1, nameof(AfterMessages), AfterMessages, "1 or more");
        Require(Probability is >= 0 and <= 1, nameof(Probability), Probability, "0 to 1");
        Require(Times >= 1, nameof(Times), Times, "1 or more");
    }
}

/// <summary>Happens by chance, whenever there is occasion.</summary>
public abstract record ChanceFault : Fault
{
    /// <summary>0 to 1, for each occasion. Default: 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Occasions before it are left alone.</summary>
    public FaultTime? From { get; init; }

    /// <summary>Occasions from then on are left alone.</summary>
    public FaultTime? Until { get; init; }

    /// <summary>How often it may happen; null for no bound.</summary>
    public int? AtMost { get; init; }

    /// <summary>Only this client's; null for all.</summary>
    public int? ClientId { get; init; }

    internal override void Validate()
    {
        Require(Probability is >= 0 and <= 1, nameof(Probability), Probability, "0 to 1");
        Require(AtMost is null or >= 1, nameof(AtMost), AtMost, "1 or more");
    }
}
