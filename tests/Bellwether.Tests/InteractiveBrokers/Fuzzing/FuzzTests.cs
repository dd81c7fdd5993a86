namespace Bellwether.Tests.InteractiveBrokers;

/// <summary>A short run of the fuzzer; <c>bench/Bellwether.Benchmarks -- fuzz N</c> makes long ones.</summary>
public sealed class FuzzTests
{
    const int Inputs = 200_000;

    [Fact]
    public void Hostile_input_ends_in_messages_or_refusals_within_its_memory()
    {
        var fuzzer = new FrameFuzzer(20261124, [.. FuzzSample.Generated()]);
        for (var i = 0; i < Inputs; i++)
            if (fuzzer.Next() is { } finding) Assert.Fail(finding);
        Assert.InRange(fuzzer.Refused, Inputs / 10, Inputs * 9 / 10);
        Assert.True(fuzzer.RoundTrips > Inputs / 20, $"{fuzzer.RoundTrips} messages were written again");
    }

    [Fact]
    public void Recorded_frames_damaged_by_the_fuzzer_are_messages_or_refusals()
    {
        var fuzzer = new FrameFuzzer(7, [.. RecordedFrame.LoadText().Select(f => new FuzzSample(f.Payload, f.ServerVersion, f.FromServer))]);
        for (var i = 0; i < 30_000; i++)
            if (fuzzer.Next() is { } finding) Assert.Fail(finding);
    }
}
