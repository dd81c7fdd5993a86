namespace Bellwether.Tests.InteractiveBrokers;

/// <summary>A frame as one side sent it: what inputs are made from.</summary>
sealed record FuzzSample(byte[] Payload, int ServerVersion, bool FromServer)
{
    /// <summary>Every message at versions where layouts change, with random values in all its fields.</summary>
    public static IEnumerable<FuzzSample> Generated()
    {
        foreach (var message in MessageCase.All)
        {
            foreach (var version in new[] { 100, 130, 157, 165, 176, 193, 200 })
            {
                for (var seed = 0; seed < 3 && version >= message.Since; seed++)
                {
                    var wire = new FillingWire(new RandomPlan(seed, message.FromServer), version);
                    yield return new(message.Write(message.Fill(ref wire), version), version, message.FromServer);
                }
            }
        }
    }
}
