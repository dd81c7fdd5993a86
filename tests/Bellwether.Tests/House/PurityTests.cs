namespace Bellwether.Tests.House;

/// <summary>The pure floor is deterministic by construction: these tests read its built assemblies.</summary>
public sealed class PurityTests
{
    static readonly string[] PureRooms = ["Core", "MarketData", "Indicators", "Predictions", "Positions", "Orders", "Risk", "Strategies", "Engine", "Simulation"];

    /// <summary>Parts of the framework without clock, I/O or threads. A room that needs another pure one adds it here, with a look at what is in it.</summary>
    static readonly string[] PureFramework =
    [
        "System.Runtime", "System.Collections", "System.Collections.Immutable", "System.Linq", "System.Memory", "System.Numerics.Vectors", "System.Runtime.Extensions",
        "System.Runtime.InteropServices", "System.Runtime.Intrinsics", "System.Runtime.Numerics", "System.ObjectModel", "System.Security.Cryptography", "System.Text.RegularExpressions",
        "NodaTime",
    ];

    public static TheoryData<string> Rooms => [.. PureRooms];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_pure_room_has_no_asynchrony_io_lock_mutable_static_or_hash_order(string room)
    {
        using var scanner = Open(room);
        Assert.Empty(scanner.Scan(_ => true));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_pure_room_references_only_pure_assemblies(string room)
    {
        using var scanner = Open(room);
        var allowed = PureFramework.Concat(PureRooms.Select(r => "Bellwether." + r));
        Assert.Empty(scanner.References.Except(allowed));
    }

    [Theory]
    [InlineData("TaskInASignature", "Run: System.Threading.Tasks.Task in the signature")]
    [InlineData("TaskInAField", "work: a field of System.Threading.Tasks.ValueTask`1")]
    [InlineData("AsyncSequence", "Take: System.Collections.Generic.IAsyncEnumerable`1 in the signature")]
    [InlineData("LockOnAnObject", "Count: calls Enter of System.Threading.Monitor")]
    [InlineData("InterlockedCall", "Count: calls Increment of System.Threading.Interlocked")]
    [InlineData("VolatileField", "count: a field of System.Runtime.CompilerServices.IsVolatile")]
    [InlineData("FileAccess", "Read: calls ReadAllText of System.IO.File")]
    [InlineData("SocketAccess", "Open: calls .ctor of System.Net.Sockets.Socket")]
    [InlineData("Dice", "Roll: calls .ctor of System.Random")]
    [InlineData("MutableStaticField", "Count: a mutable static field")]
    [InlineData("MutableStaticProperty", "<Count>k__BackingField: a mutable static field")]
    [InlineData("ThreadStaticField", "count: a mutable static field")]
    [InlineData("DictionaryForeach", "Sum: enumerates System.Collections.Generic.Dictionary`2 (GetEnumerator)")]
    [InlineData("DictionaryValues", "Sum: enumerates System.Collections.Generic.Dictionary`2 (get_Values)")]
    [InlineData("HashSetForeach", "First: enumerates System.Collections.Generic.HashSet`1 (GetEnumerator)")]
    [InlineData("HashSetInLinq", "All: passes a hash collection to System.Linq.Enumerable.Where")]
    [InlineData("DictionaryInLinq", "First: passes a hash collection to System.Linq.Enumerable.First")]
    [InlineData("HashSetFromACall", "Text: passes a hash collection to System.String.Join")]
    [InlineData("DictionaryThroughAnInterface", "Sum: enumerates System.Collections.Generic.IEnumerable`1 (GetEnumerator)")]
    public void A_planted_violation_is_found(string type, string finding)
    {
        var name = "Bellwether.Tests.House.Planted." + type;
        using var scanner = new PurityScanner(typeof(PurityTests).Assembly.Location);
        Assert.Contains($"{name}.{finding}", scanner.Scan(t => t == name || t.StartsWith(name + "+", StringComparison.Ordinal)));
    }

    [Fact]
    public void Lookups_static_tables_lambdas_and_iterators_are_no_violations()
    {
        const string name = "Bellwether.Tests.House.Planted.Innocent";
        using var scanner = new PurityScanner(typeof(PurityTests).Assembly.Location);
        Assert.Empty(scanner.Scan(t => t == name || t.StartsWith(name + "+", StringComparison.Ordinal)));
    }

    [Fact]
    public void Impure_references_of_an_assembly_are_found()
    {
        using var scanner = new PurityScanner(typeof(PurityTests).Assembly.Location);
        Assert.Contains("xunit.v3.assert", scanner.References.Except(PureFramework));
        Assert.Contains("System.Net.Sockets", scanner.References.Except(PureFramework));
    }

    static PurityScanner Open(string room) => new(Path.Combine(AppContext.BaseDirectory, $"Bellwether.{room}.dll"));
}
