using System.Text;
using Bellwether.Core;
using Bellwether.Live;
using Bellwether.Predictions.Service;
using NodaTime;

namespace Bellwether.Tests.Predictions;

public sealed class PredictionReplyTests
{
    static readonly InstrumentTable Instruments = InstrumentTable.UsEquities("SPY", "IBM");

    const string Good = """
        { "model": "demo-1", "asOf": "2013-10-07T13:31:00Z", "latencyMs": 85, "unknown": [1],
          "predictions": [
            { "symbol": "SPY", "signal": "BUY", "confidence": 0.71, "horizonMinutes": 30, "asOf": "2013-10-07T13:31:00Z" },
            { "symbol": "IBM", "signal": "SHORT", "confidence": 1, "horizonMinutes": 0, "asOf": "2013-10-07T13:31:00Z" },
            { "symbol": "XYZ", "signal": "BUY", "confidence": 0.9, "horizonMinutes": 30, "asOf": "2013-10-07T13:31:00Z" } ] }
        """;

    static PredictionAnswer Read(string body) => PredictionReply.Read(Encoding.UTF8.GetBytes(body), Instruments, ["demo-1"]);

    [Fact]
    public void A_good_answer_becomes_predictions_of_this_runs_symbols()
    {
        var answer = Read(Good);

        Assert.Null(answer.Failure);
        Assert.Equal(TimeSpan.FromMilliseconds(85), answer.Latency);
        var asOf = EngineTime.From(Instant.FromUtc(2013, 10, 7, 13, 31));
        Assert.Equal([new Prediction(0, 1, 0.71, asOf, 30 * EngineTime.Minute, 0), new Prediction(1, -1, 1, asOf, 0, 0)], answer.Predictions);
    }

    [Theory]
    [InlineData("\"confidence\": 0.71", "\"confidence\": 1.01", "confidence")]
    [InlineData("\"confidence\": 0.71", "\"confidence\": \"high\"", "confidence")]
    [InlineData("\"confidence\": 0.71", "\"confidence\": 1e308", "confidence")]
    [InlineData("\"signal\": \"BUY\", \"confidence\": 0.71", "\"signal\": \"MAYBE\", \"confidence\": 0.71", "MAYBE")]
    [InlineData("\"horizonMinutes\": 30, \"asOf\": \"2013-10-07T13:31:00Z\" },\n    { \"symbol\": \"IBM\"", "\"horizonMinutes\": 30, \"asOf\": \"yesterday\" },\n    { \"symbol\": \"IBM\"", "asOf")]
    public void A_bad_item_is_left_out_and_named_and_the_others_stay(string good, string bad, string named)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);
        var answer = Read(Good.Replace(good, bad, StringComparison.Ordinal));

        Assert.Equal([1], answer.Predictions.Select(p => p.Symbol));
        Assert.Contains("predictions[0]", answer.Failure, StringComparison.Ordinal);
        Assert.Contains(named, answer.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Three_bad_items_in_a_row_condemn_the_answer()
    {
        var answer = Read(Good.Replace("\"confidence\"", "\"konfidence\"", StringComparison.Ordinal));

        Assert.Empty(answer.Predictions);
        Assert.Contains("3 bad predictions in a row", answer.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html><body>502</body></html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{ \"model\": \"demo-1\" }")]
    [InlineData("{ \"model\": \"other\", \"latencyMs\": 1, \"predictions\": [] }")]
    [InlineData("{ \"model\": \"demo-1\", \"latencyMs\": -1, \"predictions\": [] }")]
    public void What_is_no_answer_is_a_failure_with_a_reason(string body)
    {
        var answer = Read(body);

        Assert.Empty(answer.Predictions);
        Assert.False(string.IsNullOrWhiteSpace(answer.Failure));
    }

    [Fact]
    public void Damaged_bodies_never_throw_and_never_give_a_value_out_of_range()
    {
        var random = new SplitMix64(20131007);
        var bytes = Encoding.UTF8.GetBytes(Good);
        for (var run = 0; run < 20_000; run++)
        {
            var damaged = bytes.ToArray();
            for (var hits = 1 + random.NextInt(4); hits > 0; hits--) damaged[random.NextInt(damaged.Length)] = (byte)random.NextInt(256);
            var answer = PredictionReply.Read(damaged.AsMemory(0, 1 + random.NextInt(damaged.Length)), Instruments, ["demo-1"]);
            Assert.All(answer.Predictions, p => Assert.True(p.Confidence is >= 0 and <= 1 && p.Direction is >= -1 and <= 1 && p.Symbol is 0 or 1));
        }
    }

    [Fact]
    public async Task The_demonstration_service_is_understood_and_a_service_that_is_gone_is_a_failure()
    {
        var asOf = Instant.FromUtc(2025, 3, 3, 15, 0);
        Uri address;
        PredictionAnswer answer;
        await using (var server = await PredictionServer.StartAsync(new PredictionServerOptions(), TestContext.Current.CancellationToken))
        {
            address = server.Address;
            using var source = new HttpPredictionSource(address, Instruments, ["demo-1"], TimeSpan.FromSeconds(20));
            answer = await source.AskAsync(asOf, TestContext.Current.CancellationToken);
        }
        Assert.Null(answer.Failure);
        Assert.Equal([0, 1], answer.Predictions.Select(p => p.Symbol));
        Assert.All(answer.Predictions, p => Assert.Equal(EngineTime.From(asOf), p.AsOf));

        using var late = new HttpPredictionSource(address, Instruments, ["demo-1"], TimeSpan.FromSeconds(20));
        var gone = await late.AskAsync(asOf, TestContext.Current.CancellationToken);
        Assert.Contains("no connection", gone.Failure, StringComparison.Ordinal);
    }
}
