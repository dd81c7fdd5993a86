using System.Globalization;

namespace Bellwether.Scenarios;

/// <summary>Runs a scenario for many seeds, or for the one that BELLWETHER_SEED names.</summary>
static class Seeds
{
    public static IReadOnlyList<ScenarioResult> Run(string test, ulong first, int count, Func<ulong, Scenario> scenario, Action<SimulatedRun>? expect = null)
    {
        var text = Environment.GetEnvironmentVariable("BELLWETHER_SEED");
        if (text is not null)
        {
            (first, count) = (ulong.Parse(text, CultureInfo.InvariantCulture), 1);
        }
        var (results, failures) = (new List<ScenarioResult>(), new List<string>());
        for (var seed = first; seed < first + (ulong)count && failures.Count < 3; seed++)
        {
            try
            {
                results.Add(SimulatedRun.Run(scenario(seed) with { Test = test }, expect));
            }
            catch (ScenarioFailedException problem)
            {
                failures.Add(problem.Message);
            }
        }
        if (failures.Count > 0) Assert.Fail(string.Join("\n\n", failures));
        return results;
    }

    /// <summary>What a scenario is for must have happened in some of its runs, or it proves nothing. Not asked of a single seed.</summary>
    public static void Require(bool happened, string what)
    {
        if (Environment.GetEnvironmentVariable("BELLWETHER_SEED") is null) Assert.True(happened, what);
    }
}
