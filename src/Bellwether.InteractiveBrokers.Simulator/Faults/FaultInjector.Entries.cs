using Bellwether.Core;
using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>The list of faults: those of the plan, and those that are added, fired and taken away while the gateway runs.</content>
sealed partial class FaultInjector
{
    readonly List<FaultEntry> entries = [];
    int given;

    public IReadOnlyList<FaultEntry> Entries => entries;

    /// <summary>One more fault. Its times count from now on.</summary>
    public FaultEntry Add(Fault fault)
    {
        var entry = Enter(fault, new FaultOrigin(++given, SplitMix64.For(seed, 0xFA17, given - 1), core.Now));
        entries.Add(entry);
        return entry;
    }

    /// <summary>Makes a fault happen now, or with the next occasion, whatever its terms say of when; a time that it waits for is dropped.</summary>
    public bool Fire(int id)
    {
        if (entries.Find(e => e.Id == id) is not { } entry) return false;
        entry.Due = null;
        entry.Fire(entry);
        return true;
    }

    public bool Remove(int id)
    {
        if (entries.Find(e => e.Id == id) is not { } entry) return false;
        entry.IsRemoved = true;
        entry.Remove();
        entries.Remove(entry);
        return true;
    }

    /// <param name="Id">The entry's.</param>
    /// <param name="Random">The sequence of its own.</param>
    /// <param name="Start">What its times count from, nanoseconds since the Unix epoch.</param>
    readonly record struct FaultOrigin(int Id, SplitMix64 Random, long Start);

    FaultEntry Enter(Fault fault, in FaultOrigin origin) => fault switch
    {
        ConnectionFault connection => EnterConnection(connection, origin),
        WrongGreeting greeting => EnterCounted(greetings, new Counted<WrongGreeting>(greeting, greeting.From?.Resolve(origin.Start) ?? long.MinValue, greeting.Times), origin.Id),
        WrongAccounts accounts => EnterCounted(wrongAccounts, new Counted<WrongAccounts>(accounts, accounts.From?.Resolve(origin.Start) ?? long.MinValue, accounts.Times ?? int.MaxValue), origin.Id),
        ChanceFault chance => EnterChance(chance, origin),
        TimedFault timed => EnterTimed(timed, origin),
        _ => throw new ArgumentException($"{fault.GetType().Name} is no fault that the gateway knows", nameof(fault)),
    };

    FaultEntry EnterChance(ChanceFault fault, in FaultOrigin origin)
    {
        var chance = new Chance(fault, origin.Random, origin.Start);
        chances.Add(chance);
        var entry = new FaultEntry(origin.Id, fault) { Fire = _ => chance.Force(), Remove = () => chances.Remove(chance) };
        chance.Struck = () => entry.Happened++;
        return entry;
    }

    static FaultEntry EnterCounted<T>(List<Counted<T>> list, Counted<T> counted, int id) where T : Fault
    {
        list.Add(counted);
        var entry = new FaultEntry(id, counted.Fault)
        {
            Fire = _ => (counted.From, counted.Left) = (long.MinValue, Math.Max(counted.Left, 1)),
            Remove = () => list.Remove(counted),
        };
        counted.Struck = () => entry.Happened++;
        return entry;
    }

    FaultEntry EnterTimed(TimedFault fault, in FaultOrigin origin)
    {
        var entry = new FaultEntry(origin.Id, fault)
        {
            Fire = e => Happened(fault, e),
            Remove = () => losesOrders &= fault is not GatewayRestart,
            Due = fault.At.Resolve(origin.Start),
        };
        var due = entry.Due.Value;
        Schedule(due, () =>
        {
            if (!entry.IsRemoved && entry.Due == due) Happened(fault, entry);
        });
        if (fault is GatewayRestart { LosesLast: var last } && last > Duration.Zero) LoseOrdersFrom(due - (long)last.TotalNanoseconds, entry);
        return entry;
    }

    void Happened(TimedFault fault, FaultEntry entry)
    {
        entry.Due = null;
        entry.Happened++;
        Happen(fault, entry);
    }

    /// <summary>Orders are lost from a while before a restart that is still to come.</summary>
    void LoseOrdersFrom(long time, FaultEntry restart) => Schedule(time, () =>
    {
        if (!restart.IsRemoved && restart.Due is not null) losesOrders = true;
    });

    /// <summary>A fault of the next so many connections from a time on.</summary>
    sealed class Counted<T>(T fault, long from, int left) where T : Fault
    {
        public T Fault => fault;

        public long From { get; set; } = from;

        public int Left { get; set; } = left;

        public Action Struck { get; set; } = static () => { };

        /// <summary>Whether it happens to the connection at hand; counts.</summary>
        public bool Strikes(long now)
        {
            if (Left == 0 || now < From) return false;
            if (Left != int.MaxValue) Left--;
            Struck();
            return true;
        }
    }
}
