using Bellwether.Core;

namespace Bellwether.Engine;

// The way out of a position that cannot be protected.
public sealed partial class TradingEngine<TJournal>
{
    /// <summary>Most emergency exits within a minute; one more ends all new risk.</summary>
    const int MostEmergencies = 3;

    /// <summary>How far through the market an emergency exit may go at first, in per cent.</summary>
    const int EmergencyCollar = 2;

    readonly long[] emergencies = new long[MostEmergencies];
    int emergency;

    /// <summary>
    /// Leaves the position: by a limit two per cent through the market, and by a market order if that has not executed five seconds later. Each is in the group of
    /// what else works against the position, so that together they cannot close more than is held.
    /// </summary>
    void LeaveAtOnce(int symbol, ref ProtectionWatch watch)
    {
        var isSecond = watch.Exit != 0;
        if (isSecond && Orders.Contains(watch.Exit) && Orders[watch.Exit].IsLive)
        {
            ref readonly var first = ref Orders[watch.Exit];
            if (first.Terms.Type == OrderType.Limit && Time >= first.CreatedAt + ProtectionLimit) Cancel(first.Number);
            return;
        }
        if (clock.Session is null || Time < clock.Open || Time >= clock.Close)
        {
            GiveUp(symbol, ref watch, "the broker takes no stop, and the market is closed");
            return;
        }
        var position = Positions[symbol].Quantity;
        var remaining = Quantity.Abs(position) - Orders.Exposure(symbol).Exit;
        if (remaining <= Quantity.Zero) return;
        if (!isSecond && !MayLeaveNow())
        {
            watch.Steps--;
            return;
        }
        if (watch.Tries++ > 4 * ProtectionTries)
        {
            GiveUp(symbol, ref watch, "the broker takes neither a stop nor an exit");
            return;
        }
        CancelEntries(symbol);
        var side = position > Quantity.Zero ? Side.Sell : Side.Buy;
        var reference = Reference(symbol, side);
        var limit = reference > Price.Zero && !isSecond
            ? Instruments[symbol].Ticks.Round(Price.FromMicros(reference.Micros * (100 + ((int)side * EmergencyCollar)) / 100))
            : Price.Zero;
        var terms = limit > Price.Zero ? OrderTerms.Limit(symbol, side, remaining, limit) : OrderTerms.Market(symbol, side, remaining);
        var verdict = gate.CheckExit(terms, reference, Orders.Exposure(symbol).Exit, out var approved);
        record.Verdict(Time, cause, verdict);
        if (!verdict.IsApproved) return;
        watch.Exit = Place(approved, ProtectionGroup(symbol), isLast: true);
        Raise(AlertSeverity.Critical, $"{Instruments[symbol].Symbol}: emergency exit", $"{Words(watch.Flaw)}: {remaining} shares are closed {(limit > Price.Zero ? $"at {limit} or better" : "at market")}");
    }

    /// <summary>Not more than three exits a minute: what needs more is wrong with more than one position, and a burst of exits would make it worse.</summary>
    bool MayLeaveNow()
    {
        ref var oldest = ref emergencies[emergency % MostEmergencies];
        if (oldest != 0 && Time - oldest < EngineTime.Minute)
        {
            if (IsStopped) return false;
            Stop();
            record.Authority(Time, cause, gate.IsArmed, gate.IsFrozen);
            Raise(AlertSeverity.Critical, "Too many emergency exits", $"more than {MostEmergencies} in a minute: no new risk; further exits follow one by one. Look at the broker");
            return false;
        }
        oldest = Time;
        emergency++;
        return true;
    }
}
