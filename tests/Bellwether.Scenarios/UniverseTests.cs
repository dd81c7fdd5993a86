namespace Bellwether.Scenarios;

public sealed class UniverseTests
{
    [Fact]
    public void Members_alone_have_data_and_are_entered_and_what_is_held_keeps_its_data_until_it_is_sold()
    {
        var run = new UniverseRun(session => session == UniverseRun.Monday.Date ? ["AAX", "ABX"] : ["ABX", "ACX"]);

        run.PlayTo(UniverseRun.Monday, 600);
        Assert.Equal(["AAX bars", "AAX quotes", "ABX bars", "ABX quotes"], run.Streams);
        Assert.Equal(["AAX", "ABX"], run.Histories);
        Assert.Equal("AAX ABX", run.Held);
        Assert.Equal((null, null, "not today"), (run.Engine.UniverseProblem(0), run.Engine.UniverseProblem(1), run.Engine.UniverseProblem(2)));

        run.PlayTo(UniverseRun.Monday, 35 * 60);
        Assert.Equal("", run.Held);
        run.PlayTo(UniverseRun.Monday, 60 * 60);
        Assert.Equal("AAX ABX", run.Held);

        // AAX has left, and is still held: nothing of it ends. ACX knows its past before the session opens, and trades in its first minutes.
        run.PlayTo(UniverseRun.Tuesday, 600);
        Assert.Equal(["AAX bars", "AAX quotes", "ABX bars", "ABX quotes", "ACX bars", "ACX quotes"], run.Streams);
        Assert.Equal(["AAX", "ABX", "ACX"], run.Histories);
        Assert.Equal("AAX ABX ACX", run.Held);
        Assert.False(run.Engine.Risk.EntriesAllowedIn(0));
        Assert.True(run.Engine.Risk.EntriesAllowedIn(2));

        // Its exit goes on as ever; then its lines are given back, and it is not entered again.
        run.PlayTo(UniverseRun.Tuesday, 35 * 60);
        Assert.Equal("", run.Held);
        Assert.Equal(["ABX bars", "ABX quotes", "ACX bars", "ACX quotes"], run.Streams);
        run.PlayTo(UniverseRun.Tuesday, 60 * 60);
        Assert.Equal("ABX ACX", run.Held);
        Assert.Null(run.Engine.Violation);
    }

    [Fact]
    public void Where_lines_are_short_what_is_held_has_them_first_and_a_new_member_waits_without_being_entered()
    {
        // Two symbols' worth of lines.
        var run = new UniverseRun(session => session == UniverseRun.Monday.Date ? ["AAX", "ABX"] : ["ABX", "ACX"], lines: 4);
        run.PlayTo(UniverseRun.Monday, 60 * 60);
        run.PlayTo(UniverseRun.Tuesday, 600);
        Assert.Equal("AAX ABX", run.Held);
        Assert.Equal("AAX bars, AAX quotes, ABX bars, ABX quotes", string.Join(", ", run.Streams));
        Assert.Contains("no market data line is left", run.Engine.UniverseProblem(2));
        Assert.False(run.Engine.Risk.EntriesAllowedIn(2));
        run.PlayTo(UniverseRun.Tuesday, 60 * 60);
        Assert.Equal(["ABX bars", "ABX quotes", "ACX bars", "ACX quotes"], run.Streams);
        Assert.Equal("ABX ACX", run.Held);
    }

    [Fact]
    public void A_connection_that_broke_brings_back_the_data_of_members_alone_and_nobody_waits_for_the_others()
    {
        var run = new UniverseRun(_ => ["ABX"]);
        run.PlayTo(UniverseRun.Monday, 3_000);
        run.Lose().PlayTo(UniverseRun.Monday, 3_000 + 90);
        Assert.Equal(["ABX bars", "ABX quotes"], run.Streams);
        Assert.True(run.Engine.Risk.EntriesAllowedIn(1));
        Assert.False(run.Engine.Risk.EntriesAllowedIn(0));
        Assert.Equal(["ABX"], run.Histories.Distinct());
    }

    [Fact]
    public void A_symbol_that_comes_back_knows_what_it_missed_and_two_runs_decide_alike()
    {
        UniverseRun Run()
        {
            var run = new UniverseRun(session => session.Day % 2 == 1 ? ["AAX", "ABX"] : ["ABX"]);
            return run.PlayTo(UniverseRun.Monday, 35 * 60).PlayTo(UniverseRun.Tuesday, 35 * 60).PlayTo(Bellwether.Core.ExchangeCalendar.NewYork.NextSession(UniverseRun.Tuesday.Date), 600);
        }
        var run = Run();
        // Entered late on Monday, AAX is held until Tuesday's exit; on Wednesday it is back with the minutes between, and entered early.
        Assert.Equal("AAX ABX", run.Held);
        Assert.Equal(["AAX", "ABX", "AAX"], run.Histories);
        Assert.Equal(run.Engine.DecisionHash.ToString(), Run().Engine.DecisionHash.ToString());
    }
}
