using Bellwether.Core;
using Bellwether.Predictions;
using NodaTime;

namespace Bellwether.Tests.Predictions;

public sealed class PredictionBookTests
{
    const long Now = 1_704_205_800 * EngineTime.Second;

    static readonly PredictionLimits Limits = new(Duration.FromMinutes(5));
    readonly PredictionBook book = new(symbolCount: 3, modelCount: 2, Limits);

    [Fact]
    public void A_fresh_prediction_is_accepted_and_stands_with_its_arrival()
    {
        var prediction = Prediction(asOf: Now - EngineTime.Second);
        Assert.False(book.TryLatest(1, out _));
        Assert.Equal(PredictionVerdict.Accepted, book.Take(prediction, Now));
        Assert.True(book.TryLatest(1, out var latest));
        Assert.Equal(new StandingPrediction(prediction, Now, ActedOn: false), latest);
        Assert.False(book.TryLatest(0, out _));
    }

    [Theory]
    [InlineData(-0.000001)]
    [InlineData(1.000001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e308)]
    public void A_confidence_outside_zero_to_one_is_invalid(double confidence) =>
        Assert.Equal(PredictionVerdict.Invalid, book.Take(Prediction() with { Confidence = confidence }, Now));

    [Fact]
    public void Unknown_symbols_models_and_directions_and_impossible_times_are_invalid()
    {
        Prediction[] invalid =
        [
            Prediction() with { Symbol = -1 },
            Prediction() with { Symbol = 3 },
            Prediction() with { ModelNumber = -1 },
            Prediction() with { ModelNumber = 2 },
            Prediction() with { Direction = 2 },
            Prediction() with { Direction = -2 },
            Prediction() with { Horizon = -1 },
            Prediction() with { AsOf = 0 },
            Prediction() with { AsOf = long.MinValue },
        ];
        Assert.All(invalid, prediction => Assert.Equal(PredictionVerdict.Invalid, book.Take(prediction, Now)));
        Assert.Equal((invalid.Length, 0), (book.Count(PredictionVerdict.Invalid), book.Count(PredictionVerdict.Accepted)));
        Assert.False(book.TryLatest(1, out _));
    }

    [Fact]
    public void A_prediction_may_be_early_by_the_skew_and_no_more()
    {
        Assert.Equal(PredictionVerdict.FromTheFuture, book.Take(Prediction(asOf: Now + (250 * EngineTime.Millisecond) + 1), Now));
        Assert.Equal(PredictionVerdict.FromTheFuture, book.Take(Prediction(asOf: long.MaxValue), Now));
        Assert.Equal(PredictionVerdict.Accepted, book.Take(Prediction(asOf: Now + (250 * EngineTime.Millisecond)), Now));
    }

    [Fact]
    public void A_prediction_may_be_as_old_as_the_age_limit_and_no_older()
    {
        Assert.Equal(PredictionVerdict.Stale, book.Take(Prediction(asOf: Now - (5 * EngineTime.Minute) - 1), Now));
        Assert.Equal(PredictionVerdict.Accepted, book.Take(Prediction(asOf: Now - (5 * EngineTime.Minute)), Now));
    }

    [Fact]
    public void A_stale_prediction_does_not_block_a_newer_one_and_the_age_counts_again_at_use()
    {
        Assert.Equal(PredictionVerdict.Stale, book.Take(Prediction(asOf: Now - (10 * EngineTime.Minute)), Now));
        Assert.Equal(PredictionVerdict.Accepted, book.Take(Prediction(asOf: Now), Now));
        Assert.True(book.TryUsable(1, Now + (5 * EngineTime.Minute), out var usable));
        Assert.Equal(Prediction(asOf: Now), usable);
        Assert.False(book.TryUsable(1, Now + (5 * EngineTime.Minute) + 1, out _));
        Assert.True(book.TryLatest(1, out _));
    }

    [Fact]
    public void The_same_prediction_again_is_a_duplicate_even_with_another_content_or_when_it_has_aged()
    {
        book.Take(Prediction(asOf: Now), Now);
        Assert.Equal(PredictionVerdict.Duplicate, book.Take(Prediction(asOf: Now), Now + EngineTime.Second));
        Assert.Equal(PredictionVerdict.Duplicate, book.Take(Prediction(asOf: Now) with { Direction = -1, Confidence = 1 }, Now + EngineTime.Second));
        Assert.Equal(PredictionVerdict.Duplicate, book.Take(Prediction(asOf: Now), Now + (60 * EngineTime.Minute)));
        Assert.True(book.TryLatest(1, out var latest));
        Assert.Equal((1, Now), (latest.Prediction.Direction, latest.ArrivedAt));
        Assert.Equal(3, book.Count(PredictionVerdict.Duplicate));
    }

