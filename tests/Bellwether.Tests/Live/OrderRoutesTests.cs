using Bellwether.Live;

namespace Bellwether.Tests.Live;

/// <summary>IDN1, IDN2, IDN4, IDN5: ids are never given twice, and an order is known by what travels with it.</summary>
public sealed class OrderRoutesTests
{
    readonly OrderRoutes routes = new("0000cafe");

    [Fact]
    public void An_id_is_burnt_once_it_was_given_or_seen()
    {
        routes.AtLeast(100);
        Assert.Equal(100, routes.Assign(1));
        Assert.True(routes.AtLeast(50));
        Assert.Equal(101, routes.Assign(2));
        routes.Seen(500);
        Assert.Equal(501, routes.Assign(3));
    }

    [Fact]
    public void The_permanent_id_says_whose_order_it_is_whatever_the_order_id_says()
    {
        var id = routes.Assign(7);
        Assert.Equal(OrderOwner.Ours, routes.Find(9001, "BW-0000cafe-7", id, out var order));
        Assert.Equal(7, order);
        Assert.Equal(OrderOwner.Ours, routes.Find(9001, "", 0, out order));
        Assert.Equal(7, order);
        // The same order id under another permanent id: an order of an earlier life of this client.
        Assert.Equal(OrderOwner.External, routes.Find(9002, "", id, out order));
        Assert.Equal(0, order);
    }

    [Theory]
    [InlineData("", OrderOwner.Unknown)]
    [InlineData("by hand", OrderOwner.External)]
    [InlineData("BW-0000cafe-12", OrderOwner.Ours)]
    [InlineData("BW-0000cafe-", OrderOwner.External)]
    [InlineData("BW-0000cafe-G12", OrderOwner.External)]
    [InlineData("BW-deadbeef-12", OrderOwner.OtherInstance)]
    public void The_reference_says_whose_order_it_is(string reference, object owner) =>
        Assert.Equal(owner, routes.Find(42, reference, 0, out _));

    [Fact]
    public void An_id_of_ours_without_anything_else_is_a_route()
    {
        var id = routes.Assign(3);
        Assert.Equal(OrderOwner.Ours, routes.Find(0, "", id, out var order));
        Assert.Equal(3, order);
        Assert.Equal(OrderOwner.Unknown, routes.Find(0, "", id + 1, out _));
    }
}
