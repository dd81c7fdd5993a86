using Bellwether.Web;

namespace Bellwether.Tests.Web;

public sealed class RowOrderTests
{
    readonly ManualTime time = new();
    readonly RowOrder<string> order;

    public RowOrderTests() => order = new RowOrder<string>(row => row, time);

    string Shown => string.Join(' ', order.Rows.Select(r => r.State switch { RowState.Arrived => "+" + r.Row, RowState.Gone => "-" + r.Row, _ => r.Row }));

    [Fact]
    public void Rows_stand_as_sorted_while_nobody_points_at_them()
    {
        order.Arrange(["a", "b", "c"], held: false);
        order.Arrange(["c", "a", "b"], held: false);
        Assert.Equal("c a b", Shown);
    }

    [Fact]
    public void The_first_rows_are_not_news()
    {
        order.Arrange(["a", "b"], held: false);
        Assert.Equal("a b", Shown);
    }

    [Fact]
    public void Under_the_pointer_rows_keep_their_places_and_the_moves_are_counted()
    {
        order.Arrange(["a", "b", "c"], held: false);
        order.Arrange(["b", "a", "c"], held: true);
        Assert.Equal("a b c", Shown);
        Assert.Equal(2, order.Waiting);

        order.Arrange(["b", "a", "c"], held: false);
        Assert.Equal("b a c", Shown);
        Assert.Equal(0, order.Waiting);
    }

    [Fact]
    public void A_newcomer_is_marked_for_two_seconds_at_its_sorted_place()
    {
        order.Arrange(["a", "c"], held: false);
        order.Arrange(["a", "b", "c"], held: false);
        Assert.Equal("a +b c", Shown);

        time.Advance(TimeSpan.FromSeconds(2));
        order.Arrange(["a", "b", "c"], held: false);
        Assert.Equal("a b c", Shown);
    }

    [Fact]
    public void Under_the_pointer_a_newcomer_goes_to_the_end()
    {
        order.Arrange(["a", "c"], held: false);
        order.Arrange(["a", "b", "c"], held: true);
        Assert.Equal("a c +b", Shown);
    }

    [Fact]
    public void A_departed_row_stays_struck_through_for_two_seconds_where_it_stood()
    {
        order.Arrange(["a", "b", "c"], held: false);
        order.Arrange(["a", "c"], held: false);
        Assert.Equal("a -b c", Shown);

        time.Advance(TimeSpan.FromSeconds(1.9));
        order.Arrange(["a", "c"], held: true);
        Assert.Equal("a -b c", Shown);

        time.Advance(TimeSpan.FromSeconds(0.1));
        order.Arrange(["a", "c"], held: true);
        Assert.Equal("a c", Shown);
    }

    [Fact]
    public void A_row_that_comes_back_is_whole_again()
    {
        order.Arrange(["a", "b"], held: false);
        order.Arrange(["a"], held: false);
        order.Arrange(["a", "b"], held: false);
        Assert.Equal("a b", Shown);
    }
}
