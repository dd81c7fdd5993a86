using Bellwether.Core;

namespace Bellwether.Predictions;

/// <summary>
/// Takes predictions in, refuses what is invalid, early, old or said before, and keeps the newest accepted one of each symbol. A prediction is acted on at
/// most once. No allocation after construction.
/// </summary>
public sealed class PredictionBook
{
    const long Never = long.MinValue;

    readonly int symbolCount;
    readonly int modelCount;
    readonly long maximumAge;
    readonly long maximumSkew;

    /// <summary>By model and symbol: time of the last accepted prediction.</summary>
    readonly long[] lastAsOf;

    /// <summary>By symbol; ArrivedAt is <see cref="Never"/> where there is none.</summary>
    readonly StandingPrediction[] standing;

    readonly long[] counts = new long[(int)PredictionVerdict.Invalid + 1];

    /// <param name="symbolCount">Symbols of the instrument table.</param>
    /// <param name="modelCount">Known models: predictions carry a number from 0 to this, exclusive.</param>
    public PredictionBook(int symbolCount, int modelCount, PredictionLimits limits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(symbolCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(modelCount, 1);
        this.symbolCount = symbolCount;
        this.modelCount = modelCount;
        maximumAge = limits.MaximumAge.ToInt64Nanoseconds();
        maximumSkew = limits.MaximumSkew.ToInt64Nanoseconds();
        lastAsOf = new long[checked(modelCount * symbolCount)];
        standing = new StandingPrediction[symbolCount];
        Array.Fill(lastAsOf, Never);
        Array.Fill(standing, new StandingPrediction(default, Never, false));
    }

    /// <summary>How many predictions had a verdict since construction.</summary>
    public long Count(PredictionVerdict verdict) => counts[(int)verdict];

    /// <summary>Judges a prediction and, if it is accepted, lets it stand for its symbol.</summary>
    /// <param name="now">Engine time of the arrival.</param>
    public PredictionVerdict Take(in Prediction prediction, long now)
    {
        var verdict = Judge(prediction, now);
        counts[(int)verdict]++;
        if (verdict != PredictionVerdict.Accepted) return verdict;

        lastAsOf[Stream(prediction)] = prediction.AsOf;
        ref var current = ref standing[prediction.Symbol];
        // With several models a slower one may come in late: the opinion from the newest data stands.
        if (current.ArrivedAt == Never || prediction.AsOf >= current.Prediction.AsOf) current = new StandingPrediction(prediction, now, ActedOn: false);
        return verdict;
    }

    /// <summary>The prediction that stands for a symbol, however old; false when none was accepted yet.</summary>
    public bool TryLatest(int symbol, out StandingPrediction latest)
    {
        latest = standing[symbol];
        return latest.ArrivedAt != Never;
    }

    /// <summary>The prediction that stands for a symbol if it is still within the age limit at <paramref name="now"/> and was not acted on.</summary>
    public bool TryUsable(int symbol, long now, out Prediction prediction)
    {
        ref readonly var current = ref standing[symbol];
        prediction = current.Prediction;
        return current.ArrivedAt != Never && !current.ActedOn && now - current.Prediction.AsOf <= maximumAge;
    }

    /// <summary>The prediction that stands for the symbol leads to an order now.</summary>
    /// <returns>False when there is none or it was acted on before: then nothing may be sent for it.</returns>
    public bool TryMarkActedOn(int symbol)
    {
        ref var current = ref standing[symbol];
        if (current.ArrivedAt == Never || current.ActedOn) return false;
        current = current with { ActedOn = true };
        return true;
    }

    PredictionVerdict Judge(in Prediction prediction, long now)
    {
        if (!IsValid(prediction)) return PredictionVerdict.Invalid;
        if (prediction.AsOf - now > maximumSkew) return PredictionVerdict.FromTheFuture;
        var last = lastAsOf[Stream(prediction)];
        if (prediction.AsOf == last) return PredictionVerdict.Duplicate;
        if (prediction.AsOf < last) return PredictionVerdict.OutOfOrder;
        return now - prediction.AsOf > maximumAge ? PredictionVerdict.Stale : PredictionVerdict.Accepted;
    }

    // The confidence is compared so that NaN fails. Times before 1970 are refused with the rest, which keeps the differences of times from overflowing.
    bool IsValid(in Prediction prediction) =>
        (uint)prediction.Symbol < (uint)symbolCount
        && (uint)prediction.ModelNumber < (uint)modelCount
        && prediction.Direction is >= -1 and <= 1
        && prediction.Confidence is >= 0 and <= 1
        && prediction.AsOf > 0
        && prediction.Horizon >= 0;

    int Stream(in Prediction prediction) => (prediction.ModelNumber * symbolCount) + prediction.Symbol;
}
