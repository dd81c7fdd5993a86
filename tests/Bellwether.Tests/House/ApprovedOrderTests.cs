namespace Bellwether.Tests.House;

/// <summary>An order can reach the broker only with the gate's approval. The compiler forbids other rooms to issue one; this is about the room that could.</summary>
public sealed class ApprovedOrderTests
{
    const string ApprovedOrder = "Bellwether.Orders.ApprovedOrder";

    [Fact]
    public void Only_the_risk_gate_issues_approved_orders()
    {
        var issuers = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*ellwether*.dll"))
        {
            using var scanner = new PurityScanner(file);
            var places = scanner.ConstructorsOf(ApprovedOrder);
            if (places.Count > 0) issuers[Path.GetFileNameWithoutExtension(file)] = places;
        }
        Assert.Equal(["Bellwether.Risk"], issuers.Keys);
        Assert.All(issuers["Bellwether.Risk"], place => Assert.StartsWith("Bellwether.Risk.RiskGate.", place, StringComparison.Ordinal));
    }

    [Fact]
    public void Its_constructor_is_not_public()
    {
        var type = typeof(Bellwether.Orders.ApprovedOrder);
        Assert.Empty(type.GetConstructors());
    }

    [Fact]
    public void A_construction_is_found_wherever_it_is()
    {
        using var scanner = new PurityScanner(typeof(ApprovedOrderTests).Assembly.Location);
        Assert.Equal(
            ["Bellwether.Tests.House.ApprovedOrderTests+Issuer.Hand", "Bellwether.Tests.House.ApprovedOrderTests+Issuer.Place"],
            scanner.ConstructorsOf("Bellwether.Tests.House.ApprovedOrderTests+Token").Order(StringComparer.Ordinal));
    }

    readonly struct Token(int number)
    {
        public int Number { get; } = number;
    }

    static class Issuer
    {
        internal static Token Hand() => new(1);

        internal static void Place(out Token token) => token = new Token(2);

        internal static Token Nothing() => default;

        internal static int Read(Token token) => token.Number;
    }
}