    [Fact]
    public void An_older_prediction_of_the_same_model_and_symbol_is_out_of_order()
    {
        book.Take(Prediction(asOf: Now), Now);
        Assert.Equal(PredictionVerdict.OutOfOrder, book.Take(Prediction(asOf: Now - 1), Now));
        Assert.Equal(PredictionVerdict.Accepted, book.Take(Prediction(asOf: Now - 1) with { Symbol = 2 }, Now));
        Assert.Equal(PredictionVerdict.Accepted, book.Take(Prediction(asOf: Now + 1), Now));
    }

    [Fact]
    public void Of_two_models_the_opinion_from_the_newer_data_stands()
    {
        var slow = Prediction(asOf: Now - EngineTime.Minute) with { ModelNumber = 1, Direction = -1 };
        book.Take(Prediction(asOf: Now), Now);
        Assert.Equal(PredictionVerdict.Accepted, book.Take(slow, Now + 1));
        Assert.True(book.TryLatest(1, out var latest));
        Assert.Equal(0, latest.Prediction.ModelNumber);
        book.Take(slow with { AsOf = Now }, Now + 2);
        Assert.True(book.TryLatest(1, out latest));
        Assert.Equal((1, Now + 2), (latest.Prediction.ModelNumber, latest.ArrivedAt));
    }

    [Fact]
    public void A_prediction_is_acted_on_at_most_once()
    {
        Assert.False(book.TryMarkActedOn(1));
        book.Take(Prediction(asOf: Now), Now);
        Assert.True(book.TryUsable(1, Now, out _));
        Assert.True(book.TryMarkActedOn(1));
        Assert.False(book.TryMarkActedOn(1));
        Assert.False(book.TryUsable(1, Now, out _));
        book.Take(Prediction(asOf: Now), Now);
        Assert.False(book.TryUsable(1, Now, out _));
        book.Take(Prediction(asOf: Now + 1), Now);
        Assert.True(book.TryMarkActedOn(1));
    }

    [Fact]
    public void Taking_predictions_allocates_nothing()
    {
        Run(Now, 100);
        Assert.Equal(0, Allocation.Of([.. Enumerable.Range(1, 3).Select(second => new Action(() => Run(Now + (second * EngineTime.Second), 300)))]));

        void Run(long start, int times)
        {
            for (var i = 0; i < times; i++)
            {
                book.Take(Prediction(asOf: start + i), start + i);
                book.Take(Prediction(asOf: start + i - 1), start + i);
                if (book.TryUsable(1, start + i, out _)) book.TryMarkActedOn(1);
            }
        }
    }

    [Fact]
    public void Limits_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PredictionLimits(Duration.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PredictionLimits(Duration.FromDays(366)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PredictionLimits(Duration.FromMinutes(1), Duration.FromSeconds(-1)));
        Assert.Equal(Duration.FromMilliseconds(250), new PredictionLimits(Duration.FromMinutes(1)).MaximumSkew);
    }

    [Theory]
    [InlineData("BUY", 1)]
    [InlineData("SELL", -1)]
    [InlineData("SHORT", -1)]
    [InlineData("HOLD", 0)]
    [InlineData("NEUTRAL", 0)]
    public void Signal_words_name_a_direction(string word, int direction)
    {
        Assert.True(SignalWords.TryDirection(word, out var actual));
        Assert.Equal(direction, actual);
        Assert.True(SignalWords.TryDirection(SignalWords.Of(direction), out actual));
        Assert.Equal(direction, actual);
    }

    [Theory]
    [InlineData("buy")]
    [InlineData("")]
    [InlineData("STRONG BUY")]
    [InlineData(null)]
    public void Other_words_name_none(string? word) => Assert.False(SignalWords.TryDirection(word, out _));

    static Prediction Prediction(long asOf = Now) => new(Symbol: 1, Direction: 1, Confidence: 0.7, asOf, Horizon: 30 * EngineTime.Minute, ModelNumber: 0);
}
