using System.Text;
using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Tests.Simulator;

public sealed class TickBatchTests
{
    static void Fill(TickBatch batch)
    {
        batch.Clear();
        batch.Pair(1, 189.1, 0, 300, attributes: 1);
        batch.Text(45, "1795383345");
        batch.Number(49, 0);
    }

    [Fact]
    public void The_copied_bytes_are_those_that_one_message_after_the_other_would_be()
    {
        var batch = new TickBatch();
        Fill(batch);
        var session = new GatewaySession(1) { ServerVersion = 193 };
        batch.SendTo(session, 6);
        batch.SendTo(session, 123_456);
        // Frames as a live gateway sends them: length, then the fields, each with its NUL.
        var expected = new StringBuilder();
        foreach (var id in new[] { "6", "123456" })
            foreach (var fields in new[] { $"1|6|{id}|1|189.1|300|1|", $"2|6|{id}|0|300|", $"46|6|{id}|45|1795383345|", $"45|6|{id}|49|0|" })
                expected.Append("\0\0\0").Append((char)fields.Length).Append(fields.Replace('|', '\0'));
        Assert.Equal(expected.ToString(), Encoding.Latin1.GetString(session.Output));
    }

    [Fact]
    public void Telling_many_clients_allocates_nothing()
    {
        var batch = new TickBatch();
        var sessions = Enumerable.Range(1, 20).Select(i => new GatewaySession(i) { ServerVersion = 200 }).ToArray();
        void Tell()
        {
            Fill(batch);
            for (var i = 0; i < sessions.Length; i++)
            {
                batch.SendTo(sessions[i], 1_000 + i);
                sessions[i].ClearOutput();
            }
        }
        for (var i = 0; i < 100; i++) Tell();
        Assert.Equal(0, Allocation.Of(() =>
        {
            for (var i = 0; i < 1_000; i++) Tell();
        }));
    }

    [Fact]
    public void The_delayed_twin_has_the_delayed_numbers_and_leaves_out_what_has_none()
    {
        var (live, delayed) = (new TickBatch(), new TickBatch());
        Fill(live);
        live.Text(32, "Q");
        delayed.Delay(live);
        Assert.Equal(4, delayed.Count);
        var session = new GatewaySession(1) { ServerVersion = 200 };
        delayed.SendTo(session, 6);
        var text = Encoding.Latin1.GetString(session.Output);
        foreach (var fields in new[] { "1|6|6|66|189.1|300|1|", "2|6|6|69|300|", "46|6|6|88|1795383345|", "45|6|6|90|0|" }) Assert.Contains(fields.Replace('|', '\0'), text, StringComparison.Ordinal);
    }
}
