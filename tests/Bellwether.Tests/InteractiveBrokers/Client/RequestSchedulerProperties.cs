using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using CsCheck;

namespace Bellwether.Tests.InteractiveBrokers.Client;

/// <summary>Random bursts at random times: the limits are counted here again, by brute force.</summary>
public sealed class RequestSchedulerProperties
{
    static readonly byte[] Frame = [0];

    enum Step { Order, Data, History, Wait, Lost, Answer }

    static readonly Gen<(Step Step, int Number, int Choice)[]> Scripts =
        Gen.Select(Gen.Enum<Step>(), Gen.Int[1, 60], Gen.Int[0, 5]).Array[1, 80];

    [Fact]
    public void No_sliding_second_holds_more_than_forty_messages_and_history_keeps_its_limits() => Scripts.Sample(script =>
    {
        var scheduler = new RequestScheduler();
        var messages = new List<long>();
        var history = new List<(HistoryRequest Request, long At)>();
        var asked = new Dictionary<int, HistoryRequest>();
        var open = new Queue<int>();
        var now = 0L;
        var id = 1;
        foreach (var (step, number, choice) in script)
        {
            switch (step)
            {
                case Step.Order:
                    for (var i = 0; i < number; i++) scheduler.Enqueue((RequestLane)(choice % 3), Frame, id++);
                    break;
                case Step.Data:
                    for (var i = 0; i < number; i++) scheduler.Enqueue(RequestLane.Data, Frame, id++);
                    break;
                case Step.History:
                    for (var i = 0; i < number; i++)
                    {
                        var request = new HistoryRequest($"C{(i % (choice + 1))}", choice == 1 ? "BID_ASK" : "TRADES", $"{i % 7}", choice < 4);
                        asked[id] = request;
                        scheduler.EnqueueHistory(request, Frame, id++);
                    }
                    break;
                case Step.Wait:
                    now += number * (choice + 1) * EngineTime.Second / 10;
                    break;
                case Step.Lost:
                    scheduler.Discard();
                    open.Clear();
                    break;
                default:
                    for (var i = 0; i < number && open.TryDequeue(out var answered); i++) scheduler.HistoryAnswered(answered);
                    break;
            }
            while (scheduler.TryTake(now, choice != 5, out var taken))
            {
                messages.Add(now);
                if (!asked.TryGetValue(taken.Id, out var request)) continue;
                history.Add((request, now));
                open.Enqueue(taken.Id);
            }
            Assert.True(open.Count <= 50);
        }
        for (var i = 40; i < messages.Count; i++) Assert.True(messages[i] - messages[i - 40] > EngineTime.Second);
        foreach (var (request, at) in history)
        {
            var before = history.FindAll(h => h.At <= at);
            if (request.IsFine)
                Assert.True(before.Where(h => h.Request.IsFine && h.At >= at - (600 * EngineTime.Second)).Sum(h => h.Request.Weight) <= 60);
            Assert.True(before.Where(h => h.Request.Contract == request.Contract && h.Request.WhatToShow == request.WhatToShow && h.At >= at - (2 * EngineTime.Second)).Sum(h => h.Request.Weight) < 6);
            Assert.True(before.Count(h => h.Request == request && h.At > at - (15 * EngineTime.Second)) == 1);
        }
    }, iter: 2000);

    [Fact]
    public void Nothing_is_lost_or_sent_twice_and_messages_of_one_id_keep_their_order() => Gen.Select(Gen.Int[0, 3], Gen.Int[1, 12]).Array[1, 200].Sample(script =>
    {
        var scheduler = new RequestScheduler();
        var sent = new Dictionary<int, List<int>>();
        var expected = new Dictionary<int, List<int>>();
        for (var i = 0; i < script.Length; i++)
        {
            var (lane, id) = script[i];
            scheduler.Enqueue((RequestLane)lane, BitConverter.GetBytes(i), id);
            if (!expected.TryGetValue(id, out var numbers)) expected[id] = numbers = [];
            numbers.Add(i);
        }
        for (var now = 0L; scheduler.Count > 0; now += EngineTime.Second / 4)
            while (scheduler.TryTake(now, true, out var taken))
            {
                if (!sent.TryGetValue(taken.Id, out var numbers)) sent[taken.Id] = numbers = [];
                numbers.Add(BitConverter.ToInt32(taken.Frame));
            }
        Assert.Equal(expected.OrderBy(e => e.Key), sent.OrderBy(e => e.Key));
    }, iter: 500);
}
