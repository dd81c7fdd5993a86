using Bellwether.Configuration;

namespace Bellwether.Tests.Configuration;

public sealed class CanonicalFormTests
{
    static EffectiveConfiguration Load(string text) => ConfigurationLoader.Parse("test.yaml", text).Configuration!;

    [Fact]
    public void Files_that_mean_the_same_have_the_same_hash()
    {
        var written = Load("""
            # every key in another order and another way of writing it
            journal:
              folder: "journal"
            account: { cash: 1000000.00 }
            predictions: { maxAge: 180s, every: 60s }
            symbols:
              - AAPL
            """);
        var left = Load("symbols: [AAPL]");
        Assert.Equal(left.Canonical, written.Canonical);
        Assert.Equal(left.Hash, written.Hash);
    }

    [Theory]
    [InlineData("symbols: [MSFT]")]
    [InlineData("symbols: [AAPL, MSFT]")]
    [InlineData("symbols: [AAPL]\naccount: { cash: 999999.99 }")]
    [InlineData("symbols: [AAPL]\npredictions: { every: 61s }")]
    [InlineData("symbols: [AAPL]\nmarket: { seed: 2 }")]
    public void A_different_meaning_has_a_different_hash(string text) => Assert.NotEqual(Load("symbols: [AAPL]").Hash, Load(text).Hash);

    [Fact]
    public void The_canonical_form_states_every_value_in_force()
    {
        var canonical = Load("symbols: [AAPL]").Canonical;
        Assert.StartsWith("""{"gateway":{"mode":"embedded","host":"127.0.0.1","port":4002,"clientId":7,"dataLines":100},"market":{""", canonical, StringComparison.Ordinal);
        Assert.EndsWith(""","dashboard":{"enabled":true,"host":"127.0.0.1","port":5080},"journal":{"folder":"journal"},"data":{"directory":"data","record":false,"saveEvery":"15m","late":"drop","staleness":{"liquid":"5s","thin":"30s"}}}""", canonical, StringComparison.Ordinal);
        Assert.DoesNotContain("strategy", canonical, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_is_sha_256()
    {
        // FIPS 180-2, appendix B.1.
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", CanonicalForm.Hash("abc"));
        var configuration = Load("symbols: [AAPL]");
        Assert.Equal(CanonicalForm.Hash(configuration.Canonical), configuration.Hash);
        Assert.Equal(configuration.Hash[..8], configuration.ShortHash);
    }

    [Fact]
    public void The_canonical_form_reads_back_as_itself()
    {
        foreach (var sample in SampleTests.Samples)
        {
            var configuration = Load(File.ReadAllText(Path.Combine(TestData.Checkout, sample)));
            Assert.Equal(configuration.Canonical, ReadBack(configuration).Canonical);
        }
    }

    // JSON is YAML. Keys that the market's kind or the commission's kind has no use for are in the canonical form with their defaults, and are taken out again.
    static EffectiveConfiguration ReadBack(EffectiveConfiguration configuration)
    {
        var tree = CanonicalForm.Tree(configuration.Settings);
        if (configuration.Settings.Market.Kind == MarketKind.Replay) tree["market"]!.AsObject().Remove("session");
        if (configuration.Settings.Simulation.Commission.PerOrder is not null)
        {
            tree["simulation"]!["commission"]!.AsObject().Remove("minimum");
            tree["simulation"]!["commission"]!.AsObject().Remove("maximumPercent");
        }
        return Load(tree.ToJsonString(CanonicalForm.Readable));
    }
}
