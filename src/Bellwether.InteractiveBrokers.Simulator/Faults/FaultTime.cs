using System.Globalization;
using Bellwether.Core;
using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>When a fault happens, in virtual time: an instant, a time of day in New York (the first one from the gateway's start on), or a while after the start.</summary>
public readonly record struct FaultTime
{
    readonly Instant? instant;
    readonly LocalDate? date;
    readonly LocalTime? timeOfDay;
    readonly Duration fromStart;

    FaultTime(Instant? instant, LocalDate? date, LocalTime? timeOfDay, Duration fromStart) => (this.instant, this.date, this.timeOfDay, this.fromStart) = (instant, date, timeOfDay, fromStart);

    public static FaultTime At(Instant instant) => new(instant, null, null, Duration.Zero);

    /// <summary>New York time; without a date the first such time of day from the gateway's start on.</summary>
    public static FaultTime At(LocalTime timeOfDay, LocalDate? date = null) => new(null, date, timeOfDay, Duration.Zero);

    /// <summary>Not below zero.</summary>
    public static FaultTime AfterStart(Duration duration) => new(null, null, null, duration);

    /// <summary>As a fault script writes it: a time of day, with its date if it has one, or + and a duration.</summary>
    public override string ToString()
    {
        if (instant is { } at) return NodaTime.Text.InstantPattern.ExtendedIso.Format(at);
        if (timeOfDay is not { } time) return string.Create(CultureInfo.InvariantCulture, $"+{(long)fromStart.TotalMilliseconds}ms");
        var text = NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH':'mm':'ss'.'fff").Format(time);
        return date is { } day ? $"{NodaTime.Text.LocalDatePattern.Iso.Format(day)} {text}" : text;
    }

    /// <summary>Nanoseconds since the Unix epoch, whole milliseconds.</summary>
    internal long Resolve(long start)
    {
        var time = instant is { } at ? EngineTime.From(at) : timeOfDay is { } of ? OfDay(of, start) : start + (long)fromStart.TotalNanoseconds;
        return FaultInjector.WholeMillisecond(time);
    }

    long OfDay(LocalTime time, long start)
    {
        var day = date ?? GatewayTime.DateOf(start);
        var first = InNewYork(day, time);
        return date is null && first < start ? InNewYork(day.PlusDays(1), time) : first;
    }

    static long InNewYork(LocalDate day, LocalTime time) => EngineTime.From(day.At(time).InZoneLeniently(ExchangeCalendar.NewYork.Zone).ToInstant());
}
