using System.Text.Json;
using System.Text.Json.Serialization;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers;

/// <summary>What one side writes the other reads, for every message, at the versions where layouts change, over random values.</summary>
public sealed class RoundTripTests
{
    const int Repeats = 8;

    static readonly int[] Versions =
        [100, 123, 130, 142, 157, 163, 164, 169, 170, 176, 177, 178, 187, 189, 190, 191, 192, 193, 194, 195, 196, 198, 199, 200];

    static readonly JsonSerializerOptions Everything = new()
    {
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    [Fact]
    public void What_one_side_writes_the_other_reads()
    {
        foreach (var message in MessageCase.All)
        {
            foreach (var version in Versions.Where(v => v >= message.Since))
            {
                for (var seed = 0; seed < Repeats; seed++)
                {
                    var wire = new FillingWire(new RandomPlan(seed, message.FromServer), version);
                    var sent = message.Fill(ref wire);
                    var payload = message.Write(sent, version);
                    var received = message.Read(payload, version);
                    if (Describe(sent) == Describe(received)) continue;
                    Assert.Fail($"{message} at {version}, seed {seed}: {RecordedFrame.Show(payload)}\nsent     {Describe(sent)}\nreceived {Describe(received)}");
                }
            }
        }
    }

    [Fact]
    public void What_was_read_is_written_again_byte_for_byte_at_every_server_version()
    {
        foreach (var message in MessageCase.All)
        {
            for (var version = Math.Max(ServerVersions.Lowest, message.Since); version <= ServerVersions.Highest; version++)
            {
                for (var seed = 0; seed < 2; seed++)
                {
                    var wire = new FillingWire(new RandomPlan(seed, message.FromServer), version);
                    var payload = message.Write(message.Fill(ref wire), version);
                    var again = message.Write(message.Read(payload, version), version);
                    if (!payload.AsSpan().SequenceEqual(again))
                        Assert.Fail($"{message} at {version}, seed {seed}:\n{RecordedFrame.Show(payload)}\n{RecordedFrame.Show(again)}");
                }
            }
        }
    }

    [Fact]
    public void A_message_with_nothing_filled_in_reads_back_as_the_same_defaults()
    {
        foreach (var message in MessageCase.All)
        {
            var blank = message.Blank();
            Assert.Equal(Describe(blank), Describe(message.Read(message.Write(blank, 200), 200)));
        }
    }

    [Fact]
    public void Every_message_reaches_the_handler_of_its_side()
    {
        foreach (var message in MessageCase.All)
        {
            var handler = new Ids();
            var payload = message.Write(message.Blank(), 200);
            if (message.FromServer) ServerMessages.Dispatch(payload, 200, handler);
            else ClientMessages.Dispatch(payload, 200, handler);
            Assert.Equal([(message.Id, message.FromServer)], handler.Seen);
        }
    }

    sealed class Ids : IServerMessageHandler, IClientMessageHandler
    {
        public List<(int Id, bool FromServer)> Seen { get; } = [];

        public void OnOther(ServerMessageId id) => Seen.Add(((int)id, true));

        public void OnOther(ClientMessageId id) => Seen.Add(((int)id, false));
    }

    /// <summary>Every field of a message, and the word behind an order status.</summary>
    static string Describe(object message) => JsonSerializer.Serialize(message, Everything);
}
