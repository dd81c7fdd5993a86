using Bellwether.Web;

namespace Bellwether.Tests.Web;

public sealed class CellTintsTests
{
    readonly CellTints tints = new();

    [Fact]
    public void A_first_value_is_no_change()
    {
        tints.Next([("AMD/last", 239.44m)]);
        Assert.Equal("", tints.Class("AMD/last"));
    }

    [Fact]
    public void The_tint_tells_the_direction_of_the_change_not_the_sign_of_the_value()
    {
        tints.Next([("AMD/unrealised", -50m), ("JPM/unrealised", 50m)]);
        tints.Next([("AMD/unrealised", -40m), ("JPM/unrealised", 40m)]);
        Assert.Equal("tint-up", tints.Class("AMD/unrealised"));
        Assert.Equal("tint-down", tints.Class("JPM/unrealised"));
    }

    [Fact]
    public void A_second_change_starts_the_fade_again_under_the_other_name()
    {
        tints.Next([("x", 1m)]);
        tints.Next([("x", 2m)]);
        Assert.Equal("tint-up", tints.Class("x"));
        tints.Next([("x", 3m)]);
        Assert.Equal("tint-up again", tints.Class("x"));
    }

    [Fact]
    public void An_unchanged_cell_keeps_its_class_so_that_its_fade_runs_out_by_itself()
    {
        tints.Next([("x", 1m)]);
        tints.Next([("x", 2m)]);
        tints.Next([("x", 2m)]);
        Assert.Equal("tint-up", tints.Class("x"));
    }

    [Theory]
    [InlineData(12, "tint-up")]
    [InlineData(13, "")]
    public void More_than_twelve_changes_in_a_frame_tint_nothing(int changes, string tint)
    {
        tints.Next(Enumerable.Range(0, changes).Select(i => ($"{i}", 1m)));
        tints.Next(Enumerable.Range(0, changes).Select(i => ($"{i}", 2m)));
        Assert.Equal(tint, tints.Class("0"));
    }
}
