using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Tests.Simulator;

namespace Bellwether.Tests.InteractiveBrokers.Client;

/// <summary>Bursts through the scheduler, counted by the simulated gateway, which enforces the broker's limits and was written apart.</summary>
public sealed class PacingBetweenBothEndsTests
{
    [Fact]
    public void A_burst_of_requests_orders_and_history_breaks_no_limit_of_the_gateway()
    {
        var end = new Burst(new RequestScheduler());
        end.Run(seconds: 700);

        Assert.Equal(0, end.Scheduler.Count);
        Assert.Empty(end.Refusals);
        Assert.InRange(end.Desk.Core.PeakMessagesPerSecond(1), 30, 40);
    }

    [Fact]
    public void The_same_burst_at_sixty_messages_a_second_is_refused()
    {
        var end = new Burst(new RequestScheduler(new PacingLimits { MessagesPerSecond = 60 }));
        end.Run(seconds: 5);
        Assert.Contains(end.Refusals, r => r.ErrorCode == 100);
    }

    [Fact]
    public void The_same_history_without_its_limits_is_refused()
    {
        var end = new Burst(new RequestScheduler(new PacingLimits { FineHistoryPerTenMinutes = 1000, IdenticalHistoryAfter = 0, HistoryPerContractInTwoSeconds = 100 }));
        end.Run(seconds: 30);
        Assert.Contains(end.Refusals, r => r.ErrorCode == 162);
    }

    /// <summary>300 questions, a modest number of orders, and 90 fine history requests, a third of them identical, some of both bid and ask.</summary>
    sealed class Burst
    {
        readonly WireClient client;

        public Burst(RequestScheduler scheduler)
        {
            Scheduler = scheduler;
            client = Desk.Client();
            // The start of the session is a message too.
            scheduler.CountUnscheduled(Desk.Core.Now);
            for (var i = 0; i < 300; i++) scheduler.Enqueue(RequestLane.Data, client.Frame(new ReqCurrentTime()));
            for (var id = 1; id <= 60; id++)
                scheduler.Enqueue(RequestLane.Entry, client.Frame(new PlaceOrder { OrderId = id, Contract = WireClient.Stock("AAPL"), Order = new Order { Action = "BUY", TotalQuantity = 1, OrderType = "LMT", LmtPrice = 1, WhatIf = true } }), id);
            for (var i = 0; i < 90; i++)
            {
                var request = new ReqHistoricalData
                {
                    ReqId = RequestIds.Lowest + i,
                    Contract = WireClient.Stock(i % 2 == 0 ? "AAPL" : "MSFT"),
                    BarSizeSetting = i % 9 == 0 ? "1 min" : "5 secs",
                    DurationStr = FormattableString.Invariant($"{60 * (1 + (i % 30))} S"),
                    WhatToShow = i % 10 == 0 ? "BID_ASK" : "TRADES",
                    UseRTH = true,
                    FormatDate = 2,
                };
                scheduler.EnqueueHistory(HistoryRequest.Of(request), client.Frame(request), request.ReqId);
            }
        }

        public WireDesk Desk { get; } = new(new GatewayOptions { LockstepClients = 0, Speed = 1, EnforcesPacing = true });

        public RequestScheduler Scheduler { get; }

        public List<ErrMsg> Refusals { get; } = [];

        public void Run(int seconds)
        {
            for (var second = 1; second <= seconds; second++)
            {
                for (var part = 0; part < 10; part++)
                {
                    Desk.Core.Glide(ScriptedMarket.Open + ((second - 1) * EngineTime.Second) + (part * 100 * EngineTime.Millisecond));
                    while (Scheduler.TryTake(Desk.Core.Now, mayWriteOrders: true, out var request)) Desk.Core.Receive(client.Session, request.Frame);
                }
                Desk.To(second);
                foreach (var message in client.Take())
                {
                    if (message is ErrMsg error)
                    {
                        // No data of that kind is an answer.
                        if (error.ErrorCode == 100 || (error.ErrorCode == 162 && HistoryRefusals.Read(error.ErrorMsg) == HistoryRefusal.Pacing)) Refusals.Add(error);
                        Scheduler.HistoryAnswered(error.Id);
                    }
                    else if (message is HistoricalDataEnd answer) Scheduler.HistoryAnswered(answer.ReqId);
                }
            }
        }
    }
}
