using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Live;

namespace Bellwether.Tests.Live;

/// <summary>POS2: two readings of the positions agree only when executions explain what moved between them.</summary>
public sealed class PositionCheckTests
{
    readonly PositionCheck check = new();

    [Fact]
    public void Two_equal_readings_agree()
    {
        Before((1, 100), (2, -50));
        After((1, 100), (2, -50));
        Assert.True(check.Agrees(out _));
    }

    [Fact]
    public void A_position_that_moved_without_an_execution_does_not_agree()
    {
        Before((1, 100));
        After((1, 90));
        Assert.False(check.Agrees(out var contract));
        Assert.Equal("S1", contract.Symbol);
    }

    [Fact]
    public void An_execution_in_between_explains_what_moved()
    {
        Before((1, 100));
        Executed("0001.01", "SLD", 30);
        Executed("0001.01", "SLD", 30);
        After((1, 70));
        Assert.True(check.Agrees(out _));
    }

    [Fact]
    public void A_position_that_lags_behind_its_execution_does_not_agree()
    {
        Before((1, 100));
        Executed("0001.01", "SLD", 30);
        After((1, 100));
        Assert.False(check.Agrees(out _));
    }

    [Fact]
    public void A_position_that_came_to_be_or_ended_in_between_is_compared_too()
    {
        Before();
        Executed("0001.01", "BOT", 30);
        After();
        Assert.False(check.Agrees(out _));
        Before((1, 30));
        After();
        Assert.False(check.Agrees(out _));
        Before((1, 30));
        Executed("0002.01", "SLD", 30);
        After();
        Assert.True(check.Agrees(out _));
    }

    [Fact]
    public void A_correction_moves_by_what_it_changes()
    {
        Executed("0001.01", "BOT", 30);
        Before((1, 30));
        Executed("0001.02", "BOT", 20);
        After((1, 20));
        Assert.True(check.Agrees(out _));
    }

    [Fact]
    public void Answers_to_a_question_tell_of_any_time_and_move_nothing()
    {
        Before((1, 30));
        Executed("0001.01", "BOT", 30, isAnswer: true);
        After((1, 30));
        Assert.True(check.Agrees(out _));
    }

    void Before(params (int ConId, decimal Quantity)[] positions)
    {
        check.Begin(isAfter: false);
        Add(positions);
    }

    void After(params (int ConId, decimal Quantity)[] positions)
    {
        check.Begin(isAfter: true);
        Add(positions);
    }

    void Add((int ConId, decimal Quantity)[] positions)
    {
        foreach (var (id, quantity) in positions) check.Add(new Position { Contract = new Contract { ConId = id, Symbol = $"S{id}" }, Quantity = quantity });
    }

    void Executed(string id, string side, decimal shares, bool isAnswer = false) =>
        check.Executed(new ExecDetails { ExecId = id, Side = side, Shares = shares, Contract = new Contract { ConId = 1, Symbol = "S1" } }, isAnswer);
}
