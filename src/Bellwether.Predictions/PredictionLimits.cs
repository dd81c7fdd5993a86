using NodaTime;

namespace Bellwether.Predictions;

/// <summary>How old or how early a prediction may be, measured from the time of its data against engine time.</summary>
public sealed record PredictionLimits
{
    /// <summary>Longest age at arrival and at use, inclusive; above zero.</summary>
    public Duration MaximumAge { get; }

    /// <summary>How far the provider's clock may run ahead, inclusive; zero or more.</summary>
    public Duration MaximumSkew { get; }

    /// <param name="maximumSkew">250 ms unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit out of its range, or above 365 days.</exception>
    public PredictionLimits(Duration maximumAge, Duration? maximumSkew = null)
    {
        var skew = maximumSkew ?? Duration.FromMilliseconds(250);
        if (maximumAge <= Duration.Zero || maximumAge > Duration.FromDays(365))
            throw new ArgumentOutOfRangeException(nameof(maximumAge), maximumAge, "the maximum age of a prediction is above zero and at most 365 days");
        if (skew < Duration.Zero || skew > Duration.FromDays(365))
            throw new ArgumentOutOfRangeException(nameof(maximumSkew), maximumSkew, "the clock skew allowed is zero or more and at most 365 days");
        (MaximumAge, MaximumSkew) = (maximumAge, skew);
    }
}
